import Agreements
import LedgerScenarios
import Policy
import Subprocess
import SystemPackage
import Testing
import Wire

/// What comes from elsewhere: another agreement, another ledger, another root: A05, A06, A13, A20.
struct OutsiderAttackTests {
  @Test func `A05 a role that is scoped to another agreement approves nothing here`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let signed = try await ledger.signOff(.emea, "first", by: .apac, as: "vp-sales-apac")
    try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .mo)
    try await ledger.expectRefused("signoff.role")
  }

  @Test func `A05 a scoped role approves in its own agreement`() async throws {
    let ledger = try await LedgerScenario.at(.founded)
    let trial = [AgreementDocuments.volume(), AgreementDocuments.contact()].map {
      $0.replacing("/standing", with: "provisional")
    }
    let first = try AgreementDocuments.first(
      id: "apac", proposed: ledger.clock.adding(milliseconds: 3_600_000), commitments: trial)
    let draft = try AgreementDocuments.listing(first, after: nil) { _ in [] }
    try await ledger.commit(
      ["agreements/apac/amendments/first/draft.json": draft.written(as: .agreement)], by: .rev)
    let apac = Series.agreement("apac")
    let signed = [
      try await ledger.signOff(apac, "first", by: .apac, as: "vp-sales-apac"),
      try await ledger.signOff(apac, "first", by: .mo, as: "vp-marketing"),
    ]
    try await ledger.commit(try ledger.ratification(apac, "first", adding: signed), by: .apac)
    try await ledger.expectAllowed(everywhere: true)
  }

  /// A ledger founded on the same text with another nonce, as far as the half-signed draft.
  private func twin() async throws -> LedgerScenario {
    let other = JSON.string("fedcba9876543210fedcba9876543210")
    let ledger = try await LedgerScenario.founded { $0.replacing("/nonce", with: other) }
    try await ledger.advance(from: .founded, to: .halfSigned)
    return ledger
  }

  @Test func `A06 a sign-off made in another ledger from the same charter is refused`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let twin = try await twin()
    let path = emea("amendments/first/draft.json")
    #expect(try twin.bytes(path) == ledger.bytes(path), "the drafts are the same to the byte")
    let name = emea("amendments/first/signoffs/2/vp-marketing.mo.1.approve.json")
    try await ledger.commit(
      [name: try twin.bytes(name), name + ".sig": try twin.bytes(name + ".sig")], by: .dana)
    try await ledger.expectRefused("signoff.wrong-ledger", "signoff.head")
  }

  @Test func `A13 valid approvals are not ratified by somebody without the right`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    let dana = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(dana, .emea, "first"), by: .guest)
    try await ledger.expectAllowed()
    ledger.publish()
    for actor in [Actor.rev, .mo] {
      try await ledger.commit(try ledger.ratification(.emea, "first"), by: actor)
      try await ledger.expectAllowed()
      try ledger.rewind(to: ledger.published)
    }
    for actor in [Actor.ada, .rex, .guest] {
      try ledger.rewind(to: ledger.published)
      try await ledger.commit(try ledger.ratification(.emea, "first"), by: actor)
      try ledger.expectFinding(["ratify.right"])
    }
    try await ledger.expectRefused("ratify.right")
  }

  @Test func `A20 another root is another ledger`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let twin = try await twin()
    let foreign = try await twin.bench.attempt(
      .path(try Program.path()), ["verify", "--full", "--format", "json", "--trust", ledger.identity.hex],
      in: LedgerScenario.work)
    #expect(foreign.code == 1, "\(foreign.said)")
    #expect(foreign.text.contains("chain.pin"))
    guard
      case .refused(let findings, nil, _) = try Verifier(identity: ledger.identity).verify(
        UnverifiedHistory(twin.repository, tip: twin.tip))
    else {
      Issue.record("another root was taken for this ledger's")
      return
    }
    #expect(Set(findings.map(\.rule.id)) == ["chain.pin"])
    try await ledger.makeRemote()
    let before = try await ledger.remoteReferences()
    let server = ledger.bench.path.appending(SharedRemote.folder).string
    let push = try await twin.bench.attempt(
      .name("git"), ["push", server, "+main"], in: LedgerScenario.work)
    #expect(push.code != 0)
    let after = try await ledger.remoteReferences()
    #expect(before == after)
  }
}
