internal import Agreements
internal import Wire

/// Counts waits, for all limits together.
struct WaitCount {
  private var clock = Figures.Clock()
  /// How long those took that are over, and how long those last that are not, in milliseconds.
  private var made: [Int] = []
  private var open: [Int] = []

  /// How many waits lasted too long.
  struct Late {
    /// Those that are over, and those among them that took no time on the clock.
    var made = 0
    var atOnce = 0
    var open = 0
  }

  mutating func add(_ contact: FirstContact, _ milliseconds: Int) {
    switch contact {
    case .noClock: break
    case .imprecise: clock.imprecise += 1
    case .alreadyEngaged: clock.alreadyEngaged += 1
    case .resolvedBeforeContact: clock.resolvedBeforeContact += 1
    case .gone: clock.gone += 1
    case .engaged: made.append(0)
    case .made(let start, let at, let isAttempt):
      made.append(milliseconds)
      if isAttempt, at.milliseconds(since: start) < 60_000 { clock.underAMinute += 1 }
    case .open: open.append(milliseconds)
    }
  }

  /// Ready to be asked.
  var sorted: WaitCount {
    var count = self
    count.made.sort()
    count.open.sort()
    count.clock.n = made.count + open.count
    count.clock.median = Quantile.nearestRank(50, in: count.made, of: count.clock.n)
    count.clock.p90 = Quantile.nearestRank(90, in: count.made, of: count.clock.n)
    count.clock.p95 = Quantile.nearestRank(95, in: count.made, of: count.clock.n)
    return count
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
