import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// A log with a row for each event gives the numbers of a table with a row for each lead.
struct EventLogTests {
  /// So many are compared at least; of most logs some row cannot be read.
  private static let logs = 5

  @Test func `random leads measure the same event by event`() throws {
    var random = SeededGenerator()
    var compared = 0
    for number in 0..<400 where number < 30 || compared < Self.logs {
      let log = try RandomLeadLog(&random)
      let table = Self.alone(log.exports[0].header, log.exports[0].rows)
      let mapping = log.exports[0].mapping
      let wide = try measured(log, table, mapping)
      let rows = try Self.events(table, log.exports[0].header, Mapping(mapping)).shuffled(using: &random)
      let long = try measured(log, rows, Self.eventByEvent(mapping))
      // What the order of rows or the number of unreadable ones decides is told of rows, and not compared.
      guard wide.rows.rejected == 0, long.rows.rejected == 0 else { continue }
      compared += 1
      for (one, other) in zip(wide.entries, long.entries) { #expect(one == other, "log \(number)") }
      #expect(wide.entries.count == long.entries.count)
      #expect(wide.rows.inPeriod == long.rows.inPeriod && wide.rows.neverMQL == long.rows.neverMQL)
    }
    #expect(compared >= Self.logs)
  }

  private func measured(
    _ log: RandomLeadLog, _ rows: [[String]], _ mapping: JSON
  ) throws -> ExportMeasurement {
    let agreement = log.moments.agreement
    let measurer = try ExportMeasurer(
      measurement: agreement.measurement, measures: agreement.measures, period: agreement.period,
      asOf: agreement.asOf, fiscal: agreement.fiscal, toleratedPerMille: 1000)
    let lines = ([log.exports[0].header] + rows).map { row in
      row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
    }
    return try measurer.measure(
      [ExportSource(bytes: Array(lines.joined().utf8), mapping: Mapping(mapping), blockSize: 900)], threads: 2
    )
  }

  private static func eventByEvent(_ mapping: JSON) -> JSON {
    .object((mapping.members ?? []).map { $0.key == "rows" ? .init("rows", .string("events")) : $0 })
  }

  /// Rows each of which is a lead by itself: one that stands twice has told twice of what happened.
  private static func alone(_ header: [String], _ rows: [[String]]) -> [[String]] {
    rows.enumerated().map { number, row in
      zip(header, row).map { name, cell in
        switch name {
        case "id": "U\(number)"
        case "contact", "email": ""
        default: cell
        }
      }
    }
  }

  /// A row for each time that one tells of, and one for those that tell of none.
  private static func events(_ rows: [[String]], _ header: [String], _ mapping: Mapping) -> [[String]] {
    let columns = Set(mapping.events.map(\.column))
    return rows.flatMap { row -> [[String]] in
      let told = header.indices.filter { columns.contains(header[$0]) && !row[$0].isEmpty }
      return (told.isEmpty ? [header.count] : told).map { kept in
        header.indices.map { $0 != kept && columns.contains(header[$0]) ? "" : row[$0] }
      }
    }
  }
}
