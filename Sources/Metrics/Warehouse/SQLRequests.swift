internal import Agreements

/// What kind of request episodes came from, as ``LeadHistory`` finds it.
struct SQLRequests {
  /// The kinds that begin no episode, and that some table tells of.
  private let told: [RequestKind]

  init(_ tables: [SQLCells]) {
    told = [.pricing, .contact].filter { kind in
      tables.contains { $0.layout.events.contains { $0.kind == kind.event } }
    }
  }

  /// A column of the events below; nothing where no such request is told.
  var column: SQL { told.isEmpty ? "" : ", kreq" }

  /// The events, each with the order number of the last such request up to it.
  func events(_ events: SQL) -> SQL {
    if told.isEmpty { return events }
    let ranks = SQLEvents.ranks { kind in told.contains { $0.event == kind } }
    return """
      (SELECT v.*, MAX(CASE WHEN r IN \(ranks) THEN k END) OVER \
      (PARTITION BY who ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS kreq FROM \(events) AS v) AS v
      """
  }

  /// The number of the kind that an episode came from, among the rows of their starts; 0 for none.
  var kind: SQL {
    let demo: SQL = "WHEN r = \(SQLEvents.rank(.requested)) THEN \(Int(RequestKind.demo.number))"
    if told.isEmpty { return "CASE \(demo) ELSE 0 END" }
    let others: [SQL] = told.map { "WHEN \(SQLEvents.rank($0.event) * SQLKey.kind) THEN \(Int($0.number))" }
    return """
      CASE \(demo) WHEN kreq IS NULL OR kreq < LAG(k) OVER (PARTITION BY who ORDER BY k) THEN 0 \
      ELSE CASE kreq & \(SQLKey.kinds) \(others.joined(" ")) ELSE 0 END END
      """
  }
}
