internal import Agreements
internal import Wire

/// Finds what is counted in a period besides its episodes.
struct PeriodCases {
  private let wanted: Wanted
  private let period: Range<Instant>

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
    /// When leads of open deals were reached.
    static let touches = Wanted(rawValue: 64)
  }

  init(_ wanted: Wanted, in period: Range<Instant>) {
    self.wanted = wanted
    self.period = period
  }

  /// Adds a lead's.
  func add(_ history: LeadHistory, to found: inout PeriodFindings) {
    if wanted.contains(.created), let created = created(history) { found.created.append(created) }
    if wanted.contains(.open) { addOpen(history, to: &found) }
    if wanted.contains(.attempts) || wanted.contains(.alerts) { addEvents(of: history, to: &found) }
    if wanted.contains(.deals) { addDeals(of: history, to: &found) }
  }

  /// Whether a lead of whose rows that is true gives nothing to the period.
  func areIdle(_ flags: LeadRow.Flags) -> Bool {
    !flags.contains(.isInPeriod) && !wanted.contains(.open)
      && (!wanted.contains(.deals) || !flags.contains(.tellsOfDeal))
  }

  private func addEvents(of history: LeadHistory, to found: inout PeriodFindings) {
    for event in history.events where isInPeriod(event.at) {
      if event.kind == .attempt, wanted.contains(.attempts) {
        found.attempts.append(
          AttemptMade(dimensions: history.dimensions(at: event.at), hasOutcome: event.hasOutcome))
      } else if event.kind == .alert, wanted.contains(.alerts) {
        found.alerts.append(
          AlertDue(
            dimensions: history.dimensions(at: event.at), at: event.at,
            deliveredAt: history.detail(of: event)?.deliveredAt,
            isImprecise: event.isDay || history.detail(of: event)?.isDeliveredOnDay == true))
      }
    }
  }

  /// Whether a row tells of a deal that somebody asked for.
  func wantsDeals(_ flags: LeadRow.Flags) -> Bool { wanted.contains(.deals) && flags.contains(.tellsOfDeal) }

  /// Whether deals that belong to a lead, or to a row that is nobody's, count.
  func covers(_ history: LeadHistory) -> Bool {
    history.isMatched ? history.lead.isInScope : wanted.contains(.unmatchedDeals)
  }

  /// Adds which deals a lead tells of, or a row that is nobody's, covered or not.
  func addMentions(
    of history: LeadHistory, _ teller: SharedDeals.Teller, to mentions: inout [SharedDeals.Mention]
  ) {
    guard wanted.contains(.deals) else { return }
    var last: KeyedDigest?
    for event in history.events where event.kind.isOfDeal {
      guard let deal = history.detail(of: event)?.deal, deal != last else { continue }
      last = deal
      mentions.append(SharedDeals.Mention(deal: deal, teller: teller))
    }
  }

  private func isInPeriod(_ time: Int) -> Bool { period.contains(Instant(milliseconds: time)) }

  private func created(_ history: LeadHistory) -> CreatedLead? {
    guard let event = history.events.first(where: { $0.kind == .created }), isInPeriod(event.at)
    else { return nil }
    return CreatedLead(
      dimensions: Dimensions(history.lead), at: event.at,
      mql: history.events.first { $0.kind == .mql && $0.latest >= event.at }?.at)
  }

  private func addOpen(_ history: LeadHistory, to found: inout PeriodFindings) {
    let end = period.upperBound.milliseconds
    // Of several episodes only the last that has begun can be open: it took over, whatever became of those before.
    guard let number = history.starts.lastIndex(where: { history.events[$0].at < end }) else { return }
    let own = history.events(ofEpisode: number)
    var isOpen = true
    var last = own[own.startIndex].at
    for event in own {
      guard event.at < end else { break }
      if event.isClosing { isOpen = false }
      if event.kind == .reopened { isOpen = true }
      if event.isHumanUpdate { last = max(last, min(event.latest, end)) }
    }
    guard isOpen else { return }
    found.open.append(OpenEpisode(dimensions: history.dimensions(ofEpisode: number), lastUpdate: last))
  }

  /// Adds the deals of a lead, or of a row that belongs to none.
  func addDeals(of history: LeadHistory, to found: inout PeriodFindings) {
    for story in DealStory.all(in: history.events, history.details) {
      if let deal = deal(story, of: history) { found.deals.append(deal) }
    }
  }

  /// The deal of which a story tells, and that belongs to a lead; nil where the period does not count it.
  func deal(_ story: DealStory, of history: LeadHistory) -> Deal? {
    let end = period.upperBound.milliseconds
    func mark(_ event: LeadEvent) -> Episode.Mark { Episode.Mark(at: event.at, isDay: event.isDay) }
    let opened = story.opened.map(mark)
    let won = story.won.map(mark)
    let isOpen = opened.map { $0.at < end } == true && (story.firstClosed.map { $0 >= end } ?? true)
    guard isOpen || opened.map({ isInPeriod($0.at) }) == true || won.map({ isInPeriod($0.at) }) == true else {
      return nil
    }
    let moment = story.won ?? story.opened
    let episode = moment.flatMap { history.episode(at: $0.latest) }
    // What came after the win did not lead to it.
    let mql = episode.flatMap { number in
      history.events(ofEpisode: number).first { $0.kind == .mql && $0.at <= moment?.latest ?? Int.min }
    }.map(mark)
    return Deal(
      dimensions: history.dimensions(at: moment?.latest ?? Int.min), key: story.key, opened: opened, won: won,
      isOpenAtEnd: isOpen, amount: story.amount, wonAmount: story.wonAmount ?? story.amount, mql: mql,
      touches: isOpen && wanted.contains(.touches) ? touches(of: history, from: opened) : [])
  }

  private func touches(of history: LeadHistory, from opened: Episode.Mark?) -> [Episode.Mark] {
    guard let opened else { return [] }
    let end = period.upperBound.milliseconds
    return history.events.lazy.filter { $0.isTouch && $0.at >= opened.at && $0.at < end }
      .map { Episode.Mark(at: $0.at, isDay: $0.isDay) }
  }
}
