import Agreements
import Policy
import Wire

/// A clone whose history was verified, with the charter that is in force.
struct CharteredLedger {
  let clone: LedgerClone
  let history: VerifiedHistory
  let charter: Charter

  init(_ clone: LedgerClone) throws(Failure) {
    self.clone = clone
    let history = try clone.verified()
    self.history = history
    guard let charter = try attempt({ try history.tree.charter() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.charter = charter
  }

  /// The dates of the commits that put each version of an agreement in force, by number.
  func ratifications(of agreement: String) throws(LedgerError) -> [Int: Instant] {
    try Chain(clone.repository, tip: history.tip).ratifications(
      of: .agreement(agreement), history.tree.reader)
  }
}
