import Agreements
import History
import Wire

/// Drafts that a commit withdraws: they move to `closed/`, with everything that was signed on them.
extension Judgement {
  mutating func judgeWithdrawals() throws(LedgerError) {
    let closed = claim { path, change in
      if case .closedDraft = path { change.before == nil } else { false }
    }
    for (path, change) in closed {
      guard case .closedDraft(let series, let slug) = path else { continue }
      require(.drafts, for: path, in: series)
      let draftPath = LedgerPath.draft(series, slug: slug)
      let removed = claim { path, change in path == draftPath && change.after == nil }
      if removed.first?.change.before != change.after {
        report(
          .ratifiedDraft, path, "what is closed is not the draft \(slug) as it was",
          do: "Withdraw it with sla amend withdraw.")
      }
      judgeMoves(of: series, slug) { round, name, isSignature in
        .closedSignOff(series, slug: slug, round: round, name, isSignature: isSignature)
      }
      try judgeLeftBehind(series, slug)
    }
  }

  /// Claims the removed sign-offs of a draft and the same bytes at their new place; what is left behind is reported.
  mutating func judgeMoves(
    of series: Series, _ slug: String, to place: (Int, SignOffName, Bool) -> LedgerPath
  ) {
    let moved = claim { path, change in
      if case .draftSignOff(series, slug: slug, _, _, _) = path { change.after == nil } else { false }
    }
    for (path, change) in moved {
      guard case .draftSignOff(_, _, let round, let name, let isSignature) = path else { continue }
      let target = place(round, name, isSignature)
      let arrived = claim { path, change in path == target && change.before == nil }
      if arrived.first?.change.after != change.before {
        report(
          .ratifiedMove, path, "this sign-off did not move to \(target) as it was",
          do: "Move it byte for byte; sla does.")
      }
    }
  }

  /// Reports sign-offs of a draft that stay behind when it goes.
  mutating func judgeLeftBehind(_ series: Series, _ slug: String) throws(LedgerError) {
    let folder = "\(series.drafts)/\(slug)"
    if try act.after.has(folder) {
      report(
        .ratifiedMove, nil, "something stays behind in \(folder)",
        do: "Move the draft's folder as a whole; sla does.")
    }
  }
}
