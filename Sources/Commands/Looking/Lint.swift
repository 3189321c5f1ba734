import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct Lint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check drafts, or files: structure and everything that ratification asks for.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions
  @Argument(help: "Drafts by name, or files; without any, all open drafts.") var paths: [String] = []

  func run() async throws {
    var findings: [Finding] = []
    var names = paths.filter { !$0.hasSuffix(".json") }
    for path in paths where path.hasSuffix(".json") { findings += try Self.findings(inFile: path) }
    if paths.isEmpty || !names.isEmpty {
      let history = try global.open().verified()
      let tree = history.tree
      let series = try global.series(tree)
      let now = try CommitDates.current().committer.when
      if paths.isEmpty {
        names = try tree.allDrafts().filter { series == nil || $0.series.agreement == series?.agreement }.map(
          \.slug)
      }
      for name in names {
        findings += try history.review(of: try tree.onlyDraft(name, in: series), at: now).findings
      }
    }
    switch reading.format {
    case .json: Console.write(FindingReport.json(findings).written())
    case .text:
      Console.write(findings.isEmpty ? Self.praise(names, paths) : FindingReport.text(findings, global.style))
    }
    if !findings.isEmpty { throw Ending(status: .found) }
  }

  private static func praise(_ drafts: [String], _ paths: [String]) -> String {
    let checked = drafts + paths.filter { $0.hasSuffix(".json") }
    return checked.isEmpty
      ? "There is no open draft.\n" : "Nothing to settle in \(checked.joined(separator: ", ")).\n"
  }

  /// What is wrong with a file by itself.
  static func findings(inFile path: String) throws -> [Finding] {
    let bytes = try Disk.contents(path)
    do {
      let json = try JSON.parse(bytes)
      guard let kind = json["$schema"]?.text.flatMap({ DocumentKind(urn: $0) }) else {
        throw Failure(
          .unreadable, "\(path) does not say by \"$schema\" what document it is",
          do: "sla schema lists the kinds.")
      }
      try Document(bytes, kind: kind).requireMeaning()
      return []
    } catch let error as JSONError {
      return Finding.findings(of: .syntax(error), path: path)
    } catch let error as DocumentError {
      return Finding.findings(of: error, path: path)
    }
  }
}
