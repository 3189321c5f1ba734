import Agreements
import Testing
import Wire

@testable import Metrics

/// Cases in which a second computation, from the definitions' words, once came to other figures.
struct SecondOpinionTests {
  private func export(_ columns: [String], _ rows: [String], _ events: [String]) -> Export {
    Export(
      header: (["id", "source"] + columns).joined(separator: ","), rows: rows,
      lead: #"{"id": "id", "source": "source"}"#, zone: "Europe/Amsterdam", events: events)
  }

  private func days(_ count: Int) -> MetricParameters {
    var parameters = MetricParameters()
    parameters.businessDays = count
    return parameters
  }

  @Test func `a lead that is gone after a documented rejection was resolved first`() throws {
    let export = export(
      ["mql", "rejected", "why", "merged", "call"],
      ["1,,2026-01-05 10:00,2026-01-05 11:00,budget,2026-01-05 12:00,"],
      [
        event("mql", "mql"), event("rejected", "rejected", #""reason": "why""#), event("merged", "merged"),
        event("attempt", "call"),
      ])
    let clock = try export.clock(Measure(metric: .firstContact, parameters: parameters(within: "PT1H")))
    #expect(clock.resolvedBeforeContact == 1 && clock.gone == 0)
  }

  @Test func `a reply in the first minute is no hasty attempt`() throws {
    let export = export(
      ["mql", "call", "reply"],
      ["1,,2026-01-05 10:00,,2026-01-05 10:00:30", "2,,2026-01-05 10:00,2026-01-05 10:00:59,"],
      [event("mql", "mql"), event("attempt", "call"), event("replied", "reply")])
    let clock = try export.clock(Measure(metric: .firstContact, parameters: parameters(within: "PT1H")))
    #expect(clock.met == 2 && clock.underAMinute == 1)
  }

  @Test func `a demo request that nobody looks at is dropped`() throws {
    let export = export(
      ["mql", "request", "handoff", "call"],
      ["1,,,2026-01-05 10:00,,", "2,,2026-01-07 10:00,2026-01-05 10:00,,"],
      [
        event("mql", "mql"), event("requested", "request"), event("handoff", "handoff"),
        event("attempt", "call"), event("assigned", "call"),
      ])
    let count = try export.count(Measure(metric: .leadsDropped, parameters: days(1)))
    #expect(count == Figures.Count(value: 2, gross: 2))
  }

  @Test func `an alert has the hours of its clock, and the evening after them is none`() throws {
    // Due an hour before business closes: at 20:00 one business hour has run.
    let export = export(
      ["mql", "alert", "reached"],
      [
        "1,,,2026-01-05 16:00,2026-01-05 20:00", "2,,,2026-01-05 16:00,2026-01-06 09:00:00.001",
        "3,,,2026-01-05 16:00,",
      ],
      [event("mql", "mql"), event("alert", "alert", #""deliveredAt": "reached""#)])
    var parameters = MetricParameters()
    (parameters.within, parameters.clock) = (ClockDuration("PT1H"), .business)
    let share = try export.share(Measure(metric: .intentAlerted, parameters: parameters))
    #expect(share == Figures.Share(numerator: 1, denominator: 3))
  }

  @Test func `what two rows of a lead tell alike has happened once, what one row tells twice twice`() throws {
    let export = export(
      ["mql", "call", "again"],
      [
        "1,,2026-01-05 10:00,2026-01-06,2026-01-06", "1,,2026-01-05 10:00,2026-01-06,2026-01-06",
        "1,,,2026-01-06,2026-01-07",
      ],
      [
        event("mql", "mql"), event("attempt", "call", #""outcome": "source""#),
        event("attempt", "again", #""outcome": "source""#),
      ])
    let share = try export.share(Measure(metric: .hygieneOutcomes))
    #expect(share == Figures.Share(numerator: 0, denominator: 3))
  }

  @Test func `an MQL at the moment of a recycling is not within its cool-off`() throws {
    let export = export(
      ["mql", "recycled"], ["1,,2026-01-05 10:00,2026-01-05 10:00"],
      [event("mql", "mql"), event("recycled", "recycled")])
    #expect(try export.count(Measure(metric: .mqlDelivered)) == Figures.Count(value: 1, gross: 1))
  }

  @Test func `a filter by a spelling is one by the source that it means`() throws {
    var export = export(
      ["mql"], ["1,List,2026-01-05 10:00", "2,bought,2026-01-05 10:00"], [event("mql", "mql")])
    export.changes["sourceSpellings"] = #"[{"source": "List", "values": ["bought"]}]"#
    for source in ["List", "bought"] {
      let measure = Measure(metric: .mqlDelivered, filter: LeadFilter(source: source))
      #expect(try export.count(measure).gross == 2, "\(source)")
    }
  }
}

/// The same of deals.
struct SecondOpinionOnDealsTests {
  private static let pipeline = Measure(metric: .pipelineBySource)
  private static let deal = #""deal": "deal", "amount": "sum""#

  private func export(_ rows: [String]) -> Export {
    Export(
      header: "id,mql,deal,opened,won,lost,sum,call", rows: rows, zone: "Europe/Amsterdam",
      events: [
        event("mql", "mql"), event("opportunity", "opened", Self.deal), event("won", "won", Self.deal),
        event("lost", "lost", Self.deal), event("attempt", "call"),
      ], changes: ["money": #"{"currency": "EUR"}"#])
  }

  private func figures(_ measure: Measure, _ rows: String...) throws -> Figures? {
    var export = export(rows)
    export.measures = [measure]
    return try export.measured().entries.first { $0.id == measure.entryID }?.figures
  }

  @Test func `a deal lost in the period and won after it was not open at the period's end`() throws {
    var parameters = MetricParameters()
    parameters.clock = .wall
    let measure = Measure(metric: .opportunityFollowUp, parameters: parameters)
    let lost = try figures(
      measure, "1,2026-01-05 10:00,X,2026-01-06 10:00,2026-02-10 10:00,2026-01-20 10:00,1,")
    #expect(lost?.durations?.n == 0)
    let open = try figures(
      measure, "1,2026-01-05 10:00,X,2026-01-06 10:00,2026-02-10 10:00,2026-02-01 00:00,1,")
    #expect(open?.durations?.n == 1)
  }

  @Test func `a deal belongs to the lead that came first, in whichever period that has it`() throws {
    let amount = try figures(
      Self.pipeline, "1,2025-12-01 10:00,X,2025-12-20 10:00,,2025-12-24 10:00,5,",
      "2,2026-01-05 10:00,X,2026-01-06 10:00,,,7,", "3,2026-01-05 10:00,Y,2026-01-06 10:00,,,9,")?.amount
    #expect(amount?.n == 1 && amount?.sum == 900)
  }

  @Test func `of a deal that nobody's rows tell in two ways, the order of rows decides nothing`() throws {
    let leads = try mapping(events: [event("mql", "mql")])
    let deals = try mapping(
      lead: #"{"id": "id", "email": "email"}"#,
      events: [event("opportunity", "opened", Self.deal)], #""rows": "activities""#)
    let rows = [",,X,2026-01-06T10:00Z,5", ",,X,2026-01-06T10:00Z,7", "9,,X,2026-01-07T10:00Z,9"]
    let measurer = try ExportMeasurer(
      measurement: measurement(["money": #"{"currency": "EUR"}"#, "tiers": ""]), measures: [],
      period: #require(Period("2026-01")), asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear)
    for rows in [rows, rows.reversed(), [rows[1], rows[2], rows[0]]] {
      let result = try measurer.measure([
        ExportSource(bytes: Array("id,mql\n1,2026-01-05T10:00Z".utf8), mapping: leads),
        ExportSource(
          bytes: Array((["id,email,deal,opened,sum"] + rows).joined(separator: "\n").utf8), mapping: deals),
      ])
      let amount = result.entries.first { $0.id == Self.pipeline.entryID }?.figures.amount
      #expect(amount?.n == 1 && amount?.sum == 700)
    }
  }
}
