import Agreements
import LedgerScenarios
import Testing
import Wire

/// Approvals that were not given: A01 to A10.
struct ApprovalAttackTests {
  // A01

  @Test func `A01 a sign-off made for one version is refused beside the draft of the next`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let name = "vp-marketing.mo.1.approve.json"
    let old = (
      try ledger.bytes(emea("signoffs/0001/2/\(name)")), try ledger.bytes(emea("signoffs/0001/2/\(name).sig"))
    )
    try await ledger.propose("raise", [("/commitments/contact-t1/target/value", 90)])
    ledger.publish()
    let folder = emea("amendments/raise/signoffs/1")
    let proposal = ledger.tip
    let honest = try await ledger.signOff(.emea, "raise", by: .mo, as: "vp-marketing")
    try await ledger.commit(try ledger.filing(honest, .emea, "raise"), by: .mo)
    try await ledger.expectAllowed()
    try ledger.rewind(to: proposal)
    try await ledger.commit(["\(folder)/\(name)": old.0, "\(folder)/\(name).sig": old.1], by: .dana)
    try await ledger.expectRefused("signoff.wrong-round", "signoff.wrong-subject", "signoff.time")
  }

  @Test func `A01 a sign-off made for one version is refused in the commit that ratifies the next`()
    async throws
  {
    let ledger = try await LedgerScenario.at(.inForce)
    let name = SignOffName(role: "vp-marketing", person: "mo", number: 1, decision: .approve)
    let old = SignedStatement(
      name: name, document: try ledger.bytes(emea("signoffs/0001/2/\(name).json")),
      signature: try ledger.bytes(emea("signoffs/0001/2/\(name).json.sig")))
    try await ledger.propose("raise", [("/commitments/contact-t1/target/value", 90)])
    ledger.publish()
    let dana = try await ledger.signOff(.emea, "raise", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.emea, "raise", adding: [old, dana]), by: .dana)
    try await ledger.expectRefused(
      "signoff.wrong-round", "signoff.wrong-subject", "signoff.time", "ratify.approvals")
  }

  @Test(arguments: [
    ("/series", JSON.string("apac"), "signoff.wrong-round"), ("/version", 2, "signoff.wrong-round"),
    ("/round", 1, "signoff.wrong-round"),
    ("/subject", .string(String(repeating: "ab", count: 32)), "signoff.wrong-subject"),
    ("/ledger", .string(String(repeating: "ab", count: 32)), "signoff.wrong-ledger"),
  ])
  func `A01 a sign-off of something else is refused`(pointer: String, value: JSON, rule: String) async throws
  {
    let ledger = try await LedgerScenario.at(.measured)
    let signed = try await ledger.signOff(
      .emea, "first", by: .mo, as: "vp-marketing", SigningPlan([(pointer, value)]))
    try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .mo)
    try await ledger.expectRefused(rule)
  }

  // A02

  /// A draft that both VPs signed in round 2.
  private func signedByBoth() async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.halfSigned)
    let signed = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .dana)
    ledger.publish()
    return ledger
  }

  @Test func `A02 sign-offs of an earlier round do not count after the draft was edited and edited back`()
    async throws
  {
    let ledger = try await signedByBoth()
    let signed = ledger.tip
    try await ledger.commit(try ledger.ratification(.emea, "first"), by: .rev)
    try await ledger.expectAllowed()
    try ledger.rewind(to: signed)
    try await ledger.redraft(.emea, "first") { $0.replacing("/title", with: "Another") }
    try await ledger.redraft(.emea, "first") { $0.replacing("/title", with: "Agreement emea") }
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.commit(try ledger.ratification(.emea, "first"), by: .rev)
    try await ledger.expectRefused("ratify.approvals")
  }

  @Test func `A02 the bytes of an earlier round cannot come back under its number`() async throws {
    let ledger = try await signedByBoth()
    let path = emea("amendments/first/draft.json")
    let bytes = try ledger.bytes(path)
    try await ledger.redraft(.emea, "first") { $0.replacing("/title", with: "Another") }
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.commit([path: bytes], by: .rev)
    try await ledger.expectRefused("draft.round")
  }

  @Test func `A02 sign-offs of an earlier round are refused in the folder of the current one`() async throws {
    let ledger = try await signedByBoth()
    let name = "vp-marketing.mo.1.approve.json"
    let folder = emea("amendments/first/signoffs")
    let old = (try ledger.bytes("\(folder)/2/\(name)"), try ledger.bytes("\(folder)/2/\(name).sig"))
    try await ledger.redraft(.emea, "first") { $0.replacing("/title", with: "Another") }
    ledger.publish()
    try await ledger.commit(["\(folder)/3/\(name)": old.0, "\(folder)/3/\(name).sig": old.1], by: .mo)
    try await ledger.expectRefused("signoff.wrong-round", "signoff.wrong-subject", "signoff.time")
  }

  // A03

  @Test func `A03 a draft edited after the first approval is not approved by both`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    try await ledger.redraft(.emea, "first") { $0.replacing("/summary", with: "Another text.") }
    ledger.publish()
    let dana = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    let mo = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing")
    let base = ledger.tip
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [dana, mo]), by: .dana)
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [dana]), by: .dana)
    try await ledger.expectRefused("ratify.approvals")
  }

  @Test func `A03 a draft cannot be edited within its round`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    let path = emea("amendments/first/draft.json")
    let edited = try ledger.document(path).json.replacing("/summary", with: "Another text.")
    try await ledger.commit([path: edited.written(as: .agreement)], by: .rev)
    try await ledger.expectRefused("draft.round")
  }

  @Test func `A03 what comes into force is the draft of the parent, byte for byte`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    let dana = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    var files = try ledger.ratification(.emea, "first", adding: [dana])
    let edited = try ledger.document(emea("amendments/first/draft.json")).json
      .replacing("/summary", with: "Another text.")
    files[emea("versions/0001.json")] = edited.written(as: .agreement)
    try await ledger.commit(files, by: .dana)
    try await ledger.expectRefused("ratify.not-the-draft", "ratify.approvals", "signoff.wrong-subject")
  }

  // A04

  @Test func `A04 one person cannot fill both roles`() async throws {
    let ledger = try await LedgerScenario.founded {
      $0.replacing("/roles/vp-marketing/holders", with: ["mo", "dana"])
    }
    try await ledger.advance(from: .founded, to: .measured)
    let base = ledger.tip
    try await ledger.ratify(.emea, "first")
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    let both = [
      try await ledger.signOff(.emea, "first", by: .dana, as: "vp-marketing"),
      try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales"),
    ]
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: both), by: .dana)
    try await ledger.expectRefused("ratify.approvals")
  }

  @Test func `A04 nobody signs in a role that they do not hold, nor for somebody else`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let role = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-marketing")
    try await ledger.commit(try ledger.filing(role, .emea, "first"), by: .dana)
    try await ledger.expectRefused("signoff.role")
    try ledger.rewind(to: ledger.published)
    var plan = SigningPlan()
    plan.key = Actor.dana.key
    let other = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing", plan)
    try await ledger.commit(try ledger.filing(other, .emea, "first"), by: .dana)
    try ledger.expectFinding(["signoff.key"])
  }

  @Test func `A04 a first charter with one key for two people is refused`() async throws {
    let ledger = try await LedgerScenario.founded(
      { $0.replacing("/people/mo", with: Actor.mo.with(Actor.dana.key).entry) }, by: .rev, seals: false)
    try ledger.expectFinding(["charter.content"])
    let verification = try await ledger.verifyWithProgram()
    #expect(verification.run.code == 1)
    #expect(verification.rules == ["charter.content"])
  }

  @Test func `A04 a charter draft with one key for two people is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let base = ledger.tip
    let keys = [Actor.mo.key, KeyPair.named("mo-2")]
    try await ledger.proposeCharter("keys", [("/people/mo", Actor.mo.entry(keys: keys))])
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    let shared = [Actor.mo.key, Actor.dana.key]
    try await ledger.proposeCharter("keys", [("/people/mo", Actor.mo.entry(keys: shared))])
    try await ledger.expectRefused("charter.content")
  }

  @Test func `A04 a charter in which one person alone could fill an alternative is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("both", [("/roles/vp-marketing/holders", ["dana"])])
    try await ledger.expectRefused("charter.content")
  }
}
