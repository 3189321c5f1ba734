package import Agreements
import GitStore
package import History
import Metrics
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

  /// A version of an agreement that governs now, or will.
  package struct InForce {
    package let agreement: Agreement
    /// Whether it is effective today.
    package let isEffective: Bool
    /// The approvals in its folder: role and person.
    package let signedBy: [SignOffName]
    /// The latest closed period of each unit that has a snapshot.
    package let measured: [Period]
    /// The exceptions about a period that is not over.
    package let exceptions: [Exception]
  }

  /// A draft, and what it waits for.
  package struct Waiting {
    package let draft: SignableDraft
    package let approved: [SignOffName]
    package let declined: [SignOff]
    /// Roles that could still be signed for.
    package let missing: [String]
    /// What keeps it from being ratified besides approvals.
    package let findings: [Finding]
  }

  package init(_ clone: LedgerClone) throws(Failure) {
    let history = try clone.verified()
    let tree = history.tree
    let repository = clone.repository
    let now = try CommitDates.current().committer.when
    identity = clone.identity
    tip = history.tip
    commits = history.judged + history.trusted
    (missingFounders, charterVersion, agreements, waiting) = try attempt {
      (
        try tree.missingFounders(), try tree.latestVersion(of: .charter),
        try tree.agreements().flatMap { try Self.inForce($0, tree, now) },
        try tree.allDrafts().map { try Self.waiting($0, history, now) }
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

  /// The version that is effective today, and those that will be.
  private static func inForce(_ id: String, _ tree: LedgerTree, _ now: Instant) throws -> [InForce] {
    let latest = try tree.latestVersion(of: .agreement(id))
    let periods = try tree.snapshotPeriods(of: id)
    let fiscal = try tree.charter()?.parameters.fiscal ?? .calendarYear
    let exceptions = try tree.exceptions(from: id)
    let measured = PeriodUnit.allCases.compactMap { unit in periods.last { $0.unit == unit } }
    var found: [InForce] = []
    for number in stride(from: latest, through: 1, by: -1) {
      guard let agreement = try tree.agreement(id, version: number) else { continue }
      let today = try Zone(named: agreement.measurement.zone).date(of: now)
      let folder = "\(Series.agreement(id).signOffs(of: number))/\(agreement.round)"
      let signedBy = try names(in: folder, tree).filter { $0.decision == .approve }
      let isEffective = agreement.effective <= today
      found.append(
        InForce(
          agreement: agreement, isEffective: isEffective, signedBy: signedBy, measured: measured,
          exceptions: exceptions.filter { $0.periods.contains { $0.days(in: fiscal).upperBound > today } }))
      if isEffective { break }
    }
    return found.reversed()
  }

  private static func waiting(
    _ draft: SignableDraft, _ history: VerifiedHistory, _ now: Instant
  ) throws -> Waiting {
    let tree = history.tree
    let names = try tree.standingSignOffs(on: draft)
    let approved = names.filter { $0.decision == .approve }
    let review = try history.review(of: draft, at: now)
    let alternatives = try tree.charter()?.approvals[review.kind] ?? []
    // The alternative that needs the fewest further signatures is the one that is waited for.
    let missing = alternatives.map { roles in roles.filter { role in !approved.contains { $0.role == role } }
    }.min { $0.count < $1.count }
    return Waiting(
      draft: draft, approved: approved, declined: try tree.declines(of: draft),
      missing: missing ?? [], findings: review.findings)
  }

  private static func names(in folder: String, _ tree: LedgerTree) throws -> [SignOffName] {
    try tree.signOffs(in: folder).compactMap { SignOffName(String($0.dropLast(5))) }
  }
}
