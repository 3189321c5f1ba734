internal import Agreements

/// The numbers of each measure, in the order in which ``Figures`` are made of them.
extension SQLFigures {
  func numbers(_ index: Int, _ group: Measure) -> [SQL] {
    if let wait = ContactWait(group, measurement) { return clock(index, wait) }
    switch group.metric {
    case .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .leadsDuplicate:
      return delivery(group)
    case .rejectionRate, .rejectionReasons:
      return [count("dec = 2"), count("dec > 0"), "COUNT(*)"]
        + (0...measurement.rejectionReasons.count).map {
          count("dec = 2 AND rsn IN (\($0 * 2), \($0 * 2 + 1))")
        }
    case .rejectionDocumented: return [count("dec = 2 AND (rsn & 1) = 1"), count("dec = 2")]
    case .acceptanceDocumented: return [count("dec = 1 AND (rsn & 1) = 1"), count("dec = 1")]
    case .followUpDepth: return [count("deep\(index) = 1"), count("deep\(index) IS NOT NULL")]
    case .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon:
      return [count("had\(index) = 1 AND has\(index) = 1"), count("had\(index) = 1")]
    default: return []
    }
  }

  private func count(_ condition: SQL) -> SQL { "SUM(CASE WHEN \(condition) THEN 1 ELSE 0 END)" }

  private func delivery(_ group: Measure) -> [SQL] {
    switch group.metric {
    case .mqlDelivered: return [count("delivered = 1"), count("gross = 1")]
    case .mqlPerRep:
      // An agreed headcount is no number of the warehouse's.
      let owners: SQL = "COUNT(DISTINCT CASE WHEN delivered = 1 AND rep <> '' THEN rep END)"
      return [count("delivered = 1")] + (SQLOwners.isAsked(group) ? [owners] : [])
    case .mqlScore:
      return [
        count(Self.isScored), count("mql = 1 AND NOT \(Self.isScored)"),
        "SUM(CASE WHEN \(Self.isScored) THEN \(dialect.wide("pts")) ELSE 0 END)",
        Self.score.quantile(50, dialect),
      ]
    case .mqlHistory: return [count("mql = 1 AND his = 1"), count("mql = 1")]
    case .leadsDuplicate: return ["SUM(dup)"]
    default:
      return [count("mql = 1 AND whole = 1"), count("mql = 1")]
        + measurement.requiredFields.indices.map { count("mql = 1 AND (val & \(1 << $0)) <> 0") }
    }
  }

  private func clock(_ index: Int, _ wait: ContactWait) -> [SQL] {
    let name = wait.name
    let rank = Self.rank(wait)
    func outcome(_ outcome: SQLWaits.Outcome) -> SQL { "s\(name) = \(outcome.rawValue)" }
    let (made, open) = (outcome(.made), outcome(.open))
    let met: SQL = "(\(outcome(.engaged)) OR (\(made) AND late\(index) = 0))"
    let attempt = SQLEvents.kinds { $0 == .attempt }
    return [
      count(met), count("\(made) AND late\(index) = 1"), count("\(open) AND late\(index) = 1"),
      count("\(open) AND late\(index) = 0"), count("\(met) AND \(rank.value) = 0"),
      count("\(made) AND wms\(name) < 60000 AND (f\(name) & \(SQLKey.kinds)) IN \(attempt)"),
      count(outcome(.alreadyEngaged)),
      count(outcome(.resolvedBeforeContact)), count(outcome(.gone)), count(outcome(.imprecise)),
    ] + [50, 90, 95].map { rank.quantile($0, dialect) }
  }
}

/// What episodes are ranked by, for quantiles.
extension SQLFigures {
  /// What any measure asks a quantile of, each once.
  var ranks: [SQLRank] {
    var seen: Set<SQLRank> = []
    return waits.groups.compactMap { group in
      group.metric == .mqlScore ? Self.score : ContactWait(group, measurement).map(Self.rank)
    }.filter { seen.insert($0).inserted }
  }

  private static let isScored: SQL = "(mql = 1 AND pts > -\(SQLClocks.never))"

  private static let score = SQLRank(name: "pts", isCounted: isScored, value: "pts")

  /// By milliseconds until the wait was over; NULL where it is not.
  private static func rank(_ wait: ContactWait) -> SQLRank {
    let name = wait.name
    let isWall = wait.clock == .wall
    return SQLRank(
      name: "\(name)\(isWall ? "w" : "b")",
      isCounted: "s\(name) >= \(SQLWaits.Outcome.engaged.rawValue)",
      value: """
        CASE WHEN s\(name) = \(SQLWaits.Outcome.engaged.rawValue) THEN 0 \
        WHEN s\(name) = \(SQLWaits.Outcome.made.rawValue) THEN \(isWall ? "wms\(name)" : "bms\(name)") END
        """)
  }
}
