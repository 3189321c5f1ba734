package import Agreements
import Metrics
package import Wire

/// Finding the evidence that qualifies for a commitment.
package enum EvidenceProposal {
  /// The latest run of snapshots that measured a commitment as a draft would; what is missing is told instead.
  package static func find(
    for commitment: Commitment, of draft: Agreement, proposed: Instant, in tree: LedgerTree, charter: Charter
  ) throws(LedgerError) -> (evidence: [Change.Evidence], missing: [Period]) {
    let clock = try MeasuringClock(draft.measurement, charter)
    guard var last = clock.latestMature(commitment.measure, commitment.period, before: proposed) else {
      return ([], [])
    }
    var missing: [Period] = []
    let day = 86_400_000
    while try qualifying(last, commitment, draft, clock, tree) == nil {
      missing.append(last)
      last = last.previous
      let expires = clock.maturity(of: commitment.measure, last)?.adding(
        milliseconds: charter.parameters.evidenceAgeDays * day)
      guard let expires, expires >= proposed else { return ([], missing.reversed()) }
    }
    var evidence: [Change.Evidence] = []
    var gaps: [Period] = []
    var period = last
    for _ in 0..<charter.parameters.baselinePeriods {
      if let found = try qualifying(period, commitment, draft, clock, tree) {
        evidence.insert(found, at: 0)
      } else {
        gaps.insert(period, at: 0)
      }
      period = period.previous
    }
    return gaps.isEmpty ? (evidence, []) : (evidence, gaps)
  }

  /// The latest revision of a period that holds the number under the basis that the draft would have.
  private static func qualifying(
    _ period: Period, _ commitment: Commitment, _ draft: Agreement, _ clock: MeasuringClock,
    _ tree: LedgerTree
  ) throws(LedgerError) -> Change.Evidence? {
    let revisions = try tree.snapshots(of: draft.id, period)
    let withdrawn = revisions.flatMap { revision -> [String] in
      if case .correction(let paths, _) = revision.snapshot.purpose { paths } else { [] }
    }
    let candidates = revisions.compactMap {
      revision -> (asOf: Instant, revision: Int, evidence: Change.Evidence)? in
      let basis = clock.basis.digest(of: commitment.measure, period: period, asOf: revision.snapshot.asOf)
      guard !withdrawn.contains(revision.path.description),
        let entry = revision.snapshot.entries.first(where: { $0.basis == basis })
      else { return nil }
      let evidence = Change.Evidence(
        snapshot: revision.path.description, digest: revision.digest, entry: entry.id)
      return (revision.snapshot.asOf, revision.snapshot.revision, evidence)
    }
    return candidates.max { ($0.asOf, $0.revision) < ($1.asOf, $1.revision) }?.evidence
  }
}
