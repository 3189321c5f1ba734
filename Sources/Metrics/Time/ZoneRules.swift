internal import Wire

/// When a zone's local clocks change, and to what.
struct ZoneRules: Sendable, Equatable {
  /// Seconds since 1970-01-01T00:00:00Z at which clocks change, ascending.
  let transitions: [Int]
  /// Seconds ahead of UTC from each transition on.
  let offsets: [Int]
  /// Seconds ahead of UTC before the first transition.
  let first: Int
  /// What holds from the last transition on; its own offset where nil.
  let rest: DaylightRule?

  /// The same with the changes that ``rest`` makes up to the year `year` written out, so that they need not be reckoned
  /// for each time.
  func writtenOut(to year: Int) -> ZoneRules {
    guard let rest, let daylight = rest.daylight, let last = transitions.last else { return self }
    var times: [Int] = []
    let firstYear = CivilDate(day: last.floorDivided(by: 86_400)).components.year
    guard firstYear < year else { return self }
    for year in firstYear...year {
      // What holds is reckoned by years, so that it can change where one begins.
      let newYear = CivilDate(year: year, month: 1, day: 1).map { $0.day * 86_400 - rest.standard }
      let start = daylight.start.second(inYear: year).map { $0 - rest.standard }
      let end = daylight.end.second(inYear: year).map { $0 - daylight.offset }
      times += [newYear, start, end].compactMap { $0 }
    }
    var (transitions, offsets) = (transitions, offsets)
    for time in times.sorted() where time > last {
      let offset = rest.offset(atSecond: time)
      if offset == offsets.last { continue }
      transitions.append(time)
      offsets.append(offset)
    }
    return ZoneRules(transitions: transitions, offsets: offsets, first: first, rest: rest)
  }

  /// Seconds ahead of UTC at a second of the epoch.
  func offset(atSecond second: Int) -> Int {
    guard let last = transitions.last else { return rest?.offset(atSecond: second) ?? first }
    if second >= last, let rest { return rest.offset(atSecond: second) }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : offsets[low - 1]
  }
}

/// A rule without end for clock changes: the TZ string of POSIX.1, with the hours of RFC 9636, section 3.3.1.
struct DaylightRule: Sendable, Equatable {
  /// Seconds ahead of UTC outside daylight saving time.
  let standard: Int
  let daylight: Daylight?

  struct Daylight: Sendable, Equatable {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// A day of every year, and the local second of it at which clocks change; may lie outside the day.
  struct Change: Sendable, Equatable {
    let day: Day
    let second: Int
  }

  enum Day: Sendable, Equatable {
    /// Day 1–365; 29 February is never counted.
    case withoutLeapDay(Int)
    /// Day 0–365; 29 February is counted.
    case withLeapDay(Int)
    /// A weekday (0 is Sunday) of a month, in its week 1–5; 5 is the last.
    case weekday(Int, week: Int, month: Int)
  }

  func offset(atSecond second: Int) -> Int {
    guard let daylight else { return standard }
    let year = CivilDate(day: (second + standard).floorDivided(by: 86_400)).components.year
    guard let start = daylight.start.second(inYear: year), let end = daylight.end.second(inYear: year) else {
      return standard
    }
    let startsAt = start - standard
    let endsAt = end - daylight.offset
    let isDaylight =
      startsAt < endsAt ? startsAt <= second && second < endsAt : !(endsAt <= second && second < startsAt)
    return isDaylight ? daylight.offset : standard
  }
}

extension DaylightRule.Change {
  /// The local second, counted from 1970-01-01T00:00:00 on the same clock; nil for years outside 0–9999.
  func second(inYear year: Int) -> Int? {
    day.date(inYear: year).map { $0.day * 86_400 + second }
  }
}

extension DaylightRule.Day {
  func date(inYear year: Int) -> CivilDate? {
    switch self {
    case .withoutLeapDay(let number):
      // A year that starts in March counts the same days whether it is a leap year or not.
      return number < 60
        ? CivilDate(year: year, month: 1, day: 1)?.adding(days: number - 1)
        : CivilDate(year: year, month: 3, day: 1)?.adding(days: number - 60)
    case .withLeapDay(let number): return CivilDate(year: year, month: 1, day: 1)?.adding(days: number)
    case .weekday(let weekday, let week, let month):
      guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
      let sundayFirst = (first.weekday + 1) % 7
      let date = first.adding(days: (weekday - sundayFirst).modulo(7) + 7 * (week - 1))
      return date.components.month == month ? date : date.adding(days: -7)
    }
  }
}
