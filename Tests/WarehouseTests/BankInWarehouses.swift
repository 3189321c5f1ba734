import Foundation
import Harness
import TestMaterial
import Testing

/// A real log, measured from its export and in each warehouse, from the command line on.
@Suite(.serialized) struct BankInWarehouses {
  @Test(.timeLimit(.minutes(15))) func `a bank's leads give the same snapshot in DuckDB`() async throws {
    try await compare(PythonEngine(name: "duckdb", package: "duckdb"), "duckdb", time: "TIMESTAMPTZ")
  }

  @Test(.timeLimit(.minutes(15))) func `a bank's leads give the same snapshot in PostgreSQL`() async throws {
    try await compare(PostgreSQL(), "postgres", time: "timestamptz")
  }

  @Test(.timeLimit(.minutes(15))) func `a bank's leads give the same snapshot in Spark`() async throws {
    try await compare(PythonEngine(name: "spark", package: "pyspark"), "spark", time: "timestamp")
  }

  private struct Case {
    let table: String
    let file: String
    let mapping: String
    var types: [String: String] = [:]
  }

  /// `time` is the engine's own type for instants, in which times may stand as well.
  private func compare(_ engine: some Engine, _ dialect: String, time: String) async throws {
    let company = try await Company.sealed(at: "2012-01-04T10:00:00Z")
    let rev = company.rev.at("2012-01-05T10:00:00Z")
    let place = company.workplace
    try await rev.sla(
      "amend", "new", "first", "--agreement", "bank", "--from",
      try place.write(BankLeads.agreement(), to: "first.json")
    ).require(0)
    let wide = try place.write(BankLeads.mapping, to: "bank.json")
    let long = try place.write(BankLeads.longMapping, to: "bank-events.json")
    let leads = try TestData.path("data/bank-leads/leads.csv")
    let times = [
      "created_at", "mql_at", "first_contact_at", "sql_at", "opportunity_at", "won_at", "rejected_at",
    ]
    let cases = [
      Case(table: "leads", file: leads, mapping: wide),
      Case(
        table: "typed_leads", file: leads, mapping: wide,
        types: Dictionary(uniqueKeysWithValues: times.map { ($0, time) }).merging(["amount_req": "bigint"]) {
          $1
        }),
      Case(table: "events", file: try TestData.path("data/bank-leads/events.csv.gz"), mapping: long),
    ]
    var jobs: [Job] = []
    for item in cases {
      let query = try await rev.sla(
        "snapshot", "sql", "2011-10", "--dialect", dialect, "--table", "\(item.table):\(item.mapping)",
        "--draft",
        "first", "--as-of", BankLeads.asOf
      ).require(0)
      #expect(query.said.contains("not in the query: hygiene.outcomes"), "\(query.said)")
      #expect(!query.said.contains("mql.per-rep"), "\(query.said)")
      jobs.append(
        Job(
          name: item.table, tables: [Job.Table(name: item.table, file: item.file, types: item.types)],
          query: query.text))
    }
    let answers = try await engine.answers(jobs, in: place)
    for (item, answer) in zip(cases, answers) { try await expectSame(item, answer, rev, place) }
  }

  private func expectSame(_ item: Case, _ answer: [UInt8], _ rev: Person, _ place: Workplace) async throws {
    try await rev.sla(
      "snapshot", "take", "2011-10", "--draft", "first", "--source", item.file, "--mapping", item.mapping,
      "--as-of",
      BankLeads.asOf
    ).require(0)
    let taken = try await snapshot(rev)
    let result = try place.write(String(decoding: answer, as: UTF8.self), to: "result.json")
    func imported(_ file: String, asOf: String = BankLeads.asOf) async throws -> Outcome {
      try await rev.sla(
        "snapshot", "import", "2011-10", "--result", file, "--table", "\(item.table):\(item.mapping)",
        "--draft",
        "first", "--as-of", asOf)
    }
    try await imported(result).require(0)
    let answered = try await snapshot(rev)
    let ids = Set(answered.entries.map(\.id))
    #expect(ids.count > 60 && ids.contains("mql.per-rep/headcount=5"))
    #expect(ids.contains("mql.per-rep") == item.mapping.hasSuffix("bank.json"))
    #expect(answered.entries.map(\.bytes) == taken.entries.filter { ids.contains($0.id) }.map(\.bytes))
    #expect(answered.rows == taken.rows)
    // The engines' own programs put the value into a row.
    let text = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .newlines)
    let row = try JSONSerialization.data(withJSONObject: [
      ["countersign": text]
    ])
    try await imported(try place.write(String(decoding: row, as: UTF8.self), to: "row.json")).require(0)
    // What was computed at another moment, and what was changed by hand, is not taken.
    let other = try await imported(result, asOf: "2012-01-02T00:00+01:00")
    #expect(other.status == 65 && other.said.contains("another query"), "\(other)")
    let forged = String(decoding: answer, as: UTF8.self).replacingOccurrences(
      of: "\"rows\": [", with: "\"rows\": [1")
    let refused = try await imported(try place.write(forged, to: "forged.json"))
    #expect(refused.status == 65 && refused.said.contains("add up"), "\(refused)")
  }

  private struct Shown {
    let entries: [(id: String, bytes: Data)]
    let rows: Data
  }

  /// The latest snapshot of the month, its parts as bytes.
  private func snapshot(_ rev: Person) async throws -> Shown {
    let text = try await rev.sla("snapshot", "show", "2011-10", "--format", "json").require(0)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.output)) as? [String: Any])
    let metrics = try #require(json["metrics"] as? [[String: Any]])
    return Shown(
      entries: try metrics.map { entry in
        (
          try #require(entry["id"] as? String),
          try JSONSerialization.data(withJSONObject: entry, options: [.sortedKeys])
        )
      },
      rows: try JSONSerialization.data(withJSONObject: try #require(json["rows"]), options: [.sortedKeys]))
  }
}
