internal import Synchronization
package import Wire

/// A time zone: when its local clocks show what, by the rules of the system's IANA database (RFC 9636).
package final class Zone: Sendable {
  package let name: String
  let rules: ZoneRules

  /// The zone of that name; its rules are read once per process.
  ///
  /// Throws where there is none, or where its file cannot be trusted.
  package init(named name: String) throws(ZoneError) {
    self.name = name
    if let known = Self.known.withLock({ $0[name] }) {
      rules = known
      return
    }
    let read = try ZoneDatabase.rules(of: name).writtenOut(to: 2099)
    Self.known.withLock { $0[name] = read }
    rules = read
  }

  /// Seconds that local clocks are ahead of UTC at `instant`.
  package func offset(at instant: Instant) -> Int {
    rules.offset(atSecond: instant.milliseconds.floorDivided(by: 1000))
  }

  /// The date that local calendars show at `instant`.
  package func date(of instant: Instant) -> CivilDate {
    CivilDate(
      day: instant.adding(milliseconds: offset(at: instant) * 1000).milliseconds.floorDivided(by: 86_400_000))
  }

  /// The instant at which local clocks show `local`, whose own offset is put aside, and whether clocks show that
  /// twice or never; there the offset that held before the change is taken.
  package func instant(of local: LocalTimestamp) -> (instant: Instant, isAmbiguousOrMissing: Bool) {
    let asUTC = local.instant(offsetSeconds: 0)
    // No zone is farther from UTC than 26 hours (RFC 9636, section 3.2), and none changes twice in so few hours.
    let before = offset(at: asUTC.adding(milliseconds: -Self.farthest))
    let after = offset(at: asUTC.adding(milliseconds: Self.farthest))
    let early = asUTC.adding(milliseconds: -before * 1000)
    guard before != after else { return (early, false) }
    let late = asUTC.adding(milliseconds: -after * 1000)
    switch (offset(at: early) == before, offset(at: late) == after) {
    case (true, false): return (early, false)
    case (false, true): return (late, false)
    default: return (early, true)
    }
  }

  /// The first instant of a date: midnight, or the change that skips it.
  package func startOfDay(_ date: CivilDate) -> Instant {
    let midnight = LocalTimestamp(date: date, millisecondOfDay: 0)
    let (instant, isUnclear) = instant(of: midnight)
    // Where midnight is shown twice the first one begins the day; where never, the day begins at the change.
    guard isUnclear, self.date(of: instant.adding(milliseconds: -1000)) >= date else { return instant }
    var low = instant.milliseconds.floorDivided(by: 1000) - Self.farthest / 1000
    var high = instant.milliseconds.floorDivided(by: 1000)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if self.date(of: Instant(seconds: middle)) >= date { high = middle } else { low = middle }
    }
    return Instant(seconds: high)
  }

  /// The zones read so far; only names that exist get in, so that it stays small.
  private static let known = Mutex<[String: ZoneRules]>([:])
  private static let farthest = 26 * 3_600_000
}
