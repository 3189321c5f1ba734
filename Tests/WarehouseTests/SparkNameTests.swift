import Metrics
import TestMaterial
import Testing

/// Names of tables and columns that Spark's own program would take apart.
@Suite struct SparkNames {
  @Test(arguments: ["a$b", "a;b", "a'b", "a\\b", "a--b", "a/*b", "a\"b"])
  func `a name at which statements are taken apart is refused for Spark alone`(name: String) throws {
    #expect(throws: WarehouseError.splitName(name)) { try query(name, .spark) }
    _ = try query(name, .duckdb)
  }

  @Test(arguments: ["a`b", "\"a\"", "a-b", "a / b", "é"])
  func `any other name is one of Spark's`(name: String) throws {
    let text = try query(name, .spark).text
    #expect(
      text.contains(
        "`\(name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``"))`"))
    // Whoever runs the script may take it apart at the ends of lines.
    let statements = text.split(separator: ";\n")
    #expect(statements.count > 20 && statements.dropLast().last?.contains("AS countersign") == true)
    #expect(statements.last == "DROP SCHEMA countersign_steps CASCADE")
  }

  private func query(_ table: String, _ dialect: SQLDialect) throws -> WarehouseQuery {
    var generator = SeededGenerator(seed: 7)
    let log = try SeededLog(0, .spark, &generator)
    return try WarehouseQuery(
      log.measurer, tables: [WarehouseTable(table, mapping: log.tables[0].mapping)], dialect: dialect)
  }
}
