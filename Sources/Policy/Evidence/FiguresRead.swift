package import Agreements

/// What a number says to whoever holds it against a target.
extension Figures {
  /// Whether nothing was there to be measured.
  package var isEmpty: Bool {
    switch self {
    case .count, .reported: false
    case .share(let share): share.denominator == 0
    case .quotient(let quotient): quotient.denominator == 0
    case .clock(let clock): clock.n - clock.pending == 0
    case .amount(let amount): amount.n == 0 && amount.missing > 0
    case .durations(let durations): durations.n == 0
    }
  }

  /// The count of a volume; nil for anything else.
  package var volume: Int? {
    if case .count(let count) = self { count.value } else { nil }
  }

  /// How many cases the number stands on; nil for one that was not measured here.
  package var size: Int? {
    switch self {
    case .count(let count): count.value
    case .share(let share): share.denominator
    case .quotient(let quotient): quotient.numerator
    case .clock(let clock): clock.n - clock.pending
    case .amount(let amount): amount.n
    case .durations(let durations): durations.n
    case .reported: nil
    }
  }

  /// Part and whole of a share; nil for anything else.
  package var ratio: (part: Int, whole: Int)? {
    switch self {
    case .share(let share): (share.numerator, share.denominator)
    case .clock(let clock): (clock.met, clock.n - clock.pending)
    default: nil
    }
  }

  /// Whether a target for a measure was kept; nil where there is no data.
  package func meets(_ target: Commitment.Target, of metric: Metric) -> Bool? {
    guard !isEmpty else { return nil }
    if let statistic = target.statistic { return meets(target, statistic) }
    if let (part, whole) = ratio {
      // Counts are at most 2^53 and promised shares at most 100.
      return target.isKept(by: 100 * part, against: target.value * whole)
    }
    switch self {
    case .count(let count): return target.isKept(by: count.value, against: target.value)
    case .quotient(let quotient):
      let (wanted, overflows) = target.value.multipliedReportingOverflow(by: quotient.denominator)
      return target.isKept(by: quotient.numerator, against: overflows ? Int.max : wanted)
    case .amount(let amount):
      let promised = metric == .mqlScore || metric == .dealSize ? amount.median : amount.sum
      return promised.map { target.isKept(by: $0, against: target.value) }
    case .reported(let reported): return target.isKept(by: reported.value, against: target.value)
    case .share, .clock, .durations: return nil
    }
  }

  /// Durations that have no end yet are later than any.
  private func meets(_ target: Commitment.Target, _ statistic: Commitment.Target.Statistic) -> Bool? {
    guard let quantiles else { return nil }
    let value = statistic == .median ? quantiles.median : quantiles.p95
    return target.isKept(by: value ?? Int.max, against: target.value)
  }

  /// Median and 95th percentile in milliseconds, nil for one without end; nil for what is no duration.
  package var quantiles: (median: Int?, p95: Int?)? {
    switch self {
    case .clock(let clock): (clock.median, clock.p95)
    case .durations(let durations): (durations.median, durations.p95)
    default: nil
    }
  }

  /// As it stands in a sentence: `438`, or `81.4 % (357 of 438)`.
  package var words: String {
    switch self {
    case .count(let count): return String(count.value)
    case .quotient(let quotient):
      guard quotient.denominator > 0 else { return "no data" }
      let tenths = quotient.numerator * 10 / quotient.denominator
      return "\(tenths / 10).\(tenths % 10) (\(quotient.numerator) among \(quotient.denominator))"
    case .amount(let amount): return words(of: amount)
    case .durations(let durations):
      guard durations.n > 0 else { return "no data" }
      return
        "median \(Milliseconds.words(durations.median)), p95 \(Milliseconds.words(durations.p95)) (\(durations.n))"
    case .reported(let reported):
      return "\(reported.value) \(reported.unit) (as reported by \(reported.keeper))"
    case .share, .clock: break
    }
    guard let (part, whole) = ratio, whole > 0 else { return "no data" }
    // A tenth of a percent, cut and not rounded, so that 99.96 % does not read as kept. Counts are at most 2^53.
    let tenths = part * 1000 / whole
    return "\(tenths / 10).\(tenths % 10) % (\(part) of \(whole))"
  }

  private func words(of amount: Amount) -> String {
    guard amount.n > 0 else { return amount.missing > 0 ? "no data" : "0 (of 0)" }
    func value(_ number: Int) -> String {
      amount.currency.map { Money.words(number, $0) } ?? "\(number) points"
    }
    return "\(value(amount.sum)) (of \(amount.n), median \(value(amount.median ?? 0)))"
  }
}

extension Commitment.Target {
  /// Whether what was reached is on the good side of what was promised, both in the same unit.
  fileprivate func isKept(by reached: Int, against promised: Int) -> Bool {
    comparison == .atLeast ? reached >= promised : reached <= promised
  }
}

/// Durations in a sentence.
package enum Milliseconds {
  /// A duration as people read it; nil is one that has no end yet.
  package static func words(_ milliseconds: Int?) -> String {
    guard let milliseconds else { return "> as of" }
    let minutes = milliseconds / 60_000
    if minutes < 1 { return "\(milliseconds / 1000) s" }
    if minutes < 120 { return "\(minutes) min" }
    return minutes < 14_400
      ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes / 1440) days \(minutes / 60 % 24) h"
  }
}

extension Milliseconds {
  /// A promised duration, exact: hours or minutes where they are whole, else milliseconds.
  static func exact(_ milliseconds: Int) -> String {
    if milliseconds.isMultiple(of: 3_600_000) { return "\(milliseconds / 3_600_000) h" }
    if milliseconds.isMultiple(of: 60_000) { return "\(milliseconds / 60_000) min" }
    return "\(milliseconds) ms"
  }
}

/// Sums of money in a sentence.
package enum Money {
  /// A sum in minor units as people read it: `EUR 1,234.50`.
  package static func words(_ minor: Int, _ currency: String) -> String {
    let places = MinorUnit.places(of: currency)
    let digits = String(minor.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    var whole = String(padded.dropLast(places))
    var groups: [String] = []
    while whole.count > 3 {
      groups.insert(String(whole.suffix(3)), at: 0)
      whole = String(whole.dropLast(3))
    }
    let grouped = ([whole] + groups).joined(separator: ",")
    return "\(currency) \(minor < 0 ? "-" : "")\(grouped)\(places > 0 ? "." + padded.suffix(places) : "")"
  }
}
