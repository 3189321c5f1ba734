internal import Agreements

/// What happened to leads, a row an event, as ``RowReader`` makes events of cells.
struct SQLEvents {
  let dialect: SQLDialect
  let clocks: SQLClocks
  let tables: [SQLCells]

  /// The steps with all times that were stated, with how many of those are unclear, and with the events of known leads.
  struct Steps {
    let moments: SQL
    let unclear: SQL
    let events: SQL
  }

  /// Adds the steps from rows to events.
  func addSteps(to script: inout SQLScript, _ led: [SQL]) -> Steps {
    let told = script.step("told", zip(tables, led).map(told).joined("\nUNION ALL\n"))
    let moments = script.step("moments", moments(told))
    let unclear = script.step("unclear", unclear(moments))
    let happened = script.step("happened", happened(moments))
    return Steps(moments: moments, unclear: unclear, events: script.step("events", events(happened)))
  }

  /// The number of an event's kind at one moment, as a constant of the query.
  static func rank(_ kind: Mapping.EventKind) -> Int { kind.rank }

  /// The numbers of kinds for which something holds.
  static func ranks(_ holds: (Mapping.EventKind) -> Bool) -> SQL {
    let ranks = Mapping.EventKind.allCases.filter(holds).map(\.rank).sorted()
    return "(\(ranks.map { "\($0)" as SQL }.joined(", ")))"
  }

  /// The same, as they stand in the number that orders events.
  static func kinds(_ holds: (Mapping.EventKind) -> Bool) -> SQL {
    let kinds = Mapping.EventKind.allCases.filter(holds).map { $0.rank * SQLKey.kind }.sorted()
    return "(\(kinds.map { "\($0)" as SQL }.joined(", ")))"
  }

  /// The events that a table's rows state, out of their columns.
  private func told(_ table: SQLCells, _ led: SQL) -> SQL {
    let events = table.layout.events
    func pick(_ value: (Int, ExportLayout.Event) -> SQL) -> SQL {
      let values = events.enumerated().map { value($0.offset, $0.element) }
      guard Set(values).count > 1, let first = values.first else { return values.first ?? "0" }
      // What most events have in common stands last.
      let cases: [SQL] = values.enumerated().filter { $1 != first }.map { "WHEN \($0) THEN \($1)" }
      return "CASE n.j \(cases.joined(" ")) ELSE \(first) END"
    }
    func times(_ prefix: SQL, _ place: (Int) -> Int?) -> [SQL] {
      SQLCells.timeLetters.map { letter in
        "\(pick { index, _ in place(index).map { "\(letter)\($0)" } ?? "0" }) AS \(prefix)\(letter)"
      }
    }
    var columns: [SQL] = ["r.who AS who", "\(table.number) AS t", "\(pick { "\($1.kind.rank)" }) AS r"]
    columns += times("") { table.places[$0].at }
    columns.append("\(pick { index, _ in "h\(index)" }) AS h")
    columns.append("\(pick { $1.kind == .rejected || $1.kind == .accepted ? "rs\($0)" : "-1" }) AS rs")
    columns.append("\(pick { index, _ in "ch\(index)" }) AS ch")
    columns.append("\(pick { $1.beside.owner == nil ? "''" : "ow\($0)" }) AS ow")
    // 2 where no column says when the reason was written down.
    columns.append("\(pick { index, _ in table.places[index].documented.map { "s\($0)" } ?? "2" }) AS wx")
    columns += times("w") { table.places[$0].documented }
    columns.append("\(pick { index, _ in table.places[index].logged.map { "s\($0)" } ?? "0" }) AS gx")
    columns += times("g") { table.places[$0].logged }
    let numbers: [SQL] = events.indices.map { "(\($0))" }
    guard !numbers.isEmpty else {
      return "SELECT \(columns.joined(", ")) FROM \(led) AS r CROSS JOIN (VALUES (0)) AS n (j) WHERE 1 = 0"
    }
    return """
      SELECT \(columns.joined(", "))
      FROM \(led) AS r CROSS JOIN (VALUES \(numbers.joined(", "))) AS n (j)
      WHERE \(pick { index, _ in "x\(index)" }) >= 1
      """
  }

  private func moments(_ told: SQL) -> SQL {
    let isDocumented = tables.contains { table in table.layout.events.contains { table.documented($0) != nil }
    }
    let isLogged = tables.contains { $0.layout.events.contains { $0.beside.loggedAt != nil } }
    func earliest(_ prefix: SQL) -> SQL {
      clocks.earliest("\(prefix)l", "\(prefix)y", "\(prefix)o", naive: naiveOffset("\(prefix)l"))
    }
    let columns: [SQL] = [
      "m.*", "\(earliest("")) AS at0", "\(isDocumented ? earliest("w") : "0") AS dat",
      "\(isLogged ? earliest("g") : "0") AS gat",
    ]
    return """
      SELECT n.*, CASE WHEN y = 0 THEN \(clocks.latest("l", earliest: "at0")) ELSE at0 END AS fin
      FROM (SELECT \(columns.joined(",\n")) FROM \(told) AS m) AS n
      """
  }

  /// How many times without zone are such as local clocks show twice or never, whatever they are the times of.
  private func unclear(_ moments: SQL) -> SQL {
    let cases: [SQL] = tables.compactMap { table in
      guard let zone = table.naiveZone, table.moments.contains(where: \.kinds.naive) else { return nil }
      let isUnclear = zone.isUnclear("l")
      guard let far = zone.firstBeyond else { return "WHEN t = \(table.number) THEN \(isUnclear)" }
      // Of years far ahead one with the same calendar is looked at.
      return """
        WHEN t = \(table.number) AND l < \(far) THEN \(isUnclear) \
        WHEN t = \(table.number) THEN \(zone.isUnclearFarAhead("l", dialect))
        """
    }
    guard !cases.isEmpty else { return "SELECT 0 AS unclear" }
    return """
      SELECT SUM(CASE \(cases.joined(" ")) ELSE 0 END) AS unclear
      FROM (SELECT t, l FROM \(moments) WHERE y = 2
      UNION ALL SELECT t, wl FROM \(moments) WHERE wy = 2 AND h = 1 AND wx = 1
      UNION ALL SELECT t, gl FROM \(moments) WHERE gy = 2 AND h = 1 AND gx = 1) AS u
      """
  }

  private func naiveOffset(_ local: SQL) -> SQL? {
    let cases: [SQL] = tables.compactMap { table in
      guard table.moments.contains(where: \.kinds.naive), let offset = table.naiveOffset(local) else {
        return nil
      }
      return "WHEN t = \(table.number) THEN \(offset)"
    }
    return cases.isEmpty ? nil : "CASE \(cases.joined(" ")) ELSE 0 END"
  }

  /// Of a date the first millisecond, or the last for what ends an episode.
  private func happened(_ moments: SQL) -> SQL {
    let closing = Self.ranks(\.isClosing)
    return """
      SELECT who, r, y, rs, ch, ow, wx, dat, fin, \
      CASE WHEN r IN \(closing) THEN LEAST(fin, \(clocks.asOf)) ELSE at0 END AS at1
      FROM \(moments) WHERE h >= 1 AND who IS NOT NULL
      """
  }

  /// Each event with a whole number whose order is that of ``LeadEvent/precedes(_:_:)``: the millisecond, the kind,
  /// whether it may have happened later, a rejection's reason, and whether that was written down in time.
  private func events(_ happened: SQL) -> SQL {
    let closing = Self.ranks(\.isClosing)
    return """
      SELECT who, r, at1, fin, ch, ow, \(clocks.date(of: "at1")) AS ld, CASE WHEN y = 0 THEN 1 ELSE 0 END AS dd,
      at1 * \(SQLKey.moment) + r * \(SQLKey.kind) \
      + CASE WHEN CASE WHEN r IN \(closing) THEN fin > at1 ELSE y = 0 END THEN \(SQLKey.later) ELSE 0 END \
      + CASE WHEN rs >= 0 THEN (rs + 1) * 2 ELSE 0 END \
      + CASE WHEN rs <> -1 AND (wx = 2 OR (wx = 1 AND dat <= LEAST(at1 + 300000, \(clocks.asOf)))) THEN 1 ELSE 0 END AS k
      FROM \(happened)
      """
  }
}

/// How the number that orders events is put together.
enum SQLKey {
  static let moment = 32_768
  static let kind = 1024
  static let later = 512
  /// The bits of the kind.
  static let kinds = 31 * kind
  /// The bits of a rejection's reason, from 1, times two, and whether it is documented.
  static let reason = 511
}
