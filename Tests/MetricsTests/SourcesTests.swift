import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Leads that several exports, or rows of events, tell of.
struct SourcesTests {
  private static let depth: MetricParameters = {
    var parameters = MetricParameters()
    (parameters.attempts, parameters.channels, parameters.spanDays, parameters.businessDays) = (3, 2, 1, 5)
    return parameters
  }()

  private static let measures = [
    Measure(metric: .firstContact, parameters: parameters(within: "PT4H")),
    Measure(metric: .followUpDepth, parameters: depth),
  ]

  private func measured(
    _ sources: [(String, Mapping)], _ changes: [String: String] = [:]
  ) throws -> ExportMeasurement {
    var changes = changes
    if changes["tiers"] == nil { changes["tiers"] = "" }
    let measurer = try ExportMeasurer(
      measurement: measurement(changes), measures: Self.measures,
      period: #require(Period("2026-01")), asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear,
      toleratedPerMille: 0)
    let result = try measurer.measure(sources.map { ExportSource(bytes: Array($0.0.utf8), mapping: $0.1) })
    #expect(result.rows.isWhole)
    return result
  }

  private static let wide = """
    id,mql,call1,call2,mail
    1,2026-01-05T09:00Z,2026-01-05T10:00Z,2026-01-06T10:00Z,2026-01-07T10:00Z
    2,2026-01-06T09:00Z,2026-01-09T10:00Z,,
    3,2026-01-07T09:00Z,,,
    """

  private func wideMapping() throws -> Mapping {
    try mapping(events: [
      event("mql", "mql"), event("attempt", "call1", #""channel": "call""#),
      event("attempt", "call2", #""channel": "call""#), event("attempt", "mail", #""channel": "mail""#),
    ])
  }

  private func figures(_ result: ExportMeasurement) -> [String: Figures] {
    Dictionary(uniqueKeysWithValues: result.entries.map { ($0.id, $0.figures) })
  }

  /// As many events as a mapping may have, each with a value of its own in one column.
  @Test func `each of two hundred events is told of by the rows that its condition holds for`() throws {
    let events =
      [event("mql", "mql")]
      + (1...199).map {
        event(
          "attempt", "at", #""channel": "call", "when": [{"column": "what", "values": ["\#($0)", "all"]}]"#)
      }
    // One row for each event; then rows of none, of nothing, and of all.
    let told = (1...199).map(String.init)
    let rows = (told + ["200", "", "all"]).map { what in
      "L\(what),2026-01-05T09:00Z,\(what),2026-01-05T10:00Z"
    }
    let result = try measured([
      ("id,mql,what,at\n" + rows.joined(separator: "\n"), mapping(events: events))
    ])
    guard case .clock(let clock)? = result.entries.first?.figures else { throw Export.NoFigures(id: "clock") }
    #expect(clock.n == 202 && clock.met == 200 && clock.breachedOpen == 2)
  }

  private static let activities = """
    who,what,at
    1,mail,2026-01-07T10:00Z
    1,call,2026-01-05T10:00Z
    9,call,2026-01-05T10:00Z
    ,call,2026-01-05T10:00Z
    2,call,2026-01-09T10:00Z
    1,call,2026-01-06T10:00Z
    2,note,never
    """

  private static let activity = event(
    "attempt", "at",
    #""channelColumn": "what", "when": [{"column": "what", "values": ["call", "mail"]}]"#)

  @Test func `activities beside leads say what columns would`() throws {
    let wide = try measured([(Self.wide, wideMapping())])
    let leads = "id,mql\n1,2026-01-05T09:00Z\n2,2026-01-06T09:00Z\n3,2026-01-07T09:00Z\n"
    let joined = try measured([
      (leads, mapping(events: [event("mql", "mql")])),
      (Self.activities, mapping(lead: #"{"id": "who"}"#, events: [Self.activity], #""rows": "activities""#)),
    ])
    #expect(figures(joined) == figures(wide) && joined.gaps.isEmpty)
    #expect(joined.rows.read == 10 && joined.rows.inPeriod == 3)
    #expect(joined.rows.events == 5 && joined.rows.unmatched == 2 && joined.rows.duplicates == 0)
    #expect(joined.files.map(\.rows) == [3, 7])
  }

  @Test func `an activity never speaks for its lead, whichever export comes first`() throws {
    let leads = "id,mql,region\n1,2026-01-05T09:00Z,EMEA\n2,,US\n3,2026-01-07T09:00Z,US\n"
    let sources = try [
      (leads, mapping(lead: #"{"id": "id", "region": "region"}"#, events: [event("mql", "mql")])),
      (Self.activities, mapping(lead: #"{"id": "who"}"#, events: [Self.activity], #""rows": "activities""#)),
    ]
    let changes = ["scope": #"[{"field": "region", "values": ["EMEA"]}]"#]
    let results = [try measured(sources, changes), try measured(sources.reversed(), changes)]
    #expect(results.map(\.rows.outOfScope) == [2, 2] && results.map(\.rows.neverMQL) == [0, 0])
    #expect(results[0].entries == results[1].entries)
  }

  @Test func `rows of events alone say the same`() throws {
    let long = """
      id,event,channel,time
      3,mql,,2026-01-07T09:00Z
      1,mql,,2026-01-05T09:00Z
      1,attempt,mail,2026-01-07T10:00Z
      1,attempt,call,2026-01-05T10:00Z
      2,attempt,call,2026-01-09T10:00Z
      1,attempt,call,2026-01-06T10:00Z
      2,mql,,2026-01-06T09:00Z
      """
    func told(_ word: String) -> String { #""when": [{"column": "event", "values": ["\#(word)"]}]"# }
    let mapping = try mapping(
      events: [
        event("mql", "time", told("mql")),
        event("attempt", "time", told("attempt") + #", "channelColumn": "channel""#),
      ], #""rows": "events""#)
    let result = try measured([(long, mapping)])
    #expect(try figures(result) == figures(measured([(Self.wide, wideMapping())])))
    #expect(result.rows.inPeriod == 3 && result.rows.events == 4)
  }

  @Test func `activities are found by further ids and by address, and join no two leads`() throws {
    let leads = """
      id,contact,merged,email,mql
      L1,C1,M1; M2,one@example.com,2026-01-05T09:00Z
      L2,C2,,Two@Example.com,2026-01-06T09:00Z
      """
    let lead = #"""
      {"id": "id", "email": "email", "aliases": [{"column": "contact"}, {"column": "merged", "separator": ";"}]}
      """#
    let activities = """
      who,email,at
      C1,two@example.com,2026-01-05T10:00Z
      M2,,2026-01-06T10:00Z
      ,TWO@example.com,2026-01-06T10:00Z
      X,three@example.com,2026-01-06T10:00Z
      """
    let result = try measured([
      (leads, mapping(lead: lead, events: [event("mql", "mql")])),
      (
        activities,
        mapping(
          lead: #"{"id": "who", "email": "email"}"#, events: [event("attempt", "at")],
          #""rows": "activities""#)
      ),
    ])
    #expect(result.rows.inPeriod == 2 && result.rows.events == 3 && result.rows.unmatched == 1)
    guard case .clock(let clock)? = figures(result)["first-contact/within=PT4H,clock=business,start=mql"]
    else {
      Issue.record("no clock")
      return
    }
    #expect(clock.n == 2 && clock.met == 2)
  }

  @Test func `leads that share a further id are one lead`() throws {
    let leads = "id,merged,mql\nA,,2026-01-05T09:00Z\nB,A,2026-01-06T09:00Z\nC,,2026-01-07T09:00Z\n"
    let lead = #"{"id": "id", "aliases": [{"column": "merged"}]}"#
    let result = try measured([(leads, mapping(lead: lead, events: [event("mql", "mql")]))])
    #expect(result.rows.inPeriod == 2 && result.rows.duplicates == 1)
  }

  @Test func `the history of a property tells when it took its values`() throws {
    let contacts = "vid,email\n1,a@example.com\n2,b@example.com\n"
    let history = """
      vid,name,value,timestamp
      1,lifecyclestage,lead,2026-01-02T09:00Z
      1,lifecyclestage,marketingqualifiedlead,2026-01-05T09:00Z
      2,lifecyclestage,lead,2026-01-05T09:00Z
      2,hs_score,90,2026-01-05T09:00Z
      """
    let result = try measured(
      [
        (
          contacts,
          mapping(
            lead: #"{"id": "vid", "email": "email"}"#,
            events: [event("created", "vid", format: "epochSeconds")])
        ),
        (
          history,
          mapping(
            lead: #"{"id": "vid"}"#,
            events: [
              event(
                "mql", "timestamp",
                #""value": "value", "when": [{"column": "name", "values": ["lifecyclestage"]}]"#)
            ], #""rows": "activities""#)
        ),
      ], ["meanings": #"{"mql": {"is": "valued", "values": ["marketingqualifiedlead"]}}"#])
    #expect(figures(result)["mql.delivered"] == .count(Figures.Count(value: 1, gross: 1)))
    #expect(result.rows.inPeriod == 1 && result.rows.neverMQL == 1 && result.rows.events == 4)
  }

  @Test func `whoever is not a program is a person, and nobody is nobody`() throws {
    let export =
      "id,mql,by,at\n1,2026-01-05T09:00Z,bot,2026-01-05T10:00Z\n2,2026-01-05T09:00Z,dana,2026-01-05T10:00Z\n3,2026-01-05T09:00Z,,2026-01-05T10:00Z\n"
    let result = try measured(
      [(export, mapping(events: [event("mql", "mql"), event("attempt", "at", #""value": "by""#)]))],
      ["meanings": #"{"mql": {"is": "stamped"}, "humanAttempt": {"is": "other", "values": ["bot"]}}"#])
    guard case .clock(let clock)? = figures(result)["first-contact/within=PT4H,clock=business,start=mql"]
    else {
      Issue.record("no clock")
      return
    }
    #expect(clock.n == 3 && clock.met == 1)
  }

  @Test func `what was entered over a business day late is counted`() throws {
    // Wednesday; due by the close of Thursday, 17:00.
    let export = """
      id,mql,at,entered
      1,2026-01-05T09:00Z,2026-01-07T10:00Z,2026-01-08T16:00Z
      2,2026-01-05T09:00Z,2026-01-07T10:00Z,2026-01-08T16:00:01Z
      3,2026-01-05T09:00Z,2026-01-07T10:00Z,
      """
    let result = try measured([
      (export, mapping(events: [event("mql", "mql"), event("attempt", "at", #""loggedAt": "entered""#)]))
    ])
    #expect(result.rows.logged == 2 && result.rows.loggedLate == 1)
  }

  @Test func `amounts in another currency are told, whatever says so`() throws {
    let export = "id,mql,sum\n1,2026-01-05T09:00Z,€ 1.500\n2,2026-01-05T09:00Z,\"1.500,00 EUR\"\n"
    let tiers =
      #"{"by": "amount", "currency": "EUR", "bands": [{"id": "t1", "title": "T", "atLeast": 100000}]}"#
    let lead = #"{"id": "id", "amount": "sum"}"#
    let decimal = #""decimalMark": "comma""#
    let result = try measured(
      [(export, mapping(lead: lead, events: [event("mql", "mql")], decimal))], ["tiers": tiers])
    #expect(figures(result)["mql.delivered/tier=t1"] == .count(Figures.Count(value: 2, gross: 2)))
    #expect(throws: MeasuringError.self) {
      try measured(
        [(export + "3,2026-01-05T09:00Z,$ 5\n", mapping(lead: lead, events: [event("mql", "mql")], decimal))],
        ["tiers": tiers])
    }
  }

  @Test func `exports that cannot be measured together say which and why`() throws {
    let leads = try mapping(events: [event("mql", "mql")])
    let activities = try mapping(lead: #"{"id": "who"}"#, events: [Self.activity], #""rows": "activities""#)
    #expect(throws: MeasuringError.noLeads) { try measured([(Self.activities, activities)]) }
    #expect(throws: MeasuringError.source(number: 2, .columnsMissing([.init(name: "who", closest: nil)]))) {
      try measured([("id,mql\n1,2026-01-05T09:00Z\n", leads), ("xyz,what,at\n", activities)])
    }
    #expect(throws: MeasuringError.noStart) {
      try measured([("id,mql\n1,2026-01-05T09:00Z\n", mapping(events: [event("created", "mql")]))])
    }
    #expect(throws: StructureProblem.self) {
      try mapping(lead: #"{"email": "email"}"#, events: [event("mql", "mql")])
    }
  }

  @Test func `JSON Lines measure like a table, and a key that no line has is told`() throws {
    let lines = """
      {"id": 1, "properties": {"mql": "2026-01-05T09:00Z", "call1": "2026-01-05T10:00Z"}}
      {"id": 2, "properties": {"mql": "2026-01-06T09:00Z"}}
      """
    let mapped = try mapping(events: [event("mql", "properties.mql"), event("attempt", "properties.call1")])
    let result = try measured([(lines, mapped)])
    #expect(result.rows.inPeriod == 2)
    #expect(throws: MeasuringError.columnsMissing([.init(name: "properties.gone", closest: nil)])) {
      try measured([
        (lines, mapping(events: [event("mql", "properties.mql"), event("attempt", "properties.gone")]))
      ])
    }
  }
}

extension BankLeads {
  /// The events as they were logged, of which the table of leads was made.
  @Test func `the long log of events gives the same numbers as the table of leads`() throws {
    func told(_ activities: [String], _ lifecycle: String) -> String {
      let names = activities.map { "\"\($0)\"" }.joined(separator: ",")
      return
        #""when": [{"column": "activity", "values": [\#(names)]}, {"column": "lifecycle", "values": ["\#(lifecycle)"]}]"#
    }
    let queues = ["W_Completeren aanvraag", "W_Afhandelen leads"]
    let long = try MetricsTests.mapping(
      lead: #"{"id": "case_id", "amount": "amount_req", "source": "activity"}"#,
      events: [
        event("created", "timestamp", told(["A_SUBMITTED"], "COMPLETE")),
        event("mql", "timestamp", told(queues, "SCHEDULE")),
        event("attempt", "timestamp", told(queues, "START")),
        event("sql", "timestamp", told(["A_ACCEPTED"], "COMPLETE")),
        event("opportunity", "timestamp", told(["O_SENT"], "COMPLETE")),
        event("won", "timestamp", told(["A_ACTIVATED"], "COMPLETE")),
        event("rejected", "timestamp", told(["A_DECLINED", "A_CANCELLED"], "COMPLETE")),
      ], #""rows": "events""#)
    for month in ["2011-10", "2011-11", "2011-12"] {
      let measurer = try ExportMeasurer(
        measurement: joinedSources, measures: measures, period: #require(Period(month)),
        asOf: instant("2012-01-01T00:00:00+01:00"), fiscal: .calendarYear)
      let wide = try measurer.measure([
        ExportSource(file: TestData.path("data/bank-leads/leads.csv"), mapping: mapping)
      ])
      let events = try measurer.measure([
        ExportSource(file: TestData.path("data/bank-leads/events.csv.gz"), mapping: long)
      ])
      #expect(events.entries.map(\.id) == wide.entries.map(\.id))
      for (one, other) in zip(events.entries, wide.entries) { #expect(one == other, "\(month) \(one.id)") }
      #expect(events.rows.inPeriod == wide.rows.inPeriod && events.rows.read == 138_797)
    }
  }
}
