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

  /// Whether a lead that was new became an MQL; nil where it is too young to say.
  func becameMQL(_ lead: CreatedLead) -> Bool? {
    guard let limit = limit(from: lead.at) else { return nil }
    return lead.mql.map { $0 < limit } ?? false
  }

  /// Whether an episode that had come to a stage had come to the next; nil where it is too young to say, or had not come so
  /// far.
  func reached(
    _ next: EpisodeStages.Stage, from stage: EpisodeStages.Stage, _ episode: Episode
  ) -> Bool? {
    guard episode.mql != nil, let limit = limit(from: episode.start),
      episode.stages.reached(stage, before: limit)
    else { return nil }
    return episode.stages.reached(next, before: limit)
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
