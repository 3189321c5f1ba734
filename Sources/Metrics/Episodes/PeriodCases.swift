internal import Agreements
internal import Wire

/// Finds what is counted in a period besides its episodes.
struct PeriodCases {
  private let wanted: Wanted
  private let period: Range<Instant>
  private let table: LeadTable
  /// For deals with an id, who it belongs to: the same deal may stand with several leads.
  private var owners: [KeyedDigest: Claim] = [:]

  /// What somebody asked for.
  struct Wanted: OptionSet {
    let rawValue: Int
    static let created = Wanted(rawValue: 1)
    static let open = Wanted(rawValue: 2)
    static let attempts = Wanted(rawValue: 4)
    static let alerts = Wanted(rawValue: 8)
    static let deals = Wanted(rawValue: 16)
    /// Deals that belong to no lead that is listed, too.
    static let unmatchedDeals = Wanted(rawValue: 32)
  }

  init(_ wanted: Wanted, in period: Range<Instant>, table: LeadTable) {
    self.wanted = wanted
    self.period = period
    self.table = table
  }

  /// Adds a lead's; answers whether its events, which come to stand at `range`, are needed for that.
  mutating func add(
    _ history: LeadHistory, _ range: Range<Int>, to collection: inout EpisodeCollection
  ) -> Bool {
    if wanted.contains(.created), let created = created(history) { collection.created.append(created) }
    if wanted.contains(.open) { collection.open += open(history) }
    if wanted.contains(.attempts) {
      collection.attempts += history.events.filter { $0.kind == .attempt && isInPeriod($0.at) }.map {
        AttemptMade(dimensions: history.dimensions(at: $0.at), hasOutcome: $0.hasOutcome)
      }
    }
    if wanted.contains(.alerts) {
      collection.alerts += history.events.filter { $0.kind == .alert && isInPeriod($0.at) }.map {
        AlertDue(
          dimensions: history.dimensions(at: $0.at), at: $0.at,
          deliveredAt: table.detail(of: $0)?.deliveredAt)
      }
    }
    guard wanted.contains(.deals) else { return false }
    let first = collection.deals.count
    addDeals(of: history, range, to: &collection)
    return collection.deals[first...].contains { $0.isOpenAtEnd }
  }

  /// Whether a row that belongs to no lead tells of a deal that counts all the same.
  func wants(_ row: LeadRow) -> Bool {
    wanted.contains(.unmatchedDeals) && table.events[row.events].contains { $0.kind.isOfDeal }
  }

  /// Adds the deals of a row that belongs to no lead.
  mutating func addUnmatched(_ row: LeadRow, _ events: [LeadEvent], to collection: inout EpisodeCollection) {
    let range = collection.events.count..<(collection.events.count + events.count)
    let first = collection.deals.count
    addDeals(of: LeadHistory(row, events), range, to: &collection)
    if collection.deals[first...].contains(where: \.isOpenAtEnd) { collection.events += events }
  }

  /// Leaves out the deals that belong to another lead.
  mutating func finish(_ collection: inout EpisodeCollection) {
    collection.deals = collection.deals.enumerated().filter { index, deal in
      guard let key = deal.key, let claim = owners[key] else { return true }
      return claim.place == index
    }.map(\.element)
  }

  private func isInPeriod(_ time: Int) -> Bool { period.contains(Instant(milliseconds: time)) }

  private func created(_ history: LeadHistory) -> CreatedLead? {
    guard let event = history.events.first(where: { $0.kind == .created }), isInPeriod(event.at) else {
      return nil
    }
    return CreatedLead(
      dimensions: Dimensions(history.lead), at: event.at,
      mql: history.events.first { $0.kind == .mql && $0.latest >= event.at }?.at)
  }

  private func open(_ history: LeadHistory) -> [OpenEpisode] {
    let end = period.upperBound.milliseconds
    return history.starts.indices.compactMap { number in
      let own = history.events(ofEpisode: number).prefix { $0.at < end }
      guard let start = own.first else { return nil }
      var isOpen = true
      var last = start.at
      for event in own {
        if event.isClosing { isOpen = false }
        if event.kind == .reopened { isOpen = true }
        if event.isHumanUpdate { last = max(last, min(event.latest, end)) }
      }
      // The next episode took over, whatever became of this one.
      guard isOpen, number + 1 == history.starts.count || history.events[history.starts[number + 1]].at >= end
      else { return nil }
      return OpenEpisode(dimensions: history.dimensions(ofEpisode: number), lastUpdate: last)
    }
  }

  private mutating func addDeals(
    of history: LeadHistory, _ range: Range<Int>, to collection: inout EpisodeCollection
  ) {
    for story in DealStory.all(in: history.events, table.details) {
      let deal = deal(story, history, range)
      let isCounted =
        deal.opened.map { isInPeriod($0.at) } == true || deal.won.map { isInPeriod($0.at) } == true
        || deal.isOpenAtEnd
      if let key = deal.key {
        let claim = Claim(
          row: history.lead, start: history.starts.first.map { history.events[$0].at } ?? Int.max, deal: deal,
          place: isCounted ? collection.deals.count : nil)
        if owners[key].map({ claim.precedes($0, in: table) }) ?? true { owners[key] = claim }
      }
      if isCounted { collection.deals.append(deal) }
    }
  }

  private func deal(_ story: DealStory, _ history: LeadHistory, _ range: Range<Int>) -> Deal {
    let end = period.upperBound.milliseconds
    func mark(_ event: LeadEvent) -> Episode.Mark { Episode.Mark(at: event.at, isDay: event.isDay) }
    let opened = story.opened.map(mark)
    let won = story.won.map(mark)
    let isOpen = opened.map { $0.at < end } == true && (story.firstClosed.map { $0 >= end } ?? true)
    let moment = story.won ?? story.opened
    let episode = moment.flatMap { history.episode(at: $0.latest) }
    let mql = episode.flatMap { history.events(ofEpisode: $0).first { $0.kind == .mql } }.map(mark)
    return Deal(
      dimensions: history.dimensions(at: moment?.latest ?? Int.min), key: story.key, opened: opened, won: won,
      isOpenAtEnd: isOpen, amount: story.amount, wonAmount: story.wonAmount ?? story.amount, mql: mql,
      events: range)
  }

  /// What speaks for a lead to be the one that a deal belongs to: the first that came, whatever the order of rows.
  private struct Claim {
    let row: LeadRow
    let start: Int
    let deal: Deal
    /// The deal's index in the collection; nil where the period does not count it.
    let place: Int?

    private var isMatched: Bool { row.role != .activity }
    /// All that sums depend on, so that it does not matter which of two that are alike comes first.
    private var times: (Int, Int) { (deal.opened?.at ?? Int.max, deal.won?.at ?? Int.max) }
    private var amounts: (Int, Int) { (deal.amount ?? Int.min, deal.wonAmount ?? Int.min) }

    func precedes(_ other: Claim, in table: LeadTable) -> Bool {
      if isMatched != other.isMatched { return isMatched }
      if start != other.start { return start < other.start }
      if times != other.times { return times < other.times }
      if amounts != other.amounts { return amounts > other.amounts }
      if table.precedes(row, other.row) { return true }
      guard !table.precedes(other.row, row), let lead = row.id, let second = other.row.id else {
        return false
      }
      return lead < second
    }
  }
}
