internal import Agreements

/// What became of each episode: its wait for first contact, its follow-up, its decision; a row an episode.
///
/// The steps follow ``FirstContact``, ``FollowUpDepth`` and ``Decision``.
struct SQLWaits {
  let episodes: SQLEpisodes
  let groups: [Measure]
  /// What is waited for, each once for each start.
  let asked: [ContactWait]

  init(episodes: SQLEpisodes, groups: [Measure], _ measurement: Measurement) {
    self.episodes = episodes
    self.groups = groups
    var seen: Set<SQL> = []
    asked = groups.compactMap { ContactWait($0, measurement) }.filter { seen.insert($0.name).inserted }
  }

  private var dialect: SQLDialect { episodes.dialect }
  private var clocks: SQLClocks { episodes.clocks }
  var closing: SQL { SQLEpisodes.closing }
  var reopened: SQL { "\(SQLEpisodes.reopened)" }
  var rejected: SQL { "\(SQLEvents.rank(.rejected))" }

  private static let answering = SQLEvents.ranks {
    [.replied, .connected, .meetingBooked, .sql, .opportunity, .won, .merged, .unsubscribed].contains($0)
  }
  private static let stages = SQLEvents.ranks { [.sql, .opportunity, .won].contains($0) }
  private static let ending = SQLEvents.ranks { [.rejected, .recycled, .lost].contains($0) }

  /// Adds the steps from episodes with their leads' events to one row an episode; answers its name.
  func addSteps(to script: inout SQLScript, _ pairs: SQL, calendar: SQL) -> SQL {
    let begun = script.step("begun", begun(pairs, calendar))
    let stopped = script.step("stopped", stopped(begun))
    let closed = script.step("closed", closed(stopped))
    let waits = script.step("waits", waits(closed))
    return script.step("contacts", contacts(waits, calendar))
  }

  private var starts: [SQL] { episodes.clockStarts.map(SQLEpisodes.name) }

  /// What the calendar says of each clock's start.
  private func begun(_ pairs: SQL, _ calendar: SQL) -> SQL {
    var columns: [SQL] = []
    var joins: [SQL] = []
    for start in starts {
      let stretch: SQL = "c\(start)"
      joins.append(SQLCalendar.join(calendar, as: stretch, at: "p.t\(start)", clocks))
      columns += [
        "CASE WHEN \(stretch).opening < \(SQLClocks.never) THEN \(stretch).opening ELSE p.t\(start) END AS o\(start)",
        "\(SQLCalendar.open(by: "p.t\(start)", stretch)) AS b\(start)",
      ]
      columns += closes.map { "\(stretch).close\($0) AS q\(start)\($0)" }
    }
    return
      "SELECT p.*\(columns.map { ",\n\($0)" as SQL }.joined(""))\nFROM \(pairs) AS p \(joins.joined("\n"))"
  }

  /// The business days whose close stops a clock.
  var closes: [Int] {
    Array(
      Set(
        groups.compactMap { group in
          if case .businessDays(let count)? = group.parameters.within { count } else { nil }
        })
    ).sorted()
  }

  /// The ages at which it is asked how far an episode had come, in days.
  private var ages: [Int] {
    Array(Set(groups.filter { Self.stage($0.metric) != nil }.compactMap(\.parameters.days))).sorted()
  }

  /// The stages of a conversion: from which, to which.
  static func stage(_ metric: Metric) -> (from: Mapping.EventKind, to: Mapping.EventKind)? {
    switch metric {
    case .conversionMQLSQL: (.mql, .sql)
    case .conversionSQLOpportunity: (.sql, .opportunity)
    case .conversionOpportunityWon: (.opportunity, .won)
    default: nil
    }
  }

  /// The event at which each clock stops, the last reopening within each window, and the attempt before on one channel.
  private func stopped(_ begun: SQL) -> SQL {
    var columns: [SQL] = asked.map { wait in
      """
      MIN(CASE WHEN at1 >= t\(wait.mark) AND at1 < e1 AND r IN \(wait.stopping) THEN k END) \
      \(SQLEpisodes.episode) AS f\(wait.name)
      """
    }
    if !episodes.windows.isEmpty {
      columns.append(
        """
        LAG(at1) OVER (PARTITION BY who, e0, ch, CASE WHEN r = \(SQLEvents.rank(.attempt)) AND fin >= e0 AND at1 < e1 \
        THEN 1 ELSE 0 END ORDER BY k) AS prev
        """)
    }
    columns += episodes.windows.map { days in
      "MAX(CASE WHEN \(isWithin(days)) AND r = \(reopened) THEN k END) \(SQLEpisodes.episode) AS ro\(days)"
    }
    return "SELECT b.*\(columns.map { ",\n\($0)" as SQL }.joined(""))\nFROM \(begun) AS b"
  }

  private func isWithin(_ days: Int) -> SQL { "fin >= e0 AND at1 < e1 AND at1 <= w\(days)" }

  /// When each window's episode was closed and not opened again.
  private func closed(_ stopped: SQL) -> SQL {
    let columns: [SQL] = episodes.windows.map { days in
      """
      MIN(CASE WHEN \(isWithin(days)) AND r IN \(Self.ending) AND (ro\(days) IS NULL OR k > ro\(days)) THEN at1 END) \
      \(SQLEpisodes.episode) AS cl\(days)
      """
    }
    return "SELECT s.*\(columns.map { ",\n\($0)" as SQL }.joined(""))\nFROM \(stopped) AS s"
  }

  private func waits(_ closed: SQL) -> SQL {
    let same: [SQL] = ["tier", "val", "pts", "his", "src", "reg", "team", "req", "dup", "tmql", "e0l"]
    var columns: [SQL] = same.map { "MAX(\($0)) AS \($0)" }
    if episodes.hasOwners { columns.append(SQLOwners.owner) }
    columns += [
      "MAX(CASE WHEN k = kmql THEN ld END) AS ldmql",
      "MAX(CASE WHEN r = \(SQLEvents.rank(.recycled)) AND at1 < tmql THEN ld END) AS ldrec",
      "MAX(CASE WHEN own AND r IN (\(SQLEvents.rank(.accepted)), \(rejected)) THEN k END) AS kdec",
      "MAX(CASE WHEN own AND r = \(reopened) THEN k END) AS kreo",
    ]
    columns += ages.map { days in
      """
      MAX(CASE WHEN own AND ld <= e0l + \(days) AND r IN \(Self.stages) THEN r END) AS stage\(days)
      """
    }
    for start in starts { columns += began(start) }
    for wait in asked { columns += self.wait(wait) }
    for days in episodes.windows { columns += followUp(days) }
    return "SELECT who, e0, \(columns.joined(",\n"))\nFROM \(closed) GROUP BY who, e0"
  }

  private func followUp(_ days: Int) -> [SQL] {
    let made: SQL = """
      \(isWithin(days)) AND r = \(SQLEvents.rank(.attempt)) AND at1 <= COALESCE(cl\(days), w\(days))
      """
    return [
      "MAX(w\(days)) AS w\(days)", "MAX(cl\(days)) AS cl\(days)",
      "MAX(CASE WHEN \(isWithin(days)) AND r IN \(Self.answering) THEN 1 ELSE 0 END) AS ans\(days)",
      "SUM(CASE WHEN \(made) AND (prev IS NULL OR at1 - prev >= 3600000) THEN 1 ELSE 0 END) AS tries\(days)",
      "COUNT(DISTINCT CASE WHEN \(made) THEN ch END) AS ways\(days)",
      "MIN(CASE WHEN \(made) THEN ld END) AS from\(days)", "MAX(CASE WHEN \(made) THEN ld END) AS to\(days)",
    ]
  }

  /// How each wait ended, and what it showed then.
  private func contacts(_ waits: SQL, _ calendar: SQL) -> SQL {
    var columns: [SQL] = []
    var joins: [SQL] = []
    for wait in asked {
      let (start, name) = (wait.mark, wait.name)
      let stretch: SQL = "c\(name)"
      let at = episodes.moment("w.f\(name)")
      joins.append(SQLCalendar.join(calendar, as: stretch, at: at, clocks))
      columns += [
        "\(outcome(wait)) AS s\(name)", "\(at) AS at\(name)",
        "\(SQLCalendar.open(by: at, stretch)) - w.b\(start) AS bms\(name)",
        "\(at) - w.t\(start) AS wms\(name)",
      ]
    }
    return
      "SELECT w.*\(columns.map { ",\n\($0)" as SQL }.joined(""))\nFROM \(waits) AS w \(joins.joined("\n"))"
  }
}
