package import Agreements
internal import Wire

/// What a warehouse computed of a period.
package struct WarehouseMeasurement: Sendable {
  /// Sorted by id.
  package let entries: [Snapshot.Entry]
  package let rows: Snapshot.RowAccount
  /// How many rows each table has, in their order.
  package let tableRows: [Int]
  /// The entries that stay without data because of what the tables lack.
  package let gaps: [MeasureGap]
  /// Sources in the period that got no number of their own.
  package let joinedSources: Int
}

extension WarehouseQuery {
  /// Reads the query's one row: its text, or a row, or a list of one row, with that text in a column `countersign`.
  ///
  /// Throws for the result of another query, for one that says of itself that it is not exact, and for one with too many
  /// rows that cannot be read.
  package func measurement(ofResult bytes: [UInt8]) throws(WarehouseError) -> WarehouseMeasurement {
    let result = try WarehouseResult(bytes, of: self)
    let measures = Self.measures(measurer, result.groups, abilities)
    let gaps = measures.compactMap(abilities.gap)
    let empty = Set(gaps.map(\.entry))
    let entries = measures.map { measure in
      let numbers = empty.contains(measure.entryID) ? nil : result.numbers(of: measure)
      return Snapshot.Entry(
        id: measure.entryID, measure: measure,
        figures: Figures(of: measure, numbers, measurer.measurement),
        tierAt: measure.filter.tier == nil ? nil : abilities.tierAt,
        basis: measurer.basis.digest(of: measure, period: measurer.period, asOf: measurer.asOf))
    }
    return WarehouseMeasurement(
      entries: entries, rows: result.rows, tableRows: result.tableRows, gaps: gaps,
      joinedSources: result.groups.sources.joined)
  }
}

extension WarehouseQuery {
  /// Whether a result says that it is this query's, whatever else is wrong with it.
  package func isAnswered(by result: [UInt8]) -> Bool {
    (try? WarehouseResult.unwrapped(result))?["query"]?.text?.hasSameBytes(as: digest.hex) ?? false
  }
}

/// A result, read and found to be this query's.
struct WarehouseResult {
  private let query: WarehouseQuery
  private(set) var rows = Snapshot.RowAccount()
  private(set) var tableRows: [Int] = []
  private(set) var groups = NameGroups()
  /// The names of each dimension that may get numbers, in their order.
  private var names: [[String]] = []
  /// The numbers of each group by the number of the filter.
  private var figures: [Int: [String: [Int?]]] = [:]

  init(_ bytes: [UInt8], of query: WarehouseQuery) throws(WarehouseError) {
    self.query = query
    let members = try ResultMembers(
      Self.unwrapped(bytes),
      ["query", "joined", "bytewise", "tables", "rows", "names", "figures", "created"], at: "the result")
    let digest = try members.text("query")
    guard digest.hasSameBytes(as: query.digest.hex) else {
      throw .otherQuery(expected: query.digest, given: digest)
    }
    guard try members.isTrue("bytewise") else { throw .notBytewise }
    guard try members.isTrue("joined") else { throw .notJoined(rounds: SQLLeads.rounds) }
    try readTables(members.items("tables"))
    try readRows(ResultMembers.numbers(of: members.value("rows"), count: 15, at: "\"rows\""))
    try readNames(members.items("names"))
    let created = query.groups.filter(SQLNewLeads.isAsked)
    let others = query.groups.filter { !SQLNewLeads.isAsked($0) }
    try readFigures(members.items("figures"), of: others)
    try readFigures(members.items("created"), of: created)
  }

  /// The result itself, whatever the engine's program put around it.
  fileprivate static func unwrapped(_ bytes: [UInt8]) throws(WarehouseError) -> JSON {
    let limits = JSON.Limits(bytes: 32 << 20, depth: 8)
    do {
      var json = try JSON.parse(bytes, limits: limits)
      if case .array(let rows) = json {
        guard rows.count == 1 else {
          throw WarehouseError.malformed(at: "the result", "it has \(rows.count) rows; the query answers one")
        }
        json = rows[0]
      }
      if let column = json["countersign"], json.members?.count == 1 { json = column }
      if case .string(let text) = json { json = try JSON.parse(Array(text.utf8), limits: limits) }
      return json
    } catch let error as JSONError { throw .notJSON(error) } catch let error as WarehouseError {
      throw error
    } catch { throw .malformed(at: "the result", "\(error)") }
  }

  private mutating func readTables(_ items: [JSON]) throws(WarehouseError) {
    guard items.count == query.tables.count else {
      throw .malformed(at: "\"tables\"", "it has \(items.count) tables instead of \(query.tables.count)")
    }
    var byReason: [String: Int] = [:]
    for (table, item) in zip(query.tables, items) {
      let counts = try ResultMembers.numbers(
        of: item, count: SQLAccount.faults.count + 1, at: "\"tables\"")
      let faults = zip(SQLAccount.faults, counts.dropFirst()).filter { $0.1 > 0 }
      if let unread = faults.first(where: { $0.0 == SQL.unread.text }) {
        throw .unreadNumbers(table: table.description, count: unread.1)
      }
      let rejected = faults.reduce(0) { $0 + $1.1 }
      guard rejected * 1000 <= counts[0] * query.measurer.toleratedPerMille else {
        throw .tooManyRejected(
          table: table.description, rejected: rejected, read: counts[0],
          perMille: query.measurer.toleratedPerMille, reasons: faults.map { "\($0.1) \($0.0)" })
      }
      tableRows.append(counts[0])
      rows.read += counts[0]
      rows.rejected += rejected
      for (reason, count) in faults { byReason[reason, default: 0] += count }
    }
    rows.rejectedBy = byReason.map { Snapshot.Tally(id: $0.key, count: $0.value) }.sortedByID
  }

  /// In the order of ``SQLAccount``.
  private mutating func readRows(_ counts: [Int]) throws(WarehouseError) {
    (rows.inPeriod, rows.duplicates, rows.neverMQL) = (counts[0], counts[1], counts[2])
    (rows.outOfScope, rows.outOfPeriod, rows.laterStageWithoutMQL) = (counts[3], counts[4], counts[5])
    // Rows of leads and their activities that are not the row that is counted, nor that once more.
    rows.events = counts[7] + counts[8] - counts[6]
    (rows.unmatched, rows.imprecise) = (counts[9], counts[10])
    (rows.ambiguousLocalTime, rows.logged, rows.loggedLate) = (counts[11], counts[12], counts[13])
    guard counts[14] == 0 else { throw .beyondCalendar(counts[14]) }
    let parts = [
      rows.inPeriod, rows.duplicates, rows.neverMQL, rows.outOfScope, rows.outOfPeriod, rows.events,
      rows.unmatched,
      rows.rejected,
    ]
    guard rows.events >= 0, parts.reduce(0, +) == rows.read else {
      throw .malformed(at: "\"rows\"", "they do not add up to the \(rows.read) rows that were read")
    }
  }

  /// The names of each dimension; those that get numbers are chosen as ``NameGroup`` does.
  private mutating func readNames(_ items: [JSON]) throws(WarehouseError) {
    guard items.count == query.dimensions.count else {
      throw .malformed(at: "\"names\"", "it has \(items.count) lists instead of \(query.dimensions.count)")
    }
    for (dimension, item) in zip(query.dimensions, items) {
      guard let parts = item.items, parts.count == 3, let pairs = parts[2].items,
        pairs.count <= dimension.limit
      else {
        throw .malformed(at: "\"names\"", "it is no count, sum and list of names")
      }
      let totals = try ResultMembers.numbers(of: .array(Array(parts.prefix(2))), count: 2, at: "\"names\"")
      var named: [String] = []
      var counts: [Int] = []
      for pair in pairs {
        guard let values = pair.items, values.count == 2, let name = values[0].text,
          let count = values[1].number,
          count >= NameGroup.least, !named.contains(where: { $0.hasSameBytes(as: name) })
        else { throw .malformed(at: "\"names\"", "it holds what is no name with its number, or one twice") }
        named.append(name)
        counts.append(count)
      }
      names.append(named)
      var rest = totals[1] - counts.reduce(0, +)
      guard rest >= 0, totals[0] >= named.count else {
        throw .malformed(at: "\"names\"", "the numbers are greater than their sum")
      }
      while rest > 0, rest < NameGroup.least, let last = counts.popLast() {
        rest += last
        named.removeLast()
      }
      let group = NameGroup(named: named, joined: totals[0] - named.count)
      switch dimension {
      case .source: groups.sources = group
      case .region: groups.regions = group
      case .team: groups.teams = group
      }
    }
  }

  private mutating func readFigures(_ items: [JSON], of wanted: [Measure]) throws(WarehouseError) {
    var seen: Set<Int> = []
    let count = query.filters.count + query.dimensions.reduce(0) { $0 + $1.limit }
    for item in items {
      let members = try ResultMembers(item, ["filter", "figures"], at: "\"figures\"")
      let filter = try members.number("filter")
      guard filter < count, seen.insert(filter).inserted else {
        throw .malformed(at: "\"figures\"", "the filter \(filter) is unknown, or stands twice")
      }
      let groups = try ResultMembers(
        members.value("figures"), wanted.map(\.entryID), at: "the figures of filter \(filter)")
      for group in wanted {
        figures[filter, default: [:]][group.entryID] = try ResultMembers.figures(
          of: groups.value(group.entryID),
          count: Figures.count(of: group, query.measurer.measurement), signed: Figures.signed(of: group),
          at: group.entryID)
      }
    }
  }

  /// The numbers of a measure; nil where no case is counted for it.
  func numbers(of measure: Measure) -> [Int?]? {
    let group = Measure(metric: measure.metric, parameters: measure.parameters).entryID
    if let filter = query.filters.firstIndex(of: measure.filter) { return figures[filter]?[group] }
    var first = query.filters.count
    for (dimension, names) in zip(query.dimensions, names) {
      defer { first += dimension.limit }
      guard let name = measure.filter[keyPath: dimension.path] else { continue }
      if !name.hasSameBytes(as: LeadFilter.others) {
        return names.firstIndex { $0.hasSameBytes(as: name) }.flatMap { figures[first + $0]?[group] }
      }
      return remainder(of: group, without: named(dimension), among: names, from: first)
    }
    return nil
  }

  private func named(_ dimension: WarehouseDimension) -> [String] {
    switch dimension {
    case .source: groups.sources.named
    case .region: groups.regions.named
    case .team: groups.teams.named
    }
  }

  /// What is left of the whole when the names with numbers of their own are taken off.
  private func remainder(
    of group: String, without named: [String], among names: [String], from first: Int
  ) -> [Int?]? {
    guard let total = query.filters.firstIndex(of: LeadFilter()), var rest = figures[total]?[group] else {
      return nil
    }
    for index in names.indices.prefix(named.count) {
      guard let part = figures[first + index]?[group] else { continue }
      for place in rest.indices { rest[place] = max(0, (rest[place] ?? 0) - (part[place] ?? 0)) }
    }
    return rest
  }
}
