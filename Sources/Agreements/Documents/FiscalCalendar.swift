package import Wire

/// How a company's years are cut into quarters and months: by the calendar's months, or by whole weeks.
///
/// Months of whole weeks go by the names of the calendar's months that they lie about: where fiscal years start in
/// February, `2026-02` is the first of fiscal year 2026 and `2027-01` its last. A year has 52 weeks, or 53, of which the
/// last month has the one more.
package struct FiscalCalendar: Hashable, Sendable {
  /// The month (1–12) in which fiscal years start; they go by the calendar's year of that month.
  package let startMonth: Int
  /// How months are made of weeks; nil where they are the calendar's.
  package let weeks: Weeks?

  /// Months of four and five weeks.
  package struct Weeks: Hashable, Sendable {
    package let pattern: Pattern
    /// The day on which weeks start, 0 for Monday to 6 for Sunday.
    package let weekday: Int
    package let firstDay: FirstDay

    package init(pattern: Pattern, weekday: Int, firstDay: FirstDay) {
      self.pattern = pattern
      self.weekday = weekday
      self.firstDay = firstDay
    }
  }

  /// The weeks of a quarter's months.
  package enum Pattern: String, Sendable, CaseIterable {
    case fourFourFive = "4-4-5"
    case fourFiveFour = "4-5-4"
    case fiveFourFour = "5-4-4"

    /// How many weeks of a quarter come before its first, second and third month.
    var weeksBefore: [Int] {
      switch self {
      case .fourFourFive: [0, 4, 8]
      case .fourFiveFour: [0, 4, 9]
      case .fiveFourFour: [0, 5, 9]
      }
    }
  }

  /// On which of its weekdays a year starts, seen from the first of the start month.
  package enum FirstDay: String, Sendable, CaseIterable {
    /// The nearest: the year ends on the weekday before that is closest to the end of a month.
    case nearest
    /// The last up to then: the year ends on the last such weekday of a month.
    case onOrBefore = "on-or-before"
    /// The first from then on.
    case onOrAfter = "on-or-after"
  }

  package init(startMonth: Int, weeks: Weeks? = nil) {
    self.startMonth = startMonth
    self.weeks = weeks
  }

  /// Years from January to December, and the calendar's months.
  package static let calendarYear = FiscalCalendar(startMonth: 1)
}

extension FiscalCalendar {
  /// The first day of the `month`th month of a fiscal year, from 0; 12 is the first of the next year.
  func firstDay(ofMonth month: Int, year: Int) -> CivilDate {
    guard let weeks else { return CivilDate(month: 12 * year + startMonth - 1 + month) }
    let (year, month) = (year + month.floorDivided(by: 12), month.modulo(12))
    let before = 13 * (month / 3) + weeks.pattern.weeksBefore[month % 3]
    return firstDay(ofYear: year, weeks).adding(days: 7 * before)
  }

  private func firstDay(ofYear year: Int, _ weeks: Weeks) -> CivilDate {
    let first = CivilDate(month: 12 * year + startMonth - 1)
    let before = (first.weekday - weeks.weekday).modulo(7)
    return switch weeks.firstDay {
    case .nearest: first.adding(days: before <= 3 ? -before : 7 - before)
    case .onOrBefore: first.adding(days: -before)
    case .onOrAfter: first.adding(days: before == 0 ? 0 : 7 - before)
    }
  }

  /// The fiscal year that holds a day, and the number of its month that does, from 0.
  func month(of day: CivilDate) -> (year: Int, month: Int) {
    let (year, month, _) = day.components
    guard weeks != nil else {
      return (month >= startMonth ? year : year - 1, (month - startMonth).modulo(12))
    }
    // A month of weeks starts within a week of the first of the calendar's, or ends a week or two later.
    var number = 12 * year + month - startMonth + 1
    while firstDay(ofMonth: number.modulo(12), year: number.floorDivided(by: 12)) > day { number -= 1 }
    return (number.floorDivided(by: 12), number.modulo(12))
  }
}

extension CivilDate {
  /// The first day of the month that is `month` months after January of year 0, whatever year that is.
  fileprivate init(month: Int) {
    // The calendar is the same again after 400 years, which have 146,097 days.
    let year = month.floorDivided(by: 12)
    let first = CivilDate(year: year.modulo(400), month: month.modulo(12) + 1, day: 1) ?? CivilDate(day: 0)
    self = first.adding(days: 146_097 * year.floorDivided(by: 400))
  }
}

extension FiscalCalendar.Weeks {
  static let shape = Shape.record(
    "Weeks of a fiscal year",
    .needs(
      "pattern", .choice(FiscalCalendar.Pattern.allCases.map(\.rawValue)),
      "Weeks of a quarter's three months."),
    .needs("startsOn", .choice(CalendarRules.weekdays), "Day on which its weeks start."),
    .needs(
      "yearStarts", .choice(FiscalCalendar.FirstDay.allCases.map(\.rawValue)),
      "Which of those days its first is, seen from the first of the start month."))

  init(_ fields: Fields) throws(StructureProblem) {
    pattern = try fields.value("pattern", "pattern", { FiscalCalendar.Pattern(rawValue: $0) })
    weekday = try fields.value("startsOn", "weekday", { CalendarRules.weekdays.firstIndex(of: $0) })
    firstDay = try fields.value("yearStarts", "rule", { FiscalCalendar.FirstDay(rawValue: $0) })
  }

  /// As documents write it.
  package var json: JSON {
    .object([
      .init("pattern", .string(pattern.rawValue)),
      .init("startsOn", .string(CalendarRules.weekdays[weekday])),
      .init("yearStarts", .string(firstDay.rawValue)),
    ])
  }
}
