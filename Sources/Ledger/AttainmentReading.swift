package import Agreements
import GitStore
package import Policy
import Wire

/// What became of an agreement's commitments, read from a verified ledger.
package struct AttainmentReading {
  package let charter: Charter
  private let clone: LedgerClone
  private let history: VerifiedHistory

  package init(_ clone: LedgerClone) throws(Failure) {
    self.clone = clone
    let history = try clone.verified()
    self.history = history
    guard let charter = try attempt({ try history.tree.charter() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.charter = charter
  }

  /// The last `count` periods of each commitment, as they stand today.
  package func record(
    of agreement: String?, _ count: Int
  ) throws(Failure) -> [(id: String, periods: [Attainment])] {
    let id = try history.tree.onlyAgreement(agreement)
    let now = try CommitDates.current().committer.when
    return try attempt {
      let chain = Chain(clone.repository, tip: history.tip)
      let ratified = try chain.ratifications(of: .agreement(id), history.tree.reader)
      return try AttainmentRecord(of: id, in: history.tree, charter: charter, ratified: ratified, now: now)
        .all(count)
    }
  }
}
