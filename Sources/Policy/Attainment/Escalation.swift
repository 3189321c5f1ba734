package import Agreements
import Wire

/// How often a commitment was missed lately, and what that asks for.
package struct Escalation: Sendable, Equatable {
  /// Periods missed or unmeasured in a row up to the last one that is decided; where the charter counts any three of
  /// four, those of the last four.
  package let misses: Int
  package let level: Level

  package enum Level: String, Sendable {
    case none
    /// Flagged in the weekly review; no formal action.
    case flagged
    /// Both VPs meet.
    case leadership
    /// A formal review of the process, and possibly of the agreement.
    case process
  }

  /// Of a commitment's periods in order.
  ///
  /// Those without data and those excused neither break a streak nor extend it, nor
  /// do those that are pending; weeks are judged by the month that holds their Thursday, which is missed when two or
  /// more of them are.
  package init(_ periods: [Attainment], _ rules: Charter.Parameters.Escalation) {
    let judged = Self.judged(periods)
    misses =
      rules.countsThreeOfFour
      ? judged.suffix(4).count { $0 } : judged.reversed().prefix { $0 }.count
    level =
      misses >= rules.process
      ? .process : misses >= rules.leadership ? .leadership : misses > 0 ? .flagged : .none
  }

  /// For each period that is decided, whether it was missed.
  private static func judged(_ periods: [Attainment]) -> [Bool] {
    let decided = periods.filter { $0.isBreach || $0.state == .met }
    guard periods.first?.period.unit == .week else { return decided.map(\.isBreach) }
    var months: [(month: Period, missed: Int)] = []
    for item in decided {
      let thursday = item.period.days(in: .calendarYear).lowerBound.adding(days: 3)
      let month = Period.containing(thursday, unit: .month, in: .calendarYear)
      if months.last?.month != month { months.append((month, 0)) }
      if item.isBreach { months[months.count - 1].missed += 1 }
    }
    return months.map { $0.missed >= 2 }
  }
}
