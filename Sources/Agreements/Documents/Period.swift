package import Wire

/// The length that a commitment's periods have.
package enum PeriodUnit: String, Sendable, CaseIterable {
  case week, month, quarter, year
}

/// A closed stretch of whole days: `2026-W05` (ISO week), `2026-01`, `2026-Q1` or `2026`.
///
/// Months, quarters and years follow the ``FiscalCalendar``: fiscal year Y starts in the start month of calendar year Y.
package struct Period: Hashable, Comparable, Sendable {
  package let unit: PeriodUnit
  package let year: Int
  /// Week 1–53, month 1–12, quarter 1–4; 1 for a year.
  package let ordinal: Int

  package init(unit: PeriodUnit, year: Int, ordinal: Int) {
    self.unit = unit
    self.year = year
    self.ordinal = ordinal
  }

  /// Reads a period as it is written; nil for anything else, and for weeks that the year does not have.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 4, let year = Decimals.read(bytes[0..<4]), (1...9998).contains(year) else {
      return nil
    }
    if bytes.count == 4 {
      self.init(unit: .year, year: year, ordinal: 1)
      return
    }
    guard bytes.count >= 7, bytes[4] == UInt8(ascii: "-") else { return nil }
    let rest = bytes[5...]
    switch rest.first {
    case UInt8(ascii: "Q"):
      guard rest.count == 2, let quarter = Decimals.read(rest.dropFirst()), (1...4).contains(quarter) else {
        return nil
      }
      self.init(unit: .quarter, year: year, ordinal: quarter)
    case UInt8(ascii: "W"):
      guard rest.count == 3, let week = Decimals.read(rest.dropFirst()), (1...53).contains(week),
        week < 53 || Self.firstDay(ofISOWeek: 53, year: year) < Self.firstDay(ofISOWeek: 1, year: year + 1)
      else { return nil }
      self.init(unit: .week, year: year, ordinal: week)
    default:
      guard rest.count == 2, let month = Decimals.read(rest), (1...12).contains(month) else { return nil }
      self.init(unit: .month, year: year, ordinal: month)
    }
  }

  /// The first day, and the first day after it.
  package func days(in fiscal: FiscalCalendar) -> Range<CivilDate> {
    switch unit {
    case .week:
      let first = Self.firstDay(ofISOWeek: ordinal, year: year)
      return first..<first.adding(days: 7)
    case .month:
      let isOfYearBefore = ordinal < fiscal.startMonth
      return days(
        ofMonths: 1, from: (ordinal - fiscal.startMonth).modulo(12), year: isOfYearBefore ? year - 1 : year,
        fiscal)
    case .quarter: return days(ofMonths: 3, from: 3 * (ordinal - 1), year: year, fiscal)
    case .year: return days(ofMonths: 12, from: 0, year: year, fiscal)
    }
  }

  private func days(
    ofMonths count: Int, from month: Int, year: Int, _ fiscal: FiscalCalendar
  ) -> Range<CivilDate> {
    let first = fiscal.firstDay(ofMonth: month, year: year)
    return first..<fiscal.firstDay(ofMonth: month + count, year: year)
  }

  /// The period of a unit that holds a day.
  package static func containing(_ day: CivilDate, unit: PeriodUnit, in fiscal: FiscalCalendar) -> Period {
    guard unit != .week else {
      // An ISO week belongs to the year that holds its Thursday (ISO 8601).
      let year = day.adding(days: 3 - day.weekday).components.year
      return Period(
        unit: .week, year: year, ordinal: (day.day - firstDay(ofISOWeek: 1, year: year).day) / 7 + 1)
    }
    let (year, month) = fiscal.month(of: day)
    switch unit {
    case .month:
      let named = fiscal.startMonth - 1 + month
      return Period(unit: unit, year: year + named / 12, ordinal: named % 12 + 1)
    case .quarter: return Period(unit: unit, year: year, ordinal: month / 3 + 1)
    case .week, .year: return Period(unit: unit, year: year, ordinal: 1)
    }
  }

  /// The period right after this one.
  package var next: Period {
    switch unit {
    case .week: .containing(days(in: .calendarYear).upperBound, unit: .week, in: .calendarYear)
    case .month: ordinal == 12 ? Period(unit: unit, year: year + 1, ordinal: 1) : later(ordinal + 1)
    case .quarter: ordinal == 4 ? Period(unit: unit, year: year + 1, ordinal: 1) : later(ordinal + 1)
    case .year: Period(unit: unit, year: year + 1, ordinal: 1)
    }
  }

  /// The period right before this one.
  package var previous: Period {
    switch unit {
    case .week:
      .containing(days(in: .calendarYear).lowerBound.adding(days: -1), unit: .week, in: .calendarYear)
    case .month: ordinal == 1 ? Period(unit: unit, year: year - 1, ordinal: 12) : later(ordinal - 1)
    case .quarter: ordinal == 1 ? Period(unit: unit, year: year - 1, ordinal: 4) : later(ordinal - 1)
    case .year: Period(unit: unit, year: year - 1, ordinal: 1)
    }
  }

  package static func < (left: Period, right: Period) -> Bool {
    (left.year, left.ordinal) < (right.year, right.ordinal)
  }

  private func later(_ ordinal: Int) -> Period { Period(unit: unit, year: year, ordinal: ordinal) }

  /// The Monday of a week; week 1 holds 4 January (ISO 8601).
  private static func firstDay(ofISOWeek week: Int, year: Int) -> CivilDate {
    let fourth = CivilDate(year: year, month: 1, day: 4) ?? CivilDate(day: 0)
    return fourth.adding(days: 7 * (week - 1) - fourth.weekday)
  }
}

extension Period: CustomStringConvertible {
  package var description: String {
    let yearText = Decimals.pad(year, 4)
    return switch unit {
    case .week: "\(yearText)-W\(Decimals.pad(ordinal, 2))"
    case .month: "\(yearText)-\(Decimals.pad(ordinal, 2))"
    case .quarter: "\(yearText)-Q\(ordinal)"
    case .year: yearText
    }
  }
}
