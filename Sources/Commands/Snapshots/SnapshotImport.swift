import Agreements
import ArgumentParser
import Ledger
import Metrics
import Presentation

struct SnapshotImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Record what a warehouse answered to a query, as a snapshot.",
    discussion: """
      Takes the query's one value as the engine's own program prints it, plain or as a JSON row. The query is written \
      again from the ledger: the result of any other is refused.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var warehouse: WarehouseOptions
  @Option(help: ArgumentHelp("The query's result; - is standard input.", valueName: "file")) var result:
    String
  @Option(help: ArgumentHelp("Who ran it; you, by default.", valueName: "person")) var exporter: String?
  @Option(help: "Where the tables are kept.") var kept = "in the warehouse"
  @Option(help: ArgumentHelp("Until when they are kept; two years by default.", valueName: "day"))
  var keptUntil: String?

  func run() async throws {
    let taking = try await SnapshotTaking(try global.open())
    let order = try warehouse.order(
      taking, global.agreement, exporter: exporter, kept: kept, keptUntil: keptUntil)
    let taken = try await taking.take(
      order, result: try Disk.contents(result), named: result, isDryRun: writing.dryRun)
    global.say(SnapshotReport.head(taken.snapshot, global.errorStyle))
    for line in WarehouseOptions.words(taken.omitted) { global.say(line) }
    global.say(
      "\(writing.prefix)Recorded \(taken.snapshot.entries.count.counted("number")) in \(taken.path). See them with: sla snapshot show \(taken.snapshot.period)"
    )
  }
}
