import Foundation
package import History
package import Subprocess
import SystemPackage
import Wire

/// A bare repository that holds what was published, with the server's hook; and pushes to it by the real git.
package struct SharedRemote: Sendable {
  /// Its folder, beside the scenario's.
  package static let folder = "server.git"

  /// What came of a push.
  package struct Push: Sendable {
    package let isAccepted: Bool
    package let said: String
  }
}

extension LedgerScenario {
  /// Makes the shared remote with what was published until now; a stage's own is there already and is brought on.
  package func makeRemote() async throws {
    let server = SharedRemote.folder
    let isThere = FileManager.default.fileExists(atPath: bench.path.appending(server).string)
    if !isThere { try await bench.git("init", "-q", "--bare", "-b", "main", server) }
    if try await remote("refs/heads/main") != published.description {
      try await bench.git("push", "-q", "../\(server)", "\(published):refs/heads/main", in: Self.work)
    }
    guard !isThere else { return }
    for arguments in [["hooks", "install", "--server"], ["verify"]] {
      let run = try await bench.attempt(
        .path(try Program.path()), arguments + ["--trust", identity.hex, "-C", server])
      // An unsealed ledger is found, and let pass by the hook.
      guard run.code == 0 || arguments == ["verify"] && run.code == 1 else {
        throw Workbench.ProgramFailed(description: "the server cannot be set up: \(run.said)")
      }
    }
  }

  /// Pushes by git, and says whether the remote took it.
  package func push(_ arguments: String..., environment: [Environment.Key: String] = [:]) async throws
    -> SharedRemote.Push
  {
    let run = try await bench.attempt(
      .name("git"), ["push", "../\(SharedRemote.folder)"] + arguments, in: Self.work,
      environment: environment)
    return SharedRemote.Push(isAccepted: run.code == 0, said: run.said)
  }

  /// What a reference of the remote names; nil where there is none such.
  package func remote(_ reference: String) async throws -> String? {
    let run = try await bench.attempt(
      .name("git"), ["rev-parse", "-q", "--verify", reference], in: SharedRemote.folder)
    return run.code == 0 ? run.text : nil
  }

  /// Every reference of the remote, with what it names.
  package func remoteReferences() async throws -> String {
    try await bench.git(
      "for-each-ref", "--format=%(refname) %(objectname)", in: SharedRemote.folder)
  }

  /// Whether the remote holds an object at all, reachable or not.
  package func remoteHolds(_ object: ObjectID) async throws -> Bool {
    try await bench.attempt(
      .name("git"), ["cat-file", "-e", object.description], in: SharedRemote.folder
    ).code == 0
  }
}
