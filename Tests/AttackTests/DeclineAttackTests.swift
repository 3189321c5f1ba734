import Agreements
import LedgerScenarios
import Testing

/// Declines that are to be passed over: A07.
struct DeclineAttackTests {
  private let name = SignOffName(role: "vp-marketing", person: "mo", number: 1, decision: .approve)

  @Test func `A07 a decline is not counted as an approval under an approval's name`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    var plan = SigningPlan(decision: .decline)
    let honest = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing", plan)
    try await ledger.commit(try ledger.filing(honest, .emea, "first"), by: .mo)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    plan.name = name
    let posing = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing", plan)
    try await ledger.commit(try ledger.filing(posing, .emea, "first"), by: .mo)
    try await ledger.expectRefused("document.place")
    try ledger.rewind(to: ledger.published)
    let dana = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [posing, dana]), by: .dana)
    try ledger.expectFinding(["document.place", "ratify.approvals"])
  }

  @Test func `A07 a decline among the sign-offs is no approval`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let both = [
      try await ledger.signOff(
        .emea, "first", by: .mo, as: "vp-marketing", SigningPlan(decision: .decline)),
      try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales"),
    ]
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: both), by: .dana)
    try await ledger.expectRefused("ratify.declined", "ratify.approvals")
  }

  @Test(arguments: [(SignOff.Decision.decline, SignOff.Decision.approve), (.approve, .decline)])
  func `A07 a decline stands for its round, before an approval or after it`(
    first: SignOff.Decision, second: SignOff.Decision
  ) async throws {
    let ledger = try await LedgerScenario.at(.measured)
    for (index, decision) in [first, second].enumerated() {
      let signed = try await ledger.signOff(
        .emea, "first", by: .mo, as: "vp-marketing", SigningPlan(decision: decision, number: index + 1))
      try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .mo)
    }
    try await ledger.expectAllowed()
    ledger.publish()
    let dana = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.emea, "first", adding: [dana]), by: .dana)
    try await ledger.expectRefused("ratify.declined", "ratify.approvals")
    try ledger.rewind(to: ledger.published)
    try await ledger.redraft(.emea, "first") { $0.replacing("/title", with: "With what was asked for") }
    try await ledger.ratify(.emea, "first")
    try await ledger.expectAllowed()
  }

  @Test func `A07 a decline brought in after both approvals bars the round`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    let dana = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(dana, .emea, "first"), by: .dana)
    let signed = ledger.tip
    try await ledger.commit(try ledger.ratification(.emea, "first"), by: .rev)
    try await ledger.expectAllowed()
    try ledger.rewind(to: signed)
    let late = try await ledger.signOff(
      .emea, "first", by: .mo, as: "vp-marketing", SigningPlan(decision: .decline, number: 2))
    try await ledger.commit(try ledger.filing(late, .emea, "first"), by: .rev)
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.commit(try ledger.ratification(.emea, "first"), by: .rev)
    try await ledger.expectRefused("ratify.declined", "ratify.approvals")
  }

  @Test func `A07 a decline that arrives after the ratification has no place`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    let late = try await ledger.signOff(
      .emea, "first", by: .mo, as: "vp-marketing", SigningPlan(decision: .decline, number: 2))
    try await ledger.advance(from: .halfSigned, to: .inForce)
    let files = ledger.files(late) { name, isSignature in
      .sealedSignOff(.emea, version: 1, round: 2, name, isSignature: isSignature)
    }
    try await ledger.commit(files, by: .mo)
    try await ledger.expectRefused("layout.unknown-path")
  }

  @Test(arguments: [false, true])
  func `A07 a decline cannot be left out of the ratifying tree`(isRemoved: Bool) async throws {
    let ledger = try await LedgerScenario.founded(
      { $0.replacing("/roles/vp-marketing/holders", with: ["mo", "guest"]) },
      further: [(.guest, "vp-marketing")])
    try await ledger.advance(from: .founded, to: .halfSigned)
    let decline = try await ledger.signOff(
      .emea, "first", by: .guest, as: "vp-marketing", SigningPlan(decision: .decline))
    try await ledger.commit(try ledger.filing(decline, .emea, "first"), by: .guest)
    try await ledger.expectAllowed()
    ledger.publish()
    let dana = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    var files = try ledger.ratification(.emea, "first", adding: [dana])
    for (path, _) in try ledger.filing(decline, .emea, "first") {
      if !isRemoved { files[path] = nil }
      files[path.replacing("amendments/first/signoffs", with: "signoffs/0001")] = nil
    }
    try await ledger.commit(files, by: .dana)
    try await ledger.expectRefused("ratify.signoffs-left")
  }
}
