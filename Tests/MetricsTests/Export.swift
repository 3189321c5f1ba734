import Agreements
import Testing
import Wire

@testable import Metrics

/// A small export of a test: one line per row, measured for January 2026 as of 1 March unless told otherwise.
struct Export {
  var header: String
  var rows: [String]
  var lead = #"{"id": "id"}"#
  var zone: String?
  var events: [String]
  var changes: [String: String] = [:]
  var measures: [Measure] = []
  var period = "2026-01"
  var asOf = "2026-03-01T00:00:00Z"
  var tolerated = 1000

  func measured() throws -> ExportMeasurement {
    var changes = changes
    // Without a score there are no tiers, unless a test wants that to be told.
    if !lead.contains("score"), changes["tiers"] == nil { changes["tiers"] = "" }
    let measurer = try ExportMeasurer(
      measurement: measurement(changes), measures: measures,
      period: #require(Period(period)), asOf: instant(asOf), fiscal: .calendarYear,
      toleratedPerMille: tolerated)
    let mapping = try mapping(lead: lead, zone: zone, events: events)
    let result = try measurer.measure([ExportSource(bytes: Array(text.utf8), mapping: mapping)])
    // Whatever the order of rows, the numbers are the same; and the rows add up.
    let turned = try measurer.measure([
      ExportSource(bytes: Array(([header] + rows.reversed()).joined(separator: "\n").utf8), mapping: mapping)
    ])
    #expect(turned.entries == result.entries && turned.rows == result.rows)
    #expect(result.rows.isWhole)
    #expect(result.entries.allSatisfy { $0.id == $0.measure.entryID })
    return result
  }

  var text: String { ([header] + rows).joined(separator: "\n") }

  /// The figures of first contact of a single measure.
  func clock(_ measure: Measure) throws -> Figures.Clock {
    var export = self
    export.measures = [measure]
    let entry = try export.measured().entries.first { $0.id == measure.entryID }
    guard case .clock(let clock)? = entry?.figures else { throw NoFigures(id: measure.entryID) }
    return clock
  }

  func share(_ measure: Measure) throws -> Figures.Share {
    var export = self
    export.measures = [measure]
    let entry = try export.measured().entries.first { $0.id == measure.entryID }
    guard case .share(let share)? = entry?.figures else { throw NoFigures(id: measure.entryID) }
    return share
  }

  func count(_ measure: Measure) throws -> Figures.Count {
    var export = self
    export.measures = [measure]
    let entry = try export.measured().entries.first { $0.id == measure.entryID }
    guard case .count(let count)? = entry?.figures else { throw NoFigures(id: measure.entryID) }
    return count
  }

  struct NoFigures: Error { let id: String }
}

extension Figures {
  var count: Count? { if case .count(let count) = self { count } else { nil } }
  var share: Share? { if case .share(let share) = self { share } else { nil } }
  var amount: Amount? { if case .amount(let amount) = self { amount } else { nil } }
  var durations: Durations? { if case .durations(let durations) = self { durations } else { nil } }
  var quotient: Quotient? { if case .quotient(let quotient) = self { quotient } else { nil } }
}

extension Snapshot.RowAccount {
  /// Whether every row went somewhere, and only once.
  var isWhole: Bool {
    let parts = [inPeriod, duplicates, neverMQL, outOfScope, outOfPeriod, events, unmatched, rejected]
    return parts.reduce(0, +) == read && rejectedBy.reduce(0) { $0 + $1.count } == rejected
  }
}
