import Agreements
import LedgerScenarios
import Testing
import Wire

/// What recovery holders may not: A19.
struct RecoveryAttackTests {
  /// Proposes a charter, waits, and ratifies it with sign-offs by these; each is an actor, a role and a decision.
  private func recovering(
    _ edits: [(pointer: String, value: JSON?)], days: Int = 14,
    _ signers: [(Actor, String, SignOff.Decision)]
  ) async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("recover", edits)
    ledger.clock = ledger.clock.adding(milliseconds: days * 86_400_000 - 3_600_000)
    ledger.publish()
    var signed: [SignedStatement] = []
    for (actor, role, decision) in signers {
      signed.append(
        try await ledger.signOff(.charter, "recover", by: actor, as: role, SigningPlan(decision: decision)))
    }
    try await ledger.commit(try ledger.ratification(.charter, "recover", adding: signed), by: .rev)
    return ledger
  }

  private static let newKey: [(pointer: String, value: JSON?)] = [
    ("/people/dana", Actor.dana.entry(keys: [.named("dana-2")]))
  ]
  private static let oneVP: [(Actor, String, SignOff.Decision)] = [
    (.mo, "vp-marketing", .approve), (.rex, "recovery", .approve),
  ]
  private static let holders: [(Actor, String, SignOff.Decision)] = [
    (.rex, "recovery", .approve), (.zoe, "recovery", .approve),
  ]

  @Test func `A19 a lost key is replaced by one VP and a recovery holder, or by two holders`() async throws {
    try await recovering(Self.newKey, Self.oneVP).expectAllowed(everywhere: true)
    try await recovering(Self.newKey, Self.holders).expectAllowed()
  }

  @Test func `A19 recovery takes fourteen days`() async throws {
    try await recovering(Self.newKey, days: 13, Self.oneVP).expectRefused("charter.recovery")
  }

  @Test func `A19 recovery by one person as two is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("recover", Self.newKey)
    ledger.clock = ledger.clock.adding(milliseconds: 14 * 86_400_000)
    ledger.publish()
    let both = [
      try await ledger.signOff(.charter, "recover", by: .rex, as: "recovery"),
      try await ledger.signOff(.charter, "recover", by: .rex, as: "recovery", SigningPlan(number: 2)),
    ]
    try await ledger.commit(try ledger.ratification(.charter, "recover", adding: [both[0]]), by: .rev)
    try await ledger.expectRefused("charter.threshold", "ratify.approvals")
  }

  private static let beyond: [(String, JSON)] = [
    ("/parameters/growthCapPercent", 50), ("/rights/drafts", ["revops", "admin"]),
    ("/approvals/maintenance", [["vp-marketing"]]), ("/host", []),
    ("/roles/revops/holders", ["rev", "guest"]), ("/people/dana/email", "dana@elsewhere.example"),
    ("/people/dana/name", "Somebody Else"),
  ]

  @Test(arguments: beyond)
  func `A19 recovery changes only keys and the holders of one side's roles`(pointer: String, value: JSON)
    async throws
  {
    try await recovering([(pointer, value)], Self.holders).expectRefused("charter.recovery")
  }

  @Test func `A19 recovery does not replace both sides at once`() async throws {
    let people: [(pointer: String, value: JSON?)] = [
      ("/roles/vp-sales/holders", ["guest"]), ("/roles/vp-marketing/holders", ["sam"]),
      ("/people/sam", Actor.sam.entry),
    ]
    try await recovering(people, Self.holders).expectRefused("charter.recovery")
  }

  @Test func `A19 whoever is replaced can bar the way of one VP, and not that of two holders`() async throws {
    let successor: [(pointer: String, value: JSON?)] = [("/roles/vp-sales/holders", ["guest"])]
    let decline: [(Actor, String, SignOff.Decision)] = [(.dana, "vp-sales", .decline)]
    let guest: [(Actor, String, SignOff.Decision)] = [(.guest, "vp-sales", .approve)]
    try await recovering(successor, Self.oneVP).expectAllowed()
    try await recovering(successor, Self.oneVP + decline + guest).expectRefused("charter.recovery")
    try await recovering(successor, Self.holders + decline).expectAllowed()
  }
}
