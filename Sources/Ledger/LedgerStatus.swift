package import Agreements
import GitStore
package import History
package import Policy
package import Wire

/// What a ledger's people want to know first: what is in force, what waits for whom, what to type next.
package struct LedgerStatus {
  package let identity: SHA256Digest
  package let tip: ObjectID
  package let commits: Int
  /// Who has yet to sign the first charter.
  package let missingFounders: [String]
  package let charterVersion: Int
  package let agreements: [InForce]
  package let waiting: [Waiting]
  /// Branches that hold commits which no longer applied.
  package let unsynced: [String]
  /// Commits here that the remote lacks; nil where no remote was seen.
  package let unpublished: Int?

  /// The latest version of an agreement.
  package struct InForce {
    package let agreement: Agreement
    /// The approvals in its folder: role and person.
    package let signedBy: [SignOffName]
    /// The latest closed period of each unit that has a snapshot.
    package let measured: [Period]
  }

  /// A draft, and what it waits for.
  package struct Waiting {
    package let draft: SignableDraft
    package let approved: [SignOffName]
    package let declined: [SignOffName]
    /// Roles that could still be signed for.
    package let missing: [String]
    /// What keeps it from being ratified besides approvals.
    package let findings: [Finding]
  }

  package init(_ clone: LedgerClone) throws(Failure) {
    let history = try clone.verified()
    let tree = history.tree
    let repository = clone.repository
    identity = clone.identity
    tip = history.tip
    commits = history.judged + history.trusted
    (missingFounders, charterVersion, agreements, waiting) = try attempt {
      (
        try tree.missingFounders(), try tree.latestVersion(of: .charter),
        try tree.agreements().compactMap { try Self.inForce($0, tree) },
        try tree.allDrafts().map { try Self.waiting($0, tree) }
      )
    }
    (unsynced, unpublished) = try attempt {
      let branches = try repository.references().map(\.name).filter { $0.hasPrefix("refs/heads/unsynced/") }
      let remote = try repository.reference(LedgerClone.remoteMain)
      let count = try remote.map { remote in
        try Ancestry(of: history.tip, in: repository, until: { $0 == remote }).commits.count
      }
      return (branches.map { String($0.dropFirst("refs/heads/".count)) }, count)
    }
  }

  private static func inForce(_ id: String, _ tree: LedgerTree) throws -> InForce? {
    let number = try tree.latestVersion(of: .agreement(id))
    guard let agreement = try tree.agreement(id, version: number) else { return nil }
    let folder = "agreements/\(id)/signoffs/\(Decimals.pad(number, 4))/\(agreement.round)"
    let periods = try tree.snapshotPeriods(of: id)
    let measured = PeriodUnit.allCases.compactMap { unit in periods.last { $0.unit == unit } }
    return InForce(
      agreement: agreement, signedBy: try names(in: folder, tree).filter { $0.decision == .approve },
      measured: measured)
  }

  private static func waiting(_ draft: SignableDraft, _ tree: LedgerTree) throws -> Waiting {
    let names = try names(in: "\(draft.series.folder)/amendments/\(draft.slug)/signoffs/\(draft.round)", tree)
    let approved = names.filter { $0.decision == .approve }
    let review = try tree.review(of: draft)
    let alternatives = try tree.charter()?.approvals[review.kind] ?? []
    // The alternative that needs the fewest further signatures is the one that is waited for.
    let missing = alternatives.map { roles in roles.filter { role in !approved.contains { $0.role == role } }
    }.min { $0.count < $1.count }
    return Waiting(
      draft: draft, approved: approved, declined: names.filter { $0.decision == .decline },
      missing: missing ?? [], findings: review.findings)
  }

  private static func names(in folder: String, _ tree: LedgerTree) throws -> [SignOffName] {
    try tree.signOffs(in: folder).compactMap { SignOffName(String($0.dropLast(5))) }
  }
}

extension LedgerTree {
  /// What keeps an open draft from being ratified besides approvals, and which kind of approval it takes.
  package func review(of draft: SignableDraft) throws(LedgerError) -> (
    findings: [Finding], kind: Charter.ApprovalKind
  ) {
    let path = LedgerPath.draft(draft.series, slug: draft.slug).description
    guard let charter = try charter() else { throw .missing(path: "charter/versions") }
    switch draft.series {
    case .charter:
      guard let next = try charterDraft(slug: draft.slug)?.charter else { throw .missing(path: path) }
      let differences = Difference.all(from: charter.json, to: next.json, kind: .charter)
      return (ChangeReview.listingFindings(differences, next.changes, path: path), .charter)
    case .agreement(let id):
      guard let next = try agreementDraft(id, slug: draft.slug) else { throw .missing(path: path) }
      let review = try ChangeReview(of: next, in: self, charter: charter)
      return (review.findings(path: path), review.approvalKind)
    }
  }
}
