import ArgumentParser
import Ledger
import Metrics

struct SnapshotSQL: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Print the query that computes a period's numbers in a warehouse.",
    discussion: """
      The query has mapping, meanings, zone and calendar in it and answers one row with counts and durations, which \
      sla snapshot import turns into a snapshot when it is told the same. No lead leaves the warehouse. For Spark it \
      is a script, whose steps are tables in a schema of their own until it ends.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var warehouse: WarehouseOptions
  @Option(help: "postgres, duckdb or spark.") var dialect: SQLDialect

  func run() async throws {
    let taking = try await SnapshotTaking(try global.open())
    let query = try taking.query(try warehouse.order(taking, global.agreement), dialect: dialect)
    for line in WarehouseOptions.words(query.omitted) { global.say(line) }
    Console.write(query.text)
  }
}
