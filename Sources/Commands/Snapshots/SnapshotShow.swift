import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct SnapshotShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "A snapshot's numbers.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions
  @Argument(help: "The period.") var period: String
  @Option(help: "Its revision; the latest by default.") var revision: Int?

  func run() async throws {
    let tree = try global.open().verified().tree
    let agreement = try tree.onlyAgreement(global.agreement)
    guard let period = Period(period) else {
      throw Failure(.usage, "\"\(period)\" is no period", do: "Write 2026-01, 2026-W05, 2026-Q1 or 2026.")
    }
    let found = try tree.snapshots(of: agreement, period)
    guard let item = revision.map({ wanted in found.first { $0.snapshot.revision == wanted } }) ?? found.last
    else {
      throw Failure(
        .usage, "there is no such snapshot of \(agreement)", do: "sla snapshot list shows what there is.")
    }
    Console.write(
      reading.format == .json
        ? String(decoding: item.snapshot.json.written(), as: UTF8.self)
        : SnapshotReport.text(item.snapshot, global.style))
  }
}
