/// A query as the steps that lead to it, each a named table (`WITH name AS (…)`).
///
/// PostgreSQL knows nothing of how many rows a step has but what it guesses: that one in two hundred is equal to
/// something, one in three is greater. Where most rows pass, a step asks whether they are at least so much, so that
/// joins behind it are not planned for a handful.
struct SQLScript {
  let dialect: SQLDialect
  private var steps: [(name: SQL, body: SQL)] = []
  /// The steps that Spark is to compute once: the fewer, the sooner it understands the query.
  private static let computedOnce = [
    "sla_rows", "sla_moments", "sla_events", "sla_clocks", "sla_judged", "sla_counted",
  ]

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
      // What is needed twice is computed once.
      guard (uses[step.name.text] ?? 0) > 1 else { return "\(step.name) AS (\n\(step.body)\n)" }
      if dialect != .spark { return "\(step.name) AS MATERIALIZED (\n\(step.body)\n)" }
      // Spark writes a step into each place where it is named unless something in it is random.
      guard Self.computedOnce.contains(where: { step.name.text.hasPrefix($0) }) else {
        return "\(step.name) AS (\n\(step.body)\n)"
      }
      return "\(step.name) AS (\nSELECT s.* FROM (\n\(step.body)\n) AS s WHERE rand() >= 0\n)"
    }
    return "WITH \(steps.joined(",\n"))\n\(final);\n"
  }

  /// How often each step is named.
  private func uses(_ final: SQL) -> [String: Int] {
    var uses: [String: Int] = [:]
    for body in steps.map(\.body) + [final] {
      let words = body.text.utf8.split { byte in
        !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) && byte != UInt8(ascii: "_")
      }
      for word in words where word.starts(with: "sla_".utf8) {
        uses[String(decoding: word, as: UTF8.self), default: 0] += 1
      }
    }
    return uses
  }
}
