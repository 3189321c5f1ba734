import Agreements
import Testing
import Wire

@testable import Metrics

private let volume = Measure(metric: .mqlDelivered)

private func export(_ rows: String...) -> Export {
  Export(
    header: "id,email,score,source,region,mql,request,rejected,recycled,won,created", rows: rows,
    lead: #"{"id": "id", "email": "email", "score": "score", "source": "source", "region": "region"}"#,
    zone: "Europe/Amsterdam",
    events: [
      event("mql", "mql"), event("requested", "request"), event("rejected", "rejected"),
      event("recycled", "recycled"), event("won", "won"), event("created", "created"),
    ])
}

@Test func `an MQL counts where score, fields and source are as agreed, and gross counts all`() throws {
  var export = export(
    "1,a@b.co,85,Web,,2026-01-05 10:00,,,,,", "2,b@b.co,60,Web,,2026-01-05 10:00,,,,,",
    "3,c@b.co,59,Web,,2026-01-05 10:00,,,,,", "4,d@b.co,,Web,,2026-01-05 10:00,,,,,",
    "5,test,85,Web,,2026-01-05 10:00,,,,,", "6,e@b.co,85,List,,2026-01-05 10:00,,,,,",
    "7,f@b.co,85,bought list,,2026-01-05 10:00,,,,,", "8,g@b.co,n/a,,,2026-01-05 10:00,,,,,")
  export.changes = [
    "requiredFields": #"["email"]"#, "excludedSources": #"["List"]"#,
    "sourceSpellings": #"[{"source": "List", "values": ["bought list"]}]"#,
  ]
  #expect(try export.count(volume) == Figures.Count(value: 2, gross: 8))
  let byTier = try ["t1", "t2"].map {
    try export.count(Measure(metric: .mqlDelivered, filter: LeadFilter(tier: $0)))
  }
  #expect(byTier == [Figures.Count(value: 1, gross: 4), Figures.Count(value: 1, gross: 1)])
  let bySource = try ["Web", "List", "unknown"].map {
    try export.count(Measure(metric: .mqlDelivered, filter: LeadFilter(source: $0)))
  }
  #expect(bySource.map(\.gross) == [5, 2, 1])
  let complete = try export.share(Measure(metric: .mqlCompleteness))
  #expect(complete == Figures.Share(numerator: 7, denominator: 8, parts: [.init(id: "email", count: 7)]))
}

@Test func `rows of one lead are joined by id and by e-mail, the earliest speaks for it`() throws {
  let export = export(
    "1,Dana@Example.com,85,Web,,2026-01-06 10:00,,,,,", "2,dana@example.com ,60,List,,2026-01-05 10:00,,,,,",
    "2,,99,Other,,,,,,,", "3,n/a,85,Web,,2026-01-07 10:00,,,,,", "4,n/a,85,Web,,2026-01-07 10:00,,,,,")
  let rows = try export.measured().rows
  #expect(rows.duplicates == 2 && rows.inPeriod == 3)
  #expect(try export.count(volume).gross == 3)
  #expect(try export.count(Measure(metric: .mqlDelivered, filter: LeadFilter(tier: "t2"))).gross == 1)
  #expect(try export.count(Measure(metric: .mqlDelivered, filter: LeadFilter(source: "List"))).gross == 1)
}

@Test func `an id is no address, even if it is written like one`() throws {
  let export = export(
    "dana@example.com,mo@example.com,85,Web,,2026-01-06 10:00,,,,,",
    "2,dana@example.com,60,Web,,2026-01-05 10:00,,,,,")
  let rows = try export.measured().rows
  #expect(rows.duplicates == 0 && rows.inPeriod == 2)
}

@Test func `events of duplicates are united`() throws {
  let export = Export(
    header: "id,mql,attempt", rows: ["1,2026-01-05 10:00,", "1,,2026-01-05 11:00", "1,,2026-01-08 11:00"],
    zone: "Europe/Amsterdam", events: [event("mql", "mql"), event("attempt", "attempt")])
  let clock = try export.clock(Measure(metric: .firstContact, parameters: parameters(within: "PT1H")))
  #expect(clock.met == 1 && clock.n == 1)
}

@Test func `every row has its place in the account`() throws {
  var export = export(
    "1,,85,,EMEA,2026-01-05 10:00,,,,,", "1,,85,,EMEA,2026-01-05 10:00,,,,,",
    "2,,85,,APAC,2026-01-05 10:00,,,,,", "3,,85,,EMEA,,,,,,2026-01-05 10:00",
    "4,,85,,EMEA,,,,,2026-01-05 10:00,",
    "5,,85,,EMEA,2025-12-31 23:59,,,,,", "6,,85,,EMEA,2026-02-01 00:00,,,,,",
    ",,85,,EMEA,2026-01-05 10:00,,,,,",
    "7,,85,,EMEA,2026-01-01 00:00,,,,,", "8,,85,,EMEA,2026-01-31 23:59:59.999,,,,,")
  export.changes["scope"] = #"[{"field": "region", "values": ["EMEA", "UK"]}]"#
  let rows = try export.measured().rows
  #expect(rows.read == 10 && rows.inPeriod == 3 && rows.duplicates == 1 && rows.outOfScope == 1)
  #expect(rows.neverMQL == 2 && rows.laterStageWithoutMQL == 1 && rows.outOfPeriod == 2 && rows.rejected == 1)
  #expect(rows.rejectedBy == [.init(id: "no-lead-id", count: 1)])
}

@Test func `a demo request begins an episode, but only MQLs count`() throws {
  let export = export(
    "1,,85,,,,2026-01-05 10:00,,,,", "2,,85,,,2026-01-06 10:00,2026-01-05 10:00,,,,",
    "3,,85,,,2026-01-05 10:00,2026-01-06 10:00,,,,")
  #expect(try export.measured().rows.inPeriod == 3)
  #expect(try export.count(volume).gross == 2)
  let demo = Measure(metric: .mqlDelivered, filter: LeadFilter(request: .demo))
  #expect(try export.count(demo).gross == 1)
}

@Test(arguments: [
  // Rejected in between: a new episode. Not closed: the old one goes on.
  ("2026-01-10 10:00", "", 1), ("", "", 0),
  // Recycled: a new MQL counts from the thirtieth day on.
  ("", "2025-12-22 10:00", 1), ("", "2025-12-23 10:00", 0), ("2025-12-01 10:00", "2025-12-22 10:00", 1),
])
func `a second MQL counts after a closing and the cool-off`(
  _ rejected: String, _ recycled: String, _ expected: Int
) throws {
  let export = Export(
    header: "id,mql,again,rejected,recycled",
    rows: ["1,2025-11-20 10:00,2026-01-21 00:00,\(rejected),\(recycled)"],
    zone: "Europe/Amsterdam",
    events: [
      event("mql", "mql"), event("mql", "again"), event("rejected", "rejected"),
      event("recycled", "recycled"),
    ], changes: ["tiers": #"{"by": "score", "bands": [{"id": "a", "title": "A", "atLeast": 0}]}"#])
  var scored = export
  scored.header += ",score"
  scored.rows = export.rows.map { $0 + ",5" }
  scored.lead = #"{"id": "id", "score": "score"}"#
  #expect(try scored.count(volume).value == expected)
}

@Test func `amounts are read in minor units of the tiers' currency`() throws {
  var export = Export(
    header: "id,mql,amount,currency",
    rows: [
      "1,2026-01-05 10:00,20000,EUR", "2,2026-01-05 10:00,19999.99,", "3,2026-01-05 10:00,\"7500,00\",EUR",
      "4,2026-01-05 10:00,7499.999,EUR", "5,2026-01-05 10:00,,",
    ], lead: #"{"id": "id", "amount": "amount", "currency": "currency"}"#, zone: "Europe/Amsterdam",
    events: [event("mql", "mql")],
    changes: [
      "tiers": #"""
      {"by": "amount", "currency": "EUR", "bands": [{"id": "t1", "title": "A", "atLeast": 2000000},
       {"id": "t2", "title": "B", "atLeast": 750000}]}
      """#
    ])
  #expect(try export.count(volume) == Figures.Count(value: 3, gross: 5))
  #expect(try export.count(Measure(metric: .mqlDelivered, filter: LeadFilter(tier: "t1"))).value == 1)
  export.rows += ["6,2026-01-05 10:00,1,USD", "7,2026-01-05 10:00,\"20,000\",EUR"]
  #expect(
    try export.measured().rows.rejectedBy == [
      .init(id: "other-currency", count: 1), .init(id: "unreadable-amount", count: 1),
    ])
}

@Test func `rejections are counted by what stood last, and by reason`() throws {
  let export = Export(
    header: "id,mql,accepted,rejected,reason,documented,reopened",
    rows: [
      "1,2026-01-05 10:00,2026-01-05 11:00,,,,",
      "2,2026-01-05 10:00,2026-01-05 11:00,2026-01-06 11:00,budget,2026-01-06 11:00,",
      "3,2026-01-05 10:00,,2026-01-06 11:00,No budget,2026-01-06 11:06,",
      "4,2026-01-05 10:00,,2026-01-06 11:00,wrong-person,2026-01-01 10:00,",
      "5,2026-01-05 10:00,,2026-01-06 11:00,did not like it,2026-01-06 11:00,",
      "6,2026-01-05 10:00,,2026-01-06 11:00,budget,2026-01-06 11:00,2026-01-07 11:00",
      "7,2026-01-05 10:00,,,,,",
      "8,2026-01-05 10:00,2026-02-27 11:00,2026-03-02 11:00,budget,2026-03-02 11:00,",
    ], zone: "Europe/Amsterdam",
    events: [
      event("mql", "mql"), event("accepted", "accepted"),
      event("rejected", "rejected", #""reason": "reason", "documentedAt": "documented""#),
      event("reopened", "reopened"),
    ])
  #expect(
    try export.share(Measure(metric: .rejectionRate))
      == Figures.Share(
        numerator: 4, denominator: 6, n: 8,
        parts: [
          .init(id: "(none)", count: 1), .init(id: "no-budget", count: 2),
          .init(id: "wrong-person", count: 1),
        ]))
  #expect(
    try export.share(Measure(metric: .rejectionDocumented)) == Figures.Share(numerator: 2, denominator: 4))
}

@Test func `where the export does not say when a reason was written, the reason is enough`() throws {
  let export = Export(
    header: "id,mql,rejected,reason", rows: ["1,2026-01-05 10:00,2026-01-06 11:00,budget"],
    zone: "Europe/Amsterdam",
    events: [event("mql", "mql"), event("rejected", "rejected", #""reason": "reason""#)])
  #expect(
    try export.share(Measure(metric: .rejectionDocumented)) == Figures.Share(numerator: 1, denominator: 1))
}

private let depth: Measure = {
  var parameters = MetricParameters()
  (parameters.attempts, parameters.channels, parameters.spanDays, parameters.businessDays) = (3, 2, 2, 5)
  return Measure(metric: .followUpDepth, parameters: parameters)
}()

@Test(arguments: [
  // Three attempts on two channels over two days within five business days of Monday, 5 January.
  ("2026-01-05 11:00", "2026-01-06 11:00", "2026-01-07 11:00", "", "", 1, 1),
  // Too short a span; a burst; too late; too few.
  ("2026-01-05 11:00", "2026-01-05 13:00", "2026-01-06 11:00", "", "", 0, 1),
  ("2026-01-05 11:00", "2026-01-07 11:59", "2026-01-07 11:00", "", "", 1, 1),
  ("2026-01-05 11:00", "2026-01-07 11:00", "2026-01-12 17:00:00.001", "", "", 0, 1),
  ("2026-01-05 11:00", "2026-01-07 11:00", "2026-01-12 17:00", "", "", 1, 1),
  ("2026-01-05 11:00", "2026-01-07 11:00", "", "", "", 0, 1),
  // Rejected early: only what was done before counts.
  ("2026-01-05 11:00", "2026-01-06 11:00", "2026-01-07 11:00", "", "2026-01-06 12:00", 0, 1),
  ("2026-01-05 11:00", "2026-01-06 11:00", "2026-01-07 11:00", "", "2026-01-07 12:00", 1, 1),
  // A reply within the window: nothing to follow up; after it: too late to matter.
  ("2026-01-05 11:00", "", "", "2026-01-12 17:00", "", 0, 0),
  ("2026-01-05 11:00", "", "", "2026-01-12 17:01", "", 0, 1),
])
func `follow-up is deep enough by number, channels, span and window`(
  _ one: String, _ two: String, _ three: String, _ reply: String, _ rejected: String, _ numerator: Int,
  _ denominator: Int
) throws {
  let export = followUp([one, two, three, reply, rejected])
  #expect(try export.share(depth) == Figures.Share(numerator: numerator, denominator: denominator))
}

private func followUp(_ cells: [String]) -> Export {
  Export(
    header: "id,mql,one,two,three,reply,rejected",
    rows: ["1,2026-01-05 10:00,\(cells.joined(separator: ","))"], zone: "Europe/Amsterdam",
    events: [
      event("mql", "mql"), event("attempt", "one", #""channel": "phone""#),
      event("attempt", "two", #""channel": "mail""#), event("attempt", "three", #""channel": "phone""#),
      event("replied", "reply"), event("rejected", "rejected"),
    ])
}

@Test func `attempts on one channel within the hour are one`() throws {
  let burst = followUp(["2026-01-05 11:00", "2026-01-07 12:00", "2026-01-05 11:59", "", ""])
  #expect(try burst.share(depth) == Figures.Share(numerator: 0, denominator: 1))
  let apart = followUp(["2026-01-05 11:00", "2026-01-07 12:00", "2026-01-05 12:00", "", ""])
  #expect(try apart.share(depth) == Figures.Share(numerator: 1, denominator: 1))
}

@Test func `follow-up is not judged while its window runs, nor where attempts are not known`() throws {
  var running = followUp(["", "", "", "", ""])
  running.rows = running.rows.map { $0.replacing("2026-01-05 10:00", with: "2026-01-30 10:00") }
  running.asOf = "2026-02-06T15:59:59Z"
  #expect(try running.share(depth).denominator == 0)
  running.asOf = "2026-02-06T16:00:00Z"
  #expect(try running.share(depth).denominator == 1)
  var few = followUp(["", "", "", "", ""])
  few.events.remove(at: 1)
  few.measures = [depth]
  #expect(try few.share(depth).denominator == 0)
  #expect(
    try few.measured().gaps.contains(
      MeasureGap(entry: depth.entryID, cause: .fewAttemptColumns(2, needed: 3))))
}

@Test(arguments: [
  ("2026-01-12 09:00", nil, 1), ("2026-01-05 09:00", 432_000_000, 0), ("2026-01-10", 0, 0),
])
func `what comes after the win did not lead to it`(mql: String, median: Int?, missing: Int) throws {
  let export = Export(
    header: "id,request,won,reopened,mql",
    rows: ["1,2026-01-03 09:00,2026-01-10 09:00,2026-01-11 09:00,\(mql)"], zone: "Europe/Amsterdam",
    events: [
      event("requested", "request"), event("won", "won"), event("reopened", "reopened"), event("mql", "mql"),
    ])
  let entry = try export.measured().entries.first { $0.measure.metric == .cycleLength }
  let cycle = try #require(entry?.figures.durations)
  #expect(cycle.median == median && cycle.missing == missing && cycle.n == 1 - missing)
}
