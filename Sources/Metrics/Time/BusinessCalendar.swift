package import Agreements
internal import Synchronization
package import Wire

/// When business is open: the rules of an agreement's calendar on the local clocks of its zone.
///
/// Each window is built from local wall time on its own date, so that a day on which clocks change has its true length.
/// A holiday closes the windows that start on that date; a half day replaces those of its weekday. Windows that
/// overlap count once. All lengths are exact, in milliseconds.
package final class BusinessCalendar: Sendable {
  package let rules: CalendarRules
  package let zone: Zone
  private let holidays: Set<CivilDate>
  private let halfDays: [CivilDate: [CalendarRules.Window]]
  /// The pages that are asked for all the time, made at once.
  private let readyPages: [CalendarPage]
  /// The pages of the years that exports tell of, each made when it is first asked for.
  private let commonPages: [PageSlot]
  private let otherPages = Mutex<[Int: CalendarPage]>([:])

  package convenience init(rules: CalendarRules, zone: Zone) {
    self.init(rules: rules, zone: zone, holidays: Set(rules.holidays), readyPages: [])
  }

  private init(rules: CalendarRules, zone: Zone, holidays: Set<CivilDate>, readyPages: [CalendarPage]) {
    self.rules = rules
    self.zone = zone
    self.holidays = holidays
    self.readyPages = readyPages
    commonPages = Self.commonYears.map { _ in PageSlot() }
    halfDays = Dictionary(rules.halfDays, uniquingKeysWith: { first, _ in first })
  }

  /// The same calendar, faster at what lies in or near that time: at most some ten years.
  func ready(for span: Range<Instant>) -> BusinessCalendar {
    let first = zone.date(of: span.lowerBound).components.year
    let last = min(zone.date(of: span.upperBound).components.year, first + 9)
    return BusinessCalendar(
      rules: rules, zone: zone, holidays: holidays, readyPages: (first...last).map { page(ofYear: $0) })
  }

  /// Milliseconds of open time in `[start, end)`; 0 where `end` is not after `start`.
  package func openMilliseconds(from start: Instant, to end: Instant) -> Int {
    guard start < end else { return 0 }
    let first = page(holding: start)
    if first.span.contains(end.milliseconds) {
      return first.open(before: end.milliseconds) - first.open(before: start.milliseconds)
    }
    let last = page(holding: end)
    var sum = first.total - first.open(before: start.milliseconds) + last.open(before: end.milliseconds)
    var year = first.year + 1
    while year < last.year {
      sum += page(ofYear: year).total
      year += 1
    }
    return sum
  }

  /// The moment at which `milliseconds` of open time have run since `start`, `start` itself for none; nil for a
  /// calendar that does not open for so long within twenty years of one another, or before the year 10000.
  package func instant(after start: Instant, open milliseconds: Int) -> Instant? {
    guard milliseconds > 0 else { return start }
    var page = page(holding: start)
    var wanted = milliseconds
    let (sum, overflows) = wanted.addingReportingOverflow(page.open(before: start.milliseconds))
    guard !overflows else { return nil }
    wanted = sum
    var closedYears = 0
    while wanted > page.total {
      closedYears = page.total == 0 ? closedYears + 1 : 0
      guard closedYears < 20, page.year < 9999 else { return nil }
      wanted -= page.total
      page = self.page(ofYear: page.year + 1)
    }
    return page.instant(afterOpen: wanted)
  }

  /// The windows that start on a date, as written in the rules.
  func windows(on date: CivilDate) -> [CalendarRules.Window] {
    if holidays.contains(date) { return [] }
    if let windows = halfDays[date] { return windows }
    return rules.week.indices.contains(date.weekday) ? rules.week[date.weekday] : []
  }

  /// The business day of a date: from the first opening to the last close of the windows that start on it; nil where
  /// none does.
  package func businessDay(on date: CivilDate) -> Range<Int>? {
    let page = page(ofYear: date.components.year)
    let index = date.day - page.firstDay
    return page.businessDays.indices.contains(index) ? page.businessDays[index] : nil
  }

  func page(holding instant: Instant) -> CalendarPage {
    for page in readyPages where page.span.contains(instant.milliseconds) { return page }
    // But for some hours around New Year, the year is that of UTC.
    let year = CivilDate(day: instant.milliseconds.floorDivided(by: 86_400_000)).components.year
    let page = page(ofYear: year)
    return page.span.contains(instant.milliseconds)
      ? page : self.page(ofYear: zone.date(of: instant).components.year)
  }

  /// The page of a year; years outside 0–9999, of which no document speaks, are never open.
  private func page(ofYear year: Int) -> CalendarPage {
    if Self.commonYears.contains(year) {
      let slot = commonPages[year - Self.commonYears.lowerBound]
      return slot.page.load() ?? slot.page.storeIfNil(CalendarPage(year: year, of: self))
    }
    if let page = otherPages.withLock({ $0[year] }) { return page }
    let page = CalendarPage(year: year, of: self)
    return otherPages.withLock { pages in
      if let known = pages[year] { return known }
      if pages.count < Self.pagesKept { pages[year] = page }
      return page
    }
  }

  private static let commonYears = 1990..<2090

  /// What an export of one lifetime needs, however wild its dates are.
  private static let pagesKept = 256
}

/// A place for a page, which any thread may fill.
private final class PageSlot: Sendable {
  let page = AtomicLazyReference<CalendarPage>()
}

extension CalendarRules {
  /// Whether some window opens on some day.
  package var everOpens: Bool {
    week.contains { !$0.isEmpty } || halfDays.contains { !$0.1.isEmpty }
  }
}
