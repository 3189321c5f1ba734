import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// One lead's clock, step by step.
struct ExplanationTests {
  private func explain(_ lead: String, _ rows: String, _ measures: [Measure]) throws -> LeadExplanation {
    let measurer = try ExportMeasurer(
      measurement: measurement(["tiers": ""]), measures: measures, period: #require(Period("2026-01")),
      asOf: instant("2026-02-02T00:00:00Z"), fiscal: .calendarYear)
    let mapping = try mapping(
      lead: #"{"id": "id", "aliases": [{"column": "old"}]}"#,
      events: [event("mql", "mql"), event("attempt", "attempt")])
    let text = "id,old,mql,attempt\n" + rows
    return try measurer.explain([ExportSource(bytes: Array(text.utf8), mapping: mapping)], lead: lead)
  }

  private static let rows = """
    1,A,2026-01-09T15:30:00Z,2026-01-12T09:00:00Z
    2,,2026-01-05T08:00:00Z,
    3,,2026-03-05T08:00:00Z,
    4,,,
    """

  @Test func `hours are told day by day, on the agreement's calendar`() throws {
    let measures = [
      Measure(metric: .firstContact, parameters: parameters(within: "PT2H")),
      Measure(metric: .firstContact, parameters: parameters(within: "PT1H")),
      Measure(
        metric: .firstContact, parameters: parameters(within: "PT2H"), filter: LeadFilter(region: "EMEA")),
      Measure(metric: .mqlDelivered),
    ]
    // Friday 16:30 in Amsterdam to Monday 10:00; business is open from 9 to 17.
    let told = try explain("1", Self.rows, measures)
    #expect(told.place == .inPeriod && told.events.map(\.kind) == [.mql, .attempt])
    let clocks = try #require(told.episodes.first).clocks
    #expect(clocks.map(\.verdict) == [.met, .breached])
    #expect(clocks[0].milliseconds == 90 * 60_000)
    #expect(clocks[0].days.map(\.milliseconds) == [30 * 60_000, 60 * 60_000])
    #expect(clocks[0].days.map(\.date.description) == ["2026-01-09", "2026-01-12"])
    #expect(try clocks[0].due == instant("2026-01-12T09:30:00Z"))
    #expect(
      told.zone.written(try instant("2026-01-09T15:30:00Z"), isDay: false) == "Fri 2026-01-09 16:30:00 +01:00"
    )
  }

  @Test func `the verdict is the one that was counted, whatever became of the lead`() throws {
    let measure = Measure(metric: .firstContact, parameters: parameters(within: "PT2H"))
    #expect(try explain("2", Self.rows, [measure]).episodes[0].clocks[0].verdict == .breachedOpen)
    #expect(try explain(" A ", Self.rows, [measure]).place == .inPeriod)
    #expect(try explain("3", Self.rows, [measure]).place == .neverMQL)
    #expect(try explain("4", Self.rows, [measure]).place == .neverMQL)
    #expect(try explain("5", Self.rows, [measure]).place == .notFound)
  }

  @Test func `a real lead is followed through a real log`() throws {
    let bank = try BankLeads()
    let path = try TestData.path("data/bank-leads/leads.csv")
    let measures = [Measure(metric: .firstContact, parameters: parameters(within: "PT4H"))]
    let measurer = try ExportMeasurer(
      measurement: bank.measurement, measures: measures, period: bank.period,
      asOf: instant("2012-01-01T00:00:00+01:00"), fiscal: .calendarYear)
    let told = try measurer.explain([ExportSource(file: path, mapping: bank.mapping)], lead: "173688")
    #expect(told.episodes.first?.clocks.first?.verdict == .met)
    #expect(told.events.contains { $0.kind == .won })
  }
}
