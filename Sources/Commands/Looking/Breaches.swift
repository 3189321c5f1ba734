import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct Breaches: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaches",
    abstract: "What became of each commitment, period by period, and what its streak asks for now.",
    discussion: """
      A period that nobody has measured five business days after its clocks had run out is as loud as a miss. One without \
      data neither extends a streak nor breaks it.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions
  @Option(help: "How many periods to look back, at most 120.") var periods = 6

  func run() async throws {
    guard (1...120).contains(periods) else {
      throw Failure(.usage, "--periods is from 1 to 120")
    }
    let record = try AttainmentReading(try global.open())
    let items = try record.record(of: global.agreement, periods)
    let rules = record.charter.parameters.escalation
    Console.write(
      reading.format == .json
        ? String(decoding: AttainmentReport.json(items, rules).written(), as: UTF8.self)
        : AttainmentReport.text(items, rules, global.style))
  }
}
