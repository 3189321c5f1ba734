internal import Agreements
internal import Wire

/// The exports of a snapshot, each read once, block by block.
struct ReadExports {
  /// The period that they are read for.
  let period: Range<Instant>
  private(set) var rows: RowStore
  let names = ExportNames()
  private(set) var files: [ReadFile] = []

  /// How many bytes of rows stay in memory, roughly; the others wait in a file.
  static let usualRoom = 128 << 20

  init(for period: Range<Instant>, room: Int = usualRoom) {
    self.period = period
    rows = RowStore(room: room)
  }

  /// What became of one export.
  struct ReadFile {
    let summary: ExportSummary
    let rejections: RowRejections
    let counts: RowReader.Counts
  }

  /// Hands over all rows that were read, joined; with `lead`, the lead that goes by that id is looked for among them.
  ///
  /// Throws where what is set aside in a file cannot be read.
  mutating func takeTable(
    lead: KeyedDigest? = nil, threads: Int = WorkerThreads.available
  ) throws(MeasuringError) -> LeadTable {
    let rows = rows
    self.rows = RowStore(room: 0)
    do { return try LeadTable(rows, of: period, NameTables(names), lead: lead, threads: threads) } catch {
      throw .file(error)
    }
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
    let (names, period, rows) = (names, period, rows)
    let zones = RowPlan.Zones(own: calendar.zone, naive: naiveZone)
    let header = HeaderNames(reader.header).bare
    let source = files.count + 1
    let parts: [ExportPart<ReadBlock>]
    do throws(ExportError) {
      parts = try reader.parts(threads: threads) {
        let plan = RowPlan(layout, names, zones)
        var blocks = BlockReader(
          RowReader(plan, calendar: calendar, period: period, asOf: asOf),
          NameReaders(names, sourceNames: plan.sourceNames),
          PageWriter(role: layout.role, into: rows), source: source, header: header)
        return { (block) throws(ExportError) in try blocks.read(&block) }
      }
    } catch { throw .file(error) }
    if reader.summary.rows > 0, !reader.unseen.isEmpty {
      throw .columnsMissing(reader.unseen.map { MeasuringError.MissingColumn(name: $0, closest: nil) })
    }
    for part in parts { self.rows.add(part.value.traits) }
    var rejections = RowRejections(source: source)
    for part in parts {
      rejections.add(part.value.rejections, rowsBefore: part.rowsBefore, linesBefore: part.linesBefore)
    }
    var counts = RowReader.Counts()
    for part in parts { counts.add(part.value.counts) }
    files.append(ReadFile(summary: reader.summary, rejections: rejections, counts: counts))
  }
}

/// What was read of a block of an export.
private struct ReadBlock: Sendable {
  let traits: RowStore.Traits
  let rejections: RowRejections
  let counts: RowReader.Counts
}

/// Reads one block after the other on one thread.
private struct BlockReader {
  private var rows: RowReader
  private var names: NameReaders
  /// With room for the rows of any block.
  private var page: PageWriter
  private let source: Int
  private let header: [String]

  init(_ rows: RowReader, _ names: NameReaders, _ page: PageWriter, source: Int, header: [String]) {
    self.rows = rows
    self.names = names
    self.page = page
    self.source = source
    self.header = header
  }

  mutating func read(_ block: inout ExportBlock) throws(ExportError) -> ReadBlock {
    var rejections = RowRejections(source: source)
    var record = block.emptyRecord
    while try block.next(&record) {
      do { try rows.read(record, into: &page, &names) } catch {
        rejections.add(record, error.reason, column: error.column.map { header[$0] })
      }
    }
    return ReadBlock(traits: try page.finish(), rejections: rejections, counts: rows.takeCounts())
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
