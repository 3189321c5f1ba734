package import Agreements
package import Wire

/// When a period's number can no longer change but by new rows: its end, and what the metric needs to run out after it.
package struct Maturity: Sendable {
  private let calendar: BusinessCalendar

  package init(calendar: BusinessCalendar) { self.calendar = calendar }

  /// The least `asOf` of evidence for a measure of a period that ends at `end`: nothing more for volumes, decisions,
  /// money and what is looked at at the period's end; waits their time, follow-up its window, conversions their age.
  ///
  /// Nil where the calendar never opens for so long.
  package func instant(of measure: Measure, periodEnd end: Instant) -> Instant? {
    switch measure.metric {
    case .leadCreated, .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .rejectionRate,
      .rejectionReasons, .rejectionDocumented, .acceptanceDocumented, .hygieneStale, .hygieneOutcomes,
      .leadsDuplicate, .opportunityFollowUp, .pipelineBySource, .pipelineMarketing, .revenue, .dealSize,
      .cycleLength, .reported:
      end
    case .conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon:
      measure.parameters.days.map { days in
        calendar.zone.startOfDay(calendar.zone.date(of: end).adding(days: days))
      }
    case .firstContact, .timeToConnect, .handoffToContact, .intentAlerted:
      // At the deadline itself nothing is late yet.
      measure.parameters.within.flatMap {
        calendar.deadline(of: $0, clock: measure.parameters.clock ?? .business, from: end)
      }.map { $0.adding(milliseconds: 1) }
    case .followUpDepth, .leadsDropped:
      measure.parameters.businessDays.flatMap { calendar.close(ofBusinessDay: $0, after: end) }
    }
  }

  /// Whether a number taken at the period's end may stand for the mature one: first contact with at most 2 % pending.
  package static func isComplete(_ figures: Figures) -> Bool {
    guard case .clock(let clock) = figures else { return false }
    return clock.n > 0 && clock.pending <= clock.n / 50
  }
}
