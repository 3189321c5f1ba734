package import Agreements
package import Wire

extension Period {
  /// The instants of the period, `[start, end)`, by the local days of a zone.
  ///
  /// `fiscalStart` is the month (1–12) in which fiscal years start.
  package func bounds(in zone: Zone, fiscalStart: Int) -> Range<Instant> {
    let days = days(fiscalStart: fiscalStart)
    let start = zone.startOfDay(days.lowerBound)
    return start..<max(start, zone.startOfDay(days.upperBound))
  }
}
