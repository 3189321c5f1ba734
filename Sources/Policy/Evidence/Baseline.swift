/// What the cited volumes allow: the lower of mean and middle value, and the cap above it.
package struct Baseline: Sendable, Equatable {
  /// Kept as a fraction, so that nothing is rounded before the cap is taken.
  package let numerator: Int
  package let denominator: Int

  /// The lower of mean and middle value; nil of no values.
  ///
  /// Values are at most 2^53, and 24 of them.
  package init?(of values: [Int]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    let median: (Int, Int) =
      sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle], 2) : (sorted[middle], 1)
    let sum = values.reduce(0, +)
    // sum/count ≤ median, compared without division.
    if sum * median.1 <= median.0 * values.count {
      (numerator, denominator) = (sum, values.count)
    } else {
      (numerator, denominator) = median
    }
  }

  /// The greatest target: (100 + cap) percent of the baseline, rounded up to the next whole lead.
  package func ceiling(capPercent: Int) -> Int {
    let (product, overflow) = numerator.multipliedReportingOverflow(by: 100 + capPercent)
    guard !overflow else { return 0 }
    let divisor = 100 * denominator
    return product / divisor + (product.isMultiple(of: divisor) ? 0 : 1)
  }

  /// Rounded to whole leads, as it is shown.
  package var words: String {
    numerator.isMultiple(of: denominator)
      ? String(numerator / denominator)
      : "\(numerator)/\(denominator) (about \((numerator + denominator / 2) / denominator))"
  }
}
