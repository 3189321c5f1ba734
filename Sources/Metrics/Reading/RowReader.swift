internal import Agreements
internal import Wire

/// Reads rows into a ``LeadTable``, by a mapping and an agreement's meanings.
///
/// What an export says about times after its `asOf` has not happened: such events are passed over.
struct RowReader {
  private let layout: ExportLayout
  private let calendar: BusinessCalendar
  private let naiveZone: Zone?
  private let asOf: Int
  /// Times that local clocks show twice or never.
  private(set) var unclearTimes = 0
  /// Events of which the export says when they were entered, and those entered over a business day late.
  private(set) var logged = 0
  private(set) var loggedLate = 0
  /// The events of the row at hand, so that those of a rejected row never reach the table.
  private var events: [LeadEvent] = []
  /// What else is known of them, before the table gives it numbers.
  private var details: [EventDetail] = []

  /// `naiveZone` is that of times that carry none.
  init(layout: ExportLayout, calendar: BusinessCalendar, naiveZone: Zone?, asOf: Instant) {
    self.layout = layout
    self.calendar = calendar
    self.naiveZone = naiveZone
    self.asOf = asOf.milliseconds
  }

  /// Why a row cannot be measured, and the column at fault.
  struct Refusal: Error {
    let reason: RowRejection
    var column: Int?
  }

  /// Appends the row to the table, or throws and leaves the table as it was.
  mutating func read(_ record: borrowing ExportRecord, into table: inout LeadTable) throws(Refusal) {
    if let problem = record.problem { throw Refusal(reason: RowRejection(problem)) }
    let id = layout.id.flatMap { key(record[$0].trimmed) }
    if id == nil, layout.speaks { throw Refusal(reason: .noLeadID, column: layout.id) }
    let tier = try tier(of: record)
    let score = try score(of: record)
    events.removeAll(keepingCapacity: true)
    details.removeAll(keepingCapacity: true)
    var isImprecise = false
    let before = (unclearTimes, logged, loggedLate)
    do {
      for column in layout.events {
        guard var event = try event(column, of: record, channels: &table.channels) else { continue }
        isImprecise = isImprecise || (event.isDay && event.kind.wantsHours)
        if let detail = try detail(column, of: record, owners: &table.owners) {
          event.detail = Int32(clamping: table.details.count + details.count)
          details.append(detail)
        }
        events.append(event)
      }
    } catch {
      (unclearTimes, logged, loggedLate) = before
      throw error
    }
    let firstEvent = table.events.count
    table.events.append(contentsOf: events)
    table.details.append(contentsOf: details)
    let firstAlias = table.aliases.count
    appendAliases(of: record, to: &table.aliases)
    table.rows.append(
      LeadRow(
        role: layout.hasLeads ? .lead : layout.speaks ? .event : .activity, id: id,
        aliases: firstAlias..<table.aliases.count, email: email(of: record), tier: tier,
        source: table.sources.number(of: layout.source(of: record)),
        region: table.regions.number(of: cell(layout.region, record)),
        owner: table.owners.number(of: cell(layout.owner, record)),
        team: table.teams.number(of: cell(layout.team, record)), score: score,
        validFields: layout.validFields(of: record), hasHistory: layout.hasHistory(record),
        isInScope: layout.isInScope(record), isImprecise: isImprecise, events: firstEvent..<table.events.count
      ))
  }

  /// A cell without the blanks around it; empty where there is no such column.
  private func cell(_ column: Int?, _ record: borrowing ExportRecord) -> ArraySlice<UInt8> {
    column.map { record[$0].trimmed } ?? []
  }

  private func key(_ cell: ArraySlice<UInt8>) -> KeyedDigest? { cell.isEmpty ? nil : KeyedDigest(of: cell) }

  private func appendAliases(of record: borrowing ExportRecord, to keys: inout [KeyedDigest]) {
    for (column, separator) in layout.aliases {
      let cell = record[column]
      let parts = separator.map { cell.split(separator: $0) } ?? [cell]
      keys += parts.compactMap { key($0.trimmed) }
    }
  }

  private func email(of record: borrowing ExportRecord) -> KeyedDigest? {
    guard let column = layout.email else { return nil }
    let cell = record[column].trimmed
    guard FieldValidity.isEmail(cell) else { return nil }
    return KeyedDigest(of: FieldValidity.lowercased(cell))
  }

  private func tier(of record: borrowing ExportRecord) throws(Refusal) -> Int32 {
    guard let tiers = layout.tiers else { return -1 }
    let cell = record[tiers.column].trimmed
    guard let value = DecimalCell.read(cell, scale: tiers.scale, mark: layout.decimalMark) else {
      guard FieldValidity.isFilled(cell) else { return -1 }
      throw Refusal(
        reason: tiers.currency == nil ? .unreadableScore : .unreadableAmount, column: tiers.column)
    }
    if let currency = tiers.currency, !isIn(currency, cell, tiers.currencyColumn, record) {
      throw Refusal(reason: .otherCurrency, column: tiers.currencyColumn ?? tiers.column)
    }
    return tiers.atLeast.firstIndex { value >= $0 }.map { Int32($0) } ?? -1
  }

  /// The score in whole points; nil where there is none.
  private func score(of record: borrowing ExportRecord) throws(Refusal) -> Int? {
    guard layout.speaks, let column = layout.score else { return nil }
    let cell = record[column].trimmed
    guard FieldValidity.isFilled(cell) else { return nil }
    guard let value = DecimalCell.read(cell, scale: 0, mark: layout.decimalMark) else {
      throw Refusal(reason: .unreadableScore, column: column)
    }
    return value
  }

  /// Whether an amount is in a currency: nothing in its cell, or in the column with currencies, says otherwise.
  private func isIn(
    _ currency: String, _ cell: ArraySlice<UInt8>, _ column: Int?, _ record: borrowing ExportRecord
  ) -> Bool {
    if let mark = CurrencyMark(of: cell), !mark.codes.contains(currency) { return false }
    let given = column.map { record[$0].trimmed } ?? []
    return given.isEmpty || given.elementsEqual(currency.utf8)
  }

  /// The event that a column states; nil where its cell is empty, its value means something else, or it lies ahead.
  private mutating func event(
    _ column: ExportLayout.Event, of record: borrowing ExportRecord, channels: inout NameTable
  ) throws(Refusal) -> LeadEvent? {
    guard column.isTold(by: record), let moment = try moment(column.time, column.format, record),
      moment.earliest <= asOf
    else { return nil }
    let at = column.kind.isClosing ? min(moment.latest, asOf) : moment.earliest
    var event = LeadEvent(at: at, latest: moment.latest, kind: column.kind, isDay: moment.isDay)
    if let channel = column.channelColumn {
      event.channel = channels.number(of: record[channel].trimmed)
    } else if let channel = column.channel {
      event.channel = channels.number(of: channel)
    }
    if let outcome = column.outcome { event.hasOutcome = FieldValidity.isFilled(record[outcome].trimmed) }
    if column.kind == .accepted, let reason = column.reason {
      let isInTime = try isInTime(column, decidedAt: at, record)
      event.isDocumented = isInTime && FieldValidity.isFilled(record[reason].trimmed)
    }
    if column.kind == .rejected, let reason = column.reason {
      event.reason = layout.reasons[record[reason].trimmed] ?? -1
      let isInTime = try isInTime(column, decidedAt: at, record)
      event.isDocumented = event.reason >= 0 && isInTime
    }
    try countLogging(of: column, at: moment, record)
    return event
  }

  /// What else a row says of an event that it states.
  private mutating func detail(
    _ column: ExportLayout.Event, of record: borrowing ExportRecord, owners: inout NameTable
  ) throws(Refusal) -> EventDetail? {
    var detail = EventDetail()
    if let owner = column.owner { detail.owner = owners.number(of: record[owner].trimmed) }
    if let deliveredAt = column.deliveredAt {
      detail.deliveredAt = try moment(deliveredAt, column.format, record).flatMap { moment in
        moment.latest <= asOf ? moment.latest : nil
      }
    }
    if let deal = column.deal { detail.deal = key(record[deal].trimmed) }
    if let amount = column.amount, let money = layout.money {
      do {
        detail.amount = try money.read(record[amount].trimmed, code: cell(column.currency, record))
      } catch {
        throw Refusal(
          reason: error == .unreadable ? .unreadableAmount : .otherCurrency,
          column: error == .unreadable ? amount : column.currency ?? amount)
      }
    }
    return detail == EventDetail() ? nil : detail
  }

  /// Counts an event of which the export says when it was entered into the CRM.
  private mutating func countLogging(
    of column: ExportLayout.Event, at moment: Moment, _ record: borrowing ExportRecord
  ) throws(Refusal) {
    guard let loggedAt = column.loggedAt, let entered = try self.moment(loggedAt, column.format, record)
    else {
      return
    }
    logged += 1
    let due = calendar.close(ofBusinessDay: 1, after: Instant(milliseconds: moment.latest))
    if let due, entered.earliest > due.milliseconds { loggedLate += 1 }
  }

  /// Whether the reason was written down no later than the decision plus grace, where the export says when.
  private mutating func isInTime(
    _ column: ExportLayout.Event, decidedAt: Int, _ record: borrowing ExportRecord
  ) throws(Refusal) -> Bool {
    guard let documented = column.documentedAt else { return true }
    guard let moment = try moment(documented, column.format, record) else { return false }
    return moment.earliest <= min(decidedAt + Self.grace, asOf)
  }

  private struct Moment {
    let earliest: Int
    let latest: Int
    let isDay: Bool
  }

  private mutating func moment(
    _ column: Int, _ format: TimestampFormat, _ record: borrowing ExportRecord
  ) throws(Refusal) -> Moment? {
    let cell = record[column].trimmed
    if cell.isEmpty { return nil }
    guard let written = format.read(cell) else {
      guard FieldValidity.isFilled(cell) else { return nil }
      throw Refusal(reason: .unreadableTime, column: column)
    }
    guard let millisecond = written.millisecondOfDay else {
      // A date is one of the agreement's calendar, whatever zone times are in.
      let start = calendar.zone.startOfDay(written.date).milliseconds
      let end = calendar.zone.startOfDay(written.date.adding(days: 1)).milliseconds
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

  /// How long after a decision its reason may be written down, in milliseconds.
  private static let grace = 5 * 60_000
}
