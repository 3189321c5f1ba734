package import Agreements
import History
package import Policy
import Signatures
package import Wire

/// What can be said of an open draft before anybody signs it.
extension VerifiedHistory {
  /// What would keep an open draft from being ratified at `when` besides approvals, and which kind of approval it takes.
  package func review(of draft: SignableDraft, at when: Instant) throws(LedgerError) -> (
    findings: [Finding], kind: Charter.ApprovalKind
  ) {
    let path = LedgerPath.draft(draft.series, slug: draft.slug).description
    guard let charter = try tree.charter() else { throw .missing(path: "charter/versions") }
    let stale = try tree.staleness(of: draft).map { [$0] } ?? []
    switch draft.series {
    case .charter:
      guard let next = try tree.charterDraft(slug: draft.slug)?.charter else { throw .missing(path: path) }
      let differences = Difference.all(from: charter.json, to: next.json, kind: .charter)
      return (stale + ChangeReview.listingFindings(differences, next.changes, path: path), .charter)
    case .agreement(let id):
      guard let next = try tree.agreementDraft(id, slug: draft.slug) else { throw .missing(path: path) }
      let review = try ChangeReview(of: next, in: tree, charter: charter)
      let words = try Statement.of(next, decision: .approve, in: tree, charter: charter)
      return (stale + review.findings(path: path) + Self.length(of: words, path), review.approvalKind)
    case .exceptions:
      let review = try exceptionReview(of: draft, charter: charter)
      let words = Statement.of(review, decision: .approve)
      return (stale + review.findings(path: path, at: when) + Self.length(of: words, path), .agreement)
    }
  }

  /// That what would be signed is too long for a sign-off, where it is.
  private static func length(of statement: String, _ path: String) -> [Finding] {
    let count = statement.unicodeScalars.count
    guard count > TextFormat.statement.length.upperBound else { return [] }
    return [
      Finding(
        .signOffStatement, path: path, "what would be signed has \(count) characters",
        do: "Change less at a time: at most \(TextFormat.statement.length.upperBound) can be signed.")
    ]
  }

  /// A draft of an exception as it is judged.
  package func exceptionReview(
    of draft: SignableDraft, charter: Charter
  ) throws(LedgerError) -> ExceptionReview {
    let path = LedgerPath.draft(draft.series, slug: draft.slug).description
    guard let id = draft.series.agreement, let next = try tree.exceptionDraft(id, slug: draft.slug) else {
      throw .missing(path: path)
    }
    return try ExceptionReview(of: next, in: tree, Chain(tree.reader.store, tip: tip), charter: charter)
  }
}

/// How an open draft stands in the ledger.
extension LedgerTree {
  /// That a draft follows another version than the latest; nil for one that can still come into force.
  package func staleness(of draft: SignableDraft) throws(LedgerError) -> Finding? {
    let latest = try latestVersion(of: draft.series)
    let base = try base(of: draft.series)
    let named = draft.document.json[draft.series.baseKey]?["digest"]?.text
    if draft.version == latest + 1, named == base?.digest.hex { return nil }
    // Of an exception it is the agreement that may have moved on while the number is still free.
    let newer =
      draft.version == latest + 1
      ? draft.series.base.title(base?.version ?? 0) : draft.series.title(latest)
    return Finding(
      .ratifiedNumber, path: LedgerPath.draft(draft.series, slug: draft.slug).description,
      "\(newer) came into force since this draft was written",
      do: "Write it anew on that: sla amend rebase \(draft.slug).")
  }

  /// The sign-offs of a draft's round whose people still hold their role, approvals also the key that they signed with.
  package func standingSignOffs(on draft: SignableDraft) throws(LedgerError) -> [SignOffName] {
    guard let roster = try roster() else { return [] }
    let successor = draft.series == .charter ? try charterDraft(slug: draft.slug) : nil
    let folder = draft.series.signOffs(on: draft.slug, round: draft.round)
    let rosters = [roster] + [successor].compactMap { $0 }
    var standing: [SignOffName] = []
    for file in try signOffs(in: folder) {
      guard let name = SignOffName(String(file.dropLast(5))),
        rosters.contains(where: { $0.holds(name.person, role: name.role, for: draft.series) })
      else { continue }
      let isListed = try isKeyListed(of: name, LedgerPath("\(folder)/\(file).sig"), rosters)
      if isListed || name.decision == .decline { standing.append(name) }
    }
    return standing
  }

  private func isKeyListed(
    of name: SignOffName, _ signature: LedgerPath?, _ rosters: [Roster]
  ) throws(LedgerError) -> Bool {
    guard let signature, let armor = try bytes(signature),
      let key = try? SSHSignature(armored: armor).publicKey
    else { return false }
    return rosters.contains { $0.owner(of: key) == name.person }
  }

  /// The reasons with which a draft's round was declined, by file.
  package func declines(of draft: SignableDraft) throws(LedgerError) -> [SignOff] {
    let folder = draft.series.signOffs(on: draft.slug, round: draft.round)
    var declines: [SignOff] = []
    for file in try signOffs(in: folder) {
      guard let path = LedgerPath("\(folder)/\(file)"), let document = try document(path),
        let signOff = try? SignOff(document.json), signOff.decision == .decline
      else { continue }
      declines.append(signOff)
    }
    return declines
  }
}
