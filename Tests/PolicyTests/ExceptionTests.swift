import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// The bounds of exceptions from version 1, which is effective on 1 March 2026, and what becomes of excused periods.
struct ExceptionTests {
  private static let weekly = AgreementDocuments.contact(id: "contact-weekly").replacing(
    "/period", with: "week")
  private static let trial = AgreementDocuments.volume(id: "trial").replacing(
    "/standing", with: "provisional")

  private static let all = [AgreementDocuments.volume(), AgreementDocuments.contact(), weekly, trial]

  private func ledger(_ commitments: [JSON] = all) throws -> PaperLedger {
    var ledger = try adopted(commitments)
    let path = "agreements/emea/versions/0001.json"
    let text = try Document(try #require(ledger.files[path]), kind: .agreement).json
    ledger.adopt(text.replacing("/effective", with: "2026-03-01"))
    return ledger
  }

  /// Adds an exception in force.
  private func put(
    _ number: Int, _ periods: [JSON], of commitment: String = "contact-t1", in ledger: inout PaperLedger
  ) throws {
    let text = try exception(
      in: ledger, number: number,
      [
        ("/periods", .array(periods)), ("/commitments", [.object([.init("id", .string(commitment))])]),
        ("/slug", .string("number-\(number)")),
      ])
    ledger.files["agreements/emea/exceptions/000\(number).json"] = text.json.written(as: .exception)
  }

  private func exception(
    in ledger: PaperLedger, number: Int = 1, _ edits: [(pointer: String, value: JSON?)]
  ) throws -> Exception {
    let version = try Document(
      try #require(ledger.files["agreements/emea/versions/0001.json"]), kind: .agreement)
    let text = try ExceptionDocuments.suspension(
      from: version, number: number, proposed: PaperLedger.proposed)
    let edited = edits.reduce(text) { $0.replacing($1.pointer, with: $1.value) }
    return try Exception(try Document(edited, kind: .exception).json)
  }

  private func review(_ exception: Exception, in ledger: PaperLedger) throws -> ExceptionReview {
    try ExceptionReview(
      of: exception, in: try ledger.tree(), charter: try Charter(ledger.charter),
      ratified: [1: #require(Instant("2026-02-20T09:00:00Z"))])
  }

  /// The ids of the rules that an exception breaks at a time, each once, sorted.
  private func rules(
    _ edits: [(pointer: String, value: JSON?)], in ledger: PaperLedger? = nil, number: Int = 1,
    at when: String = "2026-03-20T09:00:00Z"
  ) throws -> [String] {
    let ledger = try ledger ?? self.ledger()
    let exception = try exception(in: ledger, number: number, edits)
    let findings = try review(exception, in: ledger).findings(path: "draft", at: try #require(Instant(when)))
    #expect(findings.allSatisfy { $0.position != nil })
    return Set(findings.map(\.rule.id)).sorted()
  }

  private static func named(_ ids: String...) -> JSON {
    .array(ids.map { .object([.init("id", .string($0))]) })
  }

  @Test func `a month of a firm commitment may be excused, and so may several weeks`() throws {
    #expect(try rules([]) == [])
    #expect(try rules([("/commitments", Self.named("volume-t1", "contact-t1"))]) == [])
    let weeks: [JSON] = ["2026-W10", "2026-W11", "2026-W13", "2026-W14"]
    #expect(
      try rules([("/periods", .array(weeks)), ("/commitments", Self.named("contact-weekly"))]) == [])
  }

  @Test func `more than 31 days take an amendment`() throws {
    #expect(try rules([("/periods", ["2026-04", "2026-03"])]) == ["exception.periods"])
    let weeks = (10...14).map { JSON.string("2026-W\($0)") }
    #expect(
      try rules([("/periods", .array(weeks)), ("/commitments", Self.named("contact-weekly"))])
        == ["exception.periods"])
  }

  @Test(arguments: [
    // No such commitment; periods of another length; before the version; a trial.
    (["2026-03"], "nothing"), (["2026-W10"], "contact-t1"), (["2026-03"], "contact-weekly"),
    (["2026-02"], "contact-t1"), (["2026-03"], "trial"),
  ])
  func `what is not firmly in force for the period is not relieved`(periods: [String], id: String) throws {
    let edits = [("/periods", JSON.array(periods.map(JSON.string))), ("/commitments", Self.named(id))]
    #expect(try rules(edits, at: "2026-02-20T09:00:00Z") == ["exception.commitment"])
  }

  @Test func `periods at the ends of time are judged like any other`() throws {
    #expect(try rules([("/periods", ["9998-12"])]) == [])
    #expect(try rules([("/periods", ["0001-01"])]) == ["exception.commitment"])
  }

  @Test(arguments: [(84, []), (0, []), (85, ["exception.target"]), (86, ["exception.target"])])
  func `a temporary target is softer than the promised one`(percent: Int, broken: [String]) throws {
    #expect(try rules([("/commitments", [ExceptionDocuments.eased(to: percent)])]) == broken)
  }

  @Test(arguments: [("/comparison", JSON.string("atMost")), ("/unit", "leads"), ("/statistic", "median")])
  func `a temporary target is in the terms of the promised one`(pointer: String, value: JSON) throws {
    let relief = ExceptionDocuments.eased(to: 60).replacing("/target\(pointer)", with: value)
    #expect(try rules([("/commitments", [relief])]) == ["exception.target"])
  }

  @Test(arguments: [
    // March 2026 ends on a Tuesday; five business days after Wednesday, 1 April, close on Wednesday, 8 April.
    ("2026-04-08T15:00:00Z", []), ("2026-04-08T15:00:01Z", ["exception.late"]),
    ("2026-09-01T09:00:00Z", ["exception.late"]),
  ])
  func `it comes into force by five business days after the last period`(when: String, broken: [String])
    throws
  {
    #expect(try rules([], at: when) == broken)
  }

  @Test func `the last of several periods counts, in whatever order they stand`() throws {
    let weeks: JSON = ["2026-W14", "2026-W10"]
    let edits = [("/periods", weeks), ("/commitments", Self.named("contact-weekly"))]
    #expect(try rules(edits, at: "2026-04-13T15:00:00Z") == [])
    #expect(try rules(edits, at: "2026-04-13T15:00:01Z") == ["exception.late"])
  }

  @Test(arguments: [
    // March 2026 and February 2027 are touched by one stretch of 365 days; March 2026 and April 2027 are not.
    ("2026-03", "2026-05", "2027-02", ["exception.frequency"]),
    ("2026-03", "2026-05", "2027-03", ["exception.frequency"]),
    ("2026-03", "2026-05", "2027-04", []), ("2026-03", "2027-04", "2026-05", []),
    ("2026-07", "2026-05", "2026-03", ["exception.frequency"]),
  ])
  func `a commitment is relieved at most twice in any 365 days`(
    first: String, second: String, third: String, broken: [String]
  ) throws {
    var ledger = try ledger()
    try put(1, [.string(first)], in: &ledger)
    try put(2, [.string(second)], in: &ledger)
    let periods: JSON = [.string(third)]
    #expect(try rules([("/periods", periods)], in: ledger, number: 3, at: "2026-03-01T09:00:00Z") == broken)
    let other = [("/periods", periods), ("/commitments", Self.named("volume-t1"))]
    #expect(try rules(other, in: ledger, number: 3, at: "2026-03-01T09:00:00Z") == [])
  }

  @Test func `numbers that show the reason are looked up, and told`() throws {
    var ledger = try ledger([AgreementDocuments.volume(), AgreementDocuments.contact()])
    let text = try Document(
      try #require(ledger.files["agreements/emea/versions/0001.json"]), kind: .agreement
    ).json
    try ledger.measure([MonthNumbers("2026-03", volume: 90, met: 100)], as: text)
    let cited = try #require(ledger.evidence("contact-t1", ["2026-03"]).first)
    func edits(_ evidence: Change.Evidence) -> [(pointer: String, value: JSON?)] {
      [("/incident", nil), ("/evidence", .array([evidence.json]))]
    }
    #expect(try rules(edits(cited), in: ledger) == [])
    let words = Statement.of(
      try review(try exception(in: ledger, edits(cited)), in: ledger), decision: .approve)
    #expect(words.contains("Measured: 50.0 % (100 of 200), on snapshots 2026-03 r1."))
    let wrong = Change.Evidence(snapshot: cited.snapshot, digest: SHA256Digest(of: []), entry: cited.entry)
    #expect(try rules(edits(wrong), in: ledger) == ["evidence.record"])
  }

  @Test func `a reading of an excused period says that it is`() throws {
    var ledger = try ledger()
    try put(1, ["2026-03"], in: &ledger)
    let agreement = try #require(try ledger.tree().agreement("emea", version: 1))
    let contact = try #require(agreement.commitment("contact-t1"))
    let snapshot = try SnapshotDocuments.month(
      MonthNumbers("2026-03", volume: 30, met: 100), of: agreement,
      under: .version(1, digest: SHA256Digest(of: [])),
      asOf: try #require(Instant("2026-03-12T12:00:00Z")), mapping: SHA256Digest(of: []),
      measures: [contact, try #require(agreement.commitment("volume-t1"))])
    let reading = Reading(
      agreement: "emea", period: snapshot.period, zone: snapshot.zone, asOf: snapshot.asOf,
      measuredUnder: snapshot.measuredUnder, sources: snapshot.sources, rows: snapshot.rows,
      entries: snapshot.entries)
    let progress = try PeriodProgress.all(
      of: agreement, reading, try MeasuringClock(agreement.measurement, try Charter(ledger.charter)),
      try ledger.tree().exceptions(from: "emea"))
    #expect(progress.first { $0.commitment.id == "contact-t1" }?.exception == 1)
    #expect(progress.first { $0.commitment.id == "volume-t1" }.map { $0.exception == nil } == true)
  }

  @Test func `the statement says what is suspended or eased, when and why`() throws {
    let ledger = try ledger()
    let commitments: JSON = [ExceptionDocuments.eased(to: 60), .object([.init("id", "volume-t1")])]
    let exception = try exception(in: ledger, [("/commitments", commitments)])
    let review = try review(exception, in: ledger)
    #expect(
      Statement.of(review, decision: .approve) == """
        I approve exception 1 of emea (round 1), for 2026-03. \
        Eases contact-t1 (sales: first contact within 4 h (business clock from mql), tier t1, at least 85 % a month \
        (firm)) to at least 60 %. \
        Suspends volume-t1 (marketing: MQLs delivered, tier t1, at least 120 leads a month (firm)). \
        Whatever is measured in these periods reads excused, and counts for no streak. \
        Incident: "INC-4711: CRM down". Because: "Nobody could see new leads.".
        """)
    #expect(
      Statement.of(review, decision: .decline).hasPrefix(
        "I decline exception 1 of emea (round 1), for 2026-03. Eases contact-t1 "))
  }
}
