internal import Agreements
internal import Wire

/// The business calendar as a table: for every stretch of time in which nothing opens or closes, how long it has been
/// open before, whether it is, and when the business days around it open and close.
///
/// Stretches are cut at UTC midnights, so that engines find them by the day.
struct SQLCalendar {
  private let calendar: BusinessCalendar
  private let range: Range<Int>
  /// The numbers of business days whose closes are looked up.
  let closes: [Int]
  /// Whether only closes are looked up.
  private let hasClosesOnly: Bool

  /// For the instants of `range`, in milliseconds of the epoch.
  init(_ calendar: BusinessCalendar, range: Range<Int>, closes: [Int], hasClosesOnly: Bool = false) {
    self.hasClosesOnly = hasClosesOnly
    self.calendar = calendar
    self.range = range
    self.closes = closes
  }

  /// The names of the table's columns: day, first millisecond, the one after the last, milliseconds open before, whether
  /// it is open, the opening of the business day before, and the closes.
  var columns: [SQL] {
    ["b", "lo", "hi"] + (hasClosesOnly ? [] : ["cum", "rate", "opening"]) + closes.map { "close\($0)" }
  }

  var rows: [[Int]] {
    var days = BusinessDayList(calendar, from: range.lowerBound)
    var open = 0
    let bounds = bounds
    return zip(bounds, bounds.dropFirst()).map { low, high in
      let stretch = [low.floorDivided(by: SQLClocks.day), low, high]
      if hasClosesOnly {
        days.advance(to: low)
        return stretch + closes.map { days.close($0) }
      }
      let isOpen =
        calendar.openMilliseconds(from: Instant(milliseconds: low), to: Instant(milliseconds: high)) > 0
      defer { open += isOpen ? high - low : 0 }
      days.advance(to: low)
      return stretch + [open, isOpen ? 1 : 0, days.opening] + closes.map { days.close($0) }
    }
  }

  /// The first milliseconds of stretches, and the end of the last.
  private var bounds: [Int] {
    let days = [range.lowerBound, range.upperBound].map {
      calendar.zone.date(of: Instant(milliseconds: $0)).day
    }
    var bounds: Set<Int> = [range.lowerBound, range.upperBound]
    for day in (days[0] - 3)...(days[1] + 1) {
      if hasClosesOnly {
        if let close = calendar.businessDay(on: CivilDate(day: day))?.upperBound { bounds.insert(close) }
        continue
      }
      for window in CalendarPage.windows(startingOn: CivilDate(day: day), of: calendar) {
        bounds.formUnion([window.lowerBound, window.upperBound])
      }
    }
    let first = range.lowerBound.floorDivided(by: SQLClocks.day)
    for day in first...(first + range.count / SQLClocks.day + 1) { bounds.insert(day * SQLClocks.day) }
    return bounds.filter { $0 >= range.lowerBound && $0 <= range.upperBound }.sorted()
  }

  /// Milliseconds that the calendar has been open by an instant for which a stretch was found.
  static func open(by instant: SQL, _ stretch: SQL) -> SQL {
    "(\(stretch).cum + \(stretch).rate * (\(instant) - \(stretch).lo))"
  }

  /// What finds the stretch of an instant.
  static func join(_ table: SQL, as stretch: SQL, at instant: SQL, _ clocks: SQLClocks) -> SQL {
    """
    LEFT JOIN \(table) AS \(stretch) ON \(stretch).b = \(clocks.bucket(of: instant)) \
    AND \(instant) >= \(stretch).lo AND \(instant) < \(stretch).hi
    """
  }
}

/// The business days around a moment that only moves on, as ``BusinessCalendar`` counts them.
struct BusinessDayList {
  private let calendar: BusinessCalendar
  private var dates: [CivilDate] = []
  private var days: [Range<Int>] = []
  /// The index of the business day that is open at the moment, or comes next; nil where none does.
  private var current: Int?

  init(_ calendar: BusinessCalendar, from moment: Int) {
    self.calendar = calendar
    guard let first = calendar.businessDate(holdingOrAfter: Instant(milliseconds: moment)) else { return }
    if let before = calendar.date(-1, businessDaysAfter: first) { append(before) }
    append(first)
    current = days.count - 1
  }

  mutating func advance(to moment: Int) {
    while let index = current, days[index].upperBound <= moment {
      current = day(index + 1) == nil ? nil : index + 1
    }
  }

  /// When the business day before opens.
  var opening: Int {
    guard let index = current, index > 0 else { return SQLClocks.never }
    return days[index - 1].lowerBound
  }

  /// When the `count`th business day after the one at hand closes.
  mutating func close(_ count: Int) -> Int {
    current.flatMap { day($0 + count) }?.upperBound ?? SQLClocks.never
  }

  private mutating func day(_ index: Int) -> Range<Int>? {
    while index >= days.count {
      guard let last = dates.last, let next = calendar.date(1, businessDaysAfter: last) else { return nil }
      append(next)
    }
    return days[index]
  }

  private mutating func append(_ date: CivilDate) {
    guard let day = calendar.businessDay(on: date) else { return }
    dates.append(date)
    days.append(day)
  }
}
