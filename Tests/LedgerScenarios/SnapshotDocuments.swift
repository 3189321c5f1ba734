package import Agreements
import Metrics
package import Wire

/// The numbers of a month, as a test chooses them.
package struct MonthNumbers: Sendable {
  package var period: Period
  /// Leads of tier 1 delivered.
  package var volume: Int
  /// Of 200 leads, those contacted in time, and those still waiting.
  package var met: Int
  package var pending: Int

  package init(_ period: String, volume: Int, met: Int, pending: Int = 0) {
    // The tests write periods out, as constants.
    self.period = Period(period) ?? Period(unit: .year, year: 1, ordinal: 1)
    self.volume = volume
    self.met = met
    self.pending = pending
  }

  /// Three months: the mean and the middle of the volumes are 110, contact was made in 85, 90 and 80 %.
  package static let standard = [
    MonthNumbers("2025-11", volume: 100, met: 170), MonthNumbers("2025-12", volume: 120, met: 180),
    MonthNumbers("2026-01", volume: 110, met: 160),
  ]
}

/// Mappings and snapshots in code.
package enum SnapshotDocuments {
  /// The first mapping.
  package static func mapping(revision: Int = 1) throws -> JSON {
    try JSON.parsed(
      """
      {"$schema": "\(DocumentKind.mapping.urn)", "name": "crm", "revision": \(revision), "system": "CRM",
       "lead": {"id": "Id", "score": "Score"},
       "events": [{"event": "mql", "column": "MQL at", "format": "iso8601"},
        {"event": "attempt", "column": "Called at", "format": "iso8601"}]}
      """)
  }

  /// The numbers of a month measured as an agreement's text would, with the basis of each number.
  ///
  /// `measures` are the commitments measured; the entry of each has its id.
  package static func month(
    _ numbers: MonthNumbers, of text: Agreement, under: Snapshot.MeasuredUnder, revision: Int = 1,
    asOf: Instant, purpose: Snapshot.Purpose = .draft, mapping: SHA256Digest,
    measures: [Commitment]? = nil
  ) throws -> Snapshot {
    let basis = try Basis(measurement: text.measurement, fiscal: .calendarYear)
    let entries = (measures ?? text.commitments).map { commitment in
      Snapshot.Entry(
        id: commitment.id, measure: commitment.measure, figures: figures(numbers, commitment),
        basis: basis.digest(of: commitment.measure, period: numbers.period, asOf: asOf))
    }
    var rows = Snapshot.RowAccount()
    rows.read = 200
    rows.inPeriod = 200
    return Snapshot(
      agreement: text.id, period: numbers.period, revision: revision, zone: text.measurement.zone,
      asOf: asOf, purpose: purpose, measuredUnder: under,
      sources: [
        Snapshot.Source(
          system: "CRM", report: "Leads", exporter: "rev", kept: "Archive",
          keptUntil: CivilDate("2033-01-01") ?? CivilDate(day: 0), digest: SHA256Digest(of: [1, 2, 3]),
          bytes: 3, rows: 200, mapping: "mappings/crm.r1.json", mappingDigest: mapping)
      ],
      rows: rows, entries: entries)
  }

  private static func figures(_ numbers: MonthNumbers, _ commitment: Commitment) -> Figures {
    guard commitment.measure.metric == .firstContact else {
      return .count(.init(value: numbers.volume, gross: numbers.volume))
    }
    var clock = Figures.Clock()
    clock.n = 200
    clock.met = numbers.met
    clock.pending = numbers.pending
    clock.breached = 200 - numbers.met - numbers.pending
    return .clock(clock)
  }
}
