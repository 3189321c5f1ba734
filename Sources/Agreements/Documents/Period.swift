package import Wire

/// The length that a commitment's periods have.
package enum PeriodUnit: String, Sendable, CaseIterable {
  case week, month, quarter, year
}

/// A closed stretch of whole days: `2026-W05` (ISO week), `2026-01`, `2026-Q1` or `2026`.
///
/// Quarters and years follow the fiscal calendar: fiscal year Y starts in calendar year Y, in the start month.
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
  ///
  /// `fiscalStart` is the month (1–12) in which fiscal years start.
  package func days(fiscalStart: Int) -> Range<CivilDate> {
    switch unit {
    case .week:
      let first = Self.firstDay(ofISOWeek: ordinal, year: year)
      return first..<first.adding(days: 7)
    case .month: return Self.month(12 * year + ordinal - 1)..<Self.month(12 * year + ordinal)
    case .quarter:
      let first = 12 * year + fiscalStart - 1 + 3 * (ordinal - 1)
      return Self.month(first)..<Self.month(first + 3)
    case .year:
      let first = 12 * year + fiscalStart - 1
      return Self.month(first)..<Self.month(first + 12)
    }
  }

  /// The period of a unit that holds a day.
  package static func containing(_ day: CivilDate, unit: PeriodUnit, fiscalStart: Int) -> Period {
    let (year, month, _) = day.components
    switch unit {
    case .week:
      // An ISO week belongs to the year that holds its Thursday (ISO 8601).
      let thursday = day.adding(days: 3 - day.weekday)
      let weekYear = thursday.components.year
      return Period(
        unit: .week, year: weekYear, ordinal: (day.day - firstDay(ofISOWeek: 1, year: weekYear).day) / 7 + 1)
    case .month: return Period(unit: .month, year: year, ordinal: month)
    case .quarter, .year:
      let months = (month - fiscalStart).modulo(12)
      let fiscalYear = month >= fiscalStart ? year : year - 1
      return Period(unit: unit, year: fiscalYear, ordinal: unit == .year ? 1 : months / 3 + 1)
    }
  }

  /// The period right after this one.
  package var next: Period {
    switch unit {
    case .week: .containing(days(fiscalStart: 1).upperBound, unit: .week, fiscalStart: 1)
    case .month: ordinal == 12 ? Period(unit: unit, year: year + 1, ordinal: 1) : later(ordinal + 1)
    case .quarter: ordinal == 4 ? Period(unit: unit, year: year + 1, ordinal: 1) : later(ordinal + 1)
    case .year: Period(unit: unit, year: year + 1, ordinal: 1)
    }
  }

  /// The period right before this one.
  package var previous: Period {
    switch unit {
    case .week: .containing(days(fiscalStart: 1).lowerBound.adding(days: -1), unit: .week, fiscalStart: 1)
    case .month: ordinal == 1 ? Period(unit: unit, year: year - 1, ordinal: 12) : later(ordinal - 1)
    case .quarter: ordinal == 1 ? Period(unit: unit, year: year - 1, ordinal: 4) : later(ordinal - 1)
    case .year: Period(unit: unit, year: year - 1, ordinal: 1)
    }
  }

  package static func < (left: Period, right: Period) -> Bool {
    (left.year, left.ordinal) < (right.year, right.ordinal)
  }

  private func later(_ ordinal: Int) -> Period { Period(unit: unit, year: year, ordinal: ordinal) }

  /// The first day of the month that is `index` months after January of year 0.
  ///
  /// Beyond the years 0 to 9999 it is the nearest end of the calendar, so that a period's days stay a range.
  private static func month(_ index: Int) -> CivilDate {
    CivilDate(year: index.floorDivided(by: 12), month: index.modulo(12) + 1, day: 1)
      ?? (index < 0 ? CivilDate(day: -719_528) : CivilDate(day: 2_932_897))
  }

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
