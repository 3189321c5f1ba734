import Agreements
import ArgumentParser
import Ledger
import Policy
import Wire

/// Which snapshot a command is about.
struct ChosenSnapshot: ParsableArguments {
  @Argument(help: "The period.") var period: String
  @Option(help: "Its revision; the latest by default.", transform: SnapshotCommand.revision) var revision:
    Int?

  /// The snapshot in a ledger's tree.
  func find(
    in tree: LedgerTree, _ global: GlobalOptions
  ) throws(Failure) -> (path: LedgerPath, snapshot: Snapshot, digest: SHA256Digest) {
    try tree.onlySnapshot(of: tree.onlyAgreement(global.agreement), period, revision: revision)
  }
}
