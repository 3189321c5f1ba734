internal import Agreements
internal import Wire

/// All of an export, read once.
struct ReadExport {
  private(set) var table = LeadTable()
  private(set) var rejections = RowRejections()
  private(set) var summary: CSVReader.Summary
  private(set) var unclearTimes = 0

  init(
    _ reader: CSVReader, _ layout: ExportLayout, _ mapping: Mapping, zone: Zone, asOf: Instant
  ) throws(MeasuringError) {
    var naiveZone: Zone?
    if let name = mapping.zone {
      do { naiveZone = try Zone(named: name) } catch { throw .zone(error) }
    }
    var rows = RowReader(layout: layout, zone: zone, naiveZone: naiveZone, asOf: asOf)
    var record = CSVRecord()
    let header = reader.header
    do {
      while try reader.next(&record) {
        do {
          try rows.read(record, into: &table)
        } catch {
          rejections.add(
            RejectedRow(
              row: record.row, line: record.line, reason: error.reason,
              column: error.column.map { header[$0] }))
        }
      }
    } catch {
      throw .file(error)
    }
    summary = reader.summary
    unclearTimes = rows.unclearTimes
  }
}

/// The rows that could not be read: counted all, listed at first.
struct RowRejections {
  private(set) var count = 0
  private(set) var listed: [RejectedRow] = []
  private var counts: [RowRejection: Int] = [:]

  mutating func add(_ row: RejectedRow) {
    count += 1
    counts[row.reason, default: 0] += 1
    if listed.count < Self.greatestList { listed.append(row) }
  }

  /// How many by reason, sorted.
  var byReason: [Snapshot.Tally] {
    counts.map { Snapshot.Tally(id: $0.key.rawValue, count: $0.value) }.sortedByID
  }

  private static let greatestList = 1000
}
