import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// Keys that no longer count: A21, A22, A24 and A27.
struct KeyAttackTests {
  private static let second = KeyPair.named("dana-2")

  /// Puts a charter in force in which dana has another key.
  private func rotate(_ ledger: LedgerScenario) async throws {
    try await ledger.proposeCharter("keys", [("/people/dana", Actor.dana.entry(keys: [Self.second]))])
    try await ledger.ratify(.charter, "keys")
    try await ledger.expectAllowed()
    ledger.publish()
  }

  @Test func `A21 a removed key signs no commits`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    try await rotate(ledger)
    let change: [(pointer: String, value: JSON?)] = [("/parameters/growthCapPercent", 20)]
    try await ledger.proposeCharter("cap", by: .dana.with(Self.second), change)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.proposeCharter("cap", by: .dana, change)
    try await ledger.expectRefused("commit.signer")
  }

  @Test func `A21 a removed key signs no sign-offs`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    try await rotate(ledger)
    var plan = SigningPlan()
    plan.key = Self.second
    let new = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales", plan)
    try await ledger.commit(try ledger.filing(new, .emea, "first"), by: .mo)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    let old = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(old, .emea, "first"), by: .mo)
    try await ledger.expectRefused("signoff.key")
  }

  @Test func `A21 a sign-off made before its key was removed is not brought in after`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let before = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    let mo = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing")
    let base = ledger.tip
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [before, mo]), by: .mo)
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    try await rotate(ledger)
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [before, mo]), by: .mo)
    try await ledger.expectRefused("signoff.key", "ratify.approvals")
  }

  @Test func `A21 a sign-off that came in before its key was removed counts for nothing after`() async throws
  {
    let ledger = try await LedgerScenario.at(.measured)
    let before = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(before, .emea, "first"), by: .dana)
    try await rotate(ledger)
    let mo = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing")
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [mo]), by: .mo)
    try await ledger.expectRefused("ratify.approvals")
    try ledger.rewind(to: ledger.published)
    var plan = SigningPlan(number: 2)
    plan.key = Self.second
    let again = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales", plan)
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [mo, again]), by: .mo)
    try await ledger.expectAllowed()
  }

  @Test func `A21 a decline stands although its key was removed`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let before = try await ledger.signOff(
      .emea, "first", by: .dana, as: "vp-sales", SigningPlan(decision: .decline))
    try await ledger.commit(try ledger.filing(before, .emea, "first"), by: .dana)
    try await rotate(ledger)
    let mo = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing")
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [mo]), by: .mo)
    try await ledger.expectRefused("ratify.declined", "ratify.approvals")
  }

  @Test func `A21 a person without the role any more approves nothing`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let before = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(before, .emea, "first"), by: .dana)
    try await ledger.proposeCharter(
      "sam", [("/people/sam", Actor.sam.entry), ("/roles/vp-sales/holders", ["sam"])])
    let files = try ledger.ratification(
      .charter, "sam",
      adding: [
        try await ledger.signOff(.charter, "sam", by: .mo, as: "vp-marketing"),
        try await ledger.signOff(.charter, "sam", by: .dana, as: "vp-sales"),
        try await ledger.signOff(.charter, "sam", by: .sam, as: "vp-sales"),
      ])
    try await ledger.commit(files, by: .rev)
    try await ledger.expectAllowed()
    ledger.publish()
    let mo = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing")
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [mo]), by: .mo)
    try await ledger.expectRefused("ratify.approvals")
  }

  @Test func `A22 a removed key's commits do not come in by a merge`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let fork = ledger.tip
    let before = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(before, .emea, "first"), by: .dana)
    let side = ledger.tip
    try ledger.rewind(to: fork)
    try await rotate(ledger)
    var plan = CommitPlan(by: .mo)
    plan.parents = [ledger.tip, side]
    try await ledger.commit(try ledger.filing(before, .emea, "first"), plan)
    try await ledger.expectRefused("chain.merge")
  }

  @Test(arguments: [("rsa-1024", "rsa", 1024), ("rsa-1536", "rsa", 1536)])
  func `A24 a charter lists no RSA key below 2048 bits`(name: String, type: String, bits: Int) async throws {
    let ledger = try await LedgerScenario.at(.founded)
    let good = KeyPair.named("rsa-2048", type: "rsa", bits: 2048)
    try await ledger.proposeCharter("rsa", [("/people/guest", Actor.guest.entry(keys: [good]))])
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    let weak = KeyPair.named(name, type: type, bits: bits)
    try await ledger.proposeCharter("rsa", [("/people/guest", Actor.guest.entry(keys: [weak]))])
    try ledger.expectFinding(["charter.content"])
  }

  @Test(arguments: [
    "ssh-ed25519 AAAA", "ssh-ed25519 !!!!", "ssh-dss AAAAB3NzaC1kc3M=", "no-pty KEY", "KEY comment",
    "* KEY", "cert-authority KEY", " KEY", "KEY\u{20}",
  ])
  func `A27 a key line that is more or less than a key is refused`(line: String) async throws {
    let ledger = try await LedgerScenario.at(.founded)
    let text = line.replacing("KEY", with: KeyPair.named("spare").line)
    try await ledger.proposeCharter(
      "key", [("/people/guest/keys/0/key", .string(KeyPair.named("spare").line))])
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.proposeCharter(
      "key", [("/people/guest/keys/0/key", .string(KeyPair.named("spare").line))]
    ) {
      $0.replacing("/people/guest/keys/0/key", with: .string(text))
    }
    guard case .refused(let findings, _, _) = try ledger.verdict() else {
      Issue.record("\(line) was taken for a key")
      return
    }
    let rules = Set(findings.map(\.rule.id))
    #expect(rules.isSubset(of: ["charter.content", "document.structure"]), "\(findings.map(\.words))")
  }

  @Test func `A27 a key listed twice for one person is refused`() async throws {
    let ledger = try await LedgerScenario.at(.founded)
    try await ledger.proposeCharter("key", [("/parameters/growthCapPercent", 20)]) {
      $0.replacing("/people/guest", with: Actor.guest.entry(keys: [Actor.guest.key, Actor.guest.key]))
    }
    guard case .refused(let findings, _, _) = try ledger.verdict() else {
      Issue.record("a key listed twice was let in")
      return
    }
    #expect(
      Set(findings.map(\.rule.id)).isSubset(of: ["charter.content", "document.structure"]),
      "\(findings.map(\.words))")
  }
}
