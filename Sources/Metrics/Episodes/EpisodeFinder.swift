internal import Agreements
internal import Wire

/// Finds the episodes that start in a period among the rows of an export.
struct EpisodeFinder {
  private let table: LeadTable
  private let period: Range<Instant>
  private let zone: Zone
  private let coolOffDays: Int
  private var besides: PeriodCases
  private var collection = EpisodeCollection()

  /// The episodes of `table` that start in `period`, with what is `wanted` besides, and the account of its rows; those
  /// rejected before are not in it.
  ///
  /// With `lead`, only those of the lead that goes by that id.
  static func episodes(
    of table: LeadTable, in period: Range<Instant>, zone: Zone, coolOffDays: Int,
    wanted: PeriodCases.Wanted = [], lead: KeyedDigest? = nil
  ) -> EpisodeCollection {
    var finder = EpisodeFinder(
      table: table, period: period, zone: zone, coolOffDays: coolOffDays,
      besides: PeriodCases(wanted, in: period, table: table))
    return finder.collect(lead)
  }

  private init(
    table: LeadTable, period: Range<Instant>, zone: Zone, coolOffDays: Int, besides: PeriodCases
  ) {
    self.table = table
    self.period = period
    self.zone = zone
    self.coolOffDays = coolOffDays
    self.besides = besides
  }

  private mutating func collect(_ lead: KeyedDigest?) -> EpisodeCollection {
    var join = LeadJoin(table)
    let others = join.others()
    for index in table.rows.indices {
      if join.isUnmatched(index) {
        collection.rows.unmatched += 1
        let row = table.rows[index]
        if besides.wants(row) { besides.addUnmatched(row, events(of: [index]), to: &collection) }
      }
      guard join.isRoot(index) else { continue }
      let rows = [index] + (others[index] ?? [])
      if lead == nil || rows.contains(where: { goes(table.rows[$0], by: lead) }) { add(rows) }
    }
    collection.rows.imprecise = table.rows.count { $0.isImprecise }
    besides.finish(&collection)
    return collection
  }

  private func goes(_ row: LeadRow, by id: KeyedDigest?) -> Bool {
    row.role != .activity && (row.id == id || table.aliases[row.aliases].contains { $0 == id })
  }

  /// The events of rows, in order; what several rows of the lead itself tell alike has happened once.
  private func events(of rows: [Int]) -> [LeadEvent] {
    if rows.count == 1 { return Self.sorted(Array(table.events[table.rows[rows[0]].events]), table) }
    var events: [LeadEvent] = []
    var told: [ToldEvent: Int] = [:]
    let hasDuplicates = rows.count { table.rows[$0].role == .lead } > 1
    for index in rows {
      let row = table.rows[index]
      guard hasDuplicates, row.role == .lead else {
        events += table.events[row.events]
        continue
      }
      // A row may tell of two such events itself, of two attempts on one day.
      var here: [ToldEvent: Int] = [:]
      for event in table.events[row.events] {
        let key = ToldEvent(event, table.detail(of: event))
        here[key, default: 0] += 1
        guard here[key, default: 0] > told[key, default: 0] else { continue }
        told[key, default: 0] += 1
        events.append(event)
      }
    }
    return Self.sorted(events, table)
  }

  /// Events in order; the table is handed over so that ordering a lead's few events copies nothing else.
  private static func sorted(_ events: [LeadEvent], _ table: LeadTable) -> [LeadEvent] {
    if events.count < 2 { return events }
    return events.sorted { left, right in
      if LeadEvent.precedes(left, right) { return true }
      return !LeadEvent.precedes(right, left) && table.precedesByDetail(left, right)
    }
  }

  /// An event with all that is known of it.
  private struct ToldEvent: Hashable {
    private let event: LeadEvent
    private let detail: EventDetail?

    init(_ event: LeadEvent, _ detail: EventDetail?) {
      var event = event
      event.detail = -1
      self.event = event
      self.detail = detail
    }
  }

  private mutating func add(_ rows: [Int]) {
    // One row is counted for the lead; the others are it once more, or tell more of it.
    let leads = rows.count { table.rows[$0].role == .lead }
    let duplicates = max(0, leads - 1)
    collection.rows.duplicates += duplicates
    collection.rows.events += rows.count - max(1, leads)
    let events = events(of: rows)
    if !events.contains(where: { $0.kind == .mql }), events.contains(where: { $0.kind.isLaterStage }) {
      collection.rows.laterStageWithoutMQL += 1
    }
    let history = LeadHistory(primary(of: rows), events)
    guard history.lead.isInScope else {
      collection.rows.outOfScope += 1
      return
    }
    let range = collection.events.count..<(collection.events.count + events.count)
    let isNeeded = besides.add(history, range, to: &collection)
    let inPeriod = history.starts.indices.filter {
      period.contains(Instant(milliseconds: events[history.starts[$0]].at))
    }
    // A lead's duplicates are counted with its first episode.
    collection.episodes += inPeriod.map {
      episode($0, of: history, range, duplicates: $0 == inPeriod.first ? duplicates : 0)
    }
    if isNeeded || !inPeriod.isEmpty { collection.events += events }
    if history.starts.isEmpty {
      collection.rows.neverMQL += 1
    } else if inPeriod.isEmpty {
      collection.rows.outOfPeriod += 1
    } else {
      collection.rows.inPeriod += 1
    }
  }

  private func episode(
    _ number: Int, of history: LeadHistory, _ range: Range<Int>, duplicates: Int
  ) -> Episode {
    let events = history.events
    let start = history.starts[number]
    let own = history.events(ofEpisode: number)
    let before = events[..<start]
    func mark(_ kind: Mapping.EventKind) -> Episode.Mark? {
      own.first { $0.kind == kind }.map { Episode.Mark(at: $0.at, isDay: $0.isDay) }
    }
    /// What a lead that is with somebody when its episode starts was given to them by.
    func standing(_ kind: Mapping.EventKind) -> LeadEvent? {
      before.last { $0.kind == kind || $0.isClosing }.flatMap { $0.kind == kind ? $0 : nil }
    }
    /// Such a lead is so from the start on; handing it to another restarts nothing.
    func given(_ kind: Mapping.EventKind) -> Episode.Mark? {
      standing(kind) != nil ? Episode.Mark(at: events[start].at, isDay: events[start].isDay) : mark(kind)
    }
    let mql = mark(.mql)
    let assignment = standing(.assigned) ?? own.first { $0.kind == .assigned }
    return Episode(
      start: events[start].at, end: own.endIndex < events.endIndex ? events[own.endIndex].at : Int.max,
      mql: mql, request: mark(.requested), handoff: given(.handoff), assignment: given(.assigned),
      isCoolingOff: mql.map { isCoolingOff($0, events) } ?? false,
      dimensions: history.dimensions(ofEpisode: number), score: history.lead.score,
      owner: assignment.flatMap { table.detail(of: $0)?.owner } ?? history.lead.owner,
      validFields: history.lead.validFields, hasHistory: history.lead.hasHistory,
      duplicates: duplicates, events: range)
  }

  /// Whether the MQL's date lies less than the cool-off after the date of the last recycling before it.
  private func isCoolingOff(_ mql: Episode.Mark, _ events: [LeadEvent]) -> Bool {
    guard let recycled = events.last(where: { $0.kind == .recycled && $0.at < mql.at }) else { return false }
    let end = zone.date(of: Instant(milliseconds: recycled.at)).adding(days: coolOffDays)
    return zone.date(of: Instant(milliseconds: mql.at)) < end
  }

  /// The row that speaks for its lead, which no activity does: the one whose MQL or demo request is earliest; else what
  /// is the same in whatever order rows come.
  private func primary(of rows: [Int]) -> LeadRow {
    var best = table.rows[rows[0]]
    for index in rows.dropFirst() {
      let row = table.rows[index]
      if row.role != .activity, table.precedes(row, best) { best = row }
    }
    return best
  }
}
