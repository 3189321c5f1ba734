package import Agreements
import History
import Metrics
package import Wire

/// Which version of an agreement governs which periods.
///
/// A version governs whole periods: those that start at or after both its effective date and its ratification; up to
/// five business days of delay are allowed. The highest number wins.
package struct Governance {
  /// The versions in order, each with the date of the commit that put it in force.
  package let versions: [(text: Agreement, ratified: Instant)]
  private let clocks: [MeasuringClock]

  /// Reads the versions of an agreement in `tree` that were `ratified`, by number.
  package init(
    of agreement: String, in tree: LedgerTree, charter: Charter, ratified dates: [Int: Instant]
  ) throws(LedgerError) {
    let series = Series.agreement(agreement)
    var versions: [(text: Agreement, ratified: Instant)] = []
    var clocks: [MeasuringClock] = []
    for number in stride(from: 1, through: try tree.latestVersion(of: series), by: 1) {
      guard let text = try tree.agreement(agreement, version: number), let date = dates[number] else {
        continue
      }
      versions.append((text, date))
      clocks.append(try MeasuringClock(text.measurement, charter))
    }
    self.versions = versions
    self.clocks = clocks
  }

  /// How late a version may be ratified and still govern the period that has begun, in business days.
  private static let lateness = 5

  /// A version that governs a period.
  package struct Reign {
    package let text: Agreement
    package let clock: MeasuringClock
    /// Whether it was ratified after the period had begun.
    package let isBackdated: Bool
  }

  /// The version that governs a period; nil where none does, or the agreement has ended.
  package func reign(over period: Period) -> Reign? {
    guard let latest = latest(over: period) else { return nil }
    // The agreement ends after the last whole period before its end, and nothing earlier revives.
    if let ends = latest.text.ends,
      latest.clock.zone.startOfDay(ends) < latest.clock.bounds(period).upperBound
    {
      return nil
    }
    return latest
  }

  /// The version whose meanings a period is measured under, nil where there is none at all.
  ///
  /// It is the one that governs the period, or would if the agreement had not ended; the first speaks for what was before
  /// it.
  package func text(over period: Period) -> Agreement? {
    latest(over: period)?.text ?? versions.first?.text
  }

  private func latest(over period: Period) -> Reign? {
    for (version, clock) in zip(versions, clocks).reversed() {
      let bounds = clock.bounds(period)
      let late = clock.calendar.close(ofBusinessDay: Self.lateness, after: bounds.lowerBound)
      guard clock.zone.startOfDay(version.text.effective) <= bounds.lowerBound,
        version.ratified <= max(bounds.lowerBound, late ?? bounds.lowerBound)
      else { continue }
      return Reign(text: version.text, clock: clock, isBackdated: version.ratified > bounds.lowerBound)
    }
    return nil
  }
}

extension Chain {
  /// The dates of the commits that put each version of a series in force, by number.
  ///
  /// What was found before is kept, so that a verification, which asks at each sign-off on an exception, looks at no commit
  /// again but the one that it knew last.
  package func ratifications(of series: Series, _ reader: LedgerReader) throws(LedgerError) -> [Int: Instant]
  {
    let known = ratified[series]
    var dates: [Int: Instant] = [:]
    var later: (number: Int, when: Instant)?
    try walk { (id, commit) throws(LedgerError) in
      let number = try LedgerTree(reader, root: commit.tree).latestVersion(of: series)
      if let later, later.number > number { dates[later.number] = later.when }
      later = (number, commit.committer.when)
      return number > 0 && id != known?.upTo
    }
    // The walk may end with the root commit, which has the first version then.
    if let later, later.number > 0 { dates[later.number] = dates[later.number] ?? later.when }
    dates.merge(known?.dates ?? [:]) { $1 }
    if let tip { ratified[series] = (tip, dates) }
    return dates
  }
}
