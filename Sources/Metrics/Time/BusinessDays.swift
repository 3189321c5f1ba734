internal import Agreements
package import Wire

/// Counting whole business days: dates on which some window starts.
extension BusinessCalendar {
  /// The close of the `count`th business day after the one on which a clock that starts at `start` runs
  /// first: within opening hours that very day, off hours the day of the next opening.
  ///
  /// Nil where the calendar does not open within ten years.
  package func close(ofBusinessDay count: Int, after start: Instant) -> Instant? {
    if let day = sameYear(count, start) { return Instant(milliseconds: day.upperBound) }
    guard let first = businessDate(holdingOrAfter: start),
      let date = date(count, businessDaysAfter: first),
      let day = businessDay(on: date)
    else { return nil }
    return Instant(milliseconds: day.upperBound)
  }

  /// Whether the `count`th business day after the one on which a clock that starts at `start` runs first had closed before
  /// `moment`.
  func isOver(businessDays count: Int, from start: Instant, at moment: Instant) -> Bool {
    close(ofBusinessDay: count, after: start).map { moment > $0 } ?? false
  }

  /// The opening of the `count`th business day before the one on which a clock that starts at `start` runs first.
  package func opening(ofBusinessDay count: Int, before start: Instant) -> Instant? {
    if let day = sameYear(-count, start) { return Instant(milliseconds: day.lowerBound) }
    guard let first = businessDate(holdingOrAfter: start),
      let date = date(-count, businessDaysAfter: first),
      let day = businessDay(on: date)
    else { return nil }
    return Instant(milliseconds: day.lowerBound)
  }

  /// The `count`th business day after, or before, the one on which a clock that starts at `start` runs first; nil where
  /// that takes more than one look at one year.
  private func sameYear(_ count: Int, _ start: Instant) -> Range<Int>? {
    let page = page(holding: start)
    return page.span.contains(start.milliseconds)
      ? page.businessDay(count, after: start.milliseconds) : nil
  }

  /// The `count`th business day after a date, or before it where `count` is negative; the date itself for 0.
  ///
  /// Nil where there are ten years without one between two.
  package func date(_ count: Int, businessDaysAfter date: CivilDate) -> CivilDate? {
    let step = count < 0 ? -1 : 1
    var left = count.magnitude
    var day = date.day
    var closedDays = 0
    while left > 0 {
      day += step
      if businessDay(on: CivilDate(day: day)) != nil {
        left -= 1
        closedDays = 0
      } else {
        closedDays += 1
        if closedDays > Self.longestBreak { return nil }
      }
    }
    return CivilDate(day: day)
  }

  /// The business day that is open at an instant or between two of its windows, else the next one.
  func businessDate(holdingOrAfter instant: Instant) -> CivilDate? {
    // Windows of two days before may still be open.
    let first = zone.date(of: instant).day - 2
    for day in first...(first + Self.longestBreak) {
      let date = CivilDate(day: day)
      if let businessDay = businessDay(on: date), businessDay.upperBound > instant.milliseconds {
        return date
      }
    }
    return nil
  }

  /// Days after which a calendar without an opening counts as never open.
  private static let longestBreak = 3660
}
