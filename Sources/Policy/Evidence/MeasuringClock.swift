package import Agreements
package import Metrics
package import Wire

/// The zone, calendar and fiscal year under which an agreement's periods run.
package struct MeasuringClock {
  package let zone: Zone
  package let calendar: BusinessCalendar
  package let fiscal: FiscalCalendar
  package let basis: Basis

  /// Throws ``LedgerError/zone(_:)`` where the zone is not known here.
  package init(_ measurement: Measurement, _ charter: Charter) throws(LedgerError) {
    do { zone = try Zone(named: measurement.zone) } catch { throw .zone(error) }
    calendar = BusinessCalendar(rules: measurement.calendar, zone: zone)
    fiscal = charter.parameters.fiscal
    basis = Basis(measurement: measurement, fiscal: fiscal, calendar: calendar)
  }

  /// From the first instant of a period to the first after it.
  package func bounds(_ period: Period) -> Range<Instant> {
    period.bounds(in: zone, fiscal: fiscal)
  }

  /// When a measure's clocks have run out for a period; nil for a calendar that never opens.
  package func maturity(of measure: Measure, _ period: Period) -> Instant? {
    Maturity(calendar: calendar).instant(of: measure, periodEnd: bounds(period).upperBound)
  }

  /// The last period of a unit whose measure had matured before an instant.
  package func latestMature(_ measure: Measure, _ unit: PeriodUnit, before instant: Instant) -> Period? {
    var period = Period.containing(zone.date(of: instant), unit: unit, in: fiscal)
    // A window of at most 250 business days reaches back less than two years.
    for _ in 0..<120 {
      guard let mature = maturity(of: measure, period) else { return nil }
      if mature < instant { return period }
      period = period.previous
    }
    return nil
  }
}
