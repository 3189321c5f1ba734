internal import Agreements
internal import Wire

/// The clocks that all tables have in common: the agreement's zone, and the moment at which the data was looked at.
struct SQLClocks {
  let dialect: SQLDialect
  /// Milliseconds of the epoch; what lies ahead of it has not happened.
  let asOf: Int
  /// The agreement's zone.
  let zone: SQLZone
  /// What local times are compared with at the latest.
  let horizon: Instant
  /// The number of the last local day that has begun.
  let lastDate: Int
  private let lastDay: Int

  init(_ measurer: ExportMeasurer, _ dialect: SQLDialect) {
    self.dialect = dialect
    asOf = measurer.asOf.milliseconds
    let calendar = measurer.calendar
    // Entries into the CRM are compared with the close of the next business day.
    let due = calendar.close(ofBusinessDay: 1, after: measurer.asOf.adding(milliseconds: 2 * Self.day))
    horizon = max(measurer.asOf, due ?? measurer.asOf).adding(milliseconds: 4 * Self.day)
    zone = SQLZone(calendar.zone, horizon: horizon)
    var day = calendar.zone.date(of: measurer.asOf)
    while calendar.zone.startOfDay(day.adding(days: 1)) <= measurer.asOf { day = day.adding(days: 1) }
    lastDate = day.day
    lastDay = day.day * Self.day
  }

  static let day = 86_400_000
  /// Later than every time, in milliseconds of the epoch.
  static let never = 9_000_000_000_000_000

  /// Whether one of a table's times lies at or before the moment of looking.
  func hasHappened(_ table: SQLCells, _ index: Int) -> SQL {
    let kinds = table.moments[index].kinds
    var cases: [SQL] = ["WHEN y\(index) = 1 THEN l\(index) - o\(index) <= \(asOf)"]
    if kinds.day { cases.append("WHEN y\(index) = 0 THEN l\(index) <= \(lastDay)") }
    if kinds.naive, let zone = table.naiveZone {
      let offset = zone.offset(atLocal: "l\(index)", from: asOf - 4 * Self.day, upTo: asOf + 4 * Self.day)
      cases.append("WHEN y\(index) = 2 THEN l\(index) - \(offset) <= \(asOf)")
    }
    return "CASE \(cases.joined(" ")) ELSE FALSE END"
  }

  /// The earliest instant of a time by its local milliseconds, kind and offset, in milliseconds of the epoch.
  func earliest(_ local: SQL, _ kind: SQL, _ offset: SQL, naive: SQL?) -> SQL {
    """
    CASE WHEN \(kind) = 1 THEN \(local) - \(offset) \
    WHEN \(kind) = 0 THEN \(zone.startOfDay(local, upTo: horizon.milliseconds)) \
    ELSE \(naive.map { "\(local) - \($0)" } ?? local) END
    """
  }

  /// The last instant of a date by its local milliseconds, `earliest` being its first.
  func latest(_ local: SQL, earliest: SQL) -> SQL {
    let next = zone.startOfDay("(\(local) + 86400000)", upTo: horizon.milliseconds)
    return "GREATEST(\(earliest), \(next) - 1)"
  }

  /// The number of the local day, from 1970-01-01, of an instant that has happened.
  func date(of instant: SQL) -> SQL {
    // Engines round negative quotients up; no time lies so far back.
    let shifted: SQL =
      "\(instant) + \(zone.offset(atInstant: instant, upTo: horizon.milliseconds)) + \(800_000 * Self.day)"
    return "(\(dialect.quotient(shifted, Self.day)) - 800000)"
  }

  /// The number of the UTC day of an instant.
  func bucket(of instant: SQL) -> SQL {
    "(\(dialect.quotient("\(instant) + \(800_000 * Self.day)", Self.day)) - 800000)"
  }
}
