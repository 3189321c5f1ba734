internal import Agreements
internal import Wire

/// How long one wait took, or lasts, for all limits together.
struct WaitCount: CaseCount {
  private let asOf: Instant
  private let calendar: BusinessCalendar
  /// The limits in business days that are asked for.
  ///
  /// Whether one was missed is judged for each wait, as no time on the clock says it.
  private let limits: [Int]

  /// For the limits of these measures.
  init(_ measures: [Measure], asOf: Instant, calendar: BusinessCalendar) {
    self.asOf = asOf
    self.calendar = calendar
    let days = measures.compactMap { measure -> Int? in
      if case .businessDays(let count)? = measure.parameters.within { count } else { nil }
    }
    limits = Set(days).sorted()
  }

  /// The numbers that are counted: waits set aside, contacts at once, and for each limit in business days who missed it.
  private enum Place {
    static let (imprecise, alreadyEngaged, resolved, gone, underAMinute) = (0, 1, 2, 3, 4)
    /// Contacts that were late, and those among them that took no time on the clock.
    static func late(_ limit: Int) -> Int { 5 + 3 * limit }
    static func lateAtOnce(_ limit: Int) -> Int { late(limit) + 1 }
    /// Waits that nothing has ended.
    static func lateOpen(_ limit: Int) -> Int { late(limit) + 2 }
  }

  var width: Int { Place.late(limits.count) }

  /// What became of a wait, and how many milliseconds it took, or lasts, on its clock.
  typealias Verdict = (contact: FirstContact, milliseconds: Int)

  func add(_ wait: Verdict, ofClass number: Int32, to tally: inout CaseTally) {
    switch wait.contact {
    case .noClock: break
    case .imprecise: tally.add(at: Place.imprecise, ofClass: number)
    case .alreadyEngaged: tally.add(at: Place.alreadyEngaged, ofClass: number)
    case .resolvedBeforeContact: tally.add(at: Place.resolved, ofClass: number)
    case .gone: tally.add(at: Place.gone, ofClass: number)
    case .engaged: tally.append(0, ofClass: number)
    case .made(let start, let at, let isAttempt):
      tally.append(wait.milliseconds, ofClass: number)
      if isAttempt, at.milliseconds(since: start) < 60_000 {
        tally.add(at: Place.underAMinute, ofClass: number)
      }
      for limit in limits.indices where calendar.isOver(businessDays: limits[limit], from: start, at: at) {
        tally.add(at: Place.late(limit), ofClass: number)
        if wait.milliseconds == 0 { tally.add(at: Place.lateAtOnce(limit), ofClass: number) }
      }
    case .open(let start):
      tally.append(open: wait.milliseconds, ofClass: number)
      for limit in limits.indices where calendar.isOver(businessDays: limits[limit], from: start, at: asOf) {
        tally.add(at: Place.lateOpen(limit), ofClass: number)
      }
    }
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    let (made, open) = (sum.values, sum.open)
    var clock = Figures.Clock()
    clock.n = made.count + open.count
    clock.median = Quantile.nearestRank(50, in: made, of: clock.n)
    clock.p90 = Quantile.nearestRank(90, in: made, of: clock.n)
    clock.p95 = Quantile.nearestRank(95, in: made, of: clock.n)
    clock.imprecise = sum.numbers[Place.imprecise]
    clock.alreadyEngaged = sum.numbers[Place.alreadyEngaged]
    clock.resolvedBeforeContact = sum.numbers[Place.resolved]
    clock.gone = sum.numbers[Place.gone]
    clock.underAMinute = sum.numbers[Place.underAMinute]
    let late = late(measure, sum)
    clock.breached = late.made
    clock.met = made.count - late.made
    clock.breachedOpen = late.open
    clock.pending = open.count - late.open
    clock.zero = made.partition { $0 > 0 } - late.atOnce
    return .clock(clock)
  }

  /// How many waits lasted too long: those that are over, those among them that took no time on the clock, and those that
  /// nothing has ended.
  private func late(_ measure: Measure, _ sum: CaseTally.Sum) -> (made: Int, atOnce: Int, open: Int) {
    switch measure.parameters.within {
    case .time(let limit)?:
      // No limit is below 0, so that what took no time is never late.
      let made = sum.values.count - sum.values.partition { $0 > limit }
      return (made, 0, sum.open.count - sum.open.partition { $0 > limit })
    case .businessDays(let days)?:
      guard let limit = limits.firstIndex(of: days) else { return (0, 0, 0) }
      return (
        sum.numbers[Place.late(limit)], sum.numbers[Place.lateAtOnce(limit)],
        sum.numbers[Place.lateOpen(limit)]
      )
    case nil: return (0, 0, 0)
    }
  }
}
