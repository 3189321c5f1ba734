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
    let newLeads = SQLNewLeads(
      dialect: dialect, clocks: clocks, period: waits.episodes.period,
      groups: waits.groups.filter(SQLNewLeads.isAsked))
    return (figures, newLeads.addSteps(to: &script, filters, leads: leads, events: events), names)
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
      if let wait = ContactWait(group, measurement) {
        columns.append("\(isLate(group, wait)) AS late\(index)")
      }
      switch group.metric {
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

  /// 1 where the time had run out when the wait ended, or at the moment of looking.
  private func isLate(_ group: Measure, _ wait: ContactWait) -> SQL {
    let (start, name) = (wait.mark, wait.name)
    let isWall = wait.clock == .wall
    let (made, open) = (SQLWaits.Outcome.made.rawValue, SQLWaits.Outcome.open.rawValue)
    switch group.parameters.within {
    case .businessDays(let count)?:
      let close: SQL = "q\(start)\(count)"
      return """
        CASE WHEN s\(name) = \(made) AND at\(name) > \(close) THEN 1 \
        WHEN s\(name) = \(open) AND \(clocks.asOf) > \(close) THEN 1 ELSE 0 END
        """
    case .time(let limit)?:
      let shown: SQL = isWall ? "wms\(name)" : "bms\(name)"
      let now: SQL = isWall ? "\(clocks.asOf) - t\(start)" : "\(openByNow) - b\(start)"
      return """
        CASE WHEN s\(name) = \(made) AND \(shown) > \(limit) THEN 1 \
        WHEN s\(name) = \(open) AND \(now) > \(limit) THEN 1 ELSE 0 END
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

  /// Every episode once for every filter that lets it through, with its ranks.
  private func counted(_ judged: SQL, _ filters: SQL) -> SQL {
    let columns: [SQL] = ranks.flatMap(\.columns)
    return """
      SELECT f, j.*\(columns.map { ",\n\($0)" as SQL }.joined(""))
      FROM \(filters) AS g JOIN \(judged) AS j ON \(SQLFilters.join("g", "j"))
      """
  }

  /// The text of each filter's figures: a JSON object with an array of whole numbers for each group.
  private func figures(_ counted: SQL) -> SQL {
    let groups = waits.groups.enumerated().filter { !SQLNewLeads.isAsked($0.element) }
    return """
      SELECT f, \(dialect.line(groups.map { ($1, numbers($0, $1)) })) AS line
      FROM \(counted) GROUP BY f
      """
  }
}
