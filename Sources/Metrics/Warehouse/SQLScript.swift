/// A query as the steps that lead to it, each a named table (`WITH name AS (…)`).
struct SQLScript {
  let dialect: SQLDialect
  private var steps: [(name: SQL, body: SQL)] = []

  init(_ dialect: SQLDialect) { self.dialect = dialect }

  /// Adds a step, and answers its name.
  @discardableResult
  mutating func step(_ name: SQL, _ body: SQL) -> SQL {
    let name: SQL = "sla_\(name)"
    steps.append((name, body))
    return name
  }

  /// Adds a table of numbers that are known beforehand.
  @discardableResult
  mutating func table(_ name: SQL, _ columns: [SQL], _ rows: [[Int]]) -> SQL {
    let rows: [SQL] = rows.map { "(\($0.map { "\($0)" as SQL }.joined(",")))" }
    return step(name, "SELECT * FROM (VALUES \(rows.joined(",\n"))) AS t (\(columns.joined(", ")))")
  }

  /// The whole, ended by `final`.
  func query(_ final: SQL) -> SQL {
    let uses = uses(final)
    let steps: [SQL] = steps.map { step in
      // What is needed twice is computed once; Spark decides that for itself.
      let isShared = dialect != .spark && (uses[step.name.text] ?? 0) > 1
      return "\(step.name) AS \(isShared ? "MATERIALIZED " : "" as SQL)(\n\(step.body)\n)"
    }
    return "WITH \(steps.joined(",\n"))\n\(final);\n"
  }

  /// How often each step is named.
  private func uses(_ final: SQL) -> [String: Int] {
    var uses: [String: Int] = [:]
    for body in steps.map(\.body) + [final] {
      for word in body.text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") })
      where word.hasPrefix("sla_") {
        uses[String(word), default: 0] += 1
      }
    }
    return uses
  }
}
