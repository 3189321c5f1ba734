/// A query as the steps that lead to it, each a named table (`WITH name AS (…)`).
///
/// PostgreSQL knows nothing of how many rows a step has but what it guesses: that one in two hundred is equal to
/// something, one in three is greater. Where most rows pass, a step asks whether they are at least so much, so that
/// joins behind it are not planned for a handful.
///
/// Spark writes a step into each place where it is named, and looks through the whole some eighty times before it
/// starts, which takes minutes. For it each step is a statement that makes a table, so that it sees one step at a time.
struct SQLScript {
  let dialect: SQLDialect
  private var steps: [(name: SQL, body: SQL, isLookedAtOften: Bool)] = []

  /// Where Spark's tables stand while the query runs.
  ///
  /// It is made without IF NOT EXISTS: two queries at once never read each other's steps, and nothing is dropped but
  /// what the query made itself.
  private static let schema: SQL = "countersign_steps"

  init(_ dialect: SQLDialect) { self.dialect = dialect }

  /// Adds a step, and answers its name; engines put what a column is made of wherever it is looked at, unless told not to.
  @discardableResult
  mutating func step(_ name: SQL, _ body: SQL, isLookedAtOften: Bool = false) -> SQL {
    let name: SQL = dialect == .spark ? "\(Self.schema).sla_\(name)" : "sla_\(name)"
    steps.append((name, body, isLookedAtOften))
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
    if dialect == .spark { return statements(final) }
    let uses = uses(final)
    let steps: [SQL] = steps.map { step in
      // What is needed twice is computed once.
      step.isLookedAtOften || (uses[step.name.text] ?? 0) > 1
        ? "\(step.name) AS MATERIALIZED (\n\(step.body)\n)" : "\(step.name) AS (\n\(step.body)\n)"
    }
    return "WITH \(steps.joined(",\n"))\n\(final);\n"
  }

  /// The same as statements, of which `final` alone answers a row.
  private func statements(_ final: SQL) -> SQL {
    // A table's format is Spark's own, which keeps empty texts and NULL apart.
    let steps: [SQL] = steps.map { "CREATE TABLE \($0.name) USING parquet AS\n\($0.body);\n" }
    return """
      CREATE SCHEMA \(Self.schema);
      \(steps.joined(""))\(final);
      DROP SCHEMA \(Self.schema) CASCADE;

      """
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

  /// Whether a name could be taken apart before Spark reads it: its program puts the values of variables in place of
  /// them, and looks for the ends of statements with quotes and comments in mind, but not names.
  static func isSplit(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let isComment = zip(bytes, bytes.dropFirst()).contains { pair in
      pair == (UInt8(ascii: "-"), UInt8(ascii: "-")) || pair == (UInt8(ascii: "/"), UInt8(ascii: "*"))
    }
    let isSplit = bytes.contains { "$;'\\".utf8.contains($0) || $0 < 0x20 }
    return isComment || isSplit || bytes.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1
  }
}
