import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// Records that are to be undone, and versions out of their order: A14, A52 to A55.
struct RecordAttackTests {
  // A14

  @Test(arguments: [
    "signoffs/0001/2/vp-marketing.mo.1.approve.json", "signoffs/0001/2/vp-marketing.mo.1.approve.json.sig",
    "versions/0001.json",
  ])
  func `A14 what was ratified cannot be removed`(path: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    _ = try ledger.bytes(emea(path))
    try await ledger.commit([emea(path): nil], by: .dana)
    try await ledger.expectRefused("record.sealed")
  }

  @Test func `A14 a version cannot be edited`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let edited = try ledger.latest(.emea).json.replacing("/commitments/contact-t1/target/value", with: 50)
    try await ledger.commit([emea("versions/0001.json"): edited.written(as: .agreement)], by: .dana)
    try await ledger.expectRefused("record.sealed")
  }

  @Test(arguments: [1, 3])
  func `A14 the number of a version is neither skipped nor used again`(number: Int) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.propose("raise", [("/commitments/contact-t1/target/value", 90)]) {
      $0.replacing("/version", with: .integer(number))
    }
    try await ledger.expectRefused("draft.number")
  }

  @Test func `A14 a version does not appear without a draft`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let next = try AgreementDocuments.next(
      after: try ledger.latest(.emea), slug: "raise", proposed: ledger.clock, [("/title", "Another")])
    try await ledger.commit([emea("versions/0002.json"): next.written(as: .agreement)], by: .rev)
    try await ledger.expectRefused("ratify.not-the-draft", "ratify.approvals")
  }

  @Test(arguments: ["of a version", "of a withdrawn draft", "of an open draft"])
  func `A14 a slug is not used again`(kind: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    switch kind {
    case "of a version":
      try await ledger.propose("first", [("/title", "Another")])
    case "of a withdrawn draft":
      try await ledger.propose("second", [("/title", "Another")])
      try await ledger.commit(try ledger.withdrawal(.emea, "second"), by: .rev)
      try await ledger.expectAllowed()
      ledger.publish()
      try await ledger.propose("second", [("/title", "Another")])
    default:
      try await ledger.propose("second", [("/title", "Another")])
      ledger.publish()
      try await ledger.propose("second", [("/title", "A third")])
      try await ledger.expectRefused("draft.round")
      return
    }
    try await ledger.expectRefused("draft.slug-used")
  }

  @Test func `A14 a withdrawal takes along what was signed`() async throws {
    let ledger = try await LedgerScenario.at(.halfSigned)
    let files = try ledger.withdrawal(.emea, "first")
    try await ledger.commit(files, by: .rev)
    try await ledger.expectAllowed(everywhere: true)
    try ledger.rewind(to: ledger.tip(before: 1))
    try await ledger.commit(files.filter { !$0.key.contains("signoffs") }, by: .rev)
    try ledger.expectFinding(["ratify.signoffs-left"])
    try ledger.rewind(to: ledger.tip(before: 1))
    try await ledger.commit(files.filter { !$0.key.contains("closed/first/signoffs") }, by: .rev)
    try ledger.expectFinding(["ratify.signoffs-left"])
    try ledger.rewind(to: ledger.tip(before: 1))
    try await ledger.commit([emea("amendments/first/draft.json"): nil], by: .rev)
    try ledger.expectFinding(["record.sealed"])
  }

  // A52

  @Test(arguments: [
    emea("snapshots/2026-01/r1.json"), "mappings/crm.r1.json", "\(ReviewDocuments.folder)/open.json",
    "\(ReviewDocuments.folder)/dana.0001.json", "\(ReviewDocuments.folder)/close.json",
  ])
  func `A52 a record cannot be edited or removed`(path: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ReviewDocuments.hold(ledger, closes: true)
    var bytes = try ledger.bytes(path)
    try await ledger.commit([path: nil], by: .dana)
    try await ledger.expectRefused("record.sealed")
    try ledger.rewind(to: ledger.published)
    bytes.insert(UInt8(ascii: " "), at: bytes.count - 1)
    try await ledger.commit([path: bytes], by: .dana)
    try ledger.expectFinding(["record.sealed"])
  }

  @Test func `A52 nothing is contributed to a closed review`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ReviewDocuments.hold(ledger, closes: false)
    let (path, bytes) = ReviewDocuments.contribution(.dana, ledger, number: 2)
    try await ledger.commit([path: bytes], by: .dana)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(try ReviewDocuments.closing(ledger), by: .rev)
    ledger.publish()
    try await ledger.commit([path: bytes], by: .dana)
    try await ledger.expectRefused("review.record")
  }

  @Test func `A52 nothing is contributed in the commit that closes the review without being named`()
    async throws
  {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ReviewDocuments.hold(ledger, closes: false)
    let (path, bytes) = ReviewDocuments.contribution(.rev, ledger)
    var files = try ReviewDocuments.closing(ledger)
    files[path] = bytes
    try await ledger.commit(files, by: .rev)
    try await ledger.expectRefused("review.record")
  }

  @Test(arguments: ["skips a revision", "another period", "another agreement", "by a stranger"])
  func `A52 a snapshot says of itself what its path does`(kind: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let month = MonthNumbers("2025-10", volume: 90, met: 180)
    switch kind {
    case "skips a revision":
      let snapshot = try ledger.snapshot(month, revision: 2, purpose: .period)
      try await ledger.commit([snapshot.path: snapshot.bytes], by: .rev)
      try await ledger.expectRefused("record.revision")
    case "another period":
      let snapshot = try ledger.snapshot(month, purpose: .period)
      try await ledger.commit([emea("snapshots/2025-09/r1.json"): snapshot.bytes], by: .rev)
      try await ledger.expectRefused("document.place")
    case "another agreement":
      let snapshot = try ledger.snapshot(month, purpose: .period)
      try await ledger.commit(["agreements/apac/snapshots/2025-10/r1.json": snapshot.bytes], by: .rev)
      try await ledger.expectRefused("document.place")
    default:
      let snapshot = try ledger.snapshot(month, purpose: .period) {
        $0.replacing("/sources/0/exporter", with: "eve")
      }
      try await ledger.commit([snapshot.path: snapshot.bytes], by: .rev)
      try await ledger.expectRefused("snapshot.record")
    }
  }

  // A53

  @Test func `A53 a version names its predecessor by the right digest`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.propose("raise", [("/commitments/contact-t1/target/value", 90)]) {
      $0.replacing("/supersedes/digest", with: .string(String(repeating: "ab", count: 32)))
    }
    try await ledger.expectRefused("draft.number")
  }

  /// Two drafts of version 2, the first of them in force.
  private func twoDrafts() async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.propose("raise", [("/commitments/contact-t1/target/value", 90)])
    try await ledger.propose("other", [("/commitments/volume-t1/target/value", 127)])
    try await ledger.ratify(.emea, "raise")
    try await ledger.expectAllowed()
    ledger.publish()
    return ledger
  }

  @Test func `A53 two versions cannot supersede the same one`() async throws {
    let ledger = try await twoDrafts()
    let both = [
      try await ledger.signOff(.emea, "other", by: .mo, as: "vp-marketing"),
      try await ledger.signOff(.emea, "other", by: .dana, as: "vp-sales"),
    ]
    var files = try ledger.ratification(.emea, "other", adding: both)
    files[emea("versions/0003.json")] = files.removeValue(forKey: emea("versions/0002.json"))
    try await ledger.commit(files, by: .rev)
    let found = try await ledger.verifyWithProgram()
    #expect(found.run.code == 1)
    #expect(found.rules.contains("ratify.number"), "\(found.run.text)")
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(try ledger.ratification(.emea, "other", adding: both), by: .rev)
    let again = try await ledger.verifyWithProgram()
    #expect(again.rules.contains("record.sealed"), "\(again.run.text)")
  }

  @Test func `A53 a draft that was overtaken is brought up to the version in force`() async throws {
    let ledger = try await twoDrafts()
    let latest = try ledger.latest(.emea)
    try await ledger.redraft(.emea, "other") { draft in
      let next = try AgreementDocuments.next(
        after: latest, slug: "other", proposed: ledger.clock, [("/commitments/volume-t1/target/value", 127)]
      ) { (try? ledger.evidence(for: $0)) ?? [] }
      return next.replacing("/round", with: draft["round"])
    }
    try await ledger.ratify(.emea, "other")
    try await ledger.expectAllowed()
  }

  // A54

  /// Proposes and ratifies a version with these edits, after `finish` has edited the draft besides.
  private func ratifying(
    _ edits: [(pointer: String, value: JSON?)], from stage: Stage = .inForce,
    finish: (JSON) throws -> JSON = { $0 }
  ) async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(stage)
    try await ledger.propose("change", edits, finish: finish)
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.ratify(.emea, "change")
    return ledger
  }

  private static let hidden: [(String, JSON)] = [
    ("/commitments/contact-t1/target/value", 80), ("/title", "Another"),
    ("/contacts/rev/email", "else@example.com"), ("/ends", "2026-12-31"), ("/handoff/how", "By mail."),
    ("/review/first", "2027-01-01"), ("/x-note", "ours"),
    ("/commitments/contact-t1/title", "Contact"),
  ]

  @Test(arguments: hidden)
  func `A54 a difference that is not listed is refused`(pointer: String, value: JSON) async throws {
    let visible: [(pointer: String, value: JSON?)] = [("/summary", "Another text.")]
    try await ratifying(visible).expectAllowed()
    let ledger = try await ratifying(visible) { $0.replacing(pointer, with: value) }
    try await ledger.expectRefused("changes.unlisted")
  }

  @Test(arguments: ["/measurement/coolOffDays", "/commitments/volume-t1/x-note"])
  func `A54 another meaning that is not listed is refused for both reasons`(pointer: String) async throws {
    let ledger = try await ratifying([("/summary", "Another text.")]) {
      $0.replacing(pointer, with: pointer.hasSuffix("Days") ? 30 : "ours")
    }
    try await ledger.expectRefused("changes.unlisted", "changes.unsupported")
  }

  @Test func `A54 an entry that stands for no difference is refused`() async throws {
    let ledger = try await ratifying([("/summary", "Another text.")]) {
      $0.appending(
        .object([.init("pointer", "/commitments/contact-t1"), .init("reason", "Nothing.")]), to: "/changes")
    }
    try await ledger.expectRefused("changes.superfluous")
  }

  @Test func `A54 a first version lists its commitments`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    try await ledger.redraft(.emea, "first") { $0.replacing("/changes/~1commitments~1contact-t1", with: nil) }
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.ratify(.emea, "first")
    try await ledger.expectRefused("changes.unlisted")
  }

  @Test func `A54 an unlisted difference of a charter is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.proposeCharter("cap", [("/parameters/growthCapPercent", 20)]) {
      $0.replacing("/parameters/clockToleranceMinutes", with: 600)
    }
    ledger.publish()
    try await ledger.ratify(.charter, "cap")
    try await ledger.expectRefused("changes.unlisted")
  }

  @Test func `A54 a softer twin does not take a commitment's place`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let evidence = try ledger.evidence(for: "contact-t1").map(\.json)
    let edits: [(pointer: String, value: JSON?)] = [
      ("/commitments/contact-t1", nil), ("/commitments/twin", AgreementDocuments.contact(70, id: "twin")),
    ]
    try await ledger.propose("twin", edits) { draft in
      draft.replacing(
        "/changes",
        with: .array(
          (draft["changes"]?.items ?? []).map {
            $0.replacing("/evidence", with: .array(evidence))
          }))
    }
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.ratify(.emea, "twin")
    try await ledger.expectRefused("changes.unsupported")
  }

  @Test(arguments: ["/measurement/tiers/bands/t1/atLeast", "/measurement/excludedSources"])
  func `A54 the cap is not evaded by another meaning`(pointer: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let evidence = try ledger.evidence(for: "volume-t1").map(\.json)
    try await ledger.propose("meaning", [(pointer, pointer.hasSuffix("atLeast") ? 90 : ["Fairs"])]) { draft in
      draft.replacing("/changes/0/evidence", with: .array(evidence))
    }
    ledger.publish()
    try await ledger.ratify(.emea, "meaning")
    try await ledger.expectRefused("changes.unsupported")
  }

  @Test func `A54 one side alone changes nothing that a metric reads`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    func ratify(_ edits: [(pointer: String, value: JSON?)]) async throws {
      try ledger.rewind(to: ledger.published)
      try await ledger.propose("light", edits)
      let mo = try await ledger.signOff(.emea, "light", by: .mo, as: "vp-marketing")
      try await ledger.commit(try ledger.ratification(.emea, "light", adding: [mo]), by: .mo)
    }
    let light: [(pointer: String, value: JSON?)] = [
      ("/contacts/rev/email", "other@example.com"), ("/title", "Another title"),
      ("/communication/meetings/weekly/place", "Room 2"), ("/effective", "2026-04-01"),
    ]
    try await ratify(light)
    try await ledger.expectAllowed(everywhere: true)
    let changes: [(pointer: String, value: JSON?)] = [
      ("/commitments/contact-t1/target/value", 90), ("/ends", "2027-01-01"),
      ("/cancellation", "At any time."),
      ("/effective", "2026-02-01"), ("/parties/sales/responsibilities", []),
    ]
    for heavy in changes {
      try await ratify(light.filter { $0.pointer != heavy.pointer } + [heavy])
      guard case .refused(let findings, _, _) = try ledger.verdict() else {
        Issue.record("\(heavy.pointer) was changed by one side")
        continue
      }
      #expect(
        findings.contains { $0.rule.id == "ratify.approvals" }, "\(heavy.pointer): \(findings.map(\.words))")
    }
  }
}
