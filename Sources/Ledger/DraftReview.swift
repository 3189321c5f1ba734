package import Agreements
import History
package import Policy
import Signatures
import Wire

/// What can be said of an open draft before anybody signs it.
extension LedgerTree {
  /// What keeps an open draft from being ratified besides approvals, and which kind of approval it takes.
  package func review(of draft: SignableDraft) throws(LedgerError) -> (
    findings: [Finding], kind: Charter.ApprovalKind
  ) {
    let path = LedgerPath.draft(draft.series, slug: draft.slug).description
    guard let charter = try charter() else { throw .missing(path: "charter/versions") }
    let stale = try staleness(of: draft).map { [$0] } ?? []
    switch draft.series {
    case .charter:
      guard let next = try charterDraft(slug: draft.slug)?.charter else { throw .missing(path: path) }
      let differences = Difference.all(from: charter.json, to: next.json, kind: .charter)
      return (stale + ChangeReview.listingFindings(differences, next.changes, path: path), .charter)
    case .agreement(let id):
      guard let next = try agreementDraft(id, slug: draft.slug) else { throw .missing(path: path) }
      let review = try ChangeReview(of: next, in: self, charter: charter)
      let words = try Statement.of(next, decision: .approve, in: self, charter: charter)
      let isTooLong = words.unicodeScalars.count > TextFormat.statement.length.upperBound
      let long = Finding(
        .signOffStatement, path: path, "what would be signed has \(words.unicodeScalars.count) characters",
        do: "Change less at a time: at most \(TextFormat.statement.length.upperBound) can be signed.")
      return (stale + review.findings(path: path) + (isTooLong ? [long] : []), review.approvalKind)
    }
  }

  /// That a draft follows another version than the latest; nil for one that can still come into force.
  package func staleness(of draft: SignableDraft) throws(LedgerError) -> Finding? {
    let latest = try latestVersion(of: draft.series)
    let digest = try latest == 0 ? nil : document(.version(draft.series, latest))?.digest
    let named = draft.document.json["supersedes"]?["digest"]?.text
    if draft.version == latest + 1, named == digest?.hex { return nil }
    return Finding(
      .ratifiedNumber, path: LedgerPath.draft(draft.series, slug: draft.slug).description,
      "\(draft.series.name) v\(latest) came into force since this draft was written",
      do: "Write it anew on v\(latest): sla amend rebase \(draft.slug).")
  }

  /// The sign-offs of a draft's round whose people still hold their role, approvals also the key that they signed with.
  package func standingSignOffs(on draft: SignableDraft) throws(LedgerError) -> [SignOffName] {
    guard let roster = try roster() else { return [] }
    let successor = draft.series == .charter ? try charterDraft(slug: draft.slug) : nil
    let folder = "\(draft.series.folder)/amendments/\(draft.slug)/signoffs/\(draft.round)"
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
    let folder = "\(draft.series.folder)/amendments/\(draft.slug)/signoffs/\(draft.round)"
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
