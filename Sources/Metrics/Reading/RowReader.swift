internal import Agreements
internal import Wire

/// Reads rows into a ``LeadTable``, by a mapping and an agreement's meanings.
///
/// What an export says about times after its `asOf` has not happened: such events are passed over.
struct RowReader {
  private let layout: ExportLayout
  private let zone: Zone
  private let naiveZone: Zone?
  private let asOf: Int
  /// Times that local clocks show twice or never.
  private(set) var unclearTimes = 0
  /// The events of the row at hand, so that those of a rejected row never reach the table.
  private var events: [LeadEvent] = []

  /// `naiveZone` is that of times that carry none.
  init(layout: ExportLayout, zone: Zone, naiveZone: Zone?, asOf: Instant) {
    self.layout = layout
    self.zone = zone
    self.naiveZone = naiveZone
    self.asOf = asOf.milliseconds
  }

  /// Why a row cannot be measured, and the column at fault.
  struct Refusal: Error {
    let reason: RowRejection
    var column: Int?
  }

  /// Appends the row to the table, or throws and leaves the table as it was.
  mutating func read(_ record: borrowing CSVRecord, into table: inout LeadTable) throws(Refusal) {
    if let problem = record.problem { throw Refusal(reason: RowRejection(problem)) }
    let id = record[layout.id].trimmed
    if id.isEmpty { throw Refusal(reason: .noLeadID, column: layout.id) }
    let tier = try tier(of: record)
    events.removeAll(keepingCapacity: true)
    var isImprecise = false
    let unclearBefore = unclearTimes
    do {
      for column in layout.events {
        guard let event = try event(column, of: record, channels: &table.channels) else { continue }
        isImprecise = isImprecise || (event.isDay && event.kind.wantsHours)
        events.append(event)
      }
    } catch {
      unclearTimes = unclearBefore
      throw error
    }
    let first = table.events.count
    table.events.append(contentsOf: events)
    table.rows.append(
      LeadRow(
        id: SHA256Key(of: id), email: email(of: record), tier: tier,
        source: table.sources.number(of: layout.source(of: record)),
        region: table.regions.number(of: layout.region.map { record[$0].trimmed } ?? []),
        validFields: layout.validFields(of: record), isInScope: layout.isInScope(record),
        isImprecise: isImprecise, events: first..<table.events.count))
  }

  private func email(of record: borrowing CSVRecord) -> SHA256Key? {
    guard let column = layout.email else { return nil }
    let cell = record[column].trimmed
    guard FieldValidity.isEmail(cell) else { return nil }
    return SHA256Key(of: FieldValidity.lowercased(cell))
  }

  private func tier(of record: borrowing CSVRecord) throws(Refusal) -> Int32 {
    guard let tiers = layout.tiers else { return -1 }
    let cell = record[tiers.column].trimmed
    guard let value = DecimalCell.read(cell, scale: tiers.scale) else {
      guard FieldValidity.isFilled(cell) else { return -1 }
      throw Refusal(
        reason: tiers.currency == nil ? .unreadableScore : .unreadableAmount, column: tiers.column)
    }
    if let column = tiers.currencyColumn, let currency = tiers.currency {
      let given = record[column].trimmed
      guard given.isEmpty || given.elementsEqual(currency) else {
        throw Refusal(reason: .otherCurrency, column: column)
      }
    }
    return tiers.atLeast.firstIndex { value >= $0 }.map { Int32($0) } ?? -1
  }

  /// The event that a column states; nil where its cell is empty, its value means something else, or it lies ahead.
  private mutating func event(
    _ column: ExportLayout.Event, of record: borrowing CSVRecord, channels: inout NameTable
  ) throws(Refusal) -> LeadEvent? {
    guard let moment = try moment(column.time, column.format, record) else { return nil }
    if let values = column.values, !values.cells.contains(record[values.column].trimmed) { return nil }
    guard moment.earliest <= asOf else { return nil }
    let at = column.kind.isClosing ? min(moment.latest, asOf) : moment.earliest
    var event = LeadEvent(at: at, latest: moment.latest, kind: column.kind, isDay: moment.isDay)
    if let channel = column.channelColumn {
      event.channel = channels.number(of: record[channel].trimmed)
    } else if let channel = column.channel {
      event.channel = channels.number(of: channel)
    }
    if column.kind == .rejected, let reason = column.reason {
      event.reason = layout.reasons[record[reason].trimmed] ?? -1
      let isInTime = try isInTime(column, rejectedAt: at, record)
      event.isDocumented = event.reason >= 0 && isInTime
    }
    return event
  }

  /// Whether the reason was written down no later than the rejection plus grace, where the export says when.
  private mutating func isInTime(
    _ column: ExportLayout.Event, rejectedAt: Int, _ record: borrowing CSVRecord
  ) throws(Refusal) -> Bool {
    guard let documented = column.documentedAt else { return true }
    guard let moment = try moment(documented, column.format, record) else { return false }
    return moment.earliest <= min(rejectedAt + Self.grace, asOf)
  }

  private struct Moment {
    let earliest: Int
    let latest: Int
    let isDay: Bool
  }

  private mutating func moment(
    _ column: Int, _ format: TimestampFormat, _ record: borrowing CSVRecord
  ) throws(Refusal) -> Moment? {
    let cell = record[column].trimmed
    if cell.isEmpty { return nil }
    guard let written = format.read(cell) else {
      guard FieldValidity.isFilled(cell) else { return nil }
      throw Refusal(reason: .unreadableTime, column: column)
    }
    guard let millisecond = written.millisecondOfDay else {
      // A date is one of the agreement's calendar, whatever zone times are in.
      let start = zone.startOfDay(written.date).milliseconds
      let end = zone.startOfDay(written.date.adding(days: 1)).milliseconds
      return Moment(earliest: start, latest: max(start, end - 1), isDay: true)
    }
    let local = LocalTimestamp(date: written.date, millisecondOfDay: millisecond)
    if let offset = written.offset {
      let at = local.instant(offsetSeconds: offset).milliseconds
      return Moment(earliest: at, latest: at, isDay: false)
    }
    guard let naiveZone else { throw Refusal(reason: .timeWithoutZone, column: column) }
    let (instant, isUnclear) = naiveZone.instant(of: local)
    if isUnclear { unclearTimes += 1 }
    return Moment(earliest: instant.milliseconds, latest: instant.milliseconds, isDay: false)
  }

  /// How long after a rejection its reason may be written down, in milliseconds.
  private static let grace = 5 * 60_000
}
