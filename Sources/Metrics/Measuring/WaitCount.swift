internal import Agreements
internal import Wire

/// Counts waits, for all limits together.
struct WaitCount {
  private var clock: Figures.Clock
  /// How long those took that are over, and how long those last that are not, in milliseconds, the least first.
  private let made: [Int]
  private let open: [Int]

  /// How many waits lasted too long.
  struct Late {
    /// Those that are over, and those among them that took no time on the clock.
    var made = 0
    var atOnce = 0
    var open = 0
  }

  /// For waits that took so long, and those that last so long, the least first, and what was counted `besides`.
  init(_ made: [Int], open: [Int], besides clock: Figures.Clock) {
    (self.made, self.open) = (made, open)
    self.clock = clock
    let n = made.count + open.count
    self.clock.n = n
    self.clock.median = Quantile.nearestRank(50, in: made, of: n)
    self.clock.p90 = Quantile.nearestRank(90, in: made, of: n)
    self.clock.p95 = Quantile.nearestRank(95, in: made, of: n)
  }

  /// The figures for a limit in milliseconds.
  func figures(within limit: Int) -> Figures.Clock {
    let met = made.partition { $0 > limit }
    // No limit is below 0, so that what took no time is never late.
    return figures(late: Late(made: made.count - met, open: open.count - open.partition { $0 > limit }))
  }

  /// The figures where so many were late.
  func figures(late: Late) -> Figures.Clock {
    var clock = clock
    clock.breached = late.made
    clock.met = made.count - late.made
    clock.breachedOpen = late.open
    clock.pending = open.count - late.open
    clock.zero = made.partition { $0 > 0 } - late.atOnce
    return clock
  }
}

/// Quantiles in integers.
enum Quantile {
  /// The value at rank ⌈percent · n / 100⌉, those that are not in `sorted` counting as infinitely great: nil.
  static func nearestRank(_ percent: Int, in sorted: [Int], of n: Int) -> Int? {
    let rank = (percent * n + 99) / 100
    return sorted.indices.contains(rank - 1) ? sorted[rank - 1] : nil
  }
}
