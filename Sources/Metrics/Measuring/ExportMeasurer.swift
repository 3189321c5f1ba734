package import Agreements
package import Wire

/// Measures one period from a CRM's export, under an agreement's meanings.
///
/// The same bytes, mapping and meanings give the same numbers on any machine, whatever the order of rows.
package struct ExportMeasurer: Sendable {
  let measurement: Measurement
  let commitments: [Commitment]
  let period: Period
  let asOf: Instant
  let calendar: BusinessCalendar
  private let basis: Basis
  private let bounds: Range<Instant>
  private let toleratedPerMille: Int

  /// Throws where the period is not over at `asOf`, or the agreement's calendar is of no use.
  ///
  /// - Parameters:
  ///   - asOf: when the export was taken; what it says of later times has not happened.
  ///   - fiscalStart: the month (1–12) in which fiscal years start.
  ///   - toleratedPerMille: how many of 1,000 rows may be unreadable.
  package init(
    measurement: Measurement, commitments: [Commitment], period: Period, asOf: Instant, fiscalStart: Int,
    toleratedPerMille: Int = 10
  ) throws(MeasuringError) {
    guard measurement.calendar.everOpens else { throw .calendarNeverOpens }
    let zone: Zone
    do { zone = try Zone(named: measurement.zone) } catch { throw .zone(error) }
    calendar = BusinessCalendar(rules: measurement.calendar, zone: zone)
    bounds = period.bounds(in: zone, fiscalStart: fiscalStart)
    guard bounds.upperBound <= asOf else {
      throw .periodNotOver(period, end: bounds.upperBound, asOf: asOf)
    }
    guard calendar.close(ofBusinessDay: 0, after: bounds.lowerBound) != nil else { throw .calendarNeverOpens }
    basis = Basis(measurement: measurement, fiscalStart: fiscalStart, calendar: calendar)
    self.measurement = measurement
    self.commitments = commitments
    self.period = period
    self.asOf = asOf
    self.toleratedPerMille = toleratedPerMille
  }

  /// Reads a CSV file once and measures the period; throws where the file, or too many of its rows, cannot be used.
  package func measure(file path: String, through mapping: Mapping) throws(MeasuringError)
    -> ExportMeasurement
  {
    let reader: CSVReader
    do { reader = try CSVReader(path: path, delimiter: mapping.delimiter) } catch { throw .file(error) }
    return try measure(reader, through: mapping)
  }

  /// The same for bytes in memory.
  package func measure(bytes: [UInt8], through mapping: Mapping) throws(MeasuringError) -> ExportMeasurement {
    let reader: CSVReader
    do { reader = try CSVReader(bytes: bytes, delimiter: mapping.delimiter) } catch { throw .file(error) }
    return try measure(reader, through: mapping)
  }

  private func measure(
    _ reader: CSVReader, through mapping: Mapping
  ) throws(MeasuringError) -> ExportMeasurement {
    let layout = try ExportLayout(mapping: mapping, measurement: measurement, header: reader.header)
    let export = try ReadExport(reader, layout, mapping, zone: calendar.zone, asOf: asOf)
    let read = export.summary.rows
    guard export.rejections.count * 1000 <= read * toleratedPerMille else {
      throw .tooManyRejected(
        rejected: export.rejections.count, read: read, perMille: toleratedPerMille,
        first: Array(export.rejections.listed.prefix(10)))
    }
    var collection = EpisodeFinder.episodes(
      of: export.table, in: bounds, zone: calendar.zone, coolOffDays: measurement.coolOffDays)
    collection.rows.read = read
    collection.rows.rejected = export.rejections.count
    collection.rows.rejectedBy = export.rejections.byReason
    collection.rows.ambiguousLocalTime = export.unclearTimes
    let abilities = ExportAbilities(mapping: mapping, measurement: measurement, layout: layout)
    let sources =
      abilities.hasSources ? SourceNames(collection.episodes, export.table.sources) : SourceNames()
    let measures = Catalogue.measures(
      measurement: measurement, commitments: commitments, sources: sources.named,
      hasDecisions: abilities.hasDecisions)
    let figures = EpisodeMeasuring(
      measurer: self, collection: collection, table: export.table,
      excludedSources: layout.excludedSources(measurement, among: export.table.sources))
    let gaps = measures.compactMap(abilities.gap)
    return ExportMeasurement(
      entries: figures.entries(measures, without: Set(gaps.map(\.entry)), basis),
      rows: collection.rows, digest: export.summary.digest, bytes: export.summary.bytes,
      rejected: export.rejections.listed, gaps: gaps, unnamedSources: sources.unnamed)
  }
}

/// What was measured from one export.
package struct ExportMeasurement: Sendable {
  /// Sorted by id.
  package let entries: [Snapshot.Entry]
  package let rows: Snapshot.RowAccount
  /// The SHA-256 of exactly the bytes that were read.
  package let digest: SHA256Digest
  package let bytes: Int
  /// The rows that were not measured, in the order of the file; the first 1,000 of them.
  package let rejected: [RejectedRow]
  /// The entries that stay without data because of what the export lacks.
  package let gaps: [MeasureGap]
  /// Sources in the period that got no number of their own: beyond the hundred most frequent, or not fit to be written
  /// into a ledger.
  package let unnamedSources: Int
}
