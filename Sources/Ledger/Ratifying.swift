package import Agreements
import History
package import Policy
import Wire

/// Putting a draft in force, and withdrawing one: both move it with everything that was signed on it.
package struct Ratifying {
  let clone: LedgerClone
  let base: VerifiedHistory

  package init(_ clone: LedgerClone, _ base: VerifiedHistory) {
    self.clone = clone
    self.base = base
  }

  /// The change that ratifies a draft, with sign-offs that the same commit adds.
  package func change(
    _ draft: SignableDraft, adding arrivals: [(name: SignOffName, document: [UInt8], signature: [UInt8])] = []
  ) throws(Failure) -> LedgerChange {
    var change = LedgerChange("Put \(draft.title) in force")
    change.trailers = SigningOff.trailers(draft)
    change.put(.version(draft.series, draft.version), draft.document.bytes)
    change.remove(.draft(draft.series, slug: draft.slug))
    try move(draft, &change) { round, name, isSignature in
      .sealedSignOff(draft.series, version: draft.version, round: round, name, isSignature: isSignature)
    }
    for (name, document, signature) in arrivals {
      change.put(
        .sealedSignOff(draft.series, version: draft.version, round: draft.round, name, isSignature: false),
        document)
      change.put(
        .sealedSignOff(draft.series, version: draft.version, round: draft.round, name, isSignature: true),
        signature)
    }
    return change
  }

  /// The change that withdraws a draft.
  package func withdrawal(_ draft: SignableDraft, because reason: String?) throws(Failure) -> LedgerChange {
    var change = LedgerChange("Withdraw \(draft.slug) of \(draft.series.name)")
    change.body = reason
    change.put(.closedDraft(draft.series, slug: draft.slug), draft.document.bytes)
    change.remove(.draft(draft.series, slug: draft.slug))
    try move(draft, &change) { round, name, isSignature in
      .closedSignOff(draft.series, slug: draft.slug, round: round, name, isSignature: isSignature)
    }
    return change
  }

  private func move(
    _ draft: SignableDraft, _ change: inout LedgerChange, to place: (Int, SignOffName, Bool) -> LedgerPath
  ) throws(Failure) {
    let folder = "\(draft.series.drafts)/\(draft.slug)/signoffs"
    let found: [(LedgerPath, [UInt8])] = try attempt {
      var found: [(LedgerPath, [UInt8])] = []
      for round in try base.tree.names(in: folder) {
        for file in try base.tree.names(in: "\(folder)/\(round)") {
          guard let path = LedgerPath("\(folder)/\(round)/\(file)"), let bytes = try base.tree.bytes(path)
          else { continue }
          found.append((path, bytes))
        }
      }
      return found
    }
    for (path, bytes) in found {
      guard case .draftSignOff(_, _, let round, let name, let isSignature) = path else { continue }
      change.remove(path)
      change.put(place(round, name, isSignature), bytes)
    }
  }
}
