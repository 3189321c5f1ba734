import Foundation
import Harness
import Testing

/// A query over tables of text, for an engine to answer.
struct Job {
  struct Table {
    let name: String
    /// A CSV file.
    let file: String
    /// SQL types by column, for engines that are to hold more than text.
    var types: [String: String] = [:]
  }

  let name: String
  let tables: [Table]
  let query: String
}

/// A warehouse that a test starts, asks and stops.
protocol Engine {
  /// Answers every job, in order: the one value of its result; throws with the engine's words where one fails.
  func answers(_ jobs: [Job], in workplace: Workplace) async throws -> [[UInt8]]
}

/// DuckDB and Spark, which come as Python packages.
struct PythonEngine: Engine {
  let name: String
  let package: String

  func answers(_ jobs: [Job], in workplace: Workplace) async throws -> [[UInt8]] {
    let python = Tools.root.appending(path: ".build-venv/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: python) else { throw Tools.missing(python) }
    var program = Program(
      python, environment: Tools.environment(home: workplace.path), directory: workplace.path)
    let probe = try await program.run(["-c", "import \(package)"])
    guard probe.status == 0 else { throw Tools.missing("the Python package \(package)") }
    var list: [[String: Any]] = []
    for (index, job) in jobs.enumerated() {
      let query = try workplace.write(job.query, to: "query-\(index).sql")
      let tables = job.tables.map { ["name": $0.name, "file": $0.file, "types": $0.types] as [String: Any] }
      list.append(["tables": tables, "query": query, "result": "\(workplace.path)/result-\(index)"])
    }
    let file = URL(filePath: workplace.path).appending(path: "jobs.json")
    try JSONSerialization.data(withJSONObject: list).write(to: file)
    let script = Tools.root.appending(path: "Tests/WarehouseTests/Engines/engine.py").path
    program = Program(python, environment: Tools.environment(home: workplace.path), directory: workplace.path)
    try await program.run([script, name, file.path], limit: .seconds(800)).require(0)
    return try Tools.results(jobs, in: workplace)
  }
}

/// What a test needs of the machine.
enum Tools {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func missing(_ what: String) -> ProgramFailed {
    ProgramFailed(description: "\(what) is missing: run script/bootstrap --warehouses")
  }

  static func environment(home: String) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home,
      "LC_ALL": "C.UTF-8",
      "TZ": "America/St_Johns",
    ]
  }

  /// What the engine wrote for each job.
  static func results(_ jobs: [Job], in workplace: Workplace) throws -> [[UInt8]] {
    try jobs.enumerated().map { index, job in
      let path = "\(workplace.path)/result-\(index)"
      guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
        let error = FileManager.default.contents(atPath: "\(path).error") ?? Data("no result".utf8)
        throw ProgramFailed(
          description: "\(job.name): \(String(decoding: error.prefix(4000), as: UTF8.self))")
      }
      return Array(data)
    }
  }
}
