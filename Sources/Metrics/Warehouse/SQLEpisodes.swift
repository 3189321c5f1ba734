internal import Agreements
internal import Wire

/// From events to the episodes of the period, as ``EpisodeFinder`` cuts them, each with its clocks' starts.
struct SQLEpisodes {
  let dialect: SQLDialect
  let clocks: SQLClocks
  let period: Range<Int>
  let coolOffDays: Int
  /// The marks at which clocks start.
  let clockStarts: [Measurement.ClockStart]
  /// The business days after which windows of follow-up close.
  let windows: [Int]
  /// Whether it is asked whom leads were given to first.
  let hasOwners: Bool
  let tables: [SQLCells]

  /// The names of the steps that the account of rows and the figures need.
  struct Steps {
    let leads: SQL
    let episodes: SQL
    /// Each episode with each event of its lead.
    let pairs: SQL
  }

  private static let starting = SQLEvents.ranks { $0 == .mql || $0 == .requested }
  static let closing = SQLEvents.ranks(\.isClosing)
  static let reopened = SQLEvents.rank(.reopened)

  func addSteps(to script: inout SQLScript, _ led: [SQL], events: SQL, calendar: SQL) -> Steps {
    let leads = script.step("leads", leads(led))
    let starts = script.step("starts", starts(events))
    let episodes = script.step("episodes", episodes(starts, leads, calendar))
    let pairs = script.step(
      "pairs",
      """
      SELECT p.*, v.r, v.at1, v.fin, v.ch, v.ow, v.ld, v.dd, v.k, v.at1 >= p.e0 AND v.at1 < p.e1 AS own
      FROM \(episodes) AS p JOIN \(events) AS v ON v.who = p.who
      """)
    let marked = script.step("marks", marks(pairs))
    return Steps(leads: leads, episodes: episodes, pairs: script.step("clocks", clockStarts(marked)))
  }

  /// The row that speaks for its lead, and how many rows it has.
  private func leads(_ led: [SQL]) -> SQL {
    let rows: [SQL] = zip(tables, led).filter { $0.0.layout.speaks }.map { table, rows in
      "SELECT who, st, tier, val, scp, pts, his, src, reg, team, rep, \(table.layout.hasLeads ? 1 : 0) AS isl FROM \(rows)"
    }
    return """
      SELECT * FROM (SELECT who, tier, val, scp, pts, his, src, reg, team, rep, COUNT(*) OVER (PARTITION BY who) AS nrows,
      SUM(isl) OVER (PARTITION BY who) AS nleads,
      ROW_NUMBER() OVER (PARTITION BY who ORDER BY st, tier DESC, val DESC, scp DESC, pts DESC, his DESC, \
      src, reg, team, rep) AS place
      FROM (\(rows.joined("\nUNION ALL\n"))) AS r) AS r WHERE place <= 1
      """
  }

  /// MQLs and demo requests while no episode is open: after none, after a closing, or after a reopening of nothing.
  private func starts(_ events: SQL) -> SQL {
    let requests = SQLRequests(tables)
    return """
      SELECT who, at1, r, dd, ld, k, LEAD(at1) OVER (PARTITION BY who ORDER BY k) AS next, \(requests.kind) AS req
      FROM (SELECT who, at1, r, dd, ld, k\(requests.column), LAG(r) OVER (PARTITION BY who ORDER BY k) AS before,
      SUM(CASE WHEN r IN \(Self.starting) THEN 1 ELSE 0 END) OVER \
      (PARTITION BY who ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nth
      FROM \(requests.events(events)) WHERE r IN \(Self.starting) OR r IN \(Self.closing) OR r = \(Self.reopened)) AS s
      WHERE r IN \(Self.starting) AND NOT COALESCE(before IN \(Self.starting) \
      OR (before = \(Self.reopened) AND nth > 1), FALSE)
      """
  }

  private func episodes(_ starts: SQL, _ leads: SQL, _ calendar: SQL) -> SQL {
    // A lead's duplicates are counted with its first episode.
    let duplicates: SQL = """
      CASE WHEN l.nleads > 1 AND ROW_NUMBER() OVER (PARTITION BY s.who ORDER BY s.at1) = 1 THEN l.nleads - 1 ELSE 0 END
      """
    let windows: SQL = windows.map { ", COALESCE(c.close\($0), \(SQLClocks.never)) AS w\($0)" as SQL }.joined(
      "")
    return """
      SELECT s.who, s.at1 AS e0, COALESCE(s.next, \(SQLClocks.never)) AS e1, s.dd AS e0d, s.ld AS e0l,
      s.req, l.tier, l.val, l.pts, l.his, l.src, l.reg, l.team, l.rep, \(duplicates) AS dup\(windows)
      FROM \(starts) AS s JOIN \(leads) AS l ON l.who = s.who \(SQLCalendar.join(calendar, as: "c", at: "s.at1", clocks))
      WHERE l.scp >= 1 AND s.at1 >= \(period.lowerBound) AND s.at1 < \(period.upperBound)
      """
  }

  static let episode: SQL = "OVER (PARTITION BY who, e0)"

  /// The order numbers of the events that marks come from.
  private func marks(_ pairs: SQL) -> SQL {
    var columns: [SQL] = [first(.mql, as: "kmql")]
    for start in Measurement.ClockStart.allCases where isMarked(start) {
      switch start {
      case .mql: break
      case .request: columns.append(first(.requested, as: "krequest"))
      case .handoff: columns += standing(.handoff, as: "handoff")
      case .assignment: columns += standing(.assigned, as: "assignment")
      }
    }
    return "SELECT p.*, \(columns.joined(",\n"))\nFROM \(pairs) AS p"
  }

  /// Whether it is looked for where a clock would start.
  private func isMarked(_ start: Measurement.ClockStart) -> Bool {
    clockStarts.contains(start) || (hasOwners && start == .assignment)
  }

  private func first(_ kind: Mapping.EventKind, as name: SQL) -> SQL {
    "MIN(CASE WHEN own AND r = \(SQLEvents.rank(kind)) THEN k END) \(Self.episode) AS \(name)"
  }

  /// The first such event of the episode, and the last before it among those that hand over and those that close.
  private func standing(_ kind: Mapping.EventKind, as name: SQL) -> [SQL] {
    let rank = SQLEvents.rank(kind)
    return [
      first(kind, as: "k\(name)"),
      "MAX(CASE WHEN at1 < e0 AND r = \(rank) THEN k END) \(Self.episode) AS given\(name)",
      "MAX(CASE WHEN at1 < e0 AND r IN \(Self.closing) THEN k END) \(Self.episode) AS taken\(name)",
    ]
  }

  /// The instants at which clocks start, and whether only their dates are known.
  private func clockStarts(_ marks: SQL) -> SQL {
    var columns: [SQL] = ["\(moment("kmql")) AS tmql", "(kmql & \(SQLKey.later)) AS dmql"]
    for start in clockStarts {
      let name = Self.name(start)
      switch start {
      case .mql: break
      case .request:
        columns += ["\(moment("krequest")) AS trequest", "(krequest & \(SQLKey.later)) AS drequest"]
      case .handoff, .assignment:
        let isStanding = Self.isStanding(name)
        columns += [
          "CASE WHEN \(isStanding) THEN e0 ELSE \(moment("k\(name)")) END AS t\(name)",
          "CASE WHEN \(isStanding) THEN e0d ELSE (k\(name) & \(SQLKey.later)) END AS d\(name)",
        ]
      }
    }
    if hasOwners { columns += SQLOwners.marks }
    return "SELECT m.*, \(columns.joined(", "))\nFROM \(marks) AS m"
  }

  /// Whether a lead had been handed over, or assigned, and not closed since, when its episode began.
  static func isStanding(_ name: SQL) -> SQL {
    "(given\(name) IS NOT NULL AND (taken\(name) IS NULL OR given\(name) > taken\(name)))"
  }

  static func name(_ start: Measurement.ClockStart) -> SQL {
    switch start {
    case .mql: "mql"
    case .request: "request"
    case .handoff: "handoff"
    case .assignment: "assignment"
    }
  }

  /// The millisecond of an order number.
  func moment(_ key: SQL) -> SQL {
    let bits = SQLKey.moment - 1
    // The rest is taken off first, so that the division is exact whatever the sign.
    return dialect.quotient("\(key) - (\(key) & \(bits))", SQLKey.moment)
  }
}
