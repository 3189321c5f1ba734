import Agreements
import Testing
import Wire

@testable import Metrics

/// What an episode came from: a demo request that began it, or the last request for prices or contact before it.
struct RequestKindTests {

  private func export(_ rows: [String]) -> Export {
    Export(
      header: "id,mql,demo,prices,contact,rejected,again", rows: rows, zone: "Europe/Amsterdam",
      events: [
        event("mql", "mql"), event("mql", "again"), event("requested", "demo"),
        event("requestedPricing", "prices"), event("requestedContact", "contact"),
        event("rejected", "rejected"),
      ])
  }

  /// How many MQLs of the period came from each kind, and how many there are.
  private func counts(_ rows: String...) throws -> [Int] {
    let filters = RequestKind.allCases.map { LeadFilter(request: $0) } + [LeadFilter()]
    return try filters.map { try export(rows).count(Measure(metric: .mqlDelivered, filter: $0)).gross }
  }

  @Test(
    arguments: [
      // A request before the MQL, however long, and at its very moment; none after it.
      ("2026-01-05 10:00,,2025-03-01 10:00,,,", .pricing),
      ("2026-01-05 10:00,,2026-01-05 10:00,,,", .pricing),
      ("2026-01-05 10:00,,2026-01-05 10:01,,,", nil), ("2026-01-05 10:00,,,2026-01-04 10:00,,", .contact),
      // The last one before it.
      ("2026-01-05 10:00,,2026-01-03 10:00,2026-01-04 10:00,,", .contact),
      ("2026-01-05 10:00,,2026-01-04 10:00,2026-01-03 10:00,,", .pricing),
      ("2026-01-05 10:00,,2026-01-04 10:00,2026-01-04 10:00,,", .pricing),
      // A demo request that begins the episode is what it came from; one that does not says nothing.
      ("2026-01-05 10:00,2026-01-05 09:00,2026-01-04 10:00,,,", .demo),
      ("2026-01-05 10:00,2026-01-05 10:00,2026-01-05 10:00,,,", .demo),
      ("2026-01-05 10:00,2026-01-05 11:00,2026-01-04 10:00,,,", .pricing),
      ("2026-01-05 10:00,2026-01-05 11:00,,,,", nil),
    ] as [(String, RequestKind?)])
  func `an MQL came from the demo request that began its episode, else from the last request before it`(
    _ cells: String, _ kind: RequestKind?
  ) throws {
    #expect(try counts("1,\(cells)") == RequestKind.allCases.map { $0 == kind ? 1 : 0 } + [1])
  }

  @Test(
    arguments: [
      // Before the first episode of two: the first is told by it. After its start, even while it is open: the second.
      ("2025-12-01 09:00", nil), ("2025-12-01 10:00", nil), ("2025-12-01 10:01", .pricing),
      ("2026-01-20 10:00", .pricing), ("2026-01-20 10:01", nil),
    ] as [(String, RequestKind?)])
  func `a request tells of the episode that comes next, and of no later one`(
    _ request: String, _ kind: RequestKind?
  ) throws {
    let row = "1,2025-12-01 10:00,,\(request),,2025-12-10 10:00,2026-01-20 10:00"
    var export = export([row])
    export.changes["coolOffDays"] = "0"
    for other in RequestKind.allCases {
      let measure = Measure(metric: .mqlDelivered, filter: LeadFilter(request: other))
      #expect(try export.count(measure).gross == (other == kind ? 1 : 0), "\(other)")
    }
  }

  @Test func `requests for prices or contact begin nothing, and touch nobody`() throws {
    let rows = try export(["1,,,2026-01-05 10:00,2026-01-06 10:00,,", "2,2026-01-05 10:00,,,,,"]).measured()
      .rows
    #expect(rows.neverMQL == 1 && rows.inPeriod == 1)
    var contacted = export(["1,2026-01-05 10:00,,2026-01-05 10:30,2026-01-05 10:40,,"])
    contacted.header += ",call"
    contacted.rows = contacted.rows.map { $0 + "," }
    contacted.events.append(event("attempt", "call"))
    let clock = try contacted.clock(Measure(metric: .firstContact, parameters: parameters(within: "PT1H")))
    #expect(clock.n == 1 && clock.met == 0)
  }

  @Test func `the clock that starts at a request starts at that for a demo`() throws {
    var export = export(["1,2026-01-05 10:00,2026-01-05 12:00,2026-01-05 09:00,,,"])
    export.header += ",call"
    export.rows = export.rows.map { $0 + ",2026-01-05 12:30" }
    export.events.append(event("attempt", "call"))
    var parameters = parameters(within: "PT1H")
    parameters.start = .request
    #expect(try export.clock(Measure(metric: .firstContact, parameters: parameters)).met == 1)
  }

  @Test func `what is a request for prices or contact may be said by a value`() throws {
    let form = #""value": "form""#
    var export = Export(
      header: "id,mql,asked,form",
      rows: [
        "1,2026-01-05 10:00,2026-01-04 10:00,Quote", "2,2026-01-05 10:00,2026-01-04 10:00,Contact us",
        "3,2026-01-05 10:00,2026-01-04 10:00,Newsletter", "4,2026-01-05 10:00,2026-01-04 10:00,Demo",
      ], zone: "Europe/Amsterdam",
      events: [
        event("mql", "mql"), event("requested", "asked", form), event("requestedPricing", "asked", form),
        event("requestedContact", "asked", form),
      ])
    export.changes["meanings"] = #"""
      {"mql": {"is": "stamped"}, "demoRequest": {"is": "valued", "values": ["Demo"]},
       "pricingRequest": {"is": "valued", "values": ["Quote", "Pricing"]},
       "contactRequest": {"is": "other", "values": ["Quote", "Pricing", "Demo", "Newsletter"]}}
      """#
    for (kind, gross) in [(RequestKind.demo, 1), (.pricing, 1), (.contact, 1)] {
      let measure = Measure(metric: .mqlDelivered, filter: LeadFilter(request: kind))
      #expect(try export.count(measure).gross == gross, "\(kind)")
    }
  }

  @Test func `a date without time leaves nothing imprecise, as no hours are reckoned from it`() throws {
    let rows = try export(["1,2026-01-05 10:00,,2026-01-05,,,"]).measured().rows
    #expect(rows.imprecise == 0 && rows.inPeriod == 1)
  }

  @Test func `a filter by requests that no column tells of is named as missing`() throws {
    for kind in RequestKind.allCases {
      let measure = Measure(metric: .mqlDelivered, filter: LeadFilter(request: kind))
      let export = Export(
        header: "id,mql", rows: ["1,2026-01-05 10:00"], zone: "Europe/Amsterdam",
        events: [event("mql", "mql")],
        measures: [measure])
      #expect(
        try export.measured().gaps.contains(
          MeasureGap(entry: measure.entryID, cause: .noColumn("\(kind.rawValue) requests"))), "\(kind)")
    }
  }

  @Test func `numbers are told apart by the kinds of requests that the export tells of`() throws {
    let ids = try export(["1,2026-01-05 10:00,,,,,"]).measured().entries.map(\.id)
    for kind in RequestKind.allCases { #expect(ids.contains("mql.delivered/request=\(kind.rawValue)")) }
    #expect(!ids.contains("lead.created/request=pricing"))
  }

  @Test func `one lead's explanation says what its episode came from`() throws {
    let export = export(["1,2026-01-05 10:00,,2026-01-04 10:00,,,", "2,2026-01-05 10:00,,,,,"])
    let measurer = try ExportMeasurer(
      measurement: measurement(["tiers": ""]), measures: [], period: #require(Period("2026-01")),
      asOf: instant(export.asOf), fiscal: .calendarYear)
    let mapping = try mapping(lead: export.lead, zone: export.zone, events: export.events)
    let source = ExportSource(bytes: Array(export.text.utf8), mapping: mapping)
    let told = try measurer.explain([source], lead: "1")
    #expect(
      told.episodes.map(\.request) == [.pricing] && told.events.map(\.kind) == [.requestedPricing, .mql])
    #expect(try measurer.explain([source], lead: "2").episodes.map(\.request) == [nil])
  }
}
