internal import Agreements
internal import Wire

/// Finds the episodes that start in a period among the leads of some rows.
struct EpisodeFinder {
  private let table: LeadTable
  private let further: FurtherRows
  private let zone: Zone
  private let coolOffDays: Int
  private let besides: PeriodCases
  /// The lead at hand.
  private var history = LeadHistory()
  /// What was found in the page at hand.
  private var found = PeriodFindings()
  /// What became of all rows so far, as far as episodes decide about it.
  private var rows = Snapshot.RowAccount()
  /// The deals of all pages so far, and which leads tell of those with an id, each lead's in one run.
  private var deals: [Deal] = []
  private var mentions: [SharedDeals.Mention] = []

  /// Hands the episodes of `table` that start in its period, with what is `wanted` besides, to `take`, page by page and
  /// deals at the end, so that what is found need not stay; answers what several threads took each, from `start` on, and the
  /// account of the table's rows, without those rejected before.
  ///
  /// The table lets go of activities whose leads have been found. How many threads look changes nothing but the time, nor
  /// may it be of any matter which thread takes which page.
  static func find<Taken: Sendable>(
    in table: inout LeadTable, zone: Zone, coolOffDays: Int, wanted: PeriodCases.Wanted = [],
    threads: Int = WorkerThreads.available, from start: Taken,
    _ take: @escaping @Sendable (inout Taken, PeriodFindings) -> Void
  ) -> (taken: [Taken], rows: Snapshot.RowAccount) {
    let besides = PeriodCases(wanted, in: table.period)
    let further = FurtherRows(of: table, threads: threads) { _, flags in !besides.areIdle(flags) }
    table.dropActivities { besides.wantsDeals($0) }
    let finder = EpisodeFinder(table, further, zone, coolOffDays, besides)
    let states = WorkerThreads.fold(table.pages.count, threads: threads, from: (finder, start)) {
      state, page in
      state.0.collect(page)
      take(&state.1, state.0.found)
    }
    var (taken, rows) = (states.map(\.1), Snapshot.RowAccount())
    for (finder, _) in states { rows.add(finder.rows) }
    var shared = SharedDeals(states.map(\.0.mentions), table, further, besides)
    for (finder, _) in states {
      var last = PeriodFindings()
      last.deals = finder.deals.filter { !shared.contains($0) }
      take(&taken[0], last)
    }
    var last = PeriodFindings()
    last.deals = shared.settled()
    take(&taken[0], last)
    return (taken, rows)
  }

  /// The episodes of the lead that the table was to look for, and the account of its rows.
  static func findWantedLead(
    in table: LeadTable, zone: Zone, coolOffDays: Int
  ) -> (found: PeriodFindings, rows: Snapshot.RowAccount) {
    let wanted = table.wanted
    let further = FurtherRows(of: table, threads: 1) { row, _ in row == wanted }
    var finder = EpisodeFinder(table, further, zone, coolOffDays, PeriodCases([], in: table.period))
    if let row = wanted { finder.addLead(of: row, at: table.place(of: row), table) }
    return (finder.found, finder.rows)
  }

  private init(
    _ table: LeadTable, _ further: FurtherRows, _ zone: Zone, _ coolOffDays: Int, _ besides: PeriodCases
  ) {
    self.table = table
    self.further = further
    self.zone = zone
    self.coolOffDays = coolOffDays
    self.besides = besides
  }

  /// Finds what there is among the leads of which the first row stands in a page.
  private mutating func collect(_ page: Int) {
    found.removeAll()
    let (table, all) = (table, table.pages[page].rows.flags)
    let areActivities = table.pages[page].role == .activity
    for index in all.indices {
      let (flags, row) = (all[index], table.firstRows[page] + index)
      if flags.contains(.isImprecise) { rows.imprecise += 1 }
      if table.join.isRoot(row) {
        // Most rows are leads that matter to nobody.
        let united = further.flags(ofLead: row) ?? flags
        if besides.areIdle(united), further.run(ofLead: row).isEmpty {
          count(united, isInScope: flags.contains(.isInScope), isInPeriod: false)
        } else {
          addLead(of: row, at: LeadTable.Place(page: page, row: index), table)
        }
      } else if table.join.isUnmatched(row) {
        addUnmatched(row, at: LeadTable.Place(page: page, row: index), flags, table)
      } else if areActivities {
        rows.events += 1
      }
    }
    // Deals have to wait for what is told of them on other pages.
    deals += found.deals
    found.deals.removeAll(keepingCapacity: true)
  }

  private mutating func addUnmatched(
    _ row: Int, at place: LeadTable.Place, _ flags: LeadRow.Flags, _ table: LeadTable
  ) {
    rows.unmatched += 1
    guard besides.wantsDeals(flags) else { return }
    history.tell(of: place, in: table)
    besides.addMentions(of: history, row: row, to: &mentions)
    if besides.covers(history) { besides.addDeals(of: history, to: &found) }
  }

  /// Adds the lead that a row stands for.
  private mutating func addLead(of row: Int, at place: LeadTable.Place, _ table: LeadTable) {
    let run = further.run(ofLead: row)
    let flags = further.flags(ofLead: row) ?? table.pages[place.page].rows.flags[place.row]
    let duplicates = run.haveSpeakers ? countSpeakers(run, of: place, table) : 0
    // One that nothing of the period is told of was gathered, as several rows speak for it.
    if besides.areIdle(flags), !run.isEmpty {
      let speaker = LeadHistory.speaker(of: place, run, of: further, in: table)
      return count(flags, isInScope: table[speaker].isInScope, isInPeriod: false)
    }
    history.tell(of: place, run, of: further, in: table)
    addLead(row, flags, duplicates: duplicates)
  }

  /// Counts the further rows that speak for the lead for which the row at `place` stands, and answers how many are the lead
  /// once more.
  private mutating func countSpeakers(
    _ run: FurtherRows.Run, of place: LeadTable.Place, _ table: LeadTable
  ) -> Int {
    var (leads, speakers) = (table.pages[place.page].role == .lead ? 1 : 0, 1)
    for row in further.rows(of: run) {
      let role = table.role(of: Int(row))
      if role == .lead { leads += 1 }
      if role != .activity { speakers += 1 }
    }
    // One row is counted for the lead; the others are it once more, or tell more of it.
    let duplicates = max(0, leads - 1)
    rows.duplicates += duplicates
    rows.events += speakers - max(1, leads)
    return duplicates
  }

  /// Counts a lead by what is true of its rows, and by whether an episode of it starts in the period.
  private mutating func count(_ flags: LeadRow.Flags, isInScope: Bool, isInPeriod: Bool) {
    if flags.tellOfLaterStageWithoutMQL { rows.laterStageWithoutMQL += 1 }
    if !isInScope {
      rows.outOfScope += 1
    } else if isInPeriod {
      rows.inPeriod += 1
    } else if flags.tellOfStart {
      rows.outOfPeriod += 1
    } else {
      rows.neverMQL += 1
    }
  }

  /// Adds the lead at hand, which a row stands for, and of whose rows that is true.
  private mutating func addLead(_ row: Int, _ flags: LeadRow.Flags, duplicates: Int) {
    besides.addMentions(of: history, row: row, to: &mentions)
    guard history.lead.isInScope else { return count(flags, isInScope: false, isInPeriod: false) }
    besides.add(history, to: &found)
    let events = found.events.count..<(found.events.count + history.events.count)
    var isInPeriod = false
    for number in history.starts.indices {
      let start = history.events[history.starts[number]].at
      guard table.period.contains(Instant(milliseconds: start)) else { continue }
      // A lead's duplicates are counted with its first episode.
      found.episodes.append(episode(number, events, duplicates: isInPeriod ? 0 : duplicates))
      isInPeriod = true
    }
    if isInPeriod { found.events += history.events }
    count(flags, isInScope: true, isInPeriod: isInPeriod)
  }

  private func episode(_ number: Int, _ events: Range<Int>, duplicates: Int) -> Episode {
    let start = history.events[history.starts[number]]
    let own = history.events(ofEpisode: number)
    let mql = mark(.mql, own)
    let handoff = standing(.handoff, before: history.starts[number])
    let assignment = standing(.assigned, before: history.starts[number])
    // A lead that is with somebody already is so from the start on; handing it to another restarts nothing.
    let begin = Episode.Mark(at: start.at, isDay: start.isDay)
    let given = assignment ?? own.first { $0.kind == .assigned }
    let holding = own.last { $0.kind == .assigned } ?? assignment
    let end = own.endIndex < history.events.endIndex ? history.events[own.endIndex].at : Int.max
    return Episode(
      start: start.at, end: end,
      mql: mql, request: mark(.requested, own), handoff: handoff == nil ? mark(.handoff, own) : begin,
      assignment: assignment == nil ? mark(.assigned, own) : begin,
      isCoolingOff: mql.map { isCoolingOff($0) } ?? false,
      dimensions: history.dimensions(ofEpisode: number), score: history.lead.score,
      owner: given.flatMap { history.detail(of: $0)?.owner } ?? history.lead.owner,
      holder: holding.flatMap { history.detail(of: $0)?.owner } ?? history.lead.owner,
      place: history.place,
      validFields: history.lead.validFields, hasHistory: history.lead.hasHistory,
      stages: EpisodeStages(history.events, from: start.at, to: end), duplicates: duplicates,
      events: events)
  }

  private func mark(_ kind: Mapping.EventKind, _ events: ArraySlice<LeadEvent>) -> Episode.Mark? {
    events.first { $0.kind == kind }.map { Episode.Mark(at: $0.at, isDay: $0.isDay) }
  }

  /// What a lead that is with somebody when its episode starts was given to them by.
  private func standing(_ kind: Mapping.EventKind, before start: Int) -> LeadEvent? {
    history.events[..<start].last { $0.kind == kind || $0.isClosing }.flatMap { $0.kind == kind ? $0 : nil }
  }

  /// Whether the MQL's date lies less than the cool-off after the date of the last recycling before it.
  private func isCoolingOff(_ mql: Episode.Mark) -> Bool {
    guard let recycled = history.events.last(where: { $0.kind == .recycled && $0.at < mql.at }) else {
      return false
    }
    let end = zone.date(of: Instant(milliseconds: recycled.at)).adding(days: coolOffDays)
    return zone.date(of: Instant(milliseconds: mql.at)) < end
  }
}

extension Snapshot.RowAccount {
  /// Adds what became of other rows, as far as episodes decide about it.
  fileprivate mutating func add(_ other: Snapshot.RowAccount) {
    for count in [
      \.unmatched, \.duplicates, \.events, \.laterStageWithoutMQL, \.outOfScope, \.neverMQL, \.outOfPeriod,
      \.inPeriod, \.imprecise,
    ] as [WritableKeyPath<Snapshot.RowAccount, Int>] {
      self[keyPath: count] += other[keyPath: count]
    }
  }
}
