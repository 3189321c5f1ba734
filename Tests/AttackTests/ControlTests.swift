import Agreements
import LedgerScenarios
import Testing
import Wire

/// What is done right goes through, so that no attack is refused for the wrong reason.
struct ControlTests {
  @Test(arguments: Stage.allCases)
  func `an honest ledger verifies at every stage`(stage: Stage) async throws {
    let ledger = try await LedgerScenario.at(stage)
    try await ledger.expectAllowed()
    let verification = try await ledger.verifyWithProgram()
    #expect(verification.run.code == 0, "\(verification.run.text) \(verification.run.said)")
    #expect(verification.rules.isEmpty)
  }

  @Test func `a push of a whole ratification is accepted`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    try await ledger.advance(from: .halfSigned, to: .halfSigned)
    let signed = try await ledger.signOff(.emea, "first", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .dana)
    try await ledger.commit(try ledger.ratification(.emea, "first"), by: .rev)
    try await ledger.expectAllowed(everywhere: true)
    let version = try ledger.latest(.emea)
    #expect(version.json["version"]?.number == 1)
  }

  @Test func `a second version comes into force on the same evidence`() async throws {
    let ledger = try await LedgerScenario.at(.amending)
    let signed = try await ledger.signOff(.emea, "raise", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.emea, "raise", adding: [signed]), by: .dana)
    try await ledger.expectAllowed(everywhere: true)
  }

  @Test func `a charter comes into force with both VPs`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("cap", [("/parameters/growthCapPercent", 20)])
    try await ledger.ratify(.charter, "cap")
    try await ledger.expectAllowed(everywhere: true)
  }

  @Test func `an unsealed ledger is found by verify and let pass by the hook`() async throws {
    let ledger = try await LedgerScenario.founded(seals: false)
    let verification = try await ledger.verifyWithProgram()
    #expect(verification.run.code == 1)
    try await ledger.makeRemote()
    try await ledger.commit(
      ledger.founding(try await ledger.foundingSignOff(by: .mo, as: "vp-marketing")), by: .mo)
    let push = try await ledger.push("main")
    #expect(push.isAccepted, "\(push.said)")
  }
}
