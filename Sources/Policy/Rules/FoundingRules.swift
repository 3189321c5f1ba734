import Agreements
import Signatures
import Wire

/// The root commit, and the signatures that seal the first charter.
extension Judgement {
  /// The root commit holds the first charter, the pinned one, and nothing else of the ledger.
  mutating func judgeFounding() throws(LedgerError) {
    let path = LedgerPath.version(.charter, 1)
    guard !claim({ found, _ in found == path }).isEmpty,
      let (document, charter) = try read(path, { (json) throws(StructureProblem) in try Charter(json) })
    else { return }
    if document.digest != act.identity {
      report(
        .pin, path,
        "this ledger's first charter has the SHA-256 \(document.digest), not the pinned \(act.identity)",
        do: "Make sure that you cloned the right ledger; ask for its identity by another way.")
    }
    if charter.version != 1 || charter.supersedes != nil {
      report(
        .place, path, "the first charter has number 1 and no predecessor",
        do: "Start the ledger with sla init.")
    }
    if charter.rules != 1 {
      report(
        .charterConstant, path, "this sla knows edition 1 of the rules, not \(charter.rules)",
        do: "Use a release that knows them.")
    }
    CharterContent(Roster(charter)).findings(path: path.description).forEach { report($0) }
  }

  /// Signatures of the first charter: beside it, one a person, each by somebody who has to sign.
  mutating func judgeFoundingSignatures() throws(LedgerError) {
    let claimed = claim { path, change in
      if case .sealedSignOff(.charter, version: 1, round: 1, _, _) = path {
        change.before == nil
      } else {
        false
      }
    }
    guard !claimed.isEmpty, let first = try act.after.document(.version(.charter, 1)) else { return }
    for pair in pairs(of: claimed) {
      try judgeSignOff(
        pair, of: SignOffSubject(series: .charter, version: 1, round: 1, document: first, successor: nil),
        isCurrent: true)
    }
  }
}
