import Agreements
import Ledger
import Metrics
import Wire

/// The number of a target as people type it: `450`, `90%`, `€12,500` or `2h`.
enum TypedTarget {
  /// The number in the unit of a target; throws for what is none.
  ///
  /// `remedy` is the command by which the agreement comes to say in which currency money is counted, where it does not.
  static func number(
    _ text: String, of metric: Metric, unit: Commitment.Target.Unit?, currency: String?,
    withoutCurrency remedy: String
  ) throws(Failure) -> Int {
    if let number = try read(text, unit, currency, remedy) { return number }
    throw Failure(
      .usage, "\"\(text)\" is no value of \(metric.rawValue)",
      do: "Write a number such as 450, a share such as 90%, a sum such as €12,500, or a time such as 2h.")
  }

  private static func read(
    _ text: String, _ unit: Commitment.Target.Unit?, _ currency: String?, _ remedy: String
  ) throws(Failure) -> Int? {
    switch unit {
    case .milliseconds:
      switch ClockDuration(typed: text) {
      case .time(let milliseconds)?: return milliseconds
      // A promised duration is a length of time; a day of it has 24 hours.
      case .businessDays(let days)?: return days * 86_400_000
      case nil: return nil
      }
    case .minorUnits:
      guard let currency else {
        throw Failure(
          .usage, "the agreement's measurement does not say in which currency money is counted",
          do: "Add \"money\" to it: \(remedy)")
      }
      return MoneyReader.minorUnits(typed: text, currency)
    case .leads, .percent, .points, nil:
      guard !text.hasSuffix("%") || unit == .percent else { return nil }
      return Decimals.read(Array(text.filter { $0 != "%" && $0 != " " && $0 != "," }.utf8)[...])
    }
  }
}
