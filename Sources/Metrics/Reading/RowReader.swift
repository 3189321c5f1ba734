internal import Agreements
internal import Wire

/// Reads rows into a ``LeadTable``, by a mapping and an agreement's meanings.
///
/// What an export says about times after its `asOf` has not happened: such events are passed over.
struct RowReader {
  private let plan: RowPlan
  private let calendar: BusinessCalendar
  /// Milliseconds of the epoch.
  private let period: Range<Int>
  private let asOf: Int
  private var counts = Counts()
  private var conditions: RowConditions

  /// For one thread, as all of it is.
  init(_ plan: RowPlan, calendar: BusinessCalendar, period: Range<Instant>, asOf: Instant) {
    self.plan = plan
    self.calendar = calendar
    self.period = period.lowerBound.milliseconds..<period.upperBound.milliseconds
    self.asOf = asOf.milliseconds
    conditions = plan.conditions
  }

  /// What is counted while rows are read.
  struct Counts {
    /// Times that local clocks show twice or never.
    fileprivate(set) var unclearTimes = 0
    /// Events of which the export says when they were entered, and those entered over a business day late.
    fileprivate(set) var logged = 0
    fileprivate(set) var loggedLate = 0

    mutating func add(_ other: Counts) {
      unclearTimes += other.unclearTimes
      logged += other.logged
      loggedLate += other.loggedLate
    }
  }

  /// What was counted since this was asked for last.
  mutating func takeCounts() -> Counts {
    defer { counts = Counts() }
    return counts
  }

  /// Why a row cannot be measured, and the column at fault.
  struct Refusal: Error {
    let reason: RowRejection
    var column: Int?
  }

  /// Appends the row to a page, or throws and leaves the page as it was.
  mutating func read(
    _ record: borrowing ExportRecord, into page: inout PageWriter, _ names: inout NameReaders
  ) throws(Refusal) {
    let before = counts
    do { try append(record, to: &page, &names) } catch {
      counts = before
      throw error
    }
  }

  private mutating func append(
    _ record: borrowing ExportRecord, to page: inout PageWriter, _ names: inout NameReaders
  ) throws(Refusal) {
    if let problem = record.problem { throw Refusal(reason: RowRejection(problem)) }
    let id = plan.id(of: record)
    if id == nil, plan.layout.speaks { throw Refusal(reason: .noLeadID, column: plan.layout.id) }
    let (tier, score) = try plan.rank(of: record)
    var statements = conditions.statements(of: record)
    let hasEmail = plan.hasEmail(record)
    page.rows.begin(events: plan.events.count)
    if let id { page.rows.append(id, .id) }
    if page.role == .activity {
      plan.forEachFurtherKey(of: record, hasEmail: hasEmail) { page.rows.append($0, $1) }
    }
    var flags: LeadRow.Flags = []
    while let number = statements.popFirst() {
      if number == StatementSet.scope {
        flags.insert(.isInScope)
        continue
      }
      // Most of the columns say nothing of most leads.
      if record.isEmpty(plan.events[number].time.column) { continue }
      guard let event = try event(number, of: record, &names) else { continue }
      flags.formUnion(plan.events[number].flags)
      if period.contains(event.at) { flags.insert(.isInPeriod) }
      if event.isDay, event.kind.wantsHours { flags.insert(.isImprecise) }
      page.rows.append(
        event, plan.events[number].hasDetail ? try detail(number, of: record, &names.owners) : nil)
    }
    if plan.hasHistory(record) { flags.insert(.hasHistory) }
    // Nothing can be wrong with the row any more.
    if page.role != .activity, let id {
      plan.forEachFurtherKey(of: record, hasEmail: hasEmail) { page.append($0, $1, ofLead: id) }
    }
    let row = LeadRow(
      validFields: plan.validFields(of: record, hasEmail: hasEmail), score: score,
      source: names.sources.number(in: plan.layout.source, of: record),
      region: names.regions.number(in: plan.layout.region, of: record),
      owner: names.owners.number(in: plan.layout.owner, of: record),
      team: names.teams.number(in: plan.layout.team, of: record), tier: tier, flags: flags)
    page.rows.end(row)
  }

  /// The event that the columns of that number state; nil where their cell is empty, or it lies ahead.
  @inline(__always)
  private mutating func event(
    _ number: Int, of record: borrowing ExportRecord, _ names: inout NameReaders
  ) throws(Refusal) -> LeadEvent? {
    let asked = plan.events[number]
    guard let moment = try self.moment(asked.time, asked.format, record),
      moment.earliest <= asOf
    else { return nil }
    let at = asked.kind.isClosing ? min(moment.latest, asOf) : moment.earliest
    // Told all at once, as what is put together in memory byte by byte is waited for when it is read again.
    let saying =
      asked.hasMore
      ? try saying(of: number, at: moment, decidedAt: at, record, &names.channels)
      : LeadEvent.Saying(channel: asked.channel)
    return LeadEvent(at: at, latest: moment.latest, kind: asked.kind, isDay: moment.isDay, saying)
  }

  /// What columns beside that of the time say of an event.
  private mutating func saying(
    of number: Int, at moment: RowPlan.Moment, decidedAt: Int, _ record: borrowing ExportRecord,
    _ channels: inout NameReader
  ) throws(Refusal) -> LeadEvent.Saying {
    let (kind, beside) = (plan.events[number].kind, plan.beside[number])
    var saying = LeadEvent.Saying(channel: plan.events[number].channel)
    if let channel = beside.channel { saying.channel = channels.number(of: record.cell(channel).trimmed) }
    if let outcome = beside.outcome {
      saying.hasOutcome = FieldValidity.isFilled(record.cell(outcome).trimmed)
    }
    if kind == .accepted, let reason = beside.reason {
      let isInTime = try isInTime(number, decidedAt: decidedAt, record)
      saying.isDocumented = isInTime && FieldValidity.isFilled(record.cell(reason).trimmed)
    }
    if kind == .rejected, let reason = beside.reason {
      saying.reason = plan.reasons[KeyedDigest(of: record.cell(reason).trimmed)] ?? -1
      let isInTime = try isInTime(number, decidedAt: decidedAt, record)
      saying.isDocumented = saying.reason >= 0 && isInTime
    }
    try countLogging(of: number, at: moment, record)
    return saying
  }

  /// What else a row says of an event that it states.
  private mutating func detail(
    _ number: Int, of record: borrowing ExportRecord, _ owners: inout NameReader
  ) throws(Refusal) -> EventDetail? {
    let beside = plan.beside[number]
    var detail = EventDetail()
    if let owner = beside.owner { detail.owner = owners.number(of: record.cell(owner).trimmed) }
    if let deliveredAt = beside.deliveredAt {
      if let moment = try moment(deliveredAt, plan.events[number].format, record), moment.latest <= asOf {
        (detail.deliveredAt, detail.isDeliveredOnDay) = (moment.latest, moment.isDay)
      }
    }
    if let deal = beside.deal { detail.deal = RowPlan.key(record.cell(deal).trimmed) }
    if let amount = beside.amount, let money = plan.layout.money {
      let code = beside.currency.map { ArraySlice(copying: record.cell($0).trimmed) } ?? []
      do {
        detail.amount = try money.read(ArraySlice(copying: record.cell(amount).trimmed), code: code)
      } catch {
        throw Refusal(
          reason: error == .unreadable ? .unreadableAmount : .otherCurrency,
          column: error == .unreadable ? amount : beside.currency ?? amount)
      }
    }
    return detail == EventDetail() ? nil : detail
  }

  /// Counts an event of which the export says when it was entered into the CRM.
  private mutating func countLogging(
    of number: Int, at moment: RowPlan.Moment, _ record: borrowing ExportRecord
  ) throws(Refusal) {
    guard let loggedAt = plan.beside[number].loggedAt,
      let entered = try self.moment(loggedAt, plan.events[number].format, record)
    else { return }
    counts.logged += 1
    let due = calendar.close(ofBusinessDay: 1, after: Instant(milliseconds: moment.latest))
    if let due, entered.earliest > due.milliseconds { counts.loggedLate += 1 }
  }

  /// Whether the reason was written down no later than the decision plus grace, where the export says when.
  private mutating func isInTime(
    _ number: Int, decidedAt: Int, _ record: borrowing ExportRecord
  ) throws(Refusal) -> Bool {
    guard let documented = plan.beside[number].documentedAt else { return true }
    guard let moment = try moment(documented, plan.events[number].format, record) else { return false }
    return moment.earliest <= min(decidedAt + Self.grace, asOf)
  }

  @inline(__always)
  private mutating func moment(
    _ place: ExportLayout.TimePlace, _ format: Int?, _ record: borrowing ExportRecord
  ) throws(Refusal) -> RowPlan.Moment? {
    if format == nil, place.clock == nil,
      let at = plan.plainTimes.milliseconds(record.cell(place.column))
    {
      return RowPlan.Moment(earliest: at, latest: at, isDay: false)
    }
    let moment = try plan.moment(place, format, record)
    if moment?.isUnclear == true { counts.unclearTimes += 1 }
    return moment
  }

  /// How long after a decision its reason may be written down, in milliseconds.
  private static let grace = 5 * 60_000
}
