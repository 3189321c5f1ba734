import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// What becomes of 120 leads of tier 1 and 85 % contact in time, promised from March 2026 on.
struct AttainmentTests {
  private static let months = [
    MonthNumbers("2026-03", volume: 120, met: 180), MonthNumbers("2026-04", volume: 119, met: 169),
    MonthNumbers("2026-05", volume: 50, met: 10, pending: 100),
  ]

  /// Version 1, effective on 1 March and ratified in time, with its months measured in June unless told otherwise.
  private func ledger(
    _ months: [MonthNumbers] = months, asOf: String = "2026-06-20T06:00:00Z", edits: [(String, JSON)] = []
  ) throws -> PaperLedger {
    var ledger = try adopted()
    let path = "agreements/emea/versions/0001.json"
    var text = try Document(try #require(ledger.files[path]), kind: .agreement).json
    for (pointer, value) in [("/effective", JSON.string("2026-03-01"))] + edits {
      text = text.replacing(pointer, with: value)
    }
    ledger.adopt(text)
    try ledger.measure(months, as: text, asOf: asOf)
    return ledger
  }

  private func record(
    _ ledger: PaperLedger, ratified: String = "2026-02-20T09:00:00Z", now: String
  ) throws -> AttainmentRecord {
    try AttainmentRecord(
      of: "emea", in: try ledger.tree(), charter: try Charter(ledger.charter),
      ratified: [1: #require(Instant(ratified))], now: #require(Instant(now)))
  }

  private func states(
    _ id: String, _ ledger: PaperLedger, ratified: String = "2026-02-20T09:00:00Z",
    now: String = "2026-06-25T06:00:00Z"
  ) throws -> [String] {
    try record(ledger, ratified: ratified, now: now).periods(of: id, 6).map {
      "\($0.period) \($0.state.rawValue)"
    }
  }

  @Test func `a period is met, missed, and before the version nothing`() throws {
    let ledger = try ledger()
    #expect(try states("volume-t1", ledger) == ["2026-03 met", "2026-04 missed", "2026-05 missed"])
    #expect(try states("contact-t1", ledger).prefix(2) == ["2026-03 met", "2026-04 missed"])
  }

  @Test func `a period that nobody measured is pending, and five business days later as loud as a miss`()
    throws
  {
    let ledger = try ledger([Self.months[0]])
    // April ends on a Thursday; with 1 May a Friday, five business days after 1 May close on Friday, 8 May.
    #expect(try states("volume-t1", ledger, now: "2026-05-08T14:00:00Z").last == "2026-04 pending")
    #expect(try states("volume-t1", ledger, now: "2026-05-09T06:00:00Z").last == "2026-04 unmeasured")
    let late = try record(ledger, now: "2026-05-09T06:00:00Z").periods(of: "volume-t1", 6)
    #expect(late.last?.isBreach == true)
  }

  @Test func `clocks that still run are pending, and nothing measured is no data`() throws {
    let open = MonthNumbers("2026-05", volume: 110, met: 90, pending: 100)
    // Taken in the night after the period: the clocks of its last leads have not run out.
    let ledger = try ledger([open], asOf: "2026-05-31T22:00:00Z")
    #expect(try states("contact-t1", ledger, now: "2026-06-01T06:00:00Z").last == "2026-05 pending")
    let empty = try self.ledger([MonthNumbers("2026-05", volume: 0, met: 0, pending: 200)])
    #expect(try states("contact-t1", empty).last == "2026-05 noData")
  }

  @Test func `a version ratified late governs the period that has begun for five business days only`() throws
  {
    let ledger = try ledger()
    // 1 March 2026 is a Sunday; five business days after the one that begins on Monday end on Monday, 9 March.
    #expect(try states("volume-t1", ledger, ratified: "2026-03-09T12:00:00Z").first == "2026-03 met")
    #expect(
      try record(ledger, ratified: "2026-03-09T12:00:00Z", now: "2026-06-25T06:00:00Z")
        .periods(of: "volume-t1", 6).map(\.isBackdated) == [true, false, false])
    #expect(try states("volume-t1", ledger, ratified: "2026-03-10T12:00:00Z").first == "2026-04 missed")
  }

  @Test func `a period is measured under the version that it is judged by, not under one that came too late`()
    throws
  {
    var ledger = try ledger()
    let first = try #require(ledger.files["agreements/emea/versions/0001.json"])
    let second = try Document(first, kind: .agreement).json.replacing("/version", with: .integer(2))
      .replacing("/effective", with: "2026-04-01").replacing("/measurement/coolOffDays", with: .integer(7))
    ledger.files["agreements/emea/versions/0002.json"] = second.written(as: .agreement)
    // Effective on 1 April, ratified on the 20th: April still follows version 1.
    let governance = try Governance(
      of: "emea", in: try ledger.tree(), charter: try Charter(ledger.charter),
      ratified: [1: #require(Instant("2026-02-20T09:00:00Z")), 2: #require(Instant("2026-04-20T09:00:00Z"))])
    for (period, version) in [("2026-01", 1), ("2026-03", 1), ("2026-04", 1), ("2026-05", 2)] {
      #expect(governance.text(over: try #require(Period(period)))?.version == version, "\(period)")
    }
    // It was found by the measure that version 1 has.
    #expect(try states("volume-t1", ledger).contains("2026-04 missed"))
  }

  @Test func `the agreement ends after the last whole period before its end`() throws {
    let ledger = try ledger(edits: [("/ends", "2026-05-15")])
    #expect(try states("volume-t1", ledger) == ["2026-03 met", "2026-04 missed"])
  }

  @Test func `a trial is measured, breaches nothing, and once lapsed reads unmeasured`() throws {
    let ledger = try ledger(edits: [("/commitments/contact-t1/standing", "provisional")])
    let periods = try record(ledger, now: "2026-08-25T06:00:00Z").periods(of: "contact-t1", 6)
    // Three periods and one: March to June.
    #expect(periods.map(\.state).suffix(2) == [.unmeasured, .unmeasured])
    #expect(periods.allSatisfy { !$0.isBreach })
  }

  /// Puts an exception for April in force: contact suspended, or held to 60 %, and volume held to 119.
  private func excuse(_ relief: JSON, in ledger: inout PaperLedger) throws {
    let version = try Document(
      try #require(ledger.files["agreements/emea/versions/0001.json"]), kind: .agreement)
    let text = try ExceptionDocuments.suspension(from: version, proposed: PaperLedger.proposed)
    ledger.files["agreements/emea/exceptions/0001.json"] = text.replacing("/periods", with: ["2026-04"])
      .replacing("/commitments", with: [relief]).written(as: .exception)
  }

  @Test(arguments: [(nil, nil), (60, true), (84, true), (85, false)] as [(Int?, Bool?)])
  func `an excused period is shown against what was promised, and against what took its place`(
    percent: Int?, isMet: Bool?
  ) throws {
    // In April contact was made in 169 of 200 cases, which are 84.5 %.
    var ledger = try ledger()
    try excuse(percent.map(ExceptionDocuments.eased) ?? .object([.init("id", "contact-t1")]), in: &ledger)
    let periods = try record(ledger, now: "2026-06-25T06:00:00Z").periods(of: "contact-t1", 6)
    #expect(periods.map(\.state) == [.met, .excused, .missed])
    let april = periods[1]
    #expect(april.relief?.original == .missed && april.relief?.exception == 1)
    #expect(april.relief?.target?.value == percent && april.relief?.isTargetMet == isMet)
    #expect(april.figures != nil && !april.isBreach)
    #expect(periods[0].relief == nil && periods[2].relief == nil)
    #expect(try states("volume-t1", ledger) == ["2026-03 met", "2026-04 missed", "2026-05 missed"])
  }

  @Test func `an excused period that nobody measured says so`() throws {
    var ledger = try ledger([Self.months[0]])
    try excuse(ExceptionDocuments.eased(to: 60), in: &ledger)
    let periods = try record(ledger, now: "2026-06-25T06:00:00Z").periods(of: "contact-t1", 6)
    #expect(periods[1].state == .excused && periods[1].relief?.original == .unmeasured)
    #expect(periods[1].relief?.isTargetMet == nil)
  }

  @Test(arguments: [
    ("mm", 0, Escalation.Level.none), ("mM", 0, .none), ("x", 1, .flagged), ("mxx", 2, .leadership),
    ("xnux", 3, .process), ("xmx", 1, .flagged), ("xxp", 2, .leadership), ("", 0, .none),
    // Excused periods neither break a streak nor extend it.
    ("xex", 2, .leadership), ("mex", 1, .flagged), ("xe", 1, .flagged), ("e", 0, .none), ("xeem", 0, .none),
  ])
  func `a streak is of what is decided`(_ story: String, _ misses: Int, _ level: Escalation.Level) throws {
    let ledger = try ledger()
    let template = try #require(
      try record(ledger, now: "2026-06-25T06:00:00Z").periods(of: "volume-t1", 6).first)
    let states: [Character: Attainment.State] = [
      "m": .met, "M": .met, "x": .missed, "u": .unmeasured, "n": .noData, "p": .pending,
      "e": .excused,
    ]
    let periods = story.compactMap { states[$0] }.map(template.with)
    let rules = try Charter(ledger.charter).parameters.escalation
    #expect(Escalation(periods, rules).misses == misses && Escalation(periods, rules).level == level)
  }
}

extension Attainment {
  fileprivate func with(_ state: State) -> Attainment {
    Attainment(
      commitment: commitment, version: version, period: period, state: state, figures: figures,
      snapshot: snapshot, isLowCount: isLowCount, isBackdated: isBackdated)
  }
}
