import Agreements
import Foundation
import History
import LedgerScenarios
import Subprocess
import SystemPackage
import Testing
import Wire

/// A member's own git, with the hooks passed over: A58; and a forged memory: A59.
struct ClientAttackTests {
  /// A ledger whose clone has the client's hooks, and a member who commits with their own git.
  private func client() async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.makeRemote()
    let pinned = try await ledger.sla("verify", "--trust", ledger.identity.hex)
    #expect(pinned.code == 0, "\(pinned.said)")
    let installed = try await ledger.sla("hooks", "install")
    #expect(installed.code == 0, "\(installed.said)")
    for (key, value) in [
      ("user.name", Actor.guest.name), ("user.email", Actor.guest.email), ("gpg.format", "ssh"),
      ("user.signingKey", Actor.guest.key.path.string), ("commit.gpgSign", "true"),
    ] { try await ledger.bench.git("config", key, value, in: LedgerScenario.work) }
    try await ledger.bench.git("reset", "-q", "--hard", "main", in: LedgerScenario.work)
    return ledger
  }

  private func git(_ ledger: LedgerScenario, _ arguments: String...) async throws -> Workbench.Run {
    try await ledger.bench.attempt(.name("git"), arguments, in: LedgerScenario.work)
  }

  private func write(_ path: String, _ bytes: [UInt8], _ ledger: LedgerScenario) throws {
    let url = URL(filePath: ledger.bench.path.appending("work/\(path)").string)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  @Test func `A58 the client's hook refuses what the server would`() async throws {
    let ledger = try await client()
    try write("notes.txt", Array("hello\n".utf8), ledger)
    #expect(try await git(ledger, "add", "-A").code == 0)
    let refused = try await git(ledger, "commit", "-q", "-m", "Add notes")
    #expect(refused.code != 0)
    #expect(refused.said.contains("layout.unknown-path"), "\(refused.said)")
  }

  @Test func `A58 what is committed with git alone, by the rules, is taken by the server`() async throws {
    let ledger = try await client()
    let identity = [
      "user.name": Actor.rev.name, "user.email": Actor.rev.email,
      "user.signingKey": Actor.rev.key.path.string,
    ]
    for (key, value) in identity { try await ledger.bench.git("config", key, value, in: LedgerScenario.work) }
    let snapshot = try ledger.snapshot(MonthNumbers("2025-10", volume: 90, met: 180), purpose: .period)
    try write(snapshot.path, snapshot.bytes, ledger)
    #expect(try await git(ledger, "add", "-A").code == 0)
    let committed = try await git(ledger, "commit", "-q", "-m", "Take a snapshot")
    #expect(committed.code == 0, "\(committed.said)")
    let push = try await ledger.push("main")
    #expect(push.isAccepted, "\(push.said)")
  }

  @Test(arguments: [["-c", "core.hooksPath=/dev/null"], []])
  func `A58 a push past the client's hooks is refused by the server`(settings: [String]) async throws {
    let ledger = try await client()
    try write("notes.txt", Array("hello\n".utf8), ledger)
    let skip = settings.isEmpty ? ["--no-verify"] : []
    #expect(try await git(ledger, "add", "-A").code == 0)
    let committed = try await ledger.bench.attempt(
      .name("git"), settings + ["commit", "-q", "-m", "Add notes"] + skip, in: LedgerScenario.work)
    #expect(committed.code == 0, "\(committed.said)")
    let before = try await ledger.remoteReferences()
    let push = try await ledger.bench.attempt(
      .name("git"), settings + ["push", "../\(SharedRemote.folder)", "main"] + skip, in: LedgerScenario.work)
    #expect(push.code != 0)
    #expect(push.said.contains("layout.unknown-path"), "\(push.said)")
    let after = try await ledger.remoteReferences()
    #expect(before == after)
  }

  // A59

  @Test(arguments: ["truncated", "of another ledger", "of other rules", "world-writable", "forged"])
  func `A59 what is remembered as verified is no way in`(kind: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let pinned = try await ledger.sla("verify", "--trust", ledger.identity.hex)
    #expect(pinned.code == 0, "\(pinned.said)")
    try await ledger.commit(["notes.txt": Array("hello\n".utf8)], by: .rev)
    let memory = URL(filePath: ledger.bench.path.appending("work/.git/countersign/verified").string)
    let honest = try String(contentsOf: memory, encoding: .utf8)
    let forged = honest.replacing(ledger.published.description, with: ledger.tip.description)
    #expect(forged != honest)
    let text: String =
      switch kind {
      case "truncated": String(forged.dropLast(3))
      case "of another ledger":
        forged.replacing(ledger.identity.hex, with: String(repeating: "ab", count: 32))
      case "of other rules": forged.replacing("rules 1", with: "rules 2")
      default: forged
      }
    try Data(text.utf8).write(to: memory)
    try FileManager.default.setAttributes(
      [.posixPermissions: kind == "world-writable" ? 0o666 : 0o600], ofItemAtPath: memory.path)
    if kind != "forged" {
      let verification = try await ledger.sla("verify")
      #expect(verification.code == 1, "\(verification.text)")
    }
    let full = try await ledger.verifyWithProgram()
    #expect(full.rules == ["layout.unknown-path"])
  }
}
