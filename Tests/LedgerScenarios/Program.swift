import Foundation
package import Policy
package import Subprocess
package import SystemPackage
import Wire

/// The built `sla`, as a user runs it.
package enum Program {
  /// The program: `SLA` where it is set, else the product beside the tests' own.
  package static func path() throws -> FilePath {
    let environment = ProcessInfo.processInfo.environment
    let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "sla").path
    let path = environment["SLA"] ?? beside
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Workbench.ProgramFailed(
        description: "\(path) is not there: build the product sla, or set the environment variable SLA to it")
    }
    return FilePath(path)
  }

  /// What `sla verify --full --format json` said and how it ended.
  package struct Verification: Sendable {
    package let run: Workbench.Run
    /// The ids of the rules that refused, each once, sorted.
    package let rules: [String]
    package let lastGood: String?
  }
}

extension LedgerScenario {
  /// Runs the program in the ledger's folder.
  package func sla(_ arguments: String..., input: [UInt8] = [], environment: [Environment.Key: String] = [:])
    async throws -> Workbench.Run
  {
    try await bench.attempt(
      .path(try Program.path()), arguments, in: Self.work, input: input, environment: environment)
  }

  /// Verifies the ledger with the program, under its identity.
  package func verifyWithProgram() async throws -> Program.Verification {
    let run = try await sla("verify", "--full", "--format", "json", "--trust", identity.hex)
    // Read as any consumer would: names in hostile trees hold characters that documents may not.
    let json = try? JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    let findings = json?["findings"] as? [[String: Any]] ?? []
    let rules = Set(findings.compactMap { $0["rule"] as? String }).sorted()
    return Program.Verification(run: run, rules: rules, lastGood: json?["lastGood"] as? String)
  }

  /// Verifies the ledger in process, from the end of the stage that it began with.
  package func verdict() throws -> Verdict {
    try Verifier(identity: identity).verify(UnverifiedHistory(repository, tip: tip), from: milestone)
  }
}
