import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import Wire

struct SnapshotExplain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "What a snapshot's numbers make of one lead: its clock, hour by hour.",
    discussion: "Reads the exports that the snapshot was computed from; what it says stays on this machine.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var chosen: ChosenSnapshot
  @Option(help: "The lead's id, as the export has it.") var lead: String
  @Option(help: ArgumentHelp("An export that it was computed from (repeatable).", valueName: "file"))
  var source: [String]

  func run() async throws {
    let tree = try global.open().verified().tree
    let item = try chosen.find(in: tree, global)
    let explanation = try SnapshotCheck(tree).explanation(
      of: lead, in: item.snapshot, at: item.path, from: source)
    Console.write(ExplanationReport.text(explanation, id: lead, global.style))
    if case .notFound = explanation.place { throw Ending(status: .found) }
  }
}
