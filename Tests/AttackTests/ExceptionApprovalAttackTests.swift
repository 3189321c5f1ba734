import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// Exceptions that nobody granted, in the ways of A01 to A10; and how one is granted.
struct ExceptionApprovalAttackTests {
  // What is right

  @Test func `an exception is drafted, signed by both and in force, everywhere`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let mo = try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-marketing")
    try await ledger.commit(try ledger.filing(mo, .excepted, "outage"), by: .mo)
    let dana = try await ledger.signOff(.excepted, "outage", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.excepted, "outage", adding: [dana]), by: .dana)
    try await ledger.expectAllowed(everywhere: true)
    _ = try ledger.bytes(emea("signoffs/x0001/1/vp-marketing.mo.1.approve.json.sig"))
    #expect(try ledger.tree().exceptions(from: "emea").map(\.slug) == ["outage"])
  }

  @Test func `an exception can be withdrawn with what was signed on it`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let mo = try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-marketing")
    try await ledger.commit(try ledger.filing(mo, .excepted, "outage"), by: .mo)
    try await ledger.commit(try ledger.withdrawal(.excepted, "outage"), by: .rev)
    try await ledger.expectAllowed(everywhere: true)
    _ = try ledger.bytes(emea("exceptions/closed/outage/signoffs/1/vp-marketing.mo.1.approve.json"))
  }

  // Approvals

  @Test func `A54 an exception that nobody drafted is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let forged = try ExceptionDocuments.suspension(from: try ledger.latest(.emea), proposed: ledger.clock)
    try await ledger.commit([emea("exceptions/0001.json"): forged.written(as: .exception)], by: .dana)
    try await ledger.expectRefused("ratify.not-the-draft", "ratify.approvals")
  }

  @Test func `A54 one side alone grants no exception`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let dana = try await ledger.signOff(.excepted, "outage", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.excepted, "outage", adding: [dana]), by: .dana)
    try await ledger.expectRefused("ratify.approvals")
  }

  @Test func `A54 one person is not both sides of an exception`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let mo = try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-marketing")
    let posing = try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.excepted, "outage", adding: [mo, posing]), by: .mo)
    try await ledger.expectRefused("signoff.role", "ratify.approvals")
  }

  @Test func `A54 a role for another agreement grants no exception from this one`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let mo = try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-marketing")
    let ann = try await ledger.signOff(.excepted, "outage", by: .apac, as: "vp-sales-apac")
    try await ledger.commit(try ledger.ratification(.excepted, "outage", adding: [mo, ann]), by: .mo)
    try await ledger.expectRefused("signoff.role", "ratify.approvals")
  }

  @Test func `A54 a decline bars the round of an exception`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let decline = try await ledger.signOff(
      .excepted, "outage", by: .mo, as: "vp-marketing", SigningPlan(decision: .decline))
    try await ledger.commit(try ledger.filing(decline, .excepted, "outage"), by: .mo)
    try await ledger.expectAllowed()
    ledger.publish()
    let both = [
      try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-marketing", SigningPlan(number: 2)),
      try await ledger.signOff(.excepted, "outage", by: .dana, as: "vp-sales"),
    ]
    try await ledger.commit(try ledger.ratification(.excepted, "outage", adding: both), by: .dana)
    try await ledger.expectRefused("ratify.approvals", "ratify.declined")
  }

  @Test(arguments: [
    ("/series", JSON.string("emea"), "signoff.wrong-round"), ("/version", 2, "signoff.wrong-round"),
    ("/round", 2, "signoff.wrong-round"),
    ("/subject", .string(String(repeating: "ab", count: 32)), "signoff.wrong-subject"),
    ("/head", .string(String(repeating: "ab", count: 20)), "signoff.head"),
    ("/statement", "I approve.", "signoff.statement"),
  ])
  func `A54 a sign-off of something else is none of an exception`(
    pointer: String, value: JSON, rule: String
  ) async throws {
    let ledger = try await LedgerScenario.excepting()
    let signed = try await ledger.signOff(
      .excepted, "outage", by: .mo, as: "vp-marketing", SigningPlan([(pointer, value)]))
    try await ledger.commit(try ledger.filing(signed, .excepted, "outage"), by: .mo)
    try await ledger.expectRefused(rule)
  }

  @Test func `A54 an approval of an exception is none of the version with its number`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let mo = try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-marketing")
    try await ledger.propose("raise", [("/commitments/contact-t1/target/value", 90)])
    ledger.publish()
    try await ledger.commit(try ledger.filing(mo, .emea, "raise"), by: .mo)
    try await ledger.expectRefused("signoff.wrong-round", "signoff.wrong-subject", "signoff.time")
  }

  @Test func `A54 an exception edited after an approval is another round`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let mo = try await ledger.signOff(.excepted, "outage", by: .mo, as: "vp-marketing")
    try await ledger.commit(try ledger.filing(mo, .excepted, "outage"), by: .mo)
    try await ledger.redraft(.excepted, "outage") { $0.replacing("/periods", with: ["2026-04"]) }
    ledger.publish()
    let dana = try await ledger.signOff(.excepted, "outage", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.excepted, "outage", adding: [dana]), by: .dana)
    try await ledger.expectRefused("ratify.approvals")
  }

  @Test func `A54 who may write no drafts drafts no exception`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.except(by: .guest)
    try await ledger.expectRefused("rights.missing")
  }
}
