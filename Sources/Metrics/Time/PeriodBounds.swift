package import Agreements
package import Wire

extension Period {
  /// The instants of the period, `[start, end)`, by the local days of a zone.
  package func bounds(in zone: Zone, fiscal: FiscalCalendar) -> Range<Instant> {
    let days = days(in: fiscal)
    let start = zone.startOfDay(days.lowerBound)
    return start..<max(start, zone.startOfDay(days.upperBound))
  }
}
