internal import Agreements
internal import Wire

/// The figures of every group of measures through every filter, out of one row an episode.
struct SQLFigures {
  let dialect: SQLDialect
  let measurement: Measurement
  let waits: SQLWaits
  /// The sources whose leads do not count towards volume.
  let excludedSources: [String]
  let filters: SQLFilters
  let clocks: SQLClocks
  let calendar: BusinessCalendar
  let asOf: Instant

  /// Adds the steps to the figures; answers the names of the steps with a row a filter, of episodes and of new leads, and
  /// of those with the names of each dimension.
  func addSteps(
    to script: inout SQLScript, _ contacts: SQL, leads: SQL, events: SQL
  ) -> (figures: SQL, created: SQL?, names: [SQL]) {
    let judged = script.step("judged", judged(contacts))
    let (filters, names) = self.filters.addSteps(to: &script, judged)
    let counted = script.step("counted", counted(judged, filters))
    let figures = script.step("figures", figures(counted))
    guard waits.groups.contains(where: { $0.metric == .conversionLeadMQL }) else {
      return (figures, nil, names)
    }
    let first = script.step(
      "first_created",
      """
      SELECT who, MIN(at1) AS c0, MIN(ld) AS cl FROM \(events) WHERE r = \(SQLEvents.rank(.created)) GROUP BY who
      """)
    let created = script.step("created", created(first, leads, events))
    return (figures, script.step("conversions", conversions(created, filters)), names)
  }

  /// The leads that were new in the period, with the day on which each first became an MQL.
  private func created(_ first: SQL, _ leads: SQL, _ events: SQL) -> SQL {
    let period = waits.episodes.period
    return """
      SELECT c.who, MAX(c.cl) AS cl, MAX(l.tier) AS tier, MAX(l.src) AS src, MAX(l.reg) AS reg, MAX(l.team) AS team, 0 AS req,
      MIN(CASE WHEN v.r = \(SQLEvents.rank(.mql)) AND v.fin >= c.c0 THEN v.ld END) AS ml
      FROM \(first) AS c JOIN \(leads) AS l ON l.who = c.who JOIN \(events) AS v ON v.who = c.who
      WHERE l.scp >= 1 AND c.c0 >= \(period.lowerBound) AND c.c0 < \(period.upperBound) GROUP BY c.who
      """
  }

  private func conversions(_ created: SQL, _ filters: SQL) -> SQL {
    let groups = waits.groups.filter { $0.metric == .conversionLeadMQL }
    let members: [SQL] = groups.map { group in
      let days = group.parameters.days ?? 0
      let isOld: SQL = "cl + \(days + 1) <= \(clocks.lastDate)"
      let numbers: [SQL] = [
        dialect.text("SUM(CASE WHEN \(isOld) AND ml <= cl + \(days) THEN 1 ELSE 0 END)"),
        dialect.text("SUM(CASE WHEN \(isOld) THEN 1 ELSE 0 END)"),
      ]
      return
        "'\"' || \(dialect.literal(group.entryID)) || '\": [' || \(numbers.joined(" || ', ' || ")) || ']'"
    }
    return """
      SELECT f, '{"filter": ' || \(dialect.text("f")) || ', "figures": {' || \(members.joined(" || ', ' || ")) || '}}' AS line
      FROM \(filters) AS g JOIN \(created) AS j ON \(SQLFilters.join("g", "j")) GROUP BY f
      """
  }

  /// What each episode counts as.
  private func judged(_ contacts: SQL) -> SQL {
    let full = measurement.requiredFields.isEmpty ? 0 : (1 << measurement.requiredFields.count) - 1
    let cooling: SQL = "(ldrec IS NOT NULL AND ldmql < ldrec + \(waits.episodes.coolOffDays))"
    let tier: SQL = measurement.tiers == nil ? "TRUE" : "tier >= 0"
    let excluded: SQL =
      excludedSources.isEmpty ? "TRUE" : "src NOT IN (\(excludedSources.map(dialect.literal).joined(", ")))"
    let rejected = SQLEvents.kinds { $0 == .rejected }
    var columns: [SQL] = [
      "CASE WHEN tmql IS NULL THEN 0 ELSE 1 END AS mql",
      "CASE WHEN tmql IS NOT NULL AND NOT \(cooling) THEN 1 ELSE 0 END AS gross",
      "CASE WHEN tmql IS NOT NULL AND NOT \(cooling) AND \(tier) AND val = \(full) AND \(excluded) THEN 1 ELSE 0 END AS delivered",
      "CASE WHEN val = \(full) THEN 1 ELSE 0 END AS whole",
      """
      CASE WHEN kdec IS NULL THEN 0 WHEN (kdec & \(SQLKey.kinds)) NOT IN \(rejected) THEN 1 \
      WHEN kreo > kdec THEN 0 ELSE 2 END AS dec
      """,
      "(kdec & \(SQLKey.reason)) AS rsn",
    ]
    for (index, group) in waits.groups.enumerated() {
      switch group.metric {
      case .firstContact: columns.append("\(isLate(group)) AS late\(index)")
      case .followUpDepth: columns.append("\(isDeep(group.parameters)) AS deep\(index)")
      default:
        if let stage = SQLWaits.stage(group.metric) {
          columns.append("\(hasReached(stage.from, group)) AS had\(index)")
          columns.append("\(hasReached(stage.to, group)) AS has\(index)")
        }
      }
    }
    return "SELECT w.*, \(columns.joined(",\n"))\nFROM \(contacts) AS w"
  }

  /// 1 where an episode that is old enough had come so far at the group's age.
  private func hasReached(_ stage: Mapping.EventKind, _ group: Measure) -> SQL {
    let days = group.parameters.days ?? 0
    let stages: [Mapping.EventKind] = [.sql, .opportunity, .won]
    let later = stages.drop { $0 != stage }
    let reached: SQL = stage == .mql ? "TRUE" : "stage\(days) IN \(SQLEvents.ranks(later.contains))"
    return
      "CASE WHEN tmql IS NOT NULL AND e0l + \(days + 1) <= \(clocks.lastDate) AND \(reached) THEN 1 ELSE 0 END"
  }

  /// 1 where the time had run out when the clock stopped, or at the moment of looking.
  private func isLate(_ group: Measure) -> SQL {
    let start = SQLEpisodes.name(group.parameters.start ?? measurement.clockStart)
    let isWall = group.parameters.clock == .wall
    let (made, open) = (SQLWaits.Outcome.made.rawValue, SQLWaits.Outcome.open.rawValue)
    switch group.parameters.within {
    case .businessDays(let count)?:
      let close: SQL = "q\(start)\(count)"
      return """
        CASE WHEN s\(start) = \(made) AND at\(start) > \(close) THEN 1 \
        WHEN s\(start) = \(open) AND \(clocks.asOf) > \(close) THEN 1 ELSE 0 END
        """
    case .time(let limit)?:
      let shown: SQL = isWall ? "wms\(start)" : "bms\(start)"
      let now: SQL = isWall ? "\(clocks.asOf) - t\(start)" : "\(openByNow) - b\(start)"
      return """
        CASE WHEN s\(start) = \(made) AND \(shown) > \(limit) THEN 1 \
        WHEN s\(start) = \(open) AND \(now) > \(limit) THEN 1 ELSE 0 END
        """
    case nil: return "0"
    }
  }

  /// Milliseconds that the calendar has been open at the moment of looking, since the period's start.
  private var openByNow: Int {
    calendar.openMilliseconds(from: Instant(milliseconds: waits.episodes.period.lowerBound), to: asOf)
  }

  /// 1 or 0 for episodes that are judged, NULL for others.
  private func isDeep(_ parameters: MetricParameters) -> SQL {
    guard let days = parameters.businessDays, let attempts = parameters.attempts,
      let channels = parameters.channels, let span = parameters.spanDays
    else { return "0" }
    return """
      CASE WHEN w\(days) = \(SQLClocks.never) OR ans\(days) = 1 THEN NULL \
      WHEN cl\(days) IS NULL AND w\(days) > \(clocks.asOf) THEN NULL \
      WHEN tries\(days) >= \(attempts) AND ways\(days) >= \(channels) AND to\(days) - from\(days) >= \(span) THEN 1 \
      ELSE 0 END
      """
  }

  /// The clocks that quantiles are asked of.
  private var clockKinds: [(start: SQL, isWall: Bool)] {
    var seen: Set<String> = []
    return waits.groups.filter { $0.metric == .firstContact }.map {
      (SQLEpisodes.name($0.parameters.start ?? measurement.clockStart), $0.parameters.clock == .wall)
    }.filter { seen.insert("\($0.0.text) \($0.1)").inserted }
  }

  /// Milliseconds until first contact of an episode; NULL for one without.
  static func shown(_ start: SQL, isWall: Bool) -> SQL {
    let clock: SQL = isWall ? "wms\(start)" : "bms\(start)"
    return """
      CASE WHEN s\(start) = \(SQLWaits.Outcome.engaged.rawValue) THEN 0 \
      WHEN s\(start) = \(SQLWaits.Outcome.made.rawValue) THEN \(clock) END
      """
  }

  private static func isCounted(_ start: SQL) -> SQL { "s\(start) >= \(SQLWaits.Outcome.engaged.rawValue)" }

  /// Every episode once for every filter that lets it through, ranked by its wait.
  private func counted(_ judged: SQL, _ filters: SQL) -> SQL {
    let columns: [SQL] = clockKinds.flatMap { start, isWall -> [SQL] in
      let suffix: SQL = isWall ? "\(start)w" : "\(start)b"
      return [
        """
        ROW_NUMBER() OVER (PARTITION BY f ORDER BY \(Self.isCounted(start).flag) DESC, \
        \(Self.shown(start, isWall: isWall)) ASC NULLS LAST) AS rn\(suffix)
        """,
        "SUM(\(Self.isCounted(start).flag)) OVER (PARTITION BY f) AS n\(suffix)",
      ]
    }
    return """
      SELECT f, j.*\(columns.map { ",\n\($0)" as SQL }.joined(""))
      FROM \(filters) AS g JOIN \(judged) AS j ON \(SQLFilters.join("g", "j"))
      """
  }

  /// The text of each filter's figures: a JSON object with an array of whole numbers for each group.
  private func figures(_ counted: SQL) -> SQL {
    let groups = waits.groups.enumerated().filter { $0.element.metric != .conversionLeadMQL }
    let members: [SQL] = groups.map { index, group in
      let numbers: [SQL] = numbers(index, group).map { "COALESCE(\(dialect.text($0)), 'null')" }
      return
        "'\"' || \(dialect.literal(group.entryID)) || '\": [' || \(numbers.joined(" || ', ' || ")) || ']'"
    }
    return """
      SELECT f, '{"filter": ' || \(dialect.text("f")) || ', "figures": {' || \(members.joined(" || ', ' ||\n")) || '}}' AS line
      FROM \(counted) GROUP BY f
      """
  }

  private func numbers(_ index: Int, _ group: Measure) -> [SQL] {
    func count(_ condition: SQL) -> SQL { "SUM(CASE WHEN \(condition) THEN 1 ELSE 0 END)" }
    switch group.metric {
    case .mqlDelivered: return [count("delivered = 1"), count("gross = 1")]
    case .mqlCompleteness:
      return [count("mql = 1 AND whole = 1"), count("mql = 1")]
        + measurement.requiredFields.indices.map { count("mql = 1 AND (val & \(1 << $0)) <> 0") }
    case .rejectionRate, .rejectionReasons:
      return [count("dec = 2"), count("dec > 0"), "COUNT(*)"]
        + (0...measurement.rejectionReasons.count).map {
          count("dec = 2 AND rsn IN (\($0 * 2), \($0 * 2 + 1))")
        }
    case .rejectionDocumented: return [count("dec = 2 AND (rsn & 1) = 1"), count("dec = 2")]
    case .followUpDepth: return [count("deep\(index) = 1"), count("deep\(index) IS NOT NULL")]
    case .firstContact: return clock(index, group, count)
    case .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon:
      return [count("had\(index) = 1 AND has\(index) = 1"), count("had\(index) = 1")]
    default: return []
    }
  }

  private func clock(_ index: Int, _ group: Measure, _ count: (SQL) -> SQL) -> [SQL] {
    let start = SQLEpisodes.name(group.parameters.start ?? measurement.clockStart)
    let isWall = group.parameters.clock == .wall
    let suffix: SQL = isWall ? "\(start)w" : "\(start)b"
    let shown = Self.shown(start, isWall: isWall)
    func outcome(_ outcome: SQLWaits.Outcome) -> SQL { "s\(start) = \(outcome.rawValue)" }
    let (made, open) = (outcome(.made), outcome(.open))
    let met: SQL = "(\(outcome(.engaged)) OR (\(made) AND late\(index) = 0))"
    let attempt = SQLEvents.kinds { $0 == .attempt }
    let quantiles: [SQL] = [50, 90, 95].map { percent in
      let rank = dialect.quotient("\(percent) * n\(suffix) + 99", 100)
      return "MIN(CASE WHEN n\(suffix) > 0 AND rn\(suffix) = \(rank) THEN \(shown) END)"
    }
    return [
      count(met), count("\(made) AND late\(index) = 1"), count("\(open) AND late\(index) = 1"),
      count("\(open) AND late\(index) = 0"), count("\(met) AND \(shown) = 0"),
      count("\(made) AND wms\(start) < 60000 AND (f\(start) & \(SQLKey.kinds)) IN \(attempt)"),
      count(outcome(.alreadyEngaged)),
      count(outcome(.resolvedBeforeContact)), count(outcome(.gone)), count(outcome(.imprecise)),
    ] + quantiles
  }
}
