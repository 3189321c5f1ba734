internal import Agreements
internal import Wire

/// Judges how far a cohort had come at an age: calendar days of the agreement's zone after its start.
struct Conversion {
  /// When each day of the period begins, and when the last day is over that counts for what starts on it; nil where it is
  /// not over yet.
  private let dayStarts: [Int]
  private let limits: [Int?]

  /// For what starts in `period`.
  init(days: Int, in period: Range<Instant>, asOf: Instant, zone: Zone) {
    let first = zone.date(of: period.lowerBound)
    let last = zone.date(of: period.upperBound.adding(milliseconds: -1))
    let dates = (first.day...max(first.day, last.day)).map { CivilDate(day: $0) }
    dayStarts = dates.map { zone.startOfDay($0).milliseconds }
    limits = dates.map { date in
      let limit = zone.startOfDay(date.adding(days: days + 1))
      return limit <= asOf ? limit.milliseconds : nil
    }
  }

  /// How far leads come, each stage standing for those before it, too.
  enum Stage: Int, Comparable {
    case mql, sql, opportunity, won

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }

    init?(_ kind: Mapping.EventKind) {
      switch kind {
      case .sql: self = .sql
      case .opportunity: self = .opportunity
      case .won: self = .won
      default: return nil
      }
    }
  }

  /// Whether a lead that was new became an MQL; nil where it is too young to say.
  func becameMQL(_ lead: CreatedLead) -> Bool? {
    guard let limit = limit(from: lead.at) else { return nil }
    return lead.mql.map { $0 < limit } ?? false
  }

  /// Whether an episode that had come to a stage had come to the next, by its lead's `events`; nil where it is too young
  /// to say, or had not come so far.
  func reached(
    _ next: Stage, from stage: Stage, _ episode: Episode, _ events: ArraySlice<LeadEvent>
  ) -> Bool? {
    guard episode.mql != nil, let limit = limit(from: episode.start) else { return nil }
    var reached = Stage.mql
    let end = min(limit, episode.end)
    for index in events.indices where events[index].at >= episode.start && events[index].at < end {
      if let stage = Stage(events[index].kind) { reached = max(reached, stage) }
    }
    return reached >= stage ? reached >= next : nil
  }

  /// The end of the last day that counts; nil where that is not over.
  private func limit(from start: Int) -> Int? {
    // Days are about equally long: the guess is right, or next to the day that is.
    var day = min(max(0, (start - dayStarts[0]) / 86_400_000), dayStarts.count - 1)
    while day + 1 < dayStarts.count, dayStarts[day + 1] <= start { day += 1 }
    while day > 0, dayStarts[day] > start { day -= 1 }
    return limits[day]
  }
}
