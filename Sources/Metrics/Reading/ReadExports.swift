internal import Agreements
internal import Wire

/// The exports of a snapshot, each read once into one table.
struct ReadExports {
  private(set) var table = LeadTable()
  private(set) var files: [ReadFile] = []

  /// What became of one export.
  struct ReadFile {
    let summary: ExportSummary
    let rejections: RowRejections
    let unclearTimes: Int
    let logged: Int
    let loggedLate: Int
  }

  /// Reads an export to its end; what happens after `asOf` has not happened.
  mutating func read(
    _ reader: any RecordReader, _ layout: ExportLayout, _ mapping: Mapping, calendar: BusinessCalendar,
    asOf: Instant
  ) throws(MeasuringError) {
    var naiveZone: Zone?
    if let name = mapping.zone {
      do { naiveZone = try Zone(named: name) } catch { throw .zone(error) }
    }
    var rows = RowReader(layout: layout, calendar: calendar, naiveZone: naiveZone, asOf: asOf)
    var rejections = RowRejections(source: files.count + 1)
    var record = ExportRecord()
    let header = reader.header
    do {
      while try reader.next(&record) {
        do { try rows.read(record, into: &table) } catch {
          rejections.add(record, error.reason, column: error.column.map { header[$0] })
        }
      }
    } catch { throw .file(error) }
    if let lines = reader as? JSONLinesReader, reader.summary.rows > 0, !lines.unseen.isEmpty {
      throw .columnsMissing(lines.unseen.map { MeasuringError.MissingColumn(name: $0, closest: nil) })
    }
    files.append(
      ReadFile(
        summary: reader.summary, rejections: rejections, unclearTimes: rows.unclearTimes, logged: rows.logged,
        loggedLate: rows.loggedLate))
  }
}

/// The rows that could not be read: counted all, listed at first.
struct RowRejections {
  private let source: Int
  private(set) var count = 0
  private(set) var listed: [RejectedRow] = []
  private(set) var byReason: [RowRejection: Int] = [:]

  /// For the export of that number, from 1.
  init(source: Int) { self.source = source }

  mutating func add(_ record: borrowing ExportRecord, _ reason: RowRejection, column: String?) {
    count += 1
    byReason[reason, default: 0] += 1
    guard listed.count < Self.greatestList else { return }
    listed.append(
      RejectedRow(source: source, row: record.row, line: record.line, reason: reason, column: column))
  }

  private static let greatestList = 1000
}
