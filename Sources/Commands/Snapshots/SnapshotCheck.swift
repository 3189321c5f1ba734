import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct SnapshotCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compute a snapshot's numbers again from its exports, and compare.",
    discussion: "Needs no key: whoever is given the exports can do it. Ends with 1 where a number differs.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions
  @OptionGroup var chosen: ChosenSnapshot
  @Option(help: ArgumentHelp("An export that it was computed from (repeatable).", valueName: "file"))
  var source: [String]

  func run() async throws {
    let tree = try global.open().verified().tree
    let item = try chosen.find(in: tree, global)
    let mismatches = try SnapshotCheck(tree).mismatches(of: item.snapshot, at: item.path, from: source)
    if reading.format == .json {
      Console.write(
        JSON.object([
          .init("path", .string(item.path.description)), .init("digest", .string(item.digest.hex)),
          .init("numbers", .integer(item.snapshot.entries.count)),
          .init(
            "mismatches",
            .array(
              mismatches.map {
                .object([
                  .init("what", .string($0.what)), .init("recorded", .string($0.recorded)),
                  .init("computed", .string($0.computed)),
                ])
              })),
        ]).written())
    } else if mismatches.isEmpty {
      Console.write(
        "All \(item.snapshot.computed.counted("number")) of \(item.path), and its rows, follow from the exports.\n"
      )
    } else {
      Console.write(MismatchReport.text(mismatches))
    }
    if !mismatches.isEmpty { throw Ending(status: .found) }
  }
}

/// What exports do not say as a snapshot does.
enum MismatchReport {
  static func text(_ mismatches: [SnapshotCheck.Mismatch]) -> String {
    mismatches.map { mismatch in
      "\(mismatch.what.shownOnOneLine)\n  recorded  \(mismatch.recorded.shownOnOneLine)\n  computed  \(mismatch.computed.shownOnOneLine)\n"
    }.joined()
  }
}
