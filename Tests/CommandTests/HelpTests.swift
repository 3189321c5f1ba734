import Foundation
import Harness
import Testing

/// The texts of `--help`: every command has them.
@Suite struct Help {
  /// Runs `sla` with nobody's ledger around.
  private func sla(_ arguments: [String]) async throws -> Outcome {
    let workplace = try Workplace()
    return try await Program(
      Binary.path(), environment: ["HOME": workplace.path, "LC_ALL": "C"], directory: workplace.path
    ).run(arguments)
  }

  /// The subcommands that a help text lists.
  private func subcommands(_ text: String) -> [String] {
    var isListing = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      if !line.hasPrefix(" "), !line.isEmpty { isListing = line.hasSuffix("SUBCOMMANDS:") }
      guard isListing, line.hasPrefix("  "), !line.hasPrefix("   "), !line.hasPrefix("  See") else {
        return nil
      }
      return line.split(separator: " ").first.map(String.init)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `every subcommand has a help text with a summary and its usage, by both ways of asking`() async throws
  {
    var open: [[String]] = [[]]
    var seen: [String] = []
    while let path = open.popLast() {
      let help = try await sla(path + ["--help"])
      #expect(help.status == 0 && help.said.isEmpty, "\(help)")
      #expect(help.text.hasPrefix("OVERVIEW: "), "\(help)")
      #expect(help.text.contains("USAGE: \((["sla"] + path).joined(separator: " "))"), "\(help)")
      if !path.isEmpty {
        let asked = try await sla(["help"] + path)
        #expect(asked.output == help.output)
        seen.append(path.joined(separator: " "))
      }
      let below = subcommands(help.text).filter { path.isEmpty ? $0 != "help" : true }
      open += below.map { path + [$0] }
    }
    #expect(seen.count > 25, "\(seen)")
    for name in ["init", "amend set", "snapshot take", "hooks install", "people rotate-key", "verify"] {
      #expect(seen.contains(name))
    }
  }

  @Test func `every option has a description`() async throws {
    for path in [
      ["amend", "set"], ["snapshot", "take"], ["verify"], ["init"], ["clone"], ["sync"], ["sign"],
    ] {
      let lines = try await sla(path + ["--help"]).text.split(separator: "\n").map(String.init)
      for (index, line) in lines.enumerated() where line.hasPrefix("  -") {
        let isAlone = line.wholeMatch(of: #/  (-\w, )?--?[\w-]+( <[^>]+>)?/#) != nil
        let next = index + 1 < lines.count ? lines[index + 1] : ""
        #expect(!isAlone || next.hasPrefix("        "), "\(path): \(line)")
      }
    }
  }

  @Test func `the version is printed`() async throws {
    let version = try await sla(["--version"])
    #expect(version.status == 0 && version.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(version)")
  }
}
