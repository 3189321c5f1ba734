internal import Agreements

/// The account of rows, and the one text that the query answers.
struct SQLAccount {
  let dialect: SQLDialect
  let tables: [SQLCells]
  let clocks: SQLClocks
  /// Where loggings are judged, the table of business days with its first millisecond.
  let dues: SQL?

  /// The faults that a row of a table can have, as the result names them.
  static let faults: [String] =
    [
      RowRejection.noLeadID, .unreadableTime, .timeWithoutZone, .unreadableScore, .unreadableAmount,
      .otherCurrency,
    ].map(\.rawValue) + [SQL.unread.text]

  /// Adds the steps that count rows; answers a condition-free list of a result's members, as SQL texts.
  func addSteps(
    to script: inout SQLScript, rows: [SQL], led: [SQL], _ events: SQLEvents.Steps, _ steps: SQLEpisodes.Steps
  ) -> [(name: SQL, value: SQL)] {
    var members: [(name: SQL, value: SQL)] = []
    let tables: [SQL] = rows.map { rows in
      let counts: [SQL] = Self.faults.map {
        "COALESCE(SUM(CASE WHEN fault = \(dialect.literal($0)) THEN 1 ELSE 0 END), 0)"
      }
      let texts: [SQL] = (["COUNT(*)"] + counts).map(dialect.text)
      return "(SELECT '[' || \(texts.joined(" || ', ' || ")) || ']' FROM \(rows))"
    }
    members.append(("tables", "'[' || \(tables.joined(" || ', ' || ")) || ']'"))
    let marks = script.step("told_of", toldOf(events.events, steps))
    let account = script.step("account", account(steps, marks))
    let told = script.step("times_told", timesTold(events.moments))
    let counts = script.step("row_counts", rowCounts(led))
    func all(_ columns: [SQL], of step: SQL) -> SQL {
      let texts: [SQL] = columns.map { "COALESCE(\(dialect.text($0)), '0')" }
      return "(SELECT \(texts.joined(" || ', ' || ")) FROM \(step))"
    }
    members.append(
      (
        "rows",
        """
        '[' || \(all(["inperiod", "duplicates", "nevermql", "outofscope", "outofperiod", "latestage", "ledrows"], of: account)) \
        || ', ' || \(all(["leads", "matched", "unmatched", "imprecise"], of: counts)) \
        || ', ' || \(all(["unclear"], of: events.unclear)) \
        || ', ' || \(all(["logged", "late", "beyond"], of: told)) || ']'
        """
      ))
    return members
  }

  /// What a lead's events say of it as a whole.
  private func toldOf(_ events: SQL, _ steps: SQLEpisodes.Steps) -> SQL {
    let mql = SQLEvents.rank(.mql)
    let starting = SQLEvents.ranks { $0 == .mql || $0 == .requested }
    let later = SQLEvents.ranks(\.isLaterStage)
    return """
      SELECT who, MAX(CASE WHEN r = \(mql) THEN 1 ELSE 0 END) AS hasmql,
      MAX(CASE WHEN r IN \(starting) THEN 1 ELSE 0 END) AS hasstart,
      MAX(CASE WHEN r IN \(later) THEN 1 ELSE 0 END) AS haslater FROM \(events) GROUP BY who
      """
  }

  private func account(_ steps: SQLEpisodes.Steps, _ told: SQL) -> SQL {
    func count(_ condition: SQL) -> SQL { "SUM(CASE WHEN \(condition) THEN 1 ELSE 0 END)" }
    let starts: SQL = "l.scp = 1 AND COALESCE(t.hasstart, 0) = 1"
    return """
      SELECT \(count("\(starts) AND p.who IS NOT NULL")) AS inperiod,
      SUM(CASE WHEN l.nleads > 1 THEN l.nleads - 1 ELSE 0 END) AS duplicates,
      \(count("l.scp = 1 AND COALESCE(t.hasstart, 0) = 0")) AS nevermql,
      \(count("l.scp = 0")) AS outofscope,
      \(count("\(starts) AND p.who IS NULL")) AS outofperiod,
      \(count("COALESCE(t.hasmql, 0) = 0 AND t.haslater = 1")) AS latestage,
      SUM(CASE WHEN l.nleads > 1 THEN l.nleads ELSE 1 END) AS ledrows
      FROM \(steps.leads) AS l LEFT JOIN \(told) AS t ON t.who = l.who
      LEFT JOIN (SELECT DISTINCT who FROM \(steps.episodes)) AS p ON p.who = l.who
      """
  }

  private func timesTold(_ moments: SQL) -> SQL {
    let counts: SQL = "SUM(CASE WHEN h = 1 AND gx = 1 THEN 1 ELSE 0 END) AS logged"
    guard let dues else { return "SELECT \(counts), 0 AS late, 0 AS beyond FROM \(moments)" }
    return """
      SELECT \(counts), SUM(CASE WHEN h = 1 AND gx = 1 AND gat > c.close1 THEN 1 ELSE 0 END) AS late,
      SUM(CASE WHEN h = 1 AND gx = 1 AND c.b IS NULL THEN 1 ELSE 0 END) AS beyond
      FROM \(moments) AS m \(SQLCalendar.join(dues, as: "c", at: "m.fin", clocks))
      """
  }

  private func rowCounts(_ led: [SQL]) -> SQL {
    let rows: [SQL] = zip(tables, led).map { table, led in
      "SELECT who, imp, \(table.layout.speaks ? 1 : 0) AS speaks FROM \(led)"
    }
    return """
      SELECT SUM(speaks) AS leads, SUM(CASE WHEN speaks = 0 AND who IS NOT NULL THEN 1 ELSE 0 END) AS matched,
      SUM(CASE WHEN speaks = 0 AND who IS NULL THEN 1 ELSE 0 END) AS unmatched, SUM(imp) AS imprecise
      FROM (\(rows.joined("\nUNION ALL\n"))) AS r
      """
  }
}
