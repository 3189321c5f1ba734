internal import Agreements
internal import Wire

/// Finds the episodes that start in a period among the leads of some parts.
struct EpisodeFinder {
  private let table: LeadTable
  private let zone: Zone
  private let coolOffDays: Int
  private let besides: PeriodCases
  /// The part at hand, its number, and how much of it has been looked through.
  private var part = LeadPart()
  private var number = 0
  private var next = 0
  /// The lead at hand.
  private var history = LeadHistory()
  /// What was found in the part at hand.
  private var found = PeriodFindings()
  /// What became of all rows so far, as far as episodes decide about it.
  private var rows = Snapshot.RowAccount()
  /// The deals of all parts so far that have an id, and who tells of them.
  private var deals: [Deal] = []
  private var mentions: [SharedDeals.Mention] = []

  /// Hands the episodes of `table` that start in its period, with what is `wanted` besides, to `take`, part by part and
  /// deals with an id at the end, so that what is found need not stay; answers what several threads took each, from `start` on, and the
  /// account of the table's rows, without those rejected before.
  ///
  /// How many threads look changes nothing but the time, nor may it be of any matter which thread takes which part. Throws
  /// where rows that were set aside cannot be read.
  static func find<Taken: Sendable>(
    in table: LeadTable, zone: Zone, coolOffDays: Int, wanted: PeriodCases.Wanted = [],
    threads: Int = WorkerThreads.available, from start: Taken,
    _ take: @escaping @Sendable (inout Taken, PeriodFindings) -> Void
  ) throws(ExportError) -> (taken: [Taken], rows: Snapshot.RowAccount) {
    let besides = PeriodCases(wanted, in: table.period)
    let finder = EpisodeFinder(table, zone, coolOffDays, besides)
    let states = try WorkerThreads.fold(PartedPage.parts, threads: threads, from: (finder, start)) {
      (state, number) throws(ExportError) in
      try state.0.open(number)
      while state.0.collect() { take(&state.1, state.0.found) }
    }
    var (taken, rows) = (states.map(\.1), Snapshot.RowAccount())
    for (finder, _) in states { rows.add(finder.rows) }
    var shared = try SharedDeals(states.map(\.0.mentions), table, besides)
    for (finder, _) in states {
      var last = PeriodFindings()
      last.deals = finder.deals.filter { !shared.contains($0) }
      take(&taken[0], last)
    }
    var last = PeriodFindings()
    last.deals = try shared.settled()
    take(&taken[0], last)
    return (taken, rows)
  }

  /// The episodes of the lead that the table was to look for, and the account of its rows.
  static func findWantedLead(
    in table: LeadTable, zone: Zone, coolOffDays: Int
  ) throws(ExportError) -> (found: PeriodFindings, rows: Snapshot.RowAccount) {
    var finder = EpisodeFinder(table, zone, coolOffDays, PeriodCases([], in: table.period))
    guard let id = table.wanted else { return (finder.found, finder.rows) }
    let number = PartedPage.part(of: id)
    try finder.part.read(number, of: table)
    if let lead = finder.part.lead(of: id) { finder.addLead(lead, finder.part, of: number) }
    return (finder.found, finder.rows)
  }

  private init(_ table: LeadTable, _ zone: Zone, _ coolOffDays: Int, _ besides: PeriodCases) {
    self.table = table
    self.zone = zone
    self.coolOffDays = coolOffDays
    self.besides = besides
  }

  /// Begins with the part of that number.
  private mutating func open(_ number: Int) throws(ExportError) {
    try part.read(number, of: table)
    (self.number, next) = (number, 0)
    rows.imprecise += part.imprecise
    rows.events += part.activities
  }

  /// Finds what there is among some more leads of the part at hand, and its rows that are nobody's; false where there are
  /// none left.
  private mutating func collect() -> Bool {
    let (part, all) = (part, part.count + part.nobodys.count)
    if next == all { return false }
    found.removeAll()
    let end = min(next + Self.greatestRun, all)
    for index in next..<end {
      if index < part.count {
        addLead(index, part, of: number)
      } else {
        addNobodys(index - part.count, part, of: number)
      }
    }
    next = end
    // Deals with an id have to wait for what is told of them in other parts.
    deals += found.deals.lazy.filter { $0.key != nil }
    found.deals.removeAll { $0.key != nil }
    return true
  }

  /// So few leads that what is found of them is within little memory until it is counted.
  private static let greatestRun = 1024

  private mutating func addNobodys(_ index: Int, _ part: LeadPart, of number: Int) {
    rows.unmatched += 1
    let place = part.nobodys[index]
    guard besides.wantsDeals(part.head(at: place).flags) else { return }
    history.tell(ofNobodys: place, in: part, table.names)
    besides.addMentions(of: history, SharedDeals.Teller(part: number, nobody: index), to: &mentions)
    if besides.covers(history) { besides.addDeals(of: history, to: &found) }
  }

  /// Adds a lead of the part with that number.
  private mutating func addLead(_ lead: Int, _ part: LeadPart, of number: Int) {
    let flags = part.flags(of: lead)
    let duplicates = part.speakers(of: lead) > 1 ? countSpeakers(of: lead, part) : 0
    // Most rows are leads that matter to nobody.
    if besides.areIdle(flags) {
      let speaks =
        part.rows(of: lead).count == 1 ? flags : LeadHistory.speaker(of: lead, in: part, table.names).flags
      return count(flags, isInScope: speaks.contains(.isInScope), isInPeriod: false)
    }
    history.tell(of: lead, in: part, table.names)
    besides.addMentions(of: history, SharedDeals.Teller(part: number, lead: lead), to: &mentions)
    addLead(flags, duplicates: duplicates)
  }

  /// Counts the further rows that speak for a lead, and answers how many are the lead once more.
  private mutating func countSpeakers(of lead: Int, _ part: LeadPart) -> Int {
    let speakers = part.speakers(of: lead)
    let leads = part.rows(of: lead).prefix(speakers).count { part.head(ofRow: $0).role == .lead }
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

  /// Adds the lead at hand, of whose rows that is true.
  private mutating func addLead(_ flags: LeadRow.Flags, duplicates: Int) {
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
      id: history.speaker?.key ?? KeyedDigest(secret: 0, order: 0),
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
