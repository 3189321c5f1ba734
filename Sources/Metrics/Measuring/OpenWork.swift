internal import Agreements
internal import Wire

/// Judges what nobody has done about leads and deals.
struct OpenWork {
  private let end: Instant
  private let asOf: Instant
  private let calendar: BusinessCalendar

  /// For a period that ends at `end`.
  init(end: Instant, asOf: Instant, calendar: BusinessCalendar) {
    self.end = end
    self.asOf = asOf
    self.calendar = calendar
  }

  /// Whether nobody had done anything about an open episode for longer than so many business days.
  func isStale(_ episode: OpenEpisode, businessDays: Int) -> Bool {
    calendar.close(ofBusinessDay: businessDays, after: Instant(milliseconds: episode.lastUpdate))
      .map { $0 < end } ?? false
  }

  /// Whether an episode was given to nobody and touched by nobody in so many business days after the handoff, or after
  /// its start where the export tells of no handoff; nil where that time has not run out.
  func isDropped(_ episode: Episode, _ events: ArraySlice<LeadEvent>, businessDays: Int) -> Bool? {
    let handoff = Instant(milliseconds: episode.handoff?.at ?? episode.start)
    guard let window = calendar.close(ofBusinessDay: businessDays, after: handoff), window <= asOf
    else { return nil }
    let own = events.filter {
      $0.latest >= episode.start && $0.at < episode.end && $0.at <= window.milliseconds
    }
    // What sales decided about, or what ended by itself, was not dropped.
    let isTaken = own.contains { $0.isHumanUpdate || $0.isTouch || $0.isClosing || $0.kind == .assigned }
    return !isTaken && !(episode.assignment.map { $0.at <= window.milliseconds } ?? false)
  }

  /// The longest time without touch from the creation of a deal that is open at the period's end to that end, on a clock;
  /// nil where one of the times is a date only.
  func longestGap(_ deal: Deal, from opened: Episode.Mark, clock: MetricParameters.Clock) -> Int? {
    if opened.isDay || deal.touches.contains(where: \.isDay) { return nil }
    var last = Instant(milliseconds: opened.at)
    var longest = 0
    for touch in deal.touches.map({ Instant(milliseconds: $0.at) }) {
      longest = max(longest, calendar.milliseconds(from: last, to: touch, clock: clock))
      last = touch
    }
    return max(longest, calendar.milliseconds(from: last, to: end, clock: clock))
  }

  /// From the MQL to the win on the wall's clock, in whole days where one of them is known by date only; nil where no
  /// MQL is known.
  func cycle(_ deal: Deal) -> Int? {
    guard let mql = deal.mql, let won = deal.won else { return nil }
    guard mql.isDay || won.isDay else { return max(0, won.at - mql.at) }
    let dates = [mql, won].map { calendar.zone.date(of: Instant(milliseconds: $0.at)).day }
    return max(0, dates[1] - dates[0]) * 86_400_000
  }
}
