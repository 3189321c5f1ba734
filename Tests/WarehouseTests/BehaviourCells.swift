import Agreements
import Harness
import Metrics
import TestMaterial
import Testing
import Wire

/// One lead, and what a field with its behaviour says.
struct BehaviourCells {
  private func measurer() throws -> ExportMeasurer {
    let measurement = """
      {"definitions": 1, "zone": "UTC", "scope": [], "meanings": {"mql": {"is": "stamped"}}, "requiredFields": [],
       "historyFields": ["visits"], "excludedSources": [], "sourceSpellings": [], "rejectionReasons": [],
       "calendar": {"week": {"monday": [{"from": "09:00", "to": "17:00"}], "tuesday": [], "wednesday": [], "thursday": [], "friday": [], "saturday": [],
         "sunday": []}, "holidays": [], "halfDays": []},
       "clockStart": "mql", "coolOffDays": 0}
      """
    return try ExportMeasurer(
      measurement: Agreements.Measurement(Fields(JSON.parse(Array(measurement.utf8)))),
      measures: [Measure(metric: .mqlHistory)], period: SeededLog.month,
      asOf: #require(Instant("2026-06-01T00:00:00Z")), fiscal: .calendarYear, toleratedPerMille: 0)
  }

  private func log(_ number: Int, _ cell: String) throws -> SeededLog {
    let mapping = """
      {"name": "m", "revision": 1, "system": "S", "lead": {"id": "Id", "fields": [{"id": "visits", "column": "visits"}]},
       "events": [{"event": "mql", "column": "mql", "format": "iso8601"}]}
      """
    let table = SeededLog.Table(
      name: "t\(number)", header: ["Id", "mql", "visits"], rows: [["1", "2026-03-04T09:00:00Z", cell]],
      mapping: try Mapping(JSON.parse(Array(mapping.utf8))))
    return SeededLog(name: cell, tables: [table], measurer: try measurer())
  }

  @Test(.timeLimit(.minutes(15)))
  func `nothing with a currency is refused, and all else means what it does in exports`()
    async throws
  {
    let refused = ["€ 0,00", "0 EUR", "$0", "(0.00 CHF)", "-£0"]
    let taken = ["0", "0,000", "", "n/a", "3", "$5", "7 EUR", "0 visits", "OK"]
    let workplace = try Workplace()
    var (logs, jobs): ([SeededLog], [Job]) = ([], [])
    for (number, cell) in (refused + taken).enumerated() {
      let log = try log(number, cell)
      let table = log.tables[0]
      let file = try workplace.write(CSVFile.text(table.header, table.rows), to: "\(table.name).csv")
      logs.append(log)
      jobs.append(
        Job(name: cell, tables: [.init(name: table.name, file: file)], query: try log.query(.duckdb).text))
    }
    let answers = try await PythonEngine(name: "duckdb", package: "duckdb").answers(jobs, in: workplace)
    for (log, answer) in zip(logs, answers) {
      let query = try log.query(.duckdb)
      if refused.contains(log.name) {
        #expect(throws: WarehouseError.unreadNumbers(table: log.tables[0].name, count: 1), "\(log.name)") {
          try query.measurement(ofResult: answer)
        }
      } else {
        let (here, there) = (try log.measured(), try query.measurement(ofResult: answer))
        #expect(here.entries == there.entries && here.rows == there.rows, "\(log.name)")
      }
    }
  }
}
