package import Agreements

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

extension Figures {
  /// Whether nothing was there to be measured.
  package var isEmpty: Bool {
    switch self {
    case .count: false
    case .share(let share): share.denominator == 0
    case .clock(let clock): clock.n - clock.pending == 0
    }
  }

  /// The count of a volume; nil for anything else.
  package var volume: Int? {
    if case .count(let count) = self { count.value } else { nil }
  }

  /// How many cases the number stands on.
  package var size: Int {
    switch self {
    case .count(let count): count.value
    case .share(let share): share.denominator
    case .clock(let clock): clock.n - clock.pending
    }
  }

  /// Part and whole of a share; nil for counts.
  package var ratio: (part: Int, whole: Int)? {
    switch self {
    case .count: nil
    case .share(let share): (share.numerator, share.denominator)
    case .clock(let clock): (clock.met, clock.n - clock.pending)
    }
  }

  /// Whether a target was kept; nil where there is no data.
  package func meets(_ target: Commitment.Target) -> Bool? {
    guard !isEmpty else { return nil }
    if let (part, whole) = ratio {
      // Counts are at most 2^53 and promised shares at most 100.
      return target.comparison == .atLeast
        ? target.value * whole <= 100 * part : 100 * part <= target.value * whole
    }
    guard case .count(let count) = self else { return nil }
    return target.comparison == .atLeast ? count.value >= target.value : count.value <= target.value
  }

  /// As it stands in a sentence: `438`, or `81.4 % (357 of 438)`.
  package var words: String {
    guard let (part, whole) = ratio else {
      if case .count(let count) = self { return String(count.value) }
      return ""
    }
    guard whole > 0 else { return "no data" }
    // A tenth of a percent, cut and not rounded, so that 99.96 % does not read as kept. Counts are at most 2^53.
    let tenths = part * 1000 / whole
    return "\(tenths / 10).\(tenths % 10) % (\(part) of \(whole))"
  }
}
