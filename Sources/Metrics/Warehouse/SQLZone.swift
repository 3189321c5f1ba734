internal import Agreements
internal import Wire

/// A zone's clock changes as expressions over columns, so that no engine's own time zone database is asked.
struct SQLZone {
  private let zone: Zone
  /// Seconds of the epoch at which clocks change, with the offsets before and after, up to the horizon.
  private let changes: [Change]
  /// The first year of which nothing is compiled; of later years one that has the same calendar stands in.
  private let firstYearBeyond: Int

  private struct Change {
    let second: Int
    let before: Int
    let after: Int
  }

  /// A whole number from which on a value holds.
  struct Step: Equatable {
    let from: Int
    let value: Int
  }

  /// What an expression is that changes at steps: a tree of comparisons, so that few of them are made.
  static func tree(_ first: Int, _ steps: [Step], over variable: SQL) -> SQL {
    guard let middle = steps.indices.dropFirst(steps.count / 2).first else { return "\(first)" }
    let before = tree(first, Array(steps[..<middle]), over: variable)
    let after = tree(steps[middle].value, Array(steps[(middle + 1)...]), over: variable)
    return "CASE WHEN \(variable) < \(steps[middle].from) THEN \(before) ELSE \(after) END"
  }

  /// The zone's changes up to the end of the year in which `horizon` lies, and as many years more as it takes to find
  /// every calendar that a year can have under the rule that holds for ever.
  init(_ zone: Zone, horizon: Instant) {
    self.zone = zone
    let rules = zone.rules
    let ruled = CivilDate(day: (rules.transitions.last ?? 0).floorDivided(by: 86_400)).components.year + 1
    let reached = max(ruled, zone.date(of: horizon).components.year + 2)
    let last = rules.rest?.daylight == nil ? reached : Self.yearsWithAllCalendars(from: reached)
    firstYearBeyond = last + 1
    var seconds = Set(rules.transitions)
    if let rest = rules.rest, let daylight = rest.daylight {
      for year in (ruled - 2)...(last + 1) {
        if let start = daylight.start.second(inYear: year) { seconds.insert(start - rest.standard) }
        if let end = daylight.end.second(inYear: year) { seconds.insert(end - daylight.offset) }
      }
    }
    changes = seconds.sorted().compactMap { second in
      let (before, after) = (rules.offset(atSecond: second - 1), rules.offset(atSecond: second))
      return before == after ? nil : Change(second: second, before: before, after: after)
    }
  }

  /// Milliseconds that local clocks are ahead of UTC at `instant`, a column of milliseconds up to `limit`.
  func offset(atInstant instant: SQL, upTo limit: Int) -> SQL {
    let steps = changes.filter { $0.second * 1000 <= limit }.map {
      Step(from: $0.second * 1000, value: $0.after * 1000)
    }
    let first = changes.first?.before ?? zone.rules.offset(atSecond: 0)
    return Self.tree(first * 1000, steps, over: instant)
  }

  /// Milliseconds to take from `local`, a column of local milliseconds, where local clocks show it twice or never those
  /// of the offset before the change; local times far beyond `limit` stay far beyond it,
  /// and up to there those before `start` far before it.
  func offset(atLocal local: SQL, from start: Int = .min, upTo limit: Int) -> SQL {
    let wanted = changes.filter { $0.second >= start / 1000 && $0.second <= limit / 1000 }
    let first = wanted.first?.before ?? zone.rules.offset(atSecond: max(start, -1 << 50) / 1000)
    let steps = wanted.map { change in
      // The old offset holds until local clocks are past what they show twice, or never.
      Step(from: (change.second + max(change.before, change.after)) * 1000, value: change.after * 1000)
    }
    return Self.tree(first * 1000, steps, over: local)
  }

  /// 1 where local clocks show `local` twice or never, else 0.
  func isUnclear(_ local: SQL) -> SQL {
    // From where each such stretch begins, where it ends.
    let steps = changes.map { change in
      let bounds = [change.before, change.after].sorted().map { (change.second + $0) * 1000 }
      return Step(from: bounds[0], value: bounds[1])
    }
    let isWithin: SQL = "\(local) < \(Self.tree(-SQLClocks.never, steps, over: local))"
    return isWithin.flag
  }

  /// The first instant of a day, `midnight` being its local milliseconds.
  func startOfDay(_ midnight: SQL, upTo limit: Int) -> SQL {
    let usual: SQL = "(\(midnight) - \(offset(atLocal: midnight, upTo: limit)))"
    // Days that begin where clocks leap over midnight.
    let leaps: [SQL] = changes.filter { $0.second * 1000 <= limit }.flatMap { change -> [SQL] in
      let bounds = [change.before, change.after].map { (change.second + $0) * 1000 }
      guard bounds[0] < bounds[1] else { return [] }
      return (bounds[0].floorDivided(by: 86_400_000)...bounds[1].floorDivided(by: 86_400_000)).compactMap {
        day in
        let start = zone.startOfDay(CivilDate(day: day)).milliseconds
        let midnight = day * 86_400_000
        guard bounds[0] < midnight, midnight < bounds[1], start != midnight - change.before * 1000 else {
          return nil
        }
        return "WHEN \(midnight) THEN \(start)"
      }
    }
    return leaps.isEmpty ? usual : "CASE \(midnight) \(leaps.joined(" ")) ELSE \(usual) END"
  }

  /// The first local millisecond of which nothing is compiled; nil where clocks do not change any more.
  var firstBeyond: Int? {
    guard zone.rules.rest?.daylight != nil else { return nil }
    return CivilDate(year: firstYearBeyond, month: 1, day: 1).map { $0.day * 86_400_000 }
  }

  /// The same for a time beyond what is compiled: whether it lies in an unclear stretch of its year, by the calendar
  /// that the year has.
  func isUnclearFarAhead(_ local: SQL, _ dialect: SQLDialect) -> SQL {
    var cycle: [Int: [Int]] = [:]
    for year in 0..<400 { cycle[Self.calendar(of: year + 2000), default: []].append(year) }
    let year = dialect.year(dialect.quotient(local, 86_400_000))
    let whens: [SQL] = cycle.sorted { $0.key < $1.key }.map { calendar, years in
      let twin =
        (firstYearBeyond - 100..<firstYearBeyond).last { Self.calendar(of: $0) == calendar }
        ?? firstYearBeyond
      let start = (CivilDate(year: twin, month: 1, day: 1)?.day ?? 0) * 86_400_000
      let bounds = changes.flatMap { change in
        [change.before, change.after].sorted().map { (change.second + $0) * 1000 - start }
      }.filter { (0..<(366 * 86_400_000)).contains($0) }
      let inYear: SQL = "(\(local) - \(dialect.day("\(dialect.text(year)) || '-01-01'")) * 86400000)"
      let stretches: [SQL] = stride(from: 0, to: bounds.count - 1, by: 2).map {
        "(\(inYear) >= \(bounds[$0]) AND \(inYear) < \(bounds[$0 + 1]))"
      }
      let list: [SQL] = years.map { "\($0)" }
      return "WHEN \(year) % 400 IN (\(list.joined(","))) THEN \(stretches.disjunction.flag)"
    }
    return "CASE \(whens.joined(" ")) ELSE 0 END"
  }

  /// Which of the fourteen calendars a year has: the weekday of its first day, and whether it has a leap day.
  private static func calendar(of year: Int) -> Int {
    guard let first = CivilDate(year: year, month: 1, day: 1),
      let next = CivilDate(year: year, month: 12, day: 31)
    else { return 0 }
    return first.weekday * 2 + (next.day - first.day == 365 ? 1 : 0)
  }

  private static func yearsWithAllCalendars(from first: Int) -> Int {
    var year = first
    var seen: Set<Int> = []
    while seen.count < 14, year < 9990 {
      year += 1
      seen.insert(calendar(of: year))
    }
    return year
  }
}
