internal import Agreements
internal import Wire

/// Reads rows into a ``LeadTable``, by a mapping and an agreement's meanings.
///
/// What an export says about times after its `asOf` has not happened: such events are passed over.
struct RowReader {
  private let layout: ExportLayout
  private let plan: RowPlan
  private let calendar: BusinessCalendar
  private let naiveZone: Zone?
  private let asOf: Int
  /// Times that local clocks show twice or never.
  private(set) var unclearTimes = 0
  /// Events of which the export says when they were entered, and those entered over a business day late.
  private(set) var logged = 0
  private(set) var loggedLate = 0
  /// Which conditions hold for the row at hand.
  private var holds: [Bool]
  private var sources, regions, owners, teams, channels: NameReader

  /// `naiveZone` is that of times that carry none.
  init(
    layout: ExportLayout, calendar: BusinessCalendar, naiveZone: Zone?, asOf: Instant, names: LeadNames
  ) {
    self.layout = layout
    self.calendar = calendar
    self.naiveZone = naiveZone
    self.asOf = asOf.milliseconds
    plan = RowPlan(layout, names)
    holds = plan.isNegated.map { _ in false }
    let unknown = Array("unknown".utf8)[...]
    sources = NameReader(
      names.sources, spellings: layout.sourceNames.merging([[]: unknown]) { given, _ in given })
    regions = NameReader(names.regions)
    owners = NameReader(names.owners)
    teams = NameReader(names.teams)
    channels = NameReader(names.channels)
  }

  /// What its rows are to their leads.
  var role: LeadPage.Role { layout.hasLeads ? .lead : layout.speaks ? .event : .activity }

  /// Why a row cannot be measured, and the column at fault.
  struct Refusal: Error {
    let reason: RowRejection
    var column: Int?
  }

  /// Appends the row to a page, or throws and leaves the page as it was.
  mutating func read(_ record: borrowing ExportRecord, into page: inout LeadPage) throws(Refusal) {
    let before = (unclearTimes, logged, loggedLate)
    let (events, details, mentions) = (page.events.count, page.details.count, page.mentions.all.count)
    do { try append(record, to: &page) } catch {
      (unclearTimes, logged, loggedLate) = before
      page.events.removeSubrange(events...)
      page.details.removeSubrange(details...)
      page.mentions.removeAll(from: mentions)
      throw error
    }
  }

  private mutating func append(_ record: borrowing ExportRecord, to page: inout LeadPage) throws(Refusal) {
    if let problem = record.problem { throw Refusal(reason: RowRejection(problem)) }
    let id = layout.id.flatMap { key(record.cell($0).trimmed) }
    if id == nil, layout.speaks { throw Refusal(reason: .noLeadID, column: layout.id) }
    let tier = try tier(of: record)
    let score = try score(of: record)
    if !holds.isEmpty { plan.judge(record, &holds) }
    let firstEvent = page.events.count
    var flags: LeadRow.Flags = []
    for index in plan.events.indices where plan.tells(of: plan.events[index], holds) {
      let column = plan.events[index]
      guard var event = try event(column, of: record) else { continue }
      if event.isDay, event.kind.wantsHours { flags.insert(.isImprecise) }
      if column.hasDetail, let detail = try detail(column, of: record) {
        event.detail = Int32(clamping: page.details.count)
        page.details.append(detail)
      }
      page.events.append(event)
    }
    if plan.isInScope(holds) { flags.insert(.isInScope) }
    if hasHistory(record) { flags.insert(.hasHistory) }
    appendMentions(of: record, id, to: &page)
    page.rows.append(
      LeadRow(
        id: id, validFields: validFields(of: record), score: score, firstEvent: firstEvent,
        source: number(layout.source, record, &sources), region: number(layout.region, record, &regions),
        owner: number(layout.owner, record, &owners), team: number(layout.team, record, &teams), tier: tier,
        flags: flags))
  }

  /// The number of the name in a cell, or of no name where there is no such column.
  private func number(
    _ column: Int?, _ record: borrowing ExportRecord, _ names: inout NameReader
  ) -> Int32 {
    guard let column else { return names.numberOfNone() }
    return names.number(of: record.cell(column).trimmed)
  }

  private func key(_ cell: Span<UInt8>) -> KeyedDigest? { cell.isEmpty ? nil : KeyedDigest(of: cell) }

  /// Appends what the row can be found by.
  private func appendMentions(
    of record: borrowing ExportRecord, _ id: KeyedDigest?, to page: inout LeadPage
  ) {
    let row = UInt32(clamping: page.rows.count)
    if let id { page.mentions.append(KeyMention(key: id, row: row, kind: .id)) }
    var number = 0
    for index in layout.aliases.indices {
      let cell = record.cell(layout.aliases[index].column)
      var start = 0
      while start <= cell.count {
        var end = start
        if let separator = layout.aliases[index].separator {
          while end < cell.count, cell[end] != separator { end += 1 }
        } else {
          end = cell.count
        }
        if let key = key(cell.extracting(start..<end).trimmed) {
          page.mentions.append(KeyMention(key: key, row: row, kind: .alias(number)))
          number += 1
        }
        start = end + 1
      }
    }
    guard let email = layout.email else { return }
    let cell = record.cell(email).trimmed
    guard FieldValidity.isEmail(cell) else { return }
    page.mentions.append(KeyMention(key: KeyedDigest(lowercasing: cell), row: row, kind: .email))
  }

  /// A bit for each required field that is valid.
  private func validFields(of record: borrowing ExportRecord) -> UInt64 {
    var bits: UInt64 = 0
    for index in layout.required.indices {
      let cell = record.cell(layout.required[index].column).trimmed
      let isValid =
        layout.required[index].isEmail ? FieldValidity.isEmail(cell) : FieldValidity.isFilled(cell)
      if isValid { bits |= 1 << UInt64(index) }
    }
    return bits
  }

  /// Whether one of the fields with the lead's behaviour says something; a count of nothing does not.
  private func hasHistory(_ record: borrowing ExportRecord) -> Bool {
    for index in layout.history.indices {
      let cell = record.cell(layout.history[index]).trimmed
      if FieldValidity.isFilled(cell), DecimalCell.read(cell, scale: 0) != 0 { return true }
    }
    return false
  }

  private func tier(of record: borrowing ExportRecord) throws(Refusal) -> Int16 {
    guard let tiers = layout.tiers else { return -1 }
    let cell = record.cell(tiers.column).trimmed
    guard let value = DecimalCell.read(cell, scale: tiers.scale, mark: layout.decimalMark) else {
      guard FieldValidity.isFilled(cell) else { return -1 }
      throw Refusal(
        reason: tiers.currency == nil ? .unreadableScore : .unreadableAmount, column: tiers.column)
    }
    if let currency = tiers.currency, !isIn(currency, cell, tiers.currencyColumn, record) {
      throw Refusal(reason: .otherCurrency, column: tiers.currencyColumn ?? tiers.column)
    }
    for index in tiers.atLeast.indices where value >= tiers.atLeast[index] { return Int16(clamping: index) }
    return -1
  }

  /// The score in whole points; nil where there is none.
  private func score(of record: borrowing ExportRecord) throws(Refusal) -> Int? {
    guard layout.speaks, let column = layout.score else { return nil }
    let cell = record.cell(column).trimmed
    guard let value = DecimalCell.read(cell, scale: 0, mark: layout.decimalMark) else {
      guard FieldValidity.isFilled(cell) else { return nil }
      throw Refusal(reason: .unreadableScore, column: column)
    }
    return value
  }

  /// Whether an amount is in a currency: nothing in its cell, or in the column with currencies, says otherwise.
  private func isIn(
    _ currency: String, _ cell: Span<UInt8>, _ column: Int?, _ record: borrowing ExportRecord
  ) -> Bool {
    if let mark = CurrencyMark(of: ArraySlice(copying: cell)), !mark.codes.contains(currency) { return false }
    guard let column else { return true }
    let given = record.cell(column).trimmed
    return given.isEmpty || ArraySlice(copying: given).elementsEqual(currency.utf8)
  }

  /// The event that a column states; nil where its cell is empty, or it lies ahead.
  private mutating func event(
    _ column: RowPlan.Event, of record: borrowing ExportRecord
  ) throws(Refusal) -> LeadEvent? {
    guard let moment = try moment(column.time, column.format, record), moment.earliest <= asOf else {
      return nil
    }
    let at = column.kind.isClosing ? min(moment.latest, asOf) : moment.earliest
    var event = LeadEvent(at: at, latest: moment.latest, kind: column.kind, isDay: moment.isDay)
    event.channel = column.channel
    if let channel = column.channelColumn {
      event.channel = channels.number(of: record.cell(channel).trimmed)
    }
    if let outcome = column.outcome {
      event.hasOutcome = FieldValidity.isFilled(record.cell(outcome).trimmed)
    }
    if column.kind == .accepted, let reason = column.reason {
      let isInTime = try isInTime(column, decidedAt: at, record)
      event.isDocumented = isInTime && FieldValidity.isFilled(record.cell(reason).trimmed)
    }
    if column.kind == .rejected, let reason = column.reason {
      event.reason = plan.reasons[KeyedDigest(of: record.cell(reason).trimmed)] ?? -1
      let isInTime = try isInTime(column, decidedAt: at, record)
      event.isDocumented = event.reason >= 0 && isInTime
    }
    try countLogging(of: column, at: moment, record)
    return event
  }

  /// What else a row says of an event that it states.
  private mutating func detail(
    _ column: RowPlan.Event, of record: borrowing ExportRecord
  ) throws(Refusal) -> EventDetail? {
    var detail = EventDetail()
    if let owner = column.owner { detail.owner = owners.number(of: record.cell(owner).trimmed) }
    if let deliveredAt = column.deliveredAt {
      detail.deliveredAt = try moment(deliveredAt, column.format, record).flatMap { moment in
        moment.latest <= asOf ? moment.latest : nil
      }
    }
    if let deal = column.deal { detail.deal = key(record.cell(deal).trimmed) }
    if let amount = column.amount, let money = layout.money {
      let code = column.currency.map { ArraySlice(copying: record.cell($0).trimmed) } ?? []
      do {
        detail.amount = try money.read(ArraySlice(copying: record.cell(amount).trimmed), code: code)
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
    of column: RowPlan.Event, at moment: Moment, _ record: borrowing ExportRecord
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
    _ column: RowPlan.Event, decidedAt: Int, _ record: borrowing ExportRecord
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
    _ column: Int, _ format: Int?, _ record: borrowing ExportRecord
  ) throws(Refusal) -> Moment? {
    let cell = record.cell(column).trimmed
    if cell.isEmpty { return nil }
    guard let written = format.map({ plan.formats[$0].read(cell) }) ?? TimestampFormat.iso8601(cell) else {
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
