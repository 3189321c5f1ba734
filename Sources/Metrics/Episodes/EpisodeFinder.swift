internal import Agreements
internal import Wire

/// Finds the episodes that start in a period among the rows of an export.
struct EpisodeFinder {
  private let table: LeadTable
  private let period: Range<Instant>
  private let zone: Zone
  private let coolOffDays: Int
  private var collection = EpisodeCollection()

  /// The episodes of `table` that start in `period`, and the account of its rows; those rejected before are not in it.
  ///
  /// With `lead`, only those of the lead that goes by that id.
  static func episodes(
    of table: LeadTable, in period: Range<Instant>, zone: Zone, coolOffDays: Int, lead: SHA256Key? = nil
  ) -> EpisodeCollection {
    var finder = EpisodeFinder(table: table, period: period, zone: zone, coolOffDays: coolOffDays)
    return finder.collect(lead)
  }

  private init(table: LeadTable, period: Range<Instant>, zone: Zone, coolOffDays: Int) {
    self.table = table
    self.period = period
    self.zone = zone
    self.coolOffDays = coolOffDays
  }

  private mutating func collect(_ lead: SHA256Key?) -> EpisodeCollection {
    var join = LeadJoin(table)
    let others = join.others()
    for index in table.rows.indices {
      if join.isUnmatched(index) { collection.rows.unmatched += 1 }
      guard join.isRoot(index) else { continue }
      let rows = [index] + (others[index] ?? [])
      if lead == nil || rows.contains(where: { goes(table.rows[$0], by: lead) }) { add(rows) }
    }
    collection.rows.imprecise = table.rows.count { $0.isImprecise }
    return collection
  }

  private func goes(_ row: LeadRow, by id: SHA256Key?) -> Bool {
    row.role != .activity && (row.id == id || table.aliases[row.aliases].contains { $0 == id })
  }

  private mutating func add(_ rows: [Int]) {
    // One row is counted for the lead; the others are it once more, or tell more of it.
    let leads = rows.count { table.rows[$0].role == .lead }
    collection.rows.duplicates += max(0, leads - 1)
    collection.rows.events += rows.count - max(1, leads)
    let events = rows.flatMap { table.events[table.rows[$0].events] }.sorted(by: LeadEvent.precedes)
    if !events.contains(where: { $0.kind == .mql }), events.contains(where: { $0.kind.isLaterStage }) {
      collection.rows.laterStageWithoutMQL += 1
    }
    let lead = primary(of: rows)
    guard lead.isInScope else {
      collection.rows.outOfScope += 1
      return
    }
    let starts = Self.starts(events)
    guard !starts.isEmpty else {
      collection.rows.neverMQL += 1
      return
    }
    let range = collection.events.count..<(collection.events.count + events.count)
    var isInPeriod = false
    for (index, start) in starts.enumerated() {
      guard period.contains(Instant(milliseconds: events[start].at)) else { continue }
      isInPeriod = true
      let next = index + 1 < starts.count ? starts[index + 1] : nil
      collection.episodes.append(episode(of: lead, events, from: start, to: next, range))
    }
    guard isInPeriod else {
      collection.rows.outOfPeriod += 1
      return
    }
    collection.rows.inPeriod += 1
    collection.events += events
  }

  /// The indices of the events at which episodes start: an MQL or a demo request while none is open.
  private static func starts(_ events: [LeadEvent]) -> [Int] {
    var starts: [Int] = []
    var isOpen = false
    for (index, event) in events.enumerated() {
      switch event.kind {
      case .mql, .requested:
        if !isOpen { starts.append(index) }
        isOpen = true
      case .reopened: isOpen = !starts.isEmpty
      default: if event.isClosing { isOpen = false }
      }
    }
    return starts
  }

  private func episode(
    of lead: LeadRow, _ events: [LeadEvent], from start: Int, to next: Int?, _ range: Range<Int>
  ) -> Episode {
    let own = events[start..<(next ?? events.endIndex)]
    let before = events[..<start]
    func mark(_ kind: Mapping.EventKind) -> Episode.Mark? {
      own.first { $0.kind == kind }.map { Episode.Mark(at: $0.at, isDay: $0.isDay) }
    }
    /// A lead that is with somebody when its episode starts is so from the start on; handing it to another restarts
    /// nothing.
    func standing(_ kind: Mapping.EventKind) -> Episode.Mark? {
      let isStanding = before.last { $0.kind == kind || $0.isClosing }?.kind == kind
      return isStanding ? Episode.Mark(at: events[start].at, isDay: events[start].isDay) : mark(kind)
    }
    let mql = mark(.mql)
    return Episode(
      start: events[start].at, end: next.map { events[$0].at } ?? Int.max,
      beganWithRequest: events[start].kind == .requested, mql: mql, request: mark(.requested),
      handoff: standing(.handoff), assignment: standing(.assigned),
      isCoolingOff: mql.map { isCoolingOff($0, events) } ?? false, tier: lead.tier, source: lead.source,
      region: lead.region, validFields: lead.validFields, events: range)
  }

  /// Whether the MQL's date lies less than the cool-off after the date of the last recycling before it.
  private func isCoolingOff(_ mql: Episode.Mark, _ events: [LeadEvent]) -> Bool {
    guard let recycled = events.last(where: { $0.kind == .recycled && $0.at <= mql.at }) else { return false }
    let end = zone.date(of: Instant(milliseconds: recycled.at)).adding(days: coolOffDays)
    return zone.date(of: Instant(milliseconds: mql.at)) < end
  }

  /// The row that speaks for its lead, which no activity does: the one whose MQL or demo request is earliest; else what is the same in whatever
  /// order rows come.
  private func primary(of rows: [Int]) -> LeadRow {
    var best = table.rows[rows[0]]
    for index in rows.dropFirst() {
      let row = table.rows[index]
      if row.role != .activity, precedes(row, best) { best = row }
    }
    return best
  }

  private func precedes(_ left: LeadRow, _ right: LeadRow) -> Bool {
    let starts = (start(of: left), start(of: right))
    if starts.0 != starts.1 { return starts.0 < starts.1 }
    if let first = left.id, let second = right.id, first != second { return first < second }
    if left.tier != right.tier { return left.tier > right.tier }
    if left.validFields != right.validFields { return left.validFields > right.validFields }
    if left.isInScope != right.isInScope { return left.isInScope }
    let sources = (table.sources.names[Int(left.source)], table.sources.names[Int(right.source)])
    if sources.0 != sources.1 { return sources.0.lexicographicallyPrecedes(sources.1) }
    return table.regions.names[Int(left.region)].lexicographicallyPrecedes(
      table.regions.names[Int(right.region)])
  }

  private func start(of row: LeadRow) -> Int {
    table.events[row.events].reduce(Int.max) {
      $1.kind == .mql || $1.kind == .requested ? min($0, $1.at) : $0
    }
  }
}
