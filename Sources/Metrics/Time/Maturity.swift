package import Agreements
package import Wire

/// When a period's number can no longer change but by new rows: its end, and what the metric needs to run out after it.
package struct Maturity: Sendable {
  private let calendar: BusinessCalendar

  package init(calendar: BusinessCalendar) { self.calendar = calendar }

  /// The least `asOf` of evidence for a measure of a period that ends at `end`: nothing more for volumes,
  /// completeness and rejections; first contact its time; follow-up its window.
  ///
  /// Nil where the calendar never opens for so long.
  package func instant(of measure: Measure, periodEnd end: Instant) -> Instant? {
    switch measure.metric {
    case .mqlDelivered, .mqlCompleteness, .rejectionRate, .rejectionDocumented: end
    case .firstContact:
      measure.parameters.within.flatMap {
        calendar.deadline(of: $0, clock: measure.parameters.clock ?? .business, from: end)
      }
    case .followUpDepth:
      measure.parameters.businessDays.flatMap { calendar.close(ofBusinessDay: $0, after: end) }
    }
  }

  /// Whether a number taken at the period's end may stand for the mature one: first contact with at most 2 % pending.
  package static func isComplete(_ figures: Figures) -> Bool {
    guard case .clock(let clock) = figures else { return false }
    return clock.n > 0 && clock.pending <= clock.n / 50
  }
}
