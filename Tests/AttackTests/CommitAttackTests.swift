import Agreements
import Foundation
import History
import LedgerScenarios
import Testing
import Wire

/// Commits that nobody who may has made: A28 to A34.
struct CommitAttackTests {
  /// A month's snapshot, which `rev` may add.
  private func files(_ ledger: LedgerScenario) throws -> LedgerScenario.Files {
    let snapshot = try ledger.snapshot(
      MonthNumbers("2025-10", volume: 90, met: 180), purpose: .period)
    return [snapshot.path: snapshot.bytes]
  }

  /// Commits honestly and expects that to be allowed; then as planned.
  private func committing(_ change: (inout CommitPlan) throws -> Void) async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.inForce)
    let files = try files(ledger)
    try await ledger.commit(files, by: .rev)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    var plan = CommitPlan(by: .rev)
    try change(&plan)
    try await ledger.commit(files, plan)
    return ledger
  }

  // A30

  @Test func `A30 an unsigned commit is refused`() async throws {
    try await committing { $0.finish = { $0 } }.expectRefused("commit.unsigned")
  }

  @Test func `A30 an outsider's commit is refused`() async throws {
    try await committing { $0.by = .eve }.expectRefused("commit.signer")
  }

  @Test func `A30 a commit in a member's name with an outsider's key is refused`() async throws {
    try await committing { $0.by = .rev.with(Actor.eve.key) }.expectRefused("commit.signer")
  }

  @Test func `A30 a commit with the signature of another one is refused`() async throws {
    let other = try await Actor.rev.sign(Array("tree 0\n".utf8), namespace: "git")
    try await committing { $0.finish = { $0.signed(with: other) } }.expectRefused("commit.signature")
  }

  @Test func `A30 a commit signed in another namespace is refused`() async throws {
    try await committing {
      $0.finish = { $0.signed(with: try await Actor.rev.sign($0, namespace: "file")) }
    }.expectRefused("commit.signature")
  }

  @Test(arguments: ["snapshot", "draft", "mapping", "review"])
  func `A30 a member without the right to that path is refused`(kind: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    func act(_ actor: Actor) async throws {
      switch kind {
      case "snapshot": try await ledger.commit(try files(ledger), by: actor)
      case "draft": try await ledger.propose("other", by: actor, [("/title", "Another")])
      case "mapping":
        let mapping = try SnapshotDocuments.mapping(revision: 2).written(as: .mapping)
        try await ledger.commit(["mappings/crm.r2.json": mapping], by: actor)
      default:
        try await ledger.commit(try ReviewDocuments.opening(ledger), by: actor)
      }
    }
    try await act(.rev)
    try await ledger.expectAllowed()
    for other in [Actor.guest, .ada, .rex] {
      try ledger.rewind(to: ledger.published)
      try await act(other)
      try ledger.expectFinding(["rights.missing"])
    }
    try await ledger.expectRefused("rights.missing")
  }

  // A28

  @Test func `A28 a sign-off dated before its draft or after its commit is refused`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let draft = try ledger.document(emea("amendments/first/draft.json"))
    let proposed = try #require(draft.json["proposed"]?.text.flatMap { Instant($0) })
    let commit = ledger.clock.adding(milliseconds: 3_600_000)
    let minute = 60_000
    for (when, rules) in [
      (proposed.adding(milliseconds: -10 * minute), []),
      (proposed.adding(milliseconds: -11 * minute), ["signoff.time"]),
      (commit.adding(milliseconds: 10 * minute), []),
      (commit.adding(milliseconds: 11 * minute), ["signoff.time"]),
    ] {
      var plan = SigningPlan()
      plan.when = when
      let signed = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing", plan)
      try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .mo)
      if rules.isEmpty { try await ledger.expectAllowed() } else { try ledger.expectFinding(rules) }
      if when == commit.adding(milliseconds: 11 * minute) { try await ledger.expectRefused(rules) }
      try ledger.rewind(to: ledger.published)
    }
  }

  @Test func `A28 a sign-off that names a commit it does not build on is refused`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let base = ledger.tip
    try await ledger.commit(try SnapshotDocuments.mapping(revision: 2).files, by: .rev)
    let side = ledger.tip
    try ledger.rewind(to: base)
    for head in [side.description, String(repeating: "0", count: 40), String(repeating: "ab", count: 20)] {
      let signed = try await ledger.signOff(
        .emea, "first", by: .mo, as: "vp-marketing", SigningPlan([("/head", .string(head))]))
      try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .mo)
      try ledger.expectFinding(["signoff.head"])
      if head == side.description { try await ledger.expectRefused("signoff.head") }
      try ledger.rewind(to: base)
    }
  }

  // A29

  @Test func `A29 a commit dated before one that it builds on is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let files = try files(ledger)
    let latest = ledger.clock
    for (minutes, rules) in [(10, []), (11, ["commit.date-backwards"])] {
      var plan = CommitPlan(by: .rev)
      plan.when = latest.adding(milliseconds: -minutes * 60_000)
      try await ledger.commit(files, plan)
      if rules.isEmpty { try await ledger.expectAllowed() } else { try await ledger.expectRefused(rules) }
      try ledger.rewind(to: ledger.published)
    }
  }

  @Test(arguments: [
    "-1 +0000", "292277026596 +0000", "253402300800 +0000", "1770710400 +9900", "1e9 +0000",
    "01770710400 +0000",
  ])
  func `A29 an absurd date is refused`(date: String) async throws {
    let ledger = try await committing {
      $0.finish = { payload in
        let lines = String(decoding: payload, as: UTF8.self).split(
          separator: "\n", omittingEmptySubsequences: false
        ).map { line in
          line.hasPrefix("committer ")
            ? line[...(line.lastIndex(of: ">") ?? line.startIndex)] + " \(date)" : line
        }
        let raw = Array(lines.joined(separator: "\n").utf8)
        return raw.signed(with: try await Actor.rev.sign(raw, namespace: "git"))
      }
    }
    try ledger.expectFinding(["commit.malformed"])
  }

  @Test func `A29 a push of a commit dated ahead of now is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    var plan = CommitPlan(by: .rev)
    plan.when = Instant(seconds: Int(Date.now.timeIntervalSince1970) + 3600)
    try await ledger.commit(try files(ledger), plan)
    try await ledger.expectAllowed()
    try await ledger.makeRemote()
    try await ledger.expectPushRefused("main", saying: ["ahead of now"])
  }

  // A31

  @Test func `A31 a signature in the message is none`() async throws {
    try await committing {
      $0.finish = { payload in
        let armour = try await Actor.rev.sign(payload, namespace: "git")
        let folded = String(decoding: armour, as: UTF8.self).split(separator: "\n").joined(separator: "\n ")
        return payload + Array("gpgsig \(folded)\n".utf8)
      }
    }.expectRefused("commit.unsigned")
  }

  // A32, A33

  @Test(arguments: [
    "two gpgsig", "gpgsig-sha256 beside gpgsig", "junk gpgsig-sha256", "two trees", "two authors",
    "two committers", "an unknown header", "an encoding", "a NUL byte", "no last newline", "a mergetag",
    "two parents in the wrong place", "no author", "headers in another order",
  ])
  func `A32 A33 a commit that two programs could read differently is refused`(kind: String) async throws {
    let ledger = try await committing { $0.finish = { try await Self.malformed($0, kind) } }
    switch kind {
    case "no last newline": try await ledger.expectRefused("commit.malformed")
    case "no author", "two trees":
      // Git itself will not pack these; the verifier sees them where they came another way.
      try ledger.expectFinding(["commit.malformed"])
    default: try await ledger.expectRefused("commit.malformed")
    }
  }

  private static func malformed(_ payload: [UInt8], _ kind: String) async throws -> [UInt8] {
    let text = String(decoding: payload, as: UTF8.self)
    let end = text.range(of: "\n\n")?.lowerBound ?? text.endIndex
    var headers = text[..<end].split(separator: "\n").map(String.init)
    var body = String(text[end...].dropFirst())
    func repeated(_ name: String) {
      if let index = headers.firstIndex(where: { $0.hasPrefix(name) }) {
        headers.insert(headers[index], at: index)
      }
    }
    switch kind {
    case "two trees": repeated("tree ")
    case "two authors": repeated("author ")
    case "two committers": repeated("committer ")
    case "an unknown header": headers.append("reviewed-by Dana")
    case "an encoding": headers.append("encoding ISO-8859-1")
    case "a mergetag": headers.append("mergetag object 0000000000000000000000000000000000000000")
    case "two parents in the wrong place":
      if let index = headers.firstIndex(where: { $0.hasPrefix("parent ") }) { headers.append(headers[index]) }
    case "no author": headers.removeAll { $0.hasPrefix("author ") }
    case "headers in another order": headers.swapAt(headers.count - 1, headers.count - 2)
    case "a NUL byte": body = "Message\0hidden\n"
    case "no last newline": body = "\nMessage"
    default: break
    }
    let raw = Array(
      (headers.joined(separator: "\n") + "\n" + (body.hasPrefix("\n") ? body : "\n" + body)).utf8)
    let armour = try await Actor.rev.sign(raw, namespace: "git")
    let signed = raw.signed(with: armour)
    switch kind {
    case "two gpgsig": return signed.signed(with: armour)
    case "gpgsig-sha256 beside gpgsig": return signed.signed(with: armour, header: "gpgsig-sha256")
    case "junk gpgsig-sha256": return signed.signed(with: Array("junk\n".utf8), header: "gpgsig-sha256")
    case "no last newline": return signed
    default: return signed
    }
  }

  // A34

  @Test(arguments: ["PGP SIGNATURE", "SIGNED MESSAGE", "PGP MESSAGE"])
  func `A34 an OpenPGP or X.509 signature is none`(kind: String) async throws {
    let armour = Array("-----BEGIN \(kind)-----\n\niQEzBAABCAAdFiEE\n=abcd\n-----END \(kind)-----\n".utf8)
    try await committing { $0.finish = { $0.signed(with: armour) } }.expectRefused("commit.signature")
  }
}

extension [UInt8] {
  /// A commit's bytes with an armour folded into the header, after its other headers.
  fileprivate func signed(with armour: [UInt8], header: String = "gpgsig") -> [UInt8] {
    let blank = indices.first { $0 + 1 < count && self[$0] == 0x0A && self[$0 + 1] == 0x0A } ?? 0
    let lines = String(decoding: armour, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast().map { " \($0)\n" }.joined()
    return Array(self[...blank]) + Array((header + lines).utf8) + Array(self[(blank + 1)...])
  }
}

extension JSON {
  /// A mapping as the files of a commit.
  fileprivate var files: LedgerScenario.Files {
    ["mappings/crm.r\(self["revision"]?.number ?? 0).json": written(as: .mapping)]
  }
}
