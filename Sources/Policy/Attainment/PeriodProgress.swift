package import Agreements
import Metrics
import Wire

/// How a commitment stands in a running period.
package struct PeriodProgress {
  package let commitment: Commitment
  package let figures: Figures
  /// For volumes the part of the target that is due by now, rounded up to whole leads; nil for anything else.
  package let dueByNow: Int?
  /// Whether it is kept so far; nil where there is no data.
  package let isOnTrack: Bool?
  /// The number of the exception that excuses the period; nil where none does.
  package let exception: Int?

  /// The commitments of `agreement` that a reading tells of; volumes pro rata, by the business days of the period that
  /// are over.
  package static func all(
    of agreement: Agreement, _ reading: Reading, _ clock: MeasuringClock, _ exceptions: [Exception] = []
  ) throws(LedgerError) -> [PeriodProgress] {
    let days = reading.period.days(in: clock.fiscal)
    var (over, all) = (0, 0)
    var day = days.lowerBound
    while day < days.upperBound {
      if let businessDay = clock.calendar.businessDay(on: day) {
        all += 1
        if businessDay.upperBound <= reading.asOf.milliseconds { over += 1 }
      }
      day = day.adding(days: 1)
    }
    return agreement.commitments.compactMap { commitment in
      guard commitment.period == reading.period.unit,
        let entry = reading.entries.first(where: { $0.measure == commitment.measure })
      else { return nil }
      let target = commitment.target
      let exception = exceptions.last { $0.relief(of: commitment.id, in: reading.period) != nil }?.version
      guard commitment.measure.metric.isVolume, target.comparison == .atLeast, all > 0,
        let volume = entry.figures.volume
      else {
        return PeriodProgress(
          commitment: commitment, figures: entry.figures, dueByNow: nil,
          isOnTrack: entry.figures.meets(target, of: commitment.measure.metric), exception: exception)
      }
      // A target is at most 2^53 and a period at most 366 days.
      let due = (target.value * over + all - 1) / all
      return PeriodProgress(
        commitment: commitment, figures: entry.figures, dueByNow: due, isOnTrack: volume >= due,
        exception: exception)
    }
  }
}
