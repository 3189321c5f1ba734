package import Agreements
import GitStore
package import Policy
import Wire

/// What became of an agreement's commitments, read from a verified ledger.
package struct AttainmentReading {
  /// The charter in force.
  package var charter: Charter { ledger.charter }
  private let ledger: CharteredLedger

  package init(_ clone: LedgerClone) throws(Failure) { ledger = try CharteredLedger(clone) }

  /// The last `count` periods of each commitment, as they stand today.
  package func record(
    of agreement: String?, _ count: Int
  ) throws(Failure) -> [(id: String, periods: [Attainment])] {
    let id = try ledger.history.tree.onlyAgreement(agreement)
    let now = try CommitDates.current().committer.when
    return try attempt {
      try AttainmentRecord(
        of: id, in: ledger.history.tree, charter: charter, ratified: try ledger.ratifications(of: id),
        now: now
      ).all(count)
    }
  }
}
