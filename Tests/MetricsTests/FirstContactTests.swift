import Agreements
import Testing
import Wire

@testable import Metrics

private let within4Hours = Measure(metric: .firstContact, parameters: parameters(within: "PT4H"))

/// Leads with an MQL, and what else happened to them; Monday is 5 January 2026, in winter time.
private func export(_ rows: String...) -> Export {
  Export(
    header: "id,mql,attempt,attempt2,reply,rejected,reason,documented,gone,reopened,assigned", rows: rows,
    zone: "Europe/Amsterdam",
    events: [
      event("mql", "mql"), event("attempt", "attempt"), event("attempt", "attempt2"),
      event("replied", "reply"),
      event("rejected", "rejected", #""reason": "reason", "documentedAt": "documented""#),
      event("unsubscribed", "gone"), event("reopened", "reopened"), event("assigned", "assigned"),
    ])
}

/// One lead, its cells by name.
private func lead(_ cells: KeyValuePairs<String, String>) -> String {
  let names = [
    "id", "mql", "attempt", "attempt2", "reply", "rejected", "reason", "documented", "gone", "reopened",
    "assigned",
  ]
  let given = Dictionary(uniqueKeysWithValues: cells.map { ($0.key, $0.value) })
  return names.map { given[$0] ?? ($0 == "id" ? "1" : "") }.joined(separator: ",")
}

private func counts(_ clock: Figures.Clock) -> [String: Int] {
  [
    "met": clock.met, "breached": clock.breached, "breachedOpen": clock.breachedOpen,
    "pending": clock.pending,
    "zero": clock.zero, "underAMinute": clock.underAMinute, "alreadyEngaged": clock.alreadyEngaged,
    "resolvedBeforeContact": clock.resolvedBeforeContact, "gone": clock.gone, "imprecise": clock.imprecise,
  ].filter { $0.value != 0 }
}

@Test(arguments: [
  // Within four business hours, to the millisecond; off hours do not count.
  (["attempt": "2026-01-05 14:00:00"], ["met": 1]),
  (["attempt": "2026-01-05 14:00:00.001"], ["breached": 1]),
  (["reply": "2026-01-05 11:00"], ["met": 1]),
  // The first contact counts, whatever column it stands in.
  (["attempt": "2026-01-07 11:00", "attempt2": "2026-01-05 11:00"], ["met": 1]),
  ([:], ["breachedOpen": 1]),
  (["attempt": "2026-01-05 10:00:59.999"], ["met": 1, "underAMinute": 1]),
  (["attempt": "2026-01-05 10:00"], ["met": 1, "underAMinute": 1, "zero": 1]),
  // Engaged since the opening of the business day before: Friday 09:00.
  (["attempt": "2026-01-02 09:00"], ["met": 1, "zero": 1]),
  (["attempt": "2026-01-05 09:59"], ["met": 1, "zero": 1]),
  (["attempt": "2026-01-02 08:59:59"], ["alreadyEngaged": 1]),
  (["reply": "2025-06-01 12:00"], ["alreadyEngaged": 1]),
  // What was closed before is no engagement.
  (["attempt": "2025-12-01 09:00", "rejected": "2025-12-02 09:00"], ["breachedOpen": 1]),
  (
    ["attempt": "2025-12-01 09:00", "rejected": "2025-12-02 09:00", "reopened": "2025-12-03 09:00"],
    ["alreadyEngaged": 1]
  ),
  // Rejected before contact: with a documented reason set aside, else still waiting.
  (
    ["rejected": "2026-01-05 12:00", "reason": "budget", "documented": "2026-01-05 12:05"],
    ["resolvedBeforeContact": 1]
  ),
  (
    ["rejected": "2026-01-05 12:00", "reason": "budget", "documented": "2026-01-05 12:05:01"],
    ["breachedOpen": 1]
  ),
  (
    ["rejected": "2026-01-05 12:00", "reason": "whim", "documented": "2026-01-05 12:00"], ["breachedOpen": 1]
  ),
  (["rejected": "2026-01-05 12:00", "documented": "2026-01-05 12:00"], ["breachedOpen": 1]),
  (["rejected": "2026-01-05 12:00", "reason": "budget"], ["breachedOpen": 1]),
  // Contact first, rejection later.
  (
    [
      "attempt": "2026-01-05 11:00", "rejected": "2026-01-05 12:00", "reason": "budget",
      "documented": "2026-01-05 12:00",
    ], ["met": 1]
  ),
  // A rejection that was taken back decides nothing.
  (
    [
      "rejected": "2026-01-05 11:00", "reason": "budget", "documented": "2026-01-05 11:00",
      "reopened": "2026-01-05 12:00", "attempt": "2026-01-05 13:00",
    ], ["met": 1]
  ),
  (["gone": "2026-01-05 12:00"], ["gone": 1]),
  (["gone": "2026-01-05 12:00", "attempt": "2026-01-05 11:00"], ["met": 1]),
  // A date without time gives no hours, but days.
  (["attempt": "2026-01-05"], ["imprecise": 1]),
  (["attempt": "2026-01-07"], ["imprecise": 1]),
  (["attempt": "2026-01-01"], ["alreadyEngaged": 1]),
  (["attempt": "2026-01-05 11:00", "attempt2": "2026-01-07"], ["met": 1]),
  (["attempt": "2026-01-05 11:00", "attempt2": "2026-01-05"], ["imprecise": 1]),
  (["gone": "2026-01-05", "attempt": "2026-01-05 16:00"], ["breached": 1]),
  // What lies after the export has not happened.
  (["attempt": "2026-03-02 12:00"], ["breachedOpen": 1]),
])
func `every way in which a wait can end has its count`(
  _ cells: [String: String], _ expected: [String: Int]
) throws {
  let names = [
    "id", "mql", "attempt", "attempt2", "reply", "rejected", "reason", "documented", "gone", "reopened",
    "assigned",
  ]
  let values = cells.merging(["id": "1", "mql": "2026-01-05 10:00"]) { $1 }
  let row = names.map { values[$0] ?? "" }.joined(separator: ",")
  let clock = try export(row).clock(within4Hours)
  #expect(counts(clock) == expected)
  #expect(clock.n == clock.met + clock.breached + clock.breachedOpen + clock.pending)
}

@Test func `an MQL with a date only gives no hours`() throws {
  let clock = try export(lead(["mql": "2026-01-05", "attempt": "2026-01-06 11:00"])).clock(within4Hours)
  #expect(counts(clock) == ["imprecise": 1] && clock.n == 0)
  let rows = try export(lead(["mql": "2026-01-05"])).measured().rows
  #expect(rows.imprecise == 1 && rows.inPeriod == 1)
}

@Test(arguments: [
  // Friday 16:00, four business hours: Monday 12:00; as of then it still could be met.
  ("2026-02-02T11:00:00Z", "PT4H", "pending"), ("2026-02-02T11:00:00.001Z", "PT4H", "breachedOpen"),
  ("2026-02-02T16:00:00Z", "P1D", "pending"), ("2026-02-02T16:00:00.001Z", "P1D", "breachedOpen"),
])
func `no contact is pending as long as the time runs`(
  _ asOf: String, _ within: String, _ state: String
) throws {
  var export = export(lead(["mql": "2026-01-30 16:00"]))
  export.asOf = asOf
  let clock = try export.clock(Measure(metric: .firstContact, parameters: parameters(within: within)))
  #expect(counts(clock) == [state: 1])
}

@Test func `off hours the clock stands still, and on the wall it runs`() throws {
  // Friday 20:00 to Monday 09:30.
  let export = export(lead(["mql": "2026-01-09 20:00", "attempt": "2026-01-12 09:30"]))
  #expect(try export.clock(within4Hours).median == 30 * 60_000)
  let wall = Measure(metric: .firstContact, parameters: parameters(within: "PT48H", clock: .wall))
  let clock = try export.clock(wall)
  #expect(clock.median == (61 * 60 + 30) * 60_000 && clock.breached == 1)
}

@Test func `a day on which clocks change has its own hours on the wall`() throws {
  // Saturday 12:00 to Sunday 12:00, when clocks go forward: 23 hours.
  var export = export(lead(["mql": "2026-03-28 12:00", "attempt": "2026-03-29 12:00"]))
  (export.period, export.asOf) = ("2026-03", "2026-04-30T00:00:00Z")
  let wall = Measure(metric: .firstContact, parameters: parameters(within: "PT24H", clock: .wall))
  #expect(try export.clock(wall).median == 23 * 3_600_000)
}

@Test func `quantiles are of nearest rank, and no contact is infinitely late`() throws {
  var export = export()
  export.rows = (1...10).map { index in
    let attempt = index <= 7 ? "2026-01-05 10:0\(index)" : ""
    return lead(["id": "\(index)", "mql": "2026-01-05 10:00", "attempt": attempt])
  }
  let clock = try export.clock(within4Hours)
  #expect(clock.n == 10 && clock.median == 5 * 60_000 && clock.p90 == nil && clock.p95 == nil)
  #expect(Quantile.nearestRank(90, in: Array(1...10), of: 10) == 9)
  #expect(Quantile.nearestRank(95, in: Array(1...10), of: 10) == 10)
  #expect(Quantile.nearestRank(50, in: [], of: 0) == nil)
}

@Test func `the clock starts at the first assignment, and at the MQL where somebody has the lead by then`()
  throws
{
  let measure = Measure(metric: .firstContact, parameters: parameters(within: "PT4H", start: .assignment))
  let later = export(
    lead(["mql": "2026-01-05 10:00", "assigned": "2026-01-06 10:00", "attempt": "2026-01-06 11:00"]))
  #expect(try later.clock(measure).median == 3_600_000)
  let before = export(
    lead(["mql": "2026-01-05 10:00", "assigned": "2026-01-04 10:00", "attempt": "2026-01-05 12:00"]))
  #expect(try before.clock(measure).median == 2 * 3_600_000)
  let never = export(lead(["mql": "2026-01-05 10:00"]))
  #expect(try never.clock(measure).n == 0)
}

@Test func `an attempt that is not said to be human stops no clock`() throws {
  var valued = Export(
    header: "id,mql,attempt,by",
    rows: ["1,2026-01-05 10:00,2026-01-05 11:00,Sequence", "2,2026-01-05 10:00,2026-01-05 11:00,Call"],
    zone: "Europe/Amsterdam",
    events: [event("mql", "mql"), event("attempt", "attempt", #""value": "by""#)])
  valued.changes["meanings"] =
    #"{"mql": {"is": "stamped"}, "humanAttempt": {"is": "valued", "values": ["Call", "Email"]}}"#
  #expect(try counts(valued.clock(within4Hours)) == ["met": 1, "breachedOpen": 1])
  // Where the agreement says nothing, or the mapping names no column with the value, nothing is known.
  for (events, meanings) in [
    ([event("mql", "mql"), event("attempt", "attempt", #""value": "by""#)], #"{"mql": {"is": "stamped"}}"#),
    ([event("mql", "mql"), event("attempt", "attempt")], valued.changes["meanings"] ?? ""),
  ] {
    var unknown = valued
    (unknown.events, unknown.changes["meanings"], unknown.measures) = (events, meanings, [within4Hours])
    let result = try unknown.measured()
    #expect(try unknown.clock(within4Hours).n == 0)
    #expect(result.gaps.contains { $0.entry == within4Hours.entryID && $0.cause == .noContact })
  }
}
