/// A value that episodes are ranked by among those of a filter, so that the one at a rank can be told.
struct SQLRank: Hashable {
  /// What the names of its columns end with.
  let name: SQL
  /// Whether an episode is ranked at all.
  let isCounted: SQL
  /// NULL is greater than any.
  let value: SQL

  /// The columns of an episode's rank, and of how many are ranked.
  var columns: [SQL] {
    [
      """
      ROW_NUMBER() OVER (PARTITION BY f ORDER BY \(isCounted.flag) DESC, \(value) ASC NULLS LAST) AS rn\(name)
      """,
      "SUM(\(isCounted.flag)) OVER (PARTITION BY f) AS n\(name)",
    ]
  }

  /// The value of nearest rank, as ``Quantile`` finds it, of a filter's rows.
  func quantile(_ percent: Int, _ dialect: SQLDialect) -> SQL {
    let rank = dialect.quotient("\(percent) * n\(name) + 99", 100)
    return "MIN(CASE WHEN n\(name) > 0 AND rn\(name) = \(rank) THEN \(value) END)"
  }
}
