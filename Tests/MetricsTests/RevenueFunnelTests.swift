import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// A company's leads and opportunities, against the funnel that their author computed from them.
struct RevenueFunnelTests {
  /// The author's own figures: one run, in a cell of JSON.
  private static func funnel() throws -> [String: Any] {
    let path = try TestData.path("data/revenue-funnel/funnel_snapshots.csv")
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let start = try #require(text.range(of: "\"{")).lowerBound
    let end = try #require(text.range(of: "}\"", options: .backwards)).upperBound
    let cell = text[start..<end].dropFirst().dropLast().replacing("\"\"", with: "\"")
    return try #require(try JSONSerialization.jsonObject(with: Data(cell.utf8)) as? [String: Any])
  }

  private static func measured(
    _ period: String, asOf: String = "2029-01-01T00:00:00Z"
  ) throws -> [String: Figures] {
    let leads = try mapping(
      lead: #"{"id": "lead_id", "source": "source_channel", "owner": "owner_rep"}"#,
      events: [event("created", "created_date"), event("mql", "mql_date"), event("sql", "sql_date")])
    func closed(_ kind: String, _ outcome: String) -> String {
      event(
        kind, "closed_date",
        #""deal": "opp_id", "amount": "deal_value_monthly_usd", "when": [{"column": "outcome", "values": ["\#(outcome)"]}]"#
      )
    }
    let deals = try mapping(
      lead: #"{"id": "lead_id"}"#,
      events: [
        event("opportunity", "opp_created_date", #""deal": "opp_id", "amount": "deal_value_monthly_usd""#),
        closed("won", "Won"), closed("lost", "Lost"),
      ], #""rows": "activities""#)
    let measurement = try MetricsTests.measurement([
      "tiers": "", "money": #"{"currency": "USD"}"#,
    ])
    let measurer = try ExportMeasurer(
      measurement: measurement,
      measures: [
        Metric.conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon,
      ].map { Measure(metric: $0, parameters: MetricParameters(days: 700)) },
      period: #require(Period(period)), asOf: instant(asOf), fiscal: .calendarYear)
    let result = try measurer.measure([
      ExportSource(file: TestData.path("data/revenue-funnel/leads.csv"), mapping: leads),
      ExportSource(file: TestData.path("data/revenue-funnel/opportunities.csv"), mapping: deals),
    ])
    return Dictionary(uniqueKeysWithValues: result.entries.map { ($0.id, $0.figures) })
  }

  @Test func `the funnel is its author's, stage by stage`() throws {
    let totals = try #require(try Self.funnel()["totals"] as? [String: Int])
    let year = try Self.measured("2026")
    #expect(year["lead.created"]?.count?.value == totals["leads"])
    #expect(year["mql.delivered"]?.count?.gross == totals["mql"])
    let steps = [
      ("lead-mql", "leads", "mql"), ("mql-sql", "mql", "sql"), ("sql-opportunity", "sql", "opportunity"),
      ("opportunity-won", "opportunity", "closed_won"),
    ]
    for (name, from, to) in steps {
      let share = year["conversion.\(name)/days=700"]?.share
      #expect(
        share?.denominator == totals[from] && share?.numerator == totals[to],
        "\(name) \(String(describing: share))")
    }
  }

  @Test func `months, money and channels are its author's`() throws {
    let funnel = try Self.funnel()
    let velocity = try #require(funnel["lead_velocity_rate"] as? [[String: Any]])
    for month in velocity {
      let figures = try Self.measured(try #require(month["month"] as? String))
      #expect(figures["lead.created"]?.count?.value == month["leads"] as? Int)
    }
    let year = try Self.measured("2026")
    let pipeline = try #require(funnel["pipeline"] as? [String: Double])
    let revenue = try #require(year["revenue"]?.amount)
    #expect(Double(revenue.sum) == 100 * (pipeline["won_mrr_usd"] ?? 0) && revenue.missing == 0)
    let all = try #require(year["pipeline.by-source"]?.amount)
    #expect(all.parts.reduce(0) { $0 + $1.sum } == all.sum && all.n == 104)
    let channels = try #require(funnel["channel_attribution"] as? [String: [String: Double]])
    for (name, channel) in channels {
      let id = Measure(metric: .leadCreated, filter: LeadFilter(source: name)).entryID
      #expect(year[id]?.count?.value == channel["leads"].map { Int($0) }, "\(name)")
    }
    // Its author counts a cycle from the lead's creation, 31 days in the middle; this one starts with the MQL.
    #expect(year["cycle.length"]?.durations?.n == 21)
    #expect(try #require(year["cycle.length"]?.durations?.median) < 31 * 86_400_000)
  }
}
