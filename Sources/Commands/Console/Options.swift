import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import SystemPackage
import Wire

/// What every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(name: .customShort("C"), help: ArgumentHelp("Work in this folder.", valueName: "dir"))
  var directory: String?
  @Option(help: ArgumentHelp("The agreement, where there are several.", valueName: "id"))
  var agreement: String?
  @Flag(help: "No colours.")
  var noColor = false
  @Flag(name: .shortAndLong, help: "Say nothing but what was asked for.")
  var quiet = false
  @Flag(help: "Show what git says, too.")
  var verbose = false

  /// The arguments with global options that stand before the subcommand put behind it, where they are parsed.
  static func hoisted(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var global: [String] = []
    while let first = rest.first {
      if ["-C", "--agreement"].contains(first), rest.count > 1 {
        global += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if ["--no-color", "--quiet", "-q", "--verbose"].contains(first)
        || first.hasPrefix("--agreement=")
      {
        global.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + global + Array(rest[end...])
  }

  /// Where git's own words go: to the person where they asked for them.
  var gitReport: @Sendable (String) -> Void {
    let isWanted = verbose && !quiet
    return { line in if isWanted { Console.say(line) } }
  }

  var folder: FilePath { FilePath(directory ?? ".") }
  var style: Style { Console.style(noColor: noColor) }
  var errorStyle: Style { Console.style(noColor: noColor, descriptor: 2) }

  /// Opens the ledger of the folder.
  func open() throws(Failure) -> LedgerClone { try LedgerClone.open(folder) }

  /// The series that `--agreement` names, `charter` included; nil where it is not given.
  func series(_ tree: LedgerTree) throws(Failure) -> Series? {
    guard let agreement else { return nil }
    return agreement == SignOff.charterSeries ? .charter : .agreement(try tree.onlyAgreement(agreement))
  }

  func say(_ text: String) { if !quiet { Console.say(text) } }

  /// Progress of long work, on a terminal only.
  func progress(_ what: String) -> (Int, Int) -> Void {
    guard !quiet, SystemCall.isTerminal(2) else { return { _, _ in } }
    return { done, all in Console.say("\u{1B}[1A\u{1B}[2K\(what): \(done) of \(all)") }
  }
}

/// For commands that write.
struct WriteOptions: ParsableArguments {
  @Flag(help: "Do not ask.")
  var yes = false
  @Flag(help: "Check everything, and write nothing.")
  var dryRun = false

  /// What stands before what was done.
  var prefix: String { dryRun ? "Would have done: " : "" }
}

/// For commands that read.
struct ReadOptions: ParsableArguments {
  enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "text or json.")
  var format = Form.text
}
