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
  @OptionGroup var chosen: ChosenSnapshot

  func run() async throws {
    let tree = try global.open().verified().tree
    let item = try chosen.find(in: tree, global)
    Console.write(
      reading.format == .json
        ? String(decoding: item.snapshot.json.written(), as: UTF8.self)
        : SnapshotReport.text(item.snapshot, global.style))
  }
}
