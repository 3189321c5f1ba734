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
    _ reader: ExportReader, _ layout: ExportLayout, _ mapping: Mapping, calendar: BusinessCalendar,
    asOf: Instant, threads: Int = WorkerThreads.available
  ) throws(MeasuringError) {
    var naiveZone: Zone?
    if let name = mapping.zone {
      do { naiveZone = try Zone(named: name) } catch { throw .zone(error) }
    }
    let rows = RowReader(layout: layout, calendar: calendar, naiveZone: naiveZone, asOf: asOf)
    let header = reader.header
    let source = files.count + 1
    let parts: [ExportPart<ReadPart>]
    do throws(ExportError) {
      parts = try reader.parts(threads: threads) { (block) throws(ExportError) in
        var part = ReadPart(rows, source: source)
        while try block.next() { part.read(block.record, header) }
        return part
      }
    } catch { throw .file(error) }
    if reader.summary.rows > 0, !reader.unseen.isEmpty {
      throw .columnsMissing(reader.unseen.map { MeasuringError.MissingColumn(name: $0, closest: nil) })
    }
    table.append(parts.map(\.value.table))
    var rejections = RowRejections(source: source)
    for part in parts {
      rejections.add(part.value.rejections, rowsBefore: part.rowsBefore, linesBefore: part.linesBefore)
    }
    let counters = parts.map(\.value.rows)
    files.append(
      ReadFile(
        summary: reader.summary, rejections: rejections,
        unclearTimes: counters.reduce(0) { $0 + $1.unclearTimes },
        logged: counters.reduce(0) { $0 + $1.logged },
        loggedLate: counters.reduce(0) { $0 + $1.loggedLate }))
  }
}

/// What was read of a part of an export.
private struct ReadPart: Sendable {
  private(set) var rows: RowReader
  private(set) var table = LeadTable()
  private(set) var rejections: RowRejections

  init(_ rows: RowReader, source: Int) {
    self.rows = rows
    rejections = RowRejections(source: source)
  }

  mutating func read(_ record: borrowing ExportRecord, _ header: [String]) {
    do { try rows.read(record, into: &table) } catch {
      rejections.add(record, error.reason, column: error.column.map { header[$0] })
    }
  }
}

/// The rows that could not be read: counted all, listed at first.
struct RowRejections: Sendable {
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

  /// Adds those of a part of the export that starts behind so many rows and lines.
  mutating func add(_ part: RowRejections, rowsBefore: Int, linesBefore: Int) {
    count += part.count
    byReason.merge(part.byReason, uniquingKeysWith: +)
    for row in part.listed.prefix(Self.greatestList - listed.count) {
      listed.append(
        RejectedRow(
          source: source, row: row.row + rowsBefore, line: row.line + linesBefore, reason: row.reason,
          column: row.column))
    }
  }

  private static let greatestList = 1000
}
