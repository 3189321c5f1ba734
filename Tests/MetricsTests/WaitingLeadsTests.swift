import Agreements
import Testing
import Wire

@testable import Metrics

/// The leads that wait for first contact at the time of an export.
struct WaitingLeadsTests {
  /// Tier 1 is due within four business hours, everybody within two business days; Monday to Friday, nine to five.
  private static let measures = [
    Measure(
      metric: .firstContact, parameters: parameters(within: "PT4H"), filter: LeadFilter(tier: "t1")),
    Measure(metric: .firstContact, parameters: parameters(within: "P2D")),
    Measure(metric: .mqlDelivered),
  ]

  private func waiting(_ rows: [String], email: String = "", asOf: String) throws -> WaitingLeads {
    let mapping = try mapping(
      lead: #"{"id": "id", "score": "score", "source": "source", \#(email)"owner": "owner"}"#,
      zone: "Europe/Amsterdam",
      events: [
        event("mql", "mql"), event("assigned", "given"), event("attempt", "called"),
        event("rejected", "rejected", #""reason": "why""#),
      ])
    let text = (["id,score,source,owner,mql,given,called,rejected,why"] + rows).joined(separator: "\n")
    let asOf = try instant(asOf)
    let zone = try Zone(named: "Europe/Amsterdam")
    let measurer = try ExportMeasurer(
      measurement: measurement(), measures: Self.measures,
      period: .containing(zone.date(of: asOf), unit: .week, in: .calendarYear), asOf: asOf,
      fiscal: .calendarYear,
      isRunning: true)
    return try measurer.waiting(
      [ExportSource(bytes: Array(text.utf8), mapping: mapping, blockSize: 64)], listingLateness: 5)
  }

  @Test
  func `each lead that waits is due by the strictest limit that it falls under, and others are not listed`()
    throws
  {
    let waiting = try waiting(
      [
        // Wednesday, 14 January 2026, 12:00 in Amsterdam is the time of the export.
        "A1,85,Web,ada,2026-01-14 10:00,,,,", "B2,60,Web,bo,2026-01-14 10:00,,,,",
        "C3,85,Web,ada,2026-01-13 10:00,,,,", "D4,85,Web,ada,2026-01-14 10:00,,2026-01-14 11:00,,",
        "E5,85,Web,ada,2026-01-14 10:00,,,2026-01-14 11:00,No budget", "F6,60,Web,,2025-12-01 10:00,,,,",
        "G7,60,Web,ada,,,,,", "H8,85,Web,ada,2026-01-14 12:30,,,,",
      ], asOf: "2026-01-14T11:00:00Z")
    #expect(waiting.leads.map(\.id) == ["C3", "A1", "B2"])
    #expect(waiting.leads.map(\.owner) == ["ada", "ada", "bo"])
    #expect(waiting.leads.map(\.tier) == ["t1", "t1", "t2"])
    #expect(
      waiting.leads.map { "\($0.due)" } == [
        "2026-01-13T13:00:00Z", "2026-01-14T13:00:00Z", "2026-01-16T16:00:00Z",
      ])
    #expect(waiting.leads.map(\.measure) == [Self.measures[0], Self.measures[0], Self.measures[1]])
    #expect(waiting.lateForLonger == 1)
  }

  @Test func `of rows of one lead that say the same it is always the same whose id is listed`() throws {
    let ids = (1...8).map { "L\($0)" }
    // The id that stands for the lead is in a row that does not speak for it.
    let least = ids.min { KeyedDigest(of: Array($0.utf8)[...]) < KeyedDigest(of: Array($1.utf8)[...]) }
    let others = ids.filter { $0 != least }
    let first = others.min { KeyedDigest(of: Array($0.utf8)[...]) < KeyedDigest(of: Array($1.utf8)[...]) }
    // The source is the address, so that all share one.
    let rows = ids.map { "\($0),\($0 == least ? 85 : 60),a@example.com,ada,2026-01-14 10:00,,,," }
    for turn in 0..<20 {
      let turned = Array(rows[(turn % 8)...] + rows[..<(turn % 8)])
      let listed = try waiting(turned, email: #""email": "source", "#, asOf: "2026-01-14T11:00:00Z").leads
      #expect(listed.map(\.id) == [first ?? ""])
    }
  }

  @Test func `episodes begun in other years wait too, and numbers do not come from later times`() throws {
    let waiting = try waiting(
      ["A1,60,Web,ada,2025-12-31 16:00,,,,", "B2,60,Web,ada,2026-01-01 10:00,,2026-01-03 10:00,,"],
      asOf: "2026-01-02T08:30:00Z")
    #expect(waiting.leads.map(\.id) == ["A1", "B2"])
  }
}
