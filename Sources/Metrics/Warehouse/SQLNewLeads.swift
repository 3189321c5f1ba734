internal import Agreements

/// The leads that were new in the period, and which of them became MQLs: a row a lead, as ``PeriodCases`` finds them.
struct SQLNewLeads {
  let dialect: SQLDialect
  let clocks: SQLClocks
  let period: Range<Int>
  /// The measures of new leads, without filters.
  let groups: [Measure]

  /// Whether a metric is about leads that are new, and not about episodes.
  static func isAsked(_ group: Measure) -> Bool {
    group.metric == .leadCreated || group.metric == .conversionLeadMQL
  }

  /// Adds the steps; answers the name of the one with a row a filter, nil where nothing is asked of new leads.
  func addSteps(to script: inout SQLScript, _ filters: SQL, leads: SQL, events: SQL) -> SQL? {
    if groups.isEmpty { return nil }
    let first = script.step(
      "first_created",
      """
      SELECT who, MIN(at1) AS c0, MIN(ld) AS cl FROM \(events) WHERE r = \(SQLEvents.rank(.created)) GROUP BY who
      """)
    let created = script.step("created", created(first, leads, events))
    return script.step(
      "conversions",
      """
      SELECT f, \(dialect.line(groups.map { ($0, numbers($0)) })) AS line
      FROM \(filters) AS g JOIN \(created) AS j ON \(SQLFilters.join("g", "j")) GROUP BY f
      """)
  }

  /// The leads that were new in the period, with the day on which each first became an MQL.
  private func created(_ first: SQL, _ leads: SQL, _ events: SQL) -> SQL {
    """
    SELECT c.who, MAX(c.cl) AS cl, MAX(l.tier) AS tier, MAX(l.src) AS src, MAX(l.reg) AS reg, MAX(l.team) AS team, 0 AS req,
    MIN(CASE WHEN v.r = \(SQLEvents.rank(.mql)) AND v.fin >= c.c0 THEN v.ld END) AS ml
    FROM \(first) AS c JOIN \(leads) AS l ON l.who = c.who JOIN \(events) AS v ON v.who = c.who
    WHERE l.scp >= 1 AND c.c0 >= \(period.lowerBound) AND c.c0 < \(period.upperBound) GROUP BY c.who
    """
  }

  private func numbers(_ group: Measure) -> [SQL] {
    if group.metric == .leadCreated { return ["COUNT(*)"] }
    let days = group.parameters.days ?? 0
    let isOld: SQL = "cl + \(days + 1) <= \(clocks.lastDate)"
    return [
      "SUM(CASE WHEN \(isOld) AND ml <= cl + \(days) THEN 1 ELSE 0 END)",
      "SUM(CASE WHEN \(isOld) THEN 1 ELSE 0 END)",
    ]
  }
}

extension SQLDialect {
  /// The text of a filter's figures: a JSON object with an array of whole numbers for each group.
  func line(_ groups: [(group: Measure, numbers: [SQL])]) -> SQL {
    let members: [SQL] = groups.map { group, numbers in
      let texts: [SQL] = numbers.map { "COALESCE(\(text($0)), 'null')" }
      return "'\"' || \(literal(group.entryID)) || '\": [' || \(texts.joined(" || ', ' || ")) || ']'"
    }
    return
      "'{\"filter\": ' || \(text("f")) || ', \"figures\": {' || \(members.joined(" || ', ' ||\n")) || '}}'"
  }
}
