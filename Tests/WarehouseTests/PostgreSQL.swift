import Foundation
import Harness

/// PostgreSQL, in a folder and on a socket of its own.
struct PostgreSQL: Engine {
  func answers(_ jobs: [Job], in workplace: Workplace) async throws -> [[UInt8]] {
    let server = try await Server.start(in: workplace)
    do {
      try await server.run(jobs)
      try await server.stop()
    } catch {
      try? await server.stop()
      throw error
    }
    return try Tools.results(jobs, in: workplace)
  }

  private struct Server {
    let workplace: Workplace
    let programs: String
    let folder: String

    static func start(in workplace: Workplace) async throws -> Server {
      let server = Server(
        workplace: workplace, programs: try folderOfPrograms(), folder: "\(workplace.path)/postgres")
      let files = FileManager.default
      try files.createDirectory(atPath: server.folder, withIntermediateDirectories: false)
      if getuid() == 0 {
        // PostgreSQL does not run as root.
        try await server.call("chown", [user, server.folder]).require(0)
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workplace.path)
      }
      try await server.call(
        "\(server.programs)/initdb",
        [
          "-D", "\(server.folder)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
          "-N",
        ],
        asServer: true
      ).require(0)
      try await server.call(
        "\(server.programs)/pg_ctl",
        [
          "-D", "\(server.folder)/data", "-w", "-t", "60", "-l", "\(server.folder)/log", "-o",
          "-k \(server.folder) -c listen_addresses='' -c fsync=off -c jit=off -c timezone=America/St_Johns",
          "start",
        ],
        asServer: true
      ).require(0)
      return server
    }

    func stop() async throws {
      try await call(
        "\(programs)/pg_ctl", ["-D", "\(folder)/data", "-m", "immediate", "-w", "stop"], asServer: true
      ).require(0)
    }

    /// Loads each job's tables and runs its query, all in one session.
    func run(_ jobs: [Job]) async throws {
      var script = "\\set ON_ERROR_STOP on\n\\pset tuples_only on\n\\pset format unaligned\n"
      for (index, job) in jobs.enumerated() {
        for table in job.tables {
          script += try Self.load(table)
        }
        let query = try workplace.write(job.query, to: "query-\(index).sql")
        script += "\\o \(workplace.path)/result-\(index)\n\\i \(query)\n\\o\n"
      }
      let file = try workplace.write(script, to: "script.sql")
      try await call(
        "\(programs)/psql", ["-X", "-q", "-h", folder, "-U", "postgres", "-d", "postgres", "-f", file]
      ).require(0)
    }

    private static func load(_ table: Job.Table) throws -> String {
      func name(_ name: String) -> String { "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\"" }
      let columns = try CSVFile.header(of: table.file)
      let typed = columns.map { "\(name($0)) \(table.types[$0] ?? "text")" }.joined(separator: ", ")
      let source = table.file.hasSuffix(".gz") ? "program 'gzip -dc \(table.file)'" : "'\(table.file)'"
      return """
        DROP TABLE IF EXISTS \(name(table.name));
        CREATE TABLE \(name(table.name)) (\(typed));
        \\copy \(name(table.name)) from \(source) with (format csv, header true)

        """
    }

    private static let user = "postgres"

    private func call(
      _ path: String, _ arguments: [String], asServer: Bool = false
    ) async throws -> Outcome {
      let isLowered = asServer && getuid() == 0
      let program = Program(
        isLowered ? "setpriv" : path, environment: Tools.environment(home: workplace.path),
        directory: workplace.path)
      let lowered = ["--reuid=\(Self.user)", "--regid=\(Self.user)", "--clear-groups", path] + arguments
      return try await program.run(isLowered ? lowered : arguments, limit: .seconds(200))
    }

    private static func folderOfPrograms() throws -> String {
      let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
      let folders =
        versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
        .map { "/usr/lib/postgresql/\($0)/bin" } + ["/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"]
      guard let found = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") })
      else {
        throw Tools.missing("PostgreSQL (initdb)")
      }
      return found
    }
  }
}
