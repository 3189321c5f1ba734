import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct SnapshotAttest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attest",
    abstract: "Compute a snapshot's numbers again, and record that they follow from the exports.",
    discussion: """
      Worth most from the side that did not take it. Nothing is recorded where a number differs: the command then ends \
      with 1, as sla snapshot check does.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var chosen: ChosenSnapshot
  @Option(help: ArgumentHelp("An export that it was computed from (repeatable).", valueName: "file"))
  var source: [String]

  func run() async throws {
    let attesting = try await Attesting(try global.open())
    let tree = attesting.base.tree
    let item = try chosen.find(in: tree, global)
    let mismatches = try SnapshotCheck(tree).mismatches(of: item.snapshot, at: item.path, from: source)
    guard mismatches.isEmpty else {
      Console.write(MismatchReport.text(mismatches))
      throw Ending(status: .found)
    }
    let done = try await attesting.attest(item.snapshot, digest: item.digest, isDryRun: writing.dryRun)
    let side = done.side.map { ", for \($0.rawValue)" } ?? ""
    global.say(
      "All \(item.snapshot.computed.counted("number")) of \(item.path), and its rows, follow from the exports."
    )
    global.say("\(writing.prefix)Attested as \(done.person)\(side).")
  }
}
