import Agreements
import Foundation
import Harness
import Metrics
import TestMaterial
import Testing

/// Logs made from a seed, measured here and in each warehouse.
@Suite(.serialized) struct SeededLogs {
  @Test(.timeLimit(.minutes(15))) func `DuckDB computes what the built-in engine does of any log`()
    async throws
  {
    try await compare(PythonEngine(name: "duckdb", package: "duckdb"), .duckdb, count: 40)
  }

  @Test(.timeLimit(.minutes(15))) func `PostgreSQL computes what the built-in engine does of any log`()
    async throws
  {
    try await compare(PostgreSQL(), .postgres, count: 40)
  }

  @Test(.timeLimit(.minutes(15))) func `Spark computes what the built-in engine does of any log`()
    async throws
  {
    try await compare(PythonEngine(name: "spark", package: "pyspark"), .spark, count: 5)
  }

  /// What a query does not compute; all other metrics have to be in it.
  private static let left: Set<Metric> = [
    .intentAlerted, .hygieneStale, .hygieneOutcomes, .leadsDropped, .opportunityFollowUp, .pipelineBySource,
    .pipelineMarketing, .revenue, .dealSize, .cycleLength, .reported,
  ]

  private func compare(
    _ engine: some Engine, _ dialect: SQLDialect, count: Int, _ test: String = #function
  ) async throws {
    var generator = SeededGenerator(test)
    let workplace = try Workplace()
    var logs: [(log: SeededLog, query: WarehouseQuery)] = []
    var jobs: [Job] = []
    for number in 0..<count {
      let log = try SeededLog(number, dialect, &generator)
      let query = try log.query(dialect)
      let tables = try log.tables.map { table in
        Job.Table(
          name: table.name,
          file: try workplace.write(CSVFile.text(table.header, table.rows), to: "\(table.name).csv"))
      }
      logs.append((log, query))
      jobs.append(Job(name: log.name, tables: tables, query: query.text))
    }
    var refused: [String] = []
    let answers = try await engine.answers(jobs, in: workplace)
    for ((log, query), answer) in zip(logs, answers) {
      let here = try log.measured()
      let there: WarehouseMeasurement
      do { there = try query.measurement(ofResult: answer) } catch {
        // What the query does not know it says of itself; that is never a number.
        switch error {
        case .beyondCalendar, .unreadNumbers, .notJoined: refused.append("\(log.name): \(error)")
        default: throw error
        }
        continue
      }
      #expect(
        !String(decoding: answer, as: UTF8.self).contains(CellMaker.ownersMark),
        "\(log.name): an owner's name left"
      )
      #expect(here.rows == there.rows, "\(log.name)")
      let entries = here.entries.filter { !Self.left.contains($0.measure.metric) }
      let gaps = here.gaps.filter { gap in entries.contains { $0.id == gap.entry } }
      #expect(here.joinedSources == there.joinedSources && gaps == there.gaps, "\(log.name)")
      #expect(entries.map(\.id) == there.entries.map(\.id), "\(log.name)")
      for (one, other) in zip(entries, there.entries) where one != other {
        Issue.record("\(log.name): \(one.id)\nhere  \(one.figures)\nthere \(other.figures)")
      }
    }
    // Equality is shown of those compared only; how many they are is told, and all refused shows nothing.
    print(
      "\(dialect.rawValue): \(count - refused.count) of \(count) logs compared, \(refused.count) refused in words:",
      refused.joined(separator: "\n"))
    #expect(refused.count * 5 <= count * 4, "\(refused.joined(separator: "\n"))")
  }
}
