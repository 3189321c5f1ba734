import Agreements
import Foundation
import GitStore
import History
import LedgerScenarios
import Subprocess
import SystemPackage
import Testing
import Wire

/// Histories that are no chain, and pushes that would replace one: A35 to A43.
struct GraphAttackTests {
  private func files(_ ledger: LedgerScenario, _ month: String) throws -> LedgerScenario.Files {
    let snapshot = try ledger.snapshot(MonthNumbers(month, volume: 90, met: 180), purpose: .period)
    return [snapshot.path: snapshot.bytes]
  }

  /// Two branches from one commit, each with a good commit; the ledger stands on the first.
  private func forked() async throws -> (ledger: LedgerScenario, first: ObjectID, second: ObjectID) {
    let ledger = try await LedgerScenario.at(.inForce)
    let (one, two) = (try files(ledger, "2025-10"), try files(ledger, "2025-09"))
    try await ledger.commit(two, by: .rev)
    try await ledger.expectAllowed()
    let second = ledger.tip
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(one, by: .rev)
    try await ledger.expectAllowed()
    return (ledger, ledger.tip, second)
  }

  // A38, A39

  @Test(arguments: [
    "of both trees", "of the first tree", "of the second tree", "of the older tree",
    "with the parents swapped",
    "of three parents", "with its own parent",
  ])
  func `A38 A39 a merge is refused`(kind: String) async throws {
    let (ledger, first, second) = try await forked()
    let base = ledger.published
    var plan = CommitPlan(by: .rev)
    plan.parents = [first, second]
    switch kind {
    case "of both trees": plan.tree = try ledger.tree(try files(ledger, "2025-09"), on: first)
    case "of the first tree": plan.tree = try ledger.repository.commit(first).tree
    case "of the second tree": plan.tree = try ledger.repository.commit(second).tree
    case "of the older tree": plan.tree = try ledger.repository.commit(base).tree
    case "with the parents swapped": plan.parents = [second, first]
    case "of three parents": plan.parents = [first, second, base]
    default: plan.parents = [first, base]
    }
    try await ledger.commit([:], plan)
    if kind == "with the parents swapped" {
      try ledger.expectFinding(["chain.merge"])
    } else {
      try await ledger.expectRefused("chain.merge")
    }
  }

  // A40

  @Test func `A40 an orphan branch cannot be pushed to main`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.makeRemote()
    var plan = CommitPlan(by: .dana)
    plan.parents = []
    plan.tree = try ledger.repository.commit(ledger.published).tree
    try await ledger.commit([:], plan)
    try await ledger.expectPushRefused("+main", saying: ["does not contain"])
    let found = try await ledger.verifyWithProgram()
    #expect(found.run.code == 1)
  }

  @Test func `A40 a ledger's own root alone cannot be pushed in place of its history`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.makeRemote()
    let root = try await ledger.bench.git("rev-list", "--max-parents=0", "main", in: LedgerScenario.work)
    try await ledger.expectPushRefused("+\(root):refs/heads/main", saying: ["does not contain"])
  }

  @Test func `A40 a push that is no fast-forward is refused`() async throws {
    let (ledger, first, second) = try await forked()
    try await ledger.makeRemote()
    let push = try await ledger.push("\(first):refs/heads/main")
    #expect(push.isAccepted, "\(push.said)")
    let earlier = ledger.published
    ledger.publish()
    try await ledger.expectPushRefused("+\(second):refs/heads/main", saying: ["does not contain"])
    let isHeld = try await ledger.remoteHolds(second)
    #expect(!isHeld)
    try await ledger.expectPushRefused("+\(earlier):refs/heads/main", saying: ["does not contain"])
  }

  @Test func `A40 main cannot be deleted`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.makeRemote()
    try await ledger.bench.git(
      "config", "receive.denyDeleteCurrent", "ignore", in: SharedRemote.folder)
    try await ledger.expectPushRefused(":main", saying: ["cannot be deleted"])
  }

  @Test func `A40 a push from before the last verified tip is refused`() async throws {
    let ledger = try await LedgerScenario.at(.amending)
    let earlier = try #require(try ledger.repository.commit(ledger.published).parents.first)
    try await ledger.makeRemote()
    try ledger.rewind(to: earlier)
    try await ledger.commit(try files(ledger, "2025-10"), by: .rev)
    try await ledger.expectPushRefused("+main", saying: ["does not contain"])
  }

  // A35 to A37

  @Test(arguments: ["commit", "tree", "blob"])
  func `A35 replaced objects change no verdict`(kind: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let good = ledger.tip
    let path = emea("snapshots/2026-01/r1.json")
    let forged = try ledger.snapshot(MonthNumbers("2026-01", volume: 500, met: 200))
    try await ledger.commit([path: forged.bytes], by: .rev)
    let bad = ledger.tip
    func name(_ commit: ObjectID) async throws -> String {
      let suffix = kind == "commit" ? "" : kind == "tree" ? "^{tree}" : ":\(path)"
      return try await ledger.bench.git("rev-parse", "\(commit)\(suffix)", in: LedgerScenario.work)
    }
    let (badName, goodName) = (try await name(bad), try await name(good))
    try await ledger.bench.git("replace", "-f", badName, goodName, in: LedgerScenario.work)
    try ledger.expectFinding(["record.sealed"])
    let refused = try await ledger.verifyWithProgram()
    #expect(refused.rules == ["record.sealed"])
    try ledger.rewind(to: good)
    try await ledger.bench.git("replace", "-d", badName, in: LedgerScenario.work)
    try await ledger.bench.git("replace", "-f", goodName, badName, in: LedgerScenario.work)
    let verified = try await ledger.verifyWithProgram()
    #expect(verified.run.code == 0, "\(verified.run.text)")
  }

  @Test func `A36 grafts change no verdict`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let good = ledger.tip
    let forged = try ledger.snapshot(MonthNumbers("2026-01", volume: 500, met: 200))
    try await ledger.commit([forged.path: forged.bytes], by: .rev)
    let bad = ledger.tip
    try await ledger.commit(try files(ledger, "2025-10"), by: .rev)
    let grafts = ledger.bench.path.appending("work/.git/info/grafts").string
    try FileManager.default.createDirectory(
      atPath: ledger.bench.path.appending("work/.git/info").string, withIntermediateDirectories: true)
    try Data("\(ledger.tip) \(good)\n".utf8).write(to: URL(filePath: grafts))
    let refused = try await ledger.verifyWithProgram()
    #expect(refused.rules == ["record.sealed"], "\(refused.run.text)")
    #expect(refused.run.text.contains(bad.description))
  }

  @Test func `A36 a shallow boundary is no root`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let work = ledger.bench.path.appending("work").string
    try await ledger.bench.git("clone", "-q", "--depth", "2", "file://\(work)", "shallow")
    let run = try await ledger.bench.attempt(
      .path(try Program.path()), ["verify", "--full", "--trust", ledger.identity.hex, "-C", "shallow"])
    #expect(run.code == 65, "\(run.text) \(run.said)")
    try await ledger.bench.git("clone", "-q", "file://\(work)", "whole")
    let whole = try await ledger.bench.attempt(
      .path(try Program.path()), ["verify", "--full", "--trust", ledger.identity.hex, "-C", "whole"])
    #expect(whole.code == 0, "\(whole.text) \(whole.said)")
  }

  @Test func `A37 a forged commit-graph changes no verdict`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.bench.git("commit-graph", "write", "--reachable", in: LedgerScenario.work)
    let graph = URL(filePath: ledger.bench.path.appending("work/.git/objects/info/commit-graph").string)
    var bytes = [UInt8](try Data(contentsOf: graph))
    // The parents and dates of all commits, zeroed.
    for index in stride(from: bytes.count - 200, to: bytes.count - 20, by: 1) where index > 1100 {
      bytes[index] = 0
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: graph.path)
    try Data(bytes).write(to: graph)
    let good = try await ledger.verifyWithProgram()
    #expect(good.run.code == 0, "\(good.run.text)")
    let forged = try ledger.snapshot(MonthNumbers("2026-01", volume: 500, met: 200))
    try await ledger.commit([forged.path: forged.bytes], by: .rev)
    let bad = try await ledger.verifyWithProgram()
    #expect(bad.rules == ["record.sealed"])
  }

  // A42, A43

  @Test(arguments: [
    "refs/notes/commits", "refs/replace/0123456789012345678901234567890123456789", "refs/odd/thing",
    "refs/tags/v1", "refs/heads/Main", "refs/heads/MAIN", "refs/heads/mаin", "refs/heads/main\u{200B}",
    "refs/heads/refs/heads/main", "refs/heads/heads/main", "refs/heads/side/main", "refs/heads/mai\u{0301}n",
    "refs/remotes/origin/main", "refs/countersign/pin",
  ])
  func `A42 A43 a push with an odd or confusable reference is refused as a whole`(reference: String)
    async throws
  {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.commit(try files(ledger, "2025-10"), by: .rev)
    try await ledger.makeRemote()
    try await ledger.expectPushRefused("main", "main:\(reference)", saying: ["has no place in a ledger"])
    let push = try await ledger.push("main", "main:refs/heads/side-1/topic")
    #expect(push.isAccepted, "\(push.said)")
  }

  @Test func `A42 a push of a good branch and a bad main is refused as a whole`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.commit(["notes.txt": Array("hello\n".utf8)], by: .rev)
    try await ledger.makeRemote()
    try await ledger.expectPushRefused(
      "main", "\(ledger.published):refs/heads/side", saying: ["layout.unknown-path"])
  }
}
