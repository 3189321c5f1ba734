import ArgumentParser
import Ledger
import Wire

struct Log: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "What happened, in order: who did what, and when.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions

  func run() async throws {
    let clone = try global.open()
    let log = try EventLog(clone, try clone.verified())
    Console.write(
      reading.format == .json
        ? String(decoding: LogReport.json(log).written(), as: UTF8.self) : LogReport.text(log, global.style))
  }
}
