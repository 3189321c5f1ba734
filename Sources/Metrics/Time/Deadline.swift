package import Agreements
package import Wire

extension BusinessCalendar {
  /// The moment at which a clock that starts at `start` has run for `duration`; nil where the calendar never
  /// opens for so long.
  ///
  /// Whole business days run on the business clock whatever `clock` says.
  package func deadline(
    of duration: ClockDuration, clock: MetricParameters.Clock, from start: Instant
  ) -> Instant? {
    switch (duration, clock) {
    case (.businessDays(let count), _): close(ofBusinessDay: count, after: start)
    case (.time(let milliseconds), .business): instant(after: start, open: milliseconds)
    case (.time(let milliseconds), .wall): start.adding(milliseconds: milliseconds)
    }
  }

  /// Milliseconds that a clock shows at `end` which started at `start`.
  package func milliseconds(from start: Instant, to end: Instant, clock: MetricParameters.Clock) -> Int {
    switch clock {
    case .business: openMilliseconds(from: start, to: end)
    case .wall: max(0, end.milliseconds(since: start))
    }
  }
}
