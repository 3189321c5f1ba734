import Agreements
import LedgerScenarios
import Testing
import Wire

/// Charters that somebody wrote for themselves: A15 to A19.
struct CharterAttackTests {
  // A15

  @Test func `A15 nobody lets themselves in by the commit that they sign`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let current = try ledger.latest(.charter)
    let mine = CharterDocuments.next(
      after: current, slug: "mine", proposed: ledger.clock,
      [("/people/eve", Actor.eve.entry), ("/roles/vp-sales/holders", ["eve"])])
    try await ledger.commit(["charter/versions/0002.json": mine.written(as: .charter)], by: .eve)
    try await ledger.expectRefused("commit.signer")
  }

  @Test func `A15 a member without the right cannot propose a role for themselves`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let edits: [(pointer: String, value: JSON?)] = [("/roles/revops/holders", ["rev", "guest"])]
    try await ledger.proposeCharter("promoted", by: .rev, edits)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.proposeCharter("promoted", by: .guest, edits)
    try await ledger.expectRefused("rights.missing")
  }

  @Test func `A15 a promotion does not count before it is in force`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter(
      "promoted",
      [
        ("/roles/vp-sales/holders", ["guest"]), ("/roles/vp-marketing/holders", ["sam"]),
        ("/people/sam", Actor.sam.entry),
      ])
    ledger.publish()
    let new = [
      try await ledger.signOff(.charter, "promoted", by: .guest, as: "vp-sales"),
      try await ledger.signOff(.charter, "promoted", by: .sam, as: "vp-marketing"),
    ]
    let base = ledger.tip
    let old = [
      try await ledger.signOff(.charter, "promoted", by: .dana, as: "vp-sales"),
      try await ledger.signOff(.charter, "promoted", by: .mo, as: "vp-marketing"),
    ]
    try await ledger.commit(try ledger.ratification(.charter, "promoted", adding: old + new), by: .rev)
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    try await ledger.commit(try ledger.ratification(.charter, "promoted", adding: new), by: .rev)
    try await ledger.expectRefused("charter.threshold", "ratify.approvals")
    try ledger.rewind(to: base)
    try await ledger.commit(try ledger.ratification(.charter, "promoted", adding: old + new), by: .sam)
    try ledger.expectFinding(["commit.signer"])
  }

  @Test func `A15 a charter without approvals does not come into force`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("promoted", [("/roles/revops/holders", ["rev", "guest"])])
    ledger.publish()
    try await ledger.commit(try ledger.ratification(.charter, "promoted"), by: .rev)
    try await ledger.expectRefused("charter.threshold", "ratify.approvals")
  }

  // A16

  /// A ledger with a second charter in force.
  private func withSecondCharter() async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("cap", [("/parameters/growthCapPercent", 20)])
    try await ledger.ratify(.charter, "cap")
    try await ledger.expectAllowed()
    ledger.publish()
    return ledger
  }

  @Test(arguments: [1, 2])
  func `A16 a charter cannot be deleted, and so not rolled back`(version: Int) async throws {
    let ledger = try await withSecondCharter()
    try await ledger.commit(["charter/versions/000\(version).json": nil], by: .dana)
    try await ledger.expectRefused("record.sealed")
  }

  @Test func `A16 a charter in force cannot be edited`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let edited = try ledger.latest(.charter).json.replacing("/parameters/growthCapPercent", with: 50)
    try await ledger.commit(["charter/versions/0001.json": edited.written(as: .charter)], by: .dana)
    try await ledger.expectRefused("record.sealed")
  }

  @Test func `A16 an older charter cannot take the place of the newer`() async throws {
    let ledger = try await withSecondCharter()
    let first = try ledger.bytes("charter/versions/0001.json")
    try await ledger.commit(["charter/versions/0002.json": first], by: .dana)
    try await ledger.expectRefused("record.sealed")
  }

  @Test func `A16 the numbers of charters have no gaps`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("jump", [("/parameters/growthCapPercent", 20)]) {
      $0.replacing("/version", with: 3)
    }
    try await ledger.expectRefused("draft.number")
    try ledger.rewind(to: ledger.published)
    try await ledger.proposeCharter("jump", [("/parameters/growthCapPercent", 20)])
    ledger.publish()
    let both = [
      try await ledger.signOff(.charter, "jump", by: .mo, as: "vp-marketing"),
      try await ledger.signOff(.charter, "jump", by: .dana, as: "vp-sales"),
    ]
    let files = try ledger.ratification(.charter, "jump", adding: both).map { path, bytes in
      (path.replacing("charter/versions/0002", with: "charter/versions/0003"), bytes)
    }
    try await ledger.commit(Dictionary(uniqueKeysWithValues: files), by: .rev)
    let found = try await ledger.verifyWithProgram()
    #expect(found.rules.contains("document.place"), "\(found.run.text)")
    #expect(found.run.code == 1)
  }

  // A17

  /// A draft in which sam takes mo's place; the sign-offs of the old and the new holders.
  private func replacement() async throws -> (
    ledger: LedgerScenario, mo: SignedStatement, dana: SignedStatement, sam: SignedStatement
  ) {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter(
      "sam", [("/people/sam", Actor.sam.entry), ("/roles/vp-marketing/holders", ["sam"])])
    ledger.publish()
    return (
      ledger, try await ledger.signOff(.charter, "sam", by: .mo, as: "vp-marketing"),
      try await ledger.signOff(.charter, "sam", by: .dana, as: "vp-sales"),
      try await ledger.signOff(.charter, "sam", by: .sam, as: "vp-marketing")
    )
  }

  @Test func `A17 a charter takes the old threshold and the new one`() async throws {
    let (ledger, mo, dana, sam) = try await replacement()
    try await ledger.commit(try ledger.ratification(.charter, "sam", adding: [mo, dana, sam]), by: .dana)
    try await ledger.expectAllowed(everywhere: true)
  }

  @Test func `A17 the old threshold alone is not enough`() async throws {
    let (ledger, mo, dana, _) = try await replacement()
    try await ledger.commit(try ledger.ratification(.charter, "sam", adding: [mo, dana]), by: .dana)
    try await ledger.expectRefused("charter.threshold", "ratify.approvals")
  }

  @Test func `A17 the new threshold alone is not enough`() async throws {
    let (ledger, _, dana, sam) = try await replacement()
    try await ledger.commit(try ledger.ratification(.charter, "sam", adding: [dana, sam]), by: .dana)
    try await ledger.expectRefused("charter.threshold", "ratify.approvals")
  }

  @Test func `A17 a member who takes over a role signs for the new threshold in it`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("guest", [("/roles/vp-marketing/holders", ["guest"])])
    ledger.publish()
    let files = try ledger.ratification(
      .charter, "guest",
      adding: [
        try await ledger.signOff(.charter, "guest", by: .mo, as: "vp-marketing"),
        try await ledger.signOff(.charter, "guest", by: .dana, as: "vp-sales"),
        try await ledger.signOff(.charter, "guest", by: .guest, as: "vp-marketing"),
      ])
    try await ledger.commit(files, by: .dana)
    try await ledger.expectAllowed()
  }

  @Test func `A17 a charter changes nothing else`() async throws {
    let (ledger, mo, dana, sam) = try await replacement()
    let snapshot = try ledger.snapshot(
      MonthNumbers("2025-10", volume: 90, met: 180), purpose: .period)
    var files = try ledger.ratification(.charter, "sam", adding: [mo, dana, sam])
    files[snapshot.path] = snapshot.bytes
    try await ledger.commit(files, by: .dana)
    try await ledger.expectRefused("charter.alone")
  }

  // A18

  private static let odd: [(String, JSON, [String])] = [
    ("/roles/admin/holders", [], ["charter.content"]),
    ("/roles/admin/holders", ["nobody"], ["charter.content"]),
    ("/people", [], ["document.structure"]),
    ("/approvals/maintenance", [["nobody"]], ["charter.content"]),
    ("/approvals/agreement", [["vp-marketing"]], ["charter.approvals"]),
    ("/approvals/agreement", [["vp-marketing", "revops"]], ["charter.approvals"]),
    (
      "/approvals/agreement", [["vp-marketing", "vp-sales"], ["vp-sales", "vp-sales-apac"]],
      ["charter.approvals"]
    ),
    ("/approvals/charter", [["vp-marketing", "vp-sales-apac"]], ["charter.approvals"]),
    ("/approvals/charter", [["vp-marketing"]], ["charter.approvals"]),
    ("/approvals/charter", [["recovery"]], ["charter.approvals"]),
    (
      "/approvals/charter", [["recovery", "recovery", "recovery"]], ["charter.approvals", "charter.content"]
    ),
    ("/approvals/charter", [["vp-marketing", "vp-sales"], ["revops", "recovery"]], ["charter.approvals"]),
    ("/approvals/charter", [["vp-marketing", "vp-sales"], ["admin", "recovery"]], ["charter.approvals"]),
    ("/roles/recovery/holders", ["rex", "dana"], ["charter.approvals"]),
    ("/rights/drafts", ["nobody"], ["charter.content"]),
    ("/host", ["README.md", "agreements"], ["charter.content"]),
    ("/host", ["charter/extra"], ["charter.content"]),
    ("/host", ["mappings/x"], ["charter.content"]),
    ("/nonce", "00000000000000000000000000000000", ["charter.constant"]),
    ("/rules", 2, ["charter.constant"]),
  ]

  @Test(arguments: odd)
  func `A18 a charter that nobody could live with is refused`(pointer: String, value: JSON, rules: [String])
    async throws
  {
    let ledger = try await LedgerScenario.at(.founded)
    try await ledger.proposeCharter("odd", [("/parameters/growthCapPercent", 20)]) {
      $0.replacing(pointer, with: value)
    }
    try ledger.expectFinding(rules)
  }
}
