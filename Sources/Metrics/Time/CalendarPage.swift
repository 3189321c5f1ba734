internal import Agreements
internal import Wire

/// One local calendar year of a business calendar, ready to be summed; all times in milliseconds of the epoch.
final class CalendarPage: Sendable {
  let year: Int
  /// Days since 1970-01-01 of 1 January.
  let firstDay: Int
  let span: Range<Int>
  /// Disjoint windows in order, cut to the span.
  private let windows: [Range<Int>]
  /// Open time in the span before each window.
  private let before: [Int]
  /// Open time in the span.
  let total: Int
  /// How many windows start before each 24 hours of the span, counted from its start.
  private let windowsBefore: [Int32]
  /// For each day of the year the first opening and last close of the windows that start on it; nil for none.
  let businessDays: [Range<Int>?]
  /// Those of them that there are, in order.
  private let openDays: [Range<Int>]
  /// How many of those lie before each day of the year.
  private let openDaysBefore: [Int32]
  /// When each day of the year starts, and the next year.
  private let dayStarts: [Int]

  init(year: Int, of calendar: BusinessCalendar) {
    self.year = year
    guard let first = CivilDate(year: year, month: 1, day: 1),
      let last = CivilDate(year: year, month: 12, day: 31)
    else {
      (firstDay, span, windows, before, total, windowsBefore) = (0, 0..<0, [], [], 0, [])
      (businessDays, openDays, openDaysBefore, dayStarts) = ([], [], [], [])
      return
    }
    firstDay = first.day
    let dayStarts = (first.day...(last.day + 1)).map {
      calendar.zone.startOfDay(CivilDate(day: $0)).milliseconds
    }
    let start = dayStarts[0]
    let end = max(start, dayStarts[dayStarts.count - 1])
    var all: [Range<Int>] = []
    var days: [Range<Int>?] = []
    // A window from 24:00 to 24:00 reaches two days on.
    for day in (first.day - 2)...last.day {
      let windows = Self.windows(startingOn: CivilDate(day: day), of: calendar)
      all += windows
      guard day >= first.day else { continue }
      let bounds = windows.first.map { first in
        windows.reduce(first) { min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound) }
      }
      days.append(bounds)
    }
    let disjoint = Self.disjoint(all, within: start..<end)
    var sum = 0
    var before: [Int] = []
    for window in disjoint {
      before.append(sum)
      sum += window.count
    }
    span = start..<end
    windows = disjoint
    self.before = before
    total = sum
    businessDays = days
    self.dayStarts = dayStarts
    windowsBefore = stride(from: start, through: end, by: Self.day).map { time in
      Int32(truncatingIfNeeded: disjoint.partition { $0.lowerBound >= time })
    }
    openDays = days.compactMap { $0 }
    var count: Int32 = 0
    openDaysBefore = days.map { day in
      defer { count += day == nil ? 0 : 1 }
      return count
    }
  }

  private static let day = 86_400_000

  /// Open time in the span before `time`.
  func open(before time: Int) -> Int {
    guard time > span.lowerBound else { return 0 }
    let day = (time - span.lowerBound) / Self.day
    var index = day < windowsBefore.count ? Int(windowsBefore[day]) : windows.count
    while index < windows.count, windows[index].lowerBound < time { index += 1 }
    guard index > 0 else { return 0 }
    return before[index - 1] + min(time, windows[index - 1].upperBound) - windows[index - 1].lowerBound
  }

  /// The days since 1 January of the local date at a time within the span.
  func dayOfYear(at time: Int) -> Int {
    // Days of 23 and 25 hours lie between a day's start and what 24 hours each would make of it.
    var day = min((time - span.lowerBound) / Self.day, dayStarts.count - 2)
    while day > 0, time < dayStarts[day] { day -= 1 }
    while day < dayStarts.count - 2, time >= dayStarts[day + 1] { day += 1 }
    return day
  }

  /// The `count`th business day, from its first opening to its last close, after or before the one that is open at a time
  /// within the span or opens next; nil where one of both lies outside the year, or may do so.
  func businessDay(_ count: Int, after time: Int) -> Range<Int>? {
    let day = dayOfYear(at: time)
    // Windows of two days before may still be open.
    guard day >= 2 else { return nil }
    var first = Int(openDaysBefore[day - 2])
    while first < openDays.count, openDays[first].upperBound <= time { first += 1 }
    let (wanted, overflows) = first.addingReportingOverflow(count)
    guard first < openDays.count, !overflows, openDays.indices.contains(wanted) else { return nil }
    return openDays[wanted]
  }

  /// The moment at which `open` milliseconds have run since the span's start; nil beyond the total.
  func instant(afterOpen open: Int) -> Instant? {
    guard open > 0, open <= total else { return nil }
    let index = before.partition { $0 >= open }
    return Instant(milliseconds: windows[index - 1].lowerBound + open - before[index - 1])
  }

  static func windows(startingOn date: CivilDate, of calendar: BusinessCalendar) -> [Range<Int>] {
    calendar.windows(on: date).compactMap { window in
      let opens = instant(date, minute: window.from, calendar.zone)
      let closes = instant(date, minute: window.to + (window.to <= window.from ? 1440 : 0), calendar.zone)
      return opens < closes ? opens..<closes : nil
    }
  }

  private static func instant(_ date: CivilDate, minute: Int, _ zone: Zone) -> Int {
    let local = LocalTimestamp(
      date: date.adding(days: minute / 1440), millisecondOfDay: minute % 1440 * 60_000)
    return zone.instant(of: local).instant.milliseconds
  }

  private static func disjoint(_ windows: [Range<Int>], within span: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for window in windows.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let window = window.clamped(to: span)
      if window.isEmpty { continue }
      if let last = result.last, window.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, window.upperBound)
      } else {
        result.append(window)
      }
    }
    return result
  }
}

extension RandomAccessCollection where Index == Int {
  /// The index of the first element for which `isLate` holds, where it holds from some index on; the end for none.
  func partition(isLate: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isLate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
