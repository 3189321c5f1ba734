import ArgumentParser
import Ledger
import Wire

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What is in force, what waits for whom, and what to type next.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions

  func run() async throws {
    let status = try LedgerStatus(try global.open())
    Console.write(
      reading.format == .json
        ? String(decoding: StatusReport.json(status).written(), as: UTF8.self)
        : StatusReport.text(status, global.style))
  }
}
