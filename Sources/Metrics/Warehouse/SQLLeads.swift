internal import Agreements

/// Which rows speak of the same lead, as ``LeadJoin`` finds out: those with an id or an e-mail address in common.
///
/// Ids are joined in rounds: each takes the least name among those it shares something with. A result says whether
/// the rounds came to an end.
struct SQLLeads {
  private let dialect: SQLDialect
  private let tables: [SQLCells]
  /// Whether rows can have anything in common but their own id.
  private let hasLinks: Bool

  init(_ tables: [SQLCells], _ dialect: SQLDialect) throws(WarehouseError) {
    self.dialect = dialect
    self.tables = tables
    hasLinks = tables.contains { $0.layout.speaks && ($0.layout.email != nil || !$0.layout.aliases.isEmpty) }
    for table in tables
    where !table.layout.speaks && table.layout.aliases.contains(where: { $0.separator != nil }) {
      throw .activityAliases(mapping: table.table.mapping.name)
    }
  }

  /// The greatest number of rows between any two rows of a lead that have nothing in common themselves.
  static let rounds = 6

  /// Adds the steps that name each row's lead; answers the last step of each table, and a condition that says whether
  /// all leads were found.
  func addSteps(to script: inout SQLScript, _ rows: [SQL]) -> (led: [SQL], isJoined: SQL) {
    var known: SQL = ""
    let speakers = zip(tables, rows).filter { $0.0.layout.speaks }
    let hasActivities = tables.contains { !$0.layout.speaks }
    var isJoined: SQL = "TRUE"
    var groups: SQL?
    if hasLinks || hasActivities {
      let links = script.step(
        "links", "SELECT DISTINCT id, link FROM (\(links(speakers).joined("\nUNION ALL\n"))) AS l")
      if hasLinks {
        let last = addRounds(to: &script, links)
        groups = script.step("groups", "SELECT id, MIN(label) AS who FROM \(last) GROUP BY id")
        isJoined =
          "NOT EXISTS (SELECT 1 FROM (SELECT label, MIN(label) OVER (PARTITION BY link) AS least FROM \(last)) AS r WHERE label <> least)"
      }
      if hasActivities {
        let who: SQL = groups == nil ? "l.id" : "COALESCE(g.who, l.id)"
        let join: SQL = groups.map { " LEFT JOIN \($0) AS g ON g.id = l.id" } ?? ""
        known = script.step(
          "known", "SELECT l.link, MIN(\(who)) AS who FROM \(links) AS l\(join) GROUP BY l.link")
      }
    }
    let led = zip(tables, rows).map { table, rows in
      script.step(
        "led\(table.number)",
        table.layout.speaks ? speaking(rows, groups) : active(table, rows, known))
    }
    return (led, isJoined)
  }

  /// Each id with everything that its rows go by.
  private func links(_ speakers: [(SQLCells, SQL)]) -> [SQL] {
    var links: [SQL] = []
    for (table, rows) in speakers {
      links.append("SELECT id, 'i' || id AS link FROM \(rows) WHERE fault <= ''")
      if table.layout.email != nil {
        links.append("SELECT id, 'e' || mail AS link FROM \(rows) WHERE fault <= '' AND mail IS NOT NULL")
      }
      for (index, alias) in table.layout.aliases.enumerated() {
        let part: SQL =
          alias.separator.map { separator in
            dialect.parts("a\(index)", separator: String(UnicodeScalar(separator)))
          } ?? "a\(index)"
        let trimmed = dialect.trimmed("part")
        links.append(
          """
          SELECT id, 'i' || \(dialect.key(trimmed)) AS link \
          FROM (SELECT id, \(part) AS part FROM \(rows) WHERE fault <= '' AND a\(index) <> '') AS p \
          WHERE \(trimmed) <> ''
          """)
      }
    }
    return links
  }

  private func addRounds(to script: inout SQLScript, _ links: SQL) -> SQL {
    // Most leads share nothing with anybody, and need no rounds.
    var last = script.step(
      "round0",
      """
      SELECT id, link, id AS label FROM (SELECT id, link, COUNT(*) OVER (PARTITION BY link) AS ids FROM \(links)) AS l \
      WHERE ids > 1
      """)
    for round in 1...Self.rounds {
      let linked: SQL = "SELECT id, link, MIN(label) OVER (PARTITION BY link) AS label FROM \(last)"
      last = script.step(
        "round\(round)", "SELECT id, link, MIN(label) OVER (PARTITION BY id) AS label FROM (\(linked)) AS l")
    }
    return last
  }

  private func speaking(_ rows: SQL, _ groups: SQL?) -> SQL {
    guard let groups else { return "SELECT r.*, r.id AS who FROM \(rows) AS r WHERE r.fault <= ''" }
    return """
      SELECT r.*, COALESCE(g.who, r.id) AS who FROM \(rows) AS r LEFT JOIN \(groups) AS g ON g.id = r.id \
      WHERE r.fault <= ''
      """
  }

  /// An activity belongs to the lead of its id, else of its further ids, else of its address.
  private func active(_ table: SQLCells, _ rows: SQL, _ known: SQL) -> SQL {
    var keys: [SQL] = []
    if table.layout.id != nil { keys.append("'i' || r.id") }
    keys += table.layout.aliases.indices.map {
      "CASE WHEN r.a\($0) <> '' THEN 'i' || \(dialect.key("r.a\($0)")) END"
    }
    if table.layout.email != nil { keys.append("'e' || r.mail") }
    let joins: [SQL] = keys.enumerated().map { "LEFT JOIN \(known) AS n\($0) ON n\($0).link = \($1)" }
    let found: SQL =
      keys.isEmpty
      ? dialect.text("NULL") : "COALESCE(\(keys.indices.map { "n\($0).who" as SQL }.joined(", ")))"
    return "SELECT r.*, \(found) AS who FROM \(rows) AS r \(joins.joined(" ")) WHERE r.fault <= ''"
  }
}
