import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// October 2011 of a real bank's leads, against numbers that somebody else computed.
@Suite struct BankLeads {
  let mapping: Mapping
  let measurement: Agreements.Measurement
  /// The same, with the names that the log of events has for the queues.
  let joinedSources: Agreements.Measurement
  let period: Period
  let measures: [Measure]

  init() throws {
    mapping = try bankMapping()
    let tiers = #"""
      {"by": "amount", "currency": "EUR", "bands": [
        {"id": "large", "title": "Large", "atLeast": 2000000}, {"id": "middle", "title": "Middle", "atLeast": 750000},
        {"id": "small", "title": "Small", "atLeast": 0}]}
      """#
    let calendar = calendarJSON(holidays: [("2011-12-25", "Christmas"), ("2011-12-26", "Boxing Day")])
    measurement = try MetricsTests.measurement(["tiers": tiers, "calendar": calendar])
    joinedSources = try MetricsTests.measurement([
      "tiers": tiers, "calendar": calendar,
      "sourceSpellings": #"""
      [{"source": "completeren_aanvraag", "values": ["W_Completeren aanvraag"]},
       {"source": "afhandelen_leads", "values": ["W_Afhandelen leads"]}]
      """#,
    ])
    period = try #require(Period("2011-10"))
    measures = [
      Measure(metric: .firstContact, parameters: parameters(within: "PT24H", clock: .wall))
    ]
  }

  private func measurer(measures: [Measure]) throws -> ExportMeasurer {
    try ExportMeasurer(
      measurement: measurement, measures: measures, period: period,
      asOf: instant("2012-01-01T00:00:00+01:00"), fiscal: .calendarYear)
  }

  private func clock(_ result: ExportMeasurement, _ id: String) throws -> Figures.Clock {
    guard case .clock(let clock)? = result.entries.first(where: { $0.id == id })?.figures else {
      throw Missing(id: id)
    }
    return clock
  }

  struct Missing: Error { let id: String }

  @Test func `all numbers are those that were computed independently`() throws {
    let oracle = try #require(try TestData.json("data/oracles/bank-leads-2011-10.json") as? [String: Any])
    let tiers = try #require(oracle["by_tier_amount"] as? [String: Int])
    let business = try #require(oracle["business_ms"] as? [String: Int])
    let wall = try #require(oracle["wall_ms"] as? [String: Int])
    let queues = try #require(oracle["by_queue"] as? [String: Int])
    let result = try measurer(measures: measures).measure([
      ExportSource(file: TestData.path("data/bank-leads/leads.csv"), mapping: mapping)
    ])
    func volume(_ id: String) -> Figures? { result.entries.first { $0.id == id }?.figures }
    func leads(_ count: Int?) throws -> Figures {
      let count = try #require(count)
      return .count(Figures.Count(value: count, gross: count))
    }
    #expect(try volume("mql.delivered") == leads(oracle["mql"] as? Int))
    #expect(try volume("mql.delivered/tier=large") == leads(tiers["ge20000"]))
    #expect(try volume("mql.delivered/tier=middle") == leads(tiers["ge7500"]))
    #expect(try volume("mql.delivered/tier=small") == leads(tiers["below"]))
    for (queue, count) in queues { #expect(try volume("mql.delivered/source=\(queue)") == leads(count)) }

    let onBusiness = try clock(result, "first-contact/within=PT4H,clock=business,start=mql")
    #expect(onBusiness.n == oracle["contacted"] as? Int)
    #expect(onBusiness.met + onBusiness.breached == onBusiness.n)
    #expect(onBusiness.median == business["median"])
    #expect(onBusiness.p95 == business["p95_nearest_rank"])
    #expect(onBusiness.zero == business["zero"])
    let onWall = try clock(result, "first-contact/within=PT24H,clock=wall,start=mql")
    #expect(onWall.median == wall["median"])
    #expect(onWall.p95 == wall["p95_nearest_rank"])

    let rows = result.rows
    #expect(rows.read == 7455 && rows.rejected == 0 && rows.duplicates == 0 && rows.inPeriod == 1805)
    #expect(rows.read == rows.inPeriod + rows.neverMQL + rows.outOfPeriod + rows.outOfScope)
    #expect(result.files.map(\.digest) == [SHA256Digest(of: try TestData.bytes("data/bank-leads/leads.csv"))])
    #expect(result.rejected.isEmpty && result.gaps.isEmpty && result.joinedSources == 0)
  }

  @Test func `the order of rows changes nothing`() throws {
    let bytes = try TestData.bytes("data/bank-leads/leads.csv")
    var lines = bytes.split(separator: 0x0A)
    let header = lines.removeFirst()
    let measurer = try measurer(measures: measures)
    let first = try measurer.measure([ExportSource(bytes: bytes, mapping: mapping)])
    var generator = SeededGenerator(seed: 17)
    for _ in 0..<2 {
      lines.shuffle(using: &generator)
      let shuffled = Array(([header] + lines).joined(separator: [0x0A]))
      let second = try measurer.measure([ExportSource(bytes: shuffled, mapping: mapping)])
      #expect(second.entries == first.entries)
      #expect(second.rows == first.rows)
      #expect(second.files != first.files)
    }
  }

  @Test func `more commitments change no other entry, and each is there by its own measure`() throws {
    let bytes = try TestData.bytes("data/bank-leads/leads.csv")
    let few = try measurer(measures: []).measure([ExportSource(bytes: bytes, mapping: mapping)])
    let more = try measurer(measures: measures).measure([ExportSource(bytes: bytes, mapping: mapping)])
    #expect(more.entries.count == few.entries.count + 1)
    #expect(few.entries.allSatisfy { entry in more.entries.contains(entry) })
  }

  @Test func `met within a longer time is never fewer, and tiers add up to the total`() throws {
    let result = try measurer(measures: []).measure([
      ExportSource(file: TestData.path("data/bank-leads/leads.csv"), mapping: mapping)
    ])
    let hours = try ["PT1H", "PT2H", "PT4H", "PT8H"].map {
      try clock(result, "first-contact/within=\($0),clock=business,start=mql").met
    }
    #expect(hours == hours.sorted() && (hours.first ?? 0) > 0)
    for within in ["PT1H", "PT8H", "P1D", "P2D"] {
      let id = "first-contact/within=\(within),clock=business,start=mql"
      let total = try clock(result, id)
      let tiers = try ["large", "middle", "small"].map { try clock(result, "\(id)/tier=\($0)") }
      #expect(tiers.reduce(0) { $0 + $1.n } == total.n)
      #expect(tiers.reduce(0) { $0 + $1.met } == total.met)
    }
  }
}

private func bankMapping() throws -> Mapping {
  try mapping(
    lead: #"{"id": "lead_id", "amount": "amount_req", "source": "queue"}"#,
    events: [
      event("created", "created_at"), event("mql", "mql_at"), event("attempt", "first_contact_at"),
      event("sql", "sql_at"), event("opportunity", "opportunity_at"), event("won", "won_at"),
      event("rejected", "rejected_at"),
    ])
}
