import Agreements
import LedgerScenarios
import Testing
import Wire

/// Exceptions beyond their limits, and records of them that are to be undone: A54.
struct ExceptionAttackTests {
  // Limits

  @Test(
    arguments: [
      ("/periods", ["2026-03", "2026-04"], "exception.periods"),
      ("/periods", ["2026-W10"], "exception.commitment"), ("/periods", ["2026-02"], "exception.commitment"),
      ("/commitments", .array([.object([.init("id", "nothing")])]), "exception.commitment"),
      ("/commitments", .array([ExceptionDocuments.eased(to: 95)]), "exception.target"),
    ] as [(String, JSON, String)])
  func `A54 an exception beyond its limits is refused`(pointer: String, value: JSON, rule: String)
    async throws
  {
    let ledger = try await LedgerScenario.excepting([(pointer, value)])
    try await ledger.commit(try await ledger.granted("outage"), by: .rev)
    try await ledger.expectRefused(rule)
  }

  @Test func `A54 an exception that comes too late is refused`() async throws {
    let ledger = try await LedgerScenario.excepting()
    let files = try await ledger.granted("outage")
    try await ledger.commit(files, CommitPlan(by: .rev, when: "2026-04-08T15:00:00Z"))
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(files, CommitPlan(by: .rev, when: "2026-04-08T15:00:01Z"))
    try await ledger.expectRefused("exception.late")
  }

  @Test func `A54 a third exception in a year is refused`() async throws {
    let ledger = try await LedgerScenario.excepting()
    try await ledger.commit(try await ledger.granted("outage"), by: .rev)
    for (slug, period) in [("second", "2026-05"), ("third", "2027-02")] {
      try await ledger.except(slug, [("/periods", [.string(period)])])
      ledger.publish()
      try await ledger.commit(try await ledger.granted(slug), by: .rev)
      if slug == "second" { try await ledger.expectAllowed() }
    }
    try await ledger.expectRefused("exception.frequency")
  }

  // Records

  @Test(arguments: [
    "exceptions/0001.json", "signoffs/x0001/1/vp-sales.dana.1.approve.json",
    "signoffs/x0001/1/vp-sales.dana.1.approve.json.sig",
  ])
  func `A54 an exception in force is neither altered nor removed`(path: String) async throws {
    let ledger = try await LedgerScenario.excepting()
    try await ledger.commit(try await ledger.granted("outage"), by: .rev)
    ledger.publish()
    let bytes = try ledger.bytes(emea(path))
    try await ledger.commit([emea(path): nil], by: .dana)
    try await ledger.expectRefused("record.sealed")
    try ledger.rewind(to: ledger.published)
    try await ledger.commit([emea(path): bytes + [UInt8(ascii: "\n")]], by: .dana)
    try ledger.expectFinding(["record.sealed"])
  }

  @Test func `A54 an exception is ratified as it was signed`() async throws {
    let ledger = try await LedgerScenario.excepting()
    var files = try await ledger.granted("outage")
    let text = try ledger.document(emea("exceptions/drafts/outage/draft.json")).json
    files[emea("exceptions/0001.json")] = text.replacing("/periods", with: ["2026-04"]).written(
      as: .exception)
    try await ledger.commit(files, by: .rev)
    try await ledger.expectRefused("ratify.approvals", "ratify.not-the-draft", "signoff.wrong-subject")
  }

  @Test func `A54 a version and an exception do not come in one commit`() async throws {
    let ledger = try await LedgerScenario.at(.amending)
    try await ledger.except()
    ledger.publish()
    let signed = try await ledger.signOff(.emea, "raise", by: .dana, as: "vp-sales")
    let files = try ledger.ratification(.emea, "raise", adding: [signed])
    try await ledger.commit(files.merging(try await ledger.granted("outage")) { $1 }, by: .dana)
    try await ledger.expectRefused("ratify.one-at-a-time")
  }

  @Test func `A54 an exception from a version that was overtaken is written anew`() async throws {
    let ledger = try await LedgerScenario.at(.amending)
    try await ledger.except()
    let signed = try await ledger.signOff(.emea, "raise", by: .dana, as: "vp-sales")
    try await ledger.commit(try ledger.ratification(.emea, "raise", adding: [signed]), by: .dana)
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.commit(try await ledger.granted("outage"), by: .rev)
    try await ledger.expectRefused("ratify.number")
    try ledger.rewind(to: ledger.published)
    let version = try ledger.latest(.emea)
    try await ledger.redraft(.excepted, "outage") {
      $0.replacing("/inForce", with: Predecessor(version: 2, digest: version.digest).json)
    }
    try await ledger.commit(try await ledger.granted("outage"), by: .rev)
    try await ledger.expectAllowed()
  }

  @Test(arguments: ["outage", "first"])
  func `A54 the name of an exception is not used again, nor that of an amendment`(slug: String) async throws {
    let ledger = try await LedgerScenario.excepting()
    try await ledger.commit(try ledger.withdrawal(.excepted, "outage"), by: .rev)
    ledger.publish()
    try await ledger.except(slug)
    try await ledger.expectRefused("draft.slug-used")
    try ledger.rewind(to: ledger.published)
    try await ledger.propose("outage", [("/commitments/contact-t1/target/value", 90)])
    try ledger.expectFinding(["draft.slug-used"])
  }

  @Test(arguments: [("/version", 2 as JSON), ("/inForce/version", 2)])
  func `A54 an exception has the next number, and names the version in force`(
    pointer: String, value: JSON
  ) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.except("outage", [(pointer, value)])
    try await ledger.expectRefused("draft.number")
  }

  @Test func `A54 an amendment and an exception of one name do not come in one commit`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.propose("outage", [("/commitments/contact-t1/target/value", 90)])
    let amendment = try ledger.bytes(emea("amendments/outage/draft.json"))
    try ledger.rewind(to: ledger.published)
    try await ledger.except()
    let exception = try ledger.bytes(emea("exceptions/drafts/outage/draft.json"))
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(
      [
        emea("amendments/outage/draft.json"): amendment,
        emea("exceptions/drafts/outage/draft.json"): exception,
      ],
      by: .rev)
    try await ledger.expectRefused("draft.slug-used")
  }

  @Test func `A54 there is no exception while no version is in force`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let draft = try ExceptionDocuments.suspension(
      from: try ledger.document(emea("amendments/first/draft.json")),
      proposed: ledger.clock.adding(milliseconds: 3_600_000))
    try await ledger.commit(
      [emea("exceptions/drafts/outage/draft.json"): draft.written(as: .exception)], by: .rev)
    try await ledger.expectRefused("draft.number")
  }

  @Test(
    arguments: [
      ("/agreement", JSON.string("apac"), ["document.place"]), ("/slug", "other", ["document.place"]),
      ("/incident", nil, ["document.structure"]), ("/x-note", "Signed unread.", ["document.structure"]),
    ] as [(String, JSON?, [String])])
  func `A54 an exception is what its path and its schema say`(
    pointer: String, value: JSON?, rules: [String]
  ) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let draft = try ExceptionDocuments.suspension(
      from: try ledger.latest(.emea), proposed: ledger.clock.adding(milliseconds: 3_600_000)
    ).replacing(pointer, with: value)
    try await ledger.commit(
      [
        emea("exceptions/drafts/outage/draft.json"): DocumentKind.exception.shape.arranged(draft).written()
      ], by: .rev)
    try await ledger.expectRefused(rules)
  }
}
