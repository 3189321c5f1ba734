internal import Agreements
internal import Wire

/// A table of the warehouse and how it is read: the first steps of the query, from cells to readable rows.
///
/// Every step does what ``RowReader`` does, for all rows at once.
struct SQLCells {
  let number: Int
  let table: WarehouseTable
  let layout: ExportLayout
  let dialect: SQLDialect
  /// The zone of times that carry none.
  let naiveZone: SQLZone?
  let clocks: SQLClocks

  init(
    number: Int, table: WarehouseTable, layout: ExportLayout, clocks: SQLClocks, _ dialect: SQLDialect
  ) throws(WarehouseError) {
    self.number = number
    self.table = table
    self.layout = layout
    self.dialect = dialect
    self.clocks = clocks
    for event in layout.events {
      if event.beside.amount != nil {
        throw .notCompiled("the amounts of deals, which the agreement's \"money\" asks for")
      }
      if event.beside.deliveredAt != nil { throw .notCompiled("the delivery of alerts (\"deliveredAt\")") }
    }
    do {
      naiveZone = try table.mapping.zone.map { name throws(ZoneError) in
        SQLZone(try Zone(named: name), horizon: clocks.horizon)
      }
    } catch { throw .measuring(.zone(error)) }
    for event in layout.events {
      let at = place(try moment(event, event.time))
      let written = try documented(event).map { (time) throws(WarehouseError) in
        place(try moment(event, time))
      }
      let logged = try event.beside.loggedAt.map { (time) throws(WarehouseError) in
        place(try moment(event, time))
      }
      places.append((at, written, logged))
    }
  }

  /// A time that stands beside an event, or is its own: all are written in the same formats.
  private mutating func moment(
    _ event: ExportLayout.Event, _ place: ExportLayout.TimePlace
  ) throws(WarehouseError) -> SQLMoment {
    let date = try time(place.column, ([event.format] + event.format.others).map(\.way))
    guard let clock = place.clock.map({ layout.clocks[$0] }) else { return SQLMoment(date: date, clock: nil) }
    return SQLMoment(
      date: date, clock: try time(clock.column, clock.format.pictures.map { .picture($0) }))
  }

  private mutating func time(
    _ column: Int, _ formats: [TimestampFormat.Way]
  ) throws(WarehouseError) -> SQLTimeCell {
    let (name, cell) = (table.mapping.columns[column], SQLTimeCell.cell(column))
    var written: [SQLTimestamps] = []
    for format in formats {
      let way = try SQLTimestamps(format, cell: cell, column: name, number: ways.count, dialect)
      let known = ways.first { $0.cell == cell && $0.isSame(as: way) }
      if known == nil { ways.append(way) }
      written.append(known ?? way)
    }
    return SQLTimeCell(column: column, ways: written)
  }

  /// The cell of a column, in every step.
  func cell(_ column: Int) -> SQL { "k\(column)" }

  /// The columns with times, which engines may hold as such.
  private var timeColumns: Set<Int> {
    Set(
      layout.events.flatMap {
        [$0.time, $0.beside.documentedAt, $0.beside.loggedAt].compactMap { $0?.column }
      })
  }

  /// The ways in which cells with times are written, each once for each column.
  private var ways: [SQLTimestamps] = []
  /// The cells with times, each once for each way in which it is read: by their numbers.
  private(set) var moments: [SQLMoment] = []
  /// The numbers of each event's own time, of the one at which its reason was written down, and at which it was logged.
  private(set) var places: [(at: Int, documented: Int?, logged: Int?)] = []

  private mutating func place(_ moment: SQLMoment) -> Int {
    if let known = moments.firstIndex(where: { $0.isSame(as: moment) }) { return known }
    moments.append(moment)
    return moments.count - 1
  }

  /// Adds the steps from the table to its rows, and answers the last one's name.
  func addSteps(to script: inout SQLScript) -> SQL {
    let columns = table.mapping.columns
    let times = timeColumns
    let texts = columns.indices.map { dialect.cell(columns[$0], isTime: times.contains($0)) }
    var cells: [SQL] = texts.indices.map { "\(texts[$0]) AS \(cell($0))" }
    let read = Dictionary(grouping: moments.flatMap(\.cells), by: \.column).values.compactMap { same in
      same.first.map { (cell: $0, hasLetters: same.contains { $0.ways.contains(where: \.hasLetters) }) }
    }
    cells += read.sorted { $0.cell.column < $1.cell.column }.map {
      "\(dialect.bare(texts[$0.cell.column], hasLetters: $0.hasLetters)) AS \($0.cell.cell)"
    }
    let name: SQL = table.name.map(dialect.name).joined(".")
    let first = script.step(
      "cells\(number)", "SELECT \(cells.joined(",\n"))\nFROM \(name)", isLookedAtOften: true)
    let values = addTimes(to: &script, first)
    let second = script.step("states\(number)", "SELECT v.*, \(states.joined(",\n"))\nFROM \(values) AS v")
    let third = script.step("times\(number)", "SELECT s.*, \(times_.joined(",\n"))\nFROM \(second) AS s")
    let past: [SQL] = Array(Set(places.map(\.at))).sorted().map {
      "CASE WHEN s\($0) = 1 AND \(clocks.hasHappened(self, $0)) THEN 1 ELSE 0 END AS p\($0)"
    }
    let passed = script.step("passed\(number)", "SELECT t.*, \(past.joined(",\n"))\nFROM \(third) AS t")
    let fourth = script.step("faults\(number)", "SELECT t.*, \(faults.joined(",\n"))\nFROM \(passed) AS t")
    return script.step("rows\(number)", "SELECT \(rows.joined(",\n"))\nFROM \(fourth) AS f")
  }

  /// Adds the steps that read each cell in each of the ways in which it may be written, and answers the last one's name.
  private func addTimes(to script: inout SQLScript, _ cells: SQL) -> SQL {
    if ways.isEmpty { return cells }
    let parts = script.step(
      "parts\(number)", "SELECT c.*, \(ways.flatMap(\.parts).joined(",\n"))\nFROM \(cells) AS c",
      isLookedAtOften: true)
    return script.step(
      "values\(number)", "SELECT p.*, \(ways.flatMap(\.values).joined(",\n"))\nFROM \(parts) AS p",
      isLookedAtOften: true)
  }

  private var states: [SQL] {
    let hasZone = table.mapping.zone != nil
    var columns: [SQL] = moments.enumerated().map {
      "\($1.state(hasZone: hasZone, isFilled: isFilled)) AS s\($0)"
    }
    columns += layout.events.enumerated().map { "\(isTold($1).flag) AS told\($0)" }
    for (letter, column, numbers) in numbers + behaviour {
      columns.append("\(numbers.body(cell(column))) AS \(letter)b")
      columns.append("\(numbers.isNegative(cell(column)).flag) AS \(letter)g")
    }
    columns.append("\(layout.id.map { "\(cell($0)) = ''" as SQL }.map(\.flag) ?? "1") AS nameless")
    return columns
  }

  /// The columns with numbers that rows are judged by: what tiers go by, and the score.
  var numbers: [(letter: SQL, column: Int, numbers: SQLNumbers)] {
    var columns: [(letter: SQL, column: Int, numbers: SQLNumbers)] = []
    if let tiers = layout.tiers {
      columns.append(
        ("n", tiers.column, SQLNumbers(dialect: dialect, scale: tiers.scale, mark: layout.decimalMark)))
    }
    if layout.speaks, let column = layout.score {
      columns.append(("p", column, SQLNumbers(dialect: dialect, scale: 0, mark: layout.decimalMark)))
    }
    return columns
  }

  /// The columns with leads' behaviour, of which numbers are asked whether they are nothing.
  var behaviour: [(letter: SQL, column: Int, numbers: SQLNumbers)] {
    layout.history.enumerated().map { index, column in
      ("z\(index)", column, SQLNumbers(dialect: dialect, scale: 0, mark: nil))
    }
  }

  /// Whether a number that was looked for stands in its cell.
  func isNumber(_ letter: SQL, _ numbers: SQLNumbers) -> SQL {
    "(\(letter)n = 1 AND \(dialect.scalarCount(numbers.whole("\(letter)b", "\(letter)f"))) <= 12)"
  }

  // MARK: When: local milliseconds, kind and offset of each time that is stated

  private var times_: [SQL] {
    var columns: [SQL] = layout.events.indices.map {
      "CASE WHEN told\($0) = 1 THEN s\(places[$0].at) ELSE 0 END AS x\($0)"
    }
    for (number, moment) in moments.enumerated() {
      func value(_ expression: SQL) -> SQL { "CASE WHEN s\(number) IN (1, 3) THEN \(expression) ELSE 0 END" }
      columns += [
        "\(value(moment.local)) AS l\(number)",
        "\(value(moment.kind)) AS y\(number)",
        "\(value(moment.offset)) AS o\(number)",
      ]
    }
    for (letter, _, numbers) in numbers + behaviour {
      columns.append("\(numbers.isNumber("\(letter)b").flag) AS \(letter)n")
      columns.append("\(numbers.fraction("\(letter)b")) AS \(letter)f")
    }
    return columns.isEmpty ? ["0 AS nothing"] : columns
  }

  /// The time at which a decision's reason was written down, where that is looked at.
  func documented(_ event: ExportLayout.Event) -> ExportLayout.TimePlace? {
    (event.kind == .rejected || event.kind == .accepted) && event.beside.reason != nil
      ? event.beside.documentedAt : nil
  }
}
