import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

private func export(_ rows: String..., zone: String? = "Europe/Amsterdam", tolerated: Int = 1000) -> Export {
  Export(
    header: "id,score,mql,attempt", rows: rows, lead: #"{"id": "id", "score": "score"}"#, zone: zone,
    events: [event("mql", "mql"), event("attempt", "attempt")], tolerated: tolerated)
}

@Test func `every row that cannot be read is counted by reason and told with its line`() throws {
  var export = export(
    "1,85,2026-01-05 10:00,2026-01-05 11:00", "2,85,2026-01-05 10:00", "\"3\"x,85,2026-01-05 10:00,",
    "4,85,2026-01-05 10:00\u{0},", " ,85,2026-01-05 10:00,", "6,85,05/01/2026,",
    "7,85,2026-01-05 10:00,yesterday",
    "8,high,2026-01-05 10:00,")
  let result = try export.measured()
  #expect(
    result.rows.rejectedBy.map { "\($0.id) \($0.count)" } == [
      "no-lead-id 1", "nul 1", "ragged 1", "stray-quote 1", "unreadable-score 1", "unreadable-time 2",
    ])
  #expect(result.rejected.map(\.line) == [3, 4, 5, 6, 7, 8, 9])
  #expect(
    result.rejected.map(\.reason) == [
      .ragged, .strayQuote, .nul, .noLeadID, .unreadableTime, .unreadableTime, .unreadableScore,
    ])
  #expect(result.rejected.last?.column == "score" && result.rejected[4].column == "mql")
  #expect(result.rows.read == 8 && result.rows.inPeriod == 1)
  export.rows = ["1,85,2026-01-05T10:00:00Z,2026-01-05 11:00"]
  export.zone = nil
  #expect(try export.measured().rows.rejectedBy == [.init(id: "time-without-zone", count: 1)])
}

@Test func `bytes that are not UTF-8 are one bad row`() throws {
  let measurer = try ExportMeasurer(
    measurement: measurement(), measures: [], period: #require(Period("2026-01")),
    asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear, toleratedPerMille: 1000)
  let mapping = try mapping(
    lead: #"{"id": "id", "score": "score"}"#, zone: "Europe/Amsterdam", events: [event("mql", "mql")])
  let bytes =
    Array("id,score,mql\n1,85,2026-01-05 10:00\n".utf8) + [0xE9] + Array(",85,2026-01-05 10:00\n".utf8)
  let rows = try measurer.measure([ExportSource(bytes: bytes, mapping: mapping)]).rows
  #expect(rows.rejectedBy == [.init(id: "not-utf8", count: 1)] && rows.inPeriod == 1)
}

@Test func `beyond the tolerance no snapshot is made, and the first bad rows are told`() throws {
  var export = export(tolerated: 10)
  export.rows = (1...99).map { "\($0),85,2026-01-05 10:00," } + [",85,2026-01-05 10:00,"]
  #expect(try export.measured().rows.rejected == 1)
  export.rows.removeFirst()
  #expect {
    try export.measured()
  } throws: { error in
    guard case .tooManyRejected(1, 99, 10, let first)? = error as? MeasuringError else { return false }
    return first.map(\.line) == [100] && "\(error)".contains("line 100") && "\(error)".contains("1.0 %")
  }
}

@Test func `the period has to be over`() throws {
  var export = export("1,85,2026-01-05 10:00,")
  export.asOf = "2026-01-31T22:59:59.999Z"
  #expect(throws: MeasuringError.self) { try export.measured() }
  export.asOf = "2026-01-31T23:00:00Z"
  #expect(try export.measured().rows.inPeriod == 1)
}

@Test func `a naive time is of the mapping's zone, one with an offset of its own`() throws {
  // New York's 18:00 on 31 December is Amsterdam's midnight.
  var export = export(
    "1,85,2025-12-31 18:00,", "2,85,2025-12-31 17:59,", "3,85,2025-12-31T23:00:00Z,", zone: "America/New_York"
  )
  #expect(try export.measured().rows.inPeriod == 2)
  // A date is one of the agreement's calendar, whatever zone times are in.
  export.rows = ["1,85,2026-01-01,", "2,85,2026-01-31,", "3,85,2025-12-31,", "4,85,2026-02-01,"]
  #expect(try export.measured().rows.inPeriod == 2)
}

@Test func `times that clocks show twice or never are counted`() throws {
  var export = export("1,85,2026-03-29 02:30,", "2,85,2026-10-25 02:30,", "3,85,2026-10-25T02:30:00+01:00,")
  (export.period, export.asOf) = ("2026", "2027-01-01T00:00:00Z")
  #expect(try export.measured().rows.ambiguousLocalTime == 2)
}

@Test func `what the export lacks is told before anything is counted`() throws {
  func problem(_ change: (inout Export) -> Void) -> MeasuringError? {
    var export = export("1,85,2026-01-05 10:00,")
    change(&export)
    do {
      _ = try export.measured()
      return nil
    } catch {
      return error as? MeasuringError
    }
  }
  #expect(
    problem { $0.events = [event("mql", "qualified"), event("attempt", "atempt")] }
      == .columnsMissing([
        .init(name: "qualified", closest: nil), .init(name: "atempt", closest: "attempt"),
      ]))
  #expect(
    problem {
      $0.lead = #"{"id": "id"}"#
      $0.changes["tiers"] = #"{"by": "score", "bands": [{"id": "a", "title": "A", "atLeast": 0}]}"#
    } == .tiersNotMapped(by: "score"))
  #expect(
    problem { $0.changes["requiredFields"] = #"["company"]"# }
      == .fieldNotMapped(field: "company", neededFor: "list of required fields"))
  #expect(
    problem { $0.changes["scope"] = #"[{"field": "country", "values": ["NL"]}]"# }
      == .fieldNotMapped(field: "country", neededFor: "scope"))
  #expect(
    problem { $0.changes["excludedSources"] = #"["List"]"# }
      == .fieldNotMapped(field: "source", neededFor: "list of excluded sources"))
  #expect(
    problem { $0.changes["meanings"] = #"{"mql": {"is": "valued", "values": ["MQL"]}}"# }
      == .valueNotMapped(event: "mql", column: "mql"))
  #expect(
    problem { $0.events = [event("mql", "mql", format: "DD MMMMM YYYY")] }
      == .badPicture(column: "mql", picture: "DD MMMMM YYYY"))
  #expect(problem { $0.events = [event("attempt", "attempt")] } == .noStart)
  #expect(problem { $0.zone = "Europe/Atlantis" } == .zone(.unknown(name: "Europe/Atlantis")))
  #expect(problem { $0.changes["zone"] = #""Europe/Atlantis""# } == .zone(.unknown(name: "Europe/Atlantis")))
  let closed = CalendarRules.weekdays.map { "\"\($0)\": []" }.joined(separator: ", ")
  #expect(
    problem { $0.changes["calendar"] = "{\"week\": {\(closed)}, \"holidays\": []}" } == .calendarNeverOpens)
  #expect(problem { $0.header = "id,score,mql,id" } == .file(.duplicateColumn("id")))
  // Marks of writing direction, where no name is the mapping's byte by byte.
  #expect(problem { $0.header = "\u{200E}id,score,\u{FEFF}m\u{202A}ql\u{202C},attempt" } == nil)
  #expect(problem { $0.header = "\u{200E}id,score,id\u{200F},mql,attempt" } == .file(.duplicateColumn("id")))
  #expect(problem { $0.header = "\u{200E}id,score,id,id\u{200F},mql,attempt" } == nil)
  #expect(
    problem { $0.header = "i\u{301}d,score,mql,attempt" } != nil
      && problem { $0.header = "i\u{200B}d,score,mql,attempt" } != nil)
}

@Test func `an MQL by value counts only where the value is one of those agreed`() throws {
  var export = Export(
    header: "id,score,at,stage",
    rows: ["1,85,2026-01-05 10:00,MQL", "2,85,2026-01-05 10:00,Lead", "3,85,2026-01-05 10:00, Sales Ready "],
    lead: #"{"id": "id", "score": "score"}"#, zone: "Europe/Amsterdam",
    events: [event("mql", "at", #""value": "stage""#)])
  export.changes["meanings"] = #"{"mql": {"is": "valued", "values": ["MQL", "Sales Ready"]}}"#
  #expect(try export.measured().rows.inPeriod == 2)
  export.changes["meanings"] = #"{"mql": {"is": "stamped"}}"#
  #expect(try export.measured().rows.inPeriod == 3)
}

@Test func `no number of its own for a source that no document should hold`() throws {
  var export = Export(
    header: "id,score,mql,source", rows: [], lead: #"{"id": "id", "score": "score", "source": "source"}"#,
    zone: "Europe/Amsterdam", events: [event("mql", "mql")])
  let sources = ["Web", "", "dana@example.com", "a\u{202E}b", String(repeating: "x", count: 201)]
  export.rows = (0..<5).flatMap { copy in
    sources.enumerated().map { "\(copy)-\($0),85,2026-01-05 10:00,\($1)" }
  }
  let result = try export.measured()
  #expect(
    result.entries.compactMap(\.measure.filter.source).filter { !$0.isEmpty }.sorted() == [
      "(others)", "Web", "unknown",
    ])
  #expect(result.joinedSources == 3)
  export.rows = (0..<150).flatMap { name in (0..<5).map { "\(name)-\($0),85,2026-01-05 10:00,s\(name)" } }
  let many = try export.measured()
  #expect(many.entries.count { $0.measure.filter.source != nil } == 101 && many.joinedSources == 50)
}

@Test(arguments: [
  // What is left over would be small itself, so that the smallest group goes with it.
  (["a": 9, "b": 6, "c": 4], ["(others)": 10, "a": 9]),
  (["a": 9, "b": 6, "c": 4, "d": 1], ["(others)": 5, "a": 9, "b": 6]),
  (["a": 4, "b": 3], [:]), (["a": 5, "b": 5], ["a": 5, "b": 5]),
])
func `small groups are joined, and the parts add up to the whole`(
  _ sizes: [String: Int], _ expected: [String: Int]
) throws {
  var export = Export(
    header: "id,mql,source", rows: [], lead: #"{"id": "id", "source": "source"}"#,
    zone: "Europe/Amsterdam", events: [event("mql", "mql")])
  export.rows = sizes.flatMap { name, size in (0..<size).map { "\(name)\($0),2026-01-05 10:00,\(name)" } }
  let entries = try export.measured().entries.filter { $0.measure.metric == .mqlDelivered }
  let bySource = entries.compactMap { entry in
    entry.measure.filter.source.flatMap { name in entry.figures.count.map { (name, $0.value) } }
  }
  #expect(Dictionary(uniqueKeysWithValues: bySource) == expected)
}

@Test func `an entry without data is there, and why is said`() throws {
  var export = Export(
    header: "id,score,mql", rows: ["1,85,2026-01-05 10:00"], lead: #"{"id": "id", "score": "score"}"#,
    zone: "Europe/Amsterdam", events: [event("mql", "mql")])
  export.measures = [
    Measure(metric: .rejectionRate), Measure(metric: .mqlCompleteness),
    Measure(metric: .mqlDelivered, filter: LeadFilter(source: "Web")),
    Measure(metric: .mqlDelivered, filter: LeadFilter(region: "EMEA")),
    Measure(metric: .firstContact, parameters: parameters(within: "PT1H", start: .handoff)),
  ]
  let result = try export.measured()
  for (measure, cause) in zip(
    export.measures,
    [
      MeasureGap.Cause.noDecisions, .notAgreed("requiredFields"), .noColumn("the source"),
      .noColumn("the region"), .noClockStart(.handoff),
    ])
  {
    #expect(result.gaps.contains(MeasureGap(entry: measure.entryID, cause: cause)))
    #expect(result.entries.contains { $0.id == measure.entryID })
  }
}

@Test func `hostile exports never crash`() throws {
  var generator = SeededGenerator(seed: 99)
  let measurer = try ExportMeasurer(
    measurement: measurement(), measures: [], period: #require(Period("2026-01")),
    asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear, toleratedPerMille: 1000)
  let mapping = try mapping(
    lead: #"{"id": "id", "score": "score", "email": "email"}"#, zone: "America/Sao_Paulo",
    events: [event("mql", "mql"), event("attempt", "attempt"), event("rejected", "attempt")])
  let cells = [
    "0001-01-01", "9999-12-31", "0000-01-01T00:00:00+18:00", "9999-12-31T23:59:59.999-18:00",
    "2026-01-05T10:00:00Z",
    "2018-11-04 00:30", "2026-01-05", "", "\"", "x", "99999999999999999999", "-1", "85", "a@b.co", "\u{0}",
    "é", ",", "\n",
  ]
  for _ in 0..<400 {
    var text = "id,score,email,mql,attempt\n"
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      text += (0..<5).map { _ in cells.randomElement(using: &generator) ?? "" }.joined(separator: ",") + "\n"
    }
    if let result = try? measurer.measure([ExportSource(bytes: Array(text.utf8), mapping: mapping)]) {
      #expect(result.rows.isWhole)
    }
  }
}
