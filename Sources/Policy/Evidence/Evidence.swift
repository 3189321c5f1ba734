package import Agreements
import Metrics
import Wire

/// The cited numbers of one commitment, judged.
package struct Evidence {
  package let cited: [Cited]
  package private(set) var problems: [Problem] = []
  /// Whether everything cited was found; if not, what is left of it says nothing about the target.
  package let isComplete: Bool
  /// What signers are told of single numbers: low counts, other revisions.
  package private(set) var notes: [String] = []
  /// What signers are told of all the evidence: missing attestation, several mappings.
  package private(set) var circumstances: [String] = []

  /// What is wrong with it.
  package typealias Problem = (rule: Rule, message: String, advice: String)

  /// A number of a snapshot.
  package struct Cited {
    package let path: LedgerPath
    package let period: Period
    package let snapshot: Snapshot
    package let entry: Snapshot.Entry
  }

  /// Judges what a change cites for a commitment of a draft, against the ledger that the draft was written on.
  package init(
    _ references: [Change.Evidence], for commitment: Commitment, of draft: Agreement, in tree: LedgerTree,
    charter: Charter
  ) throws(LedgerError) {
    let (cited, problems) = try Self.resolve(references, of: draft.id, in: tree)
    self.cited = cited.sorted { $0.period < $1.period }
    self.problems = problems
    isComplete = problems.isEmpty
    let clock = try MeasuringClock(draft.measurement, charter)
    for item in self.cited { try judge(item, commitment, draft, clock, tree, charter) }
    if isComplete { try judgePeriods(commitment, draft, clock, tree, charter) }
    try noteCircumstances(commitment, draft, tree, charter)
  }

  /// What is wrong with numbers that are shown for something other than a commitment's target: that they are not there.
  static func problems(with references: [Change.Evidence], of draft: Agreement, in tree: LedgerTree)
    throws(LedgerError) -> [Problem]
  {
    try resolve(references, of: draft.id, in: tree).problems
  }

  /// The numbers of an agreement that are cited, and what is wrong with the others.
  static func resolve(_ references: [Change.Evidence], of agreement: String, in tree: LedgerTree)
    throws(LedgerError) -> (cited: [Cited], problems: [Problem])
  {
    var cited: [Cited] = []
    var problems: [Problem] = []
    for reference in references {
      switch try resolve(reference, of: agreement, in: tree) {
      case .found(let found): cited.append(found)
      case .refused(let rule, let message):
        problems.append(
          (
            rule, message,
            "Cite what sla snapshot list shows; sla amend set finds the evidence that qualifies."
          ))
      }
    }
    return (cited, problems)
  }

  private enum Resolution {
    case found(Cited)
    case refused(Rule, String)
  }

  private static func resolve(_ reference: Change.Evidence, of agreement: String, in tree: LedgerTree)
    throws(LedgerError) -> Resolution
  {
    guard let path = LedgerPath(reference.snapshot), case .snapshot(let owner, let period, _) = path
    else {
      return .refused(.evidenceRecord, "\(reference.snapshot) is no snapshot's path")
    }
    guard agreement == owner else {
      return .refused(.evidenceRecord, "\(path) belongs to another agreement")
    }
    let revisions = try tree.snapshots(of: agreement, period)
    guard let found = revisions.first(where: { $0.path == path }) else {
      return .refused(.evidenceRecord, "\(path) is not in the ledger")
    }
    guard found.digest == reference.digest else {
      return .refused(.evidenceRecord, "\(path) has the SHA-256 \(found.digest.short)…, not the one cited")
    }
    guard let entry = found.snapshot.entry(reference.entry) else {
      return .refused(.evidenceRecord, "\(path) has no entry \(reference.entry)")
    }
    if let correction = revisions.first(where: { $0.snapshot.withdraws(path) }) {
      return .refused(.evidenceRecord, "\(path) was withdrawn by \(correction.path)")
    }
    return .found(Cited(path: path, period: period, snapshot: found.snapshot, entry: entry))
  }

  private mutating func refuse(_ rule: Rule, _ message: String, do advice: String) {
    problems.append((rule, message, advice))
  }

  /// Judges one number by itself: basis, revision, maturity, data.
  private mutating func judge(
    _ item: Cited, _ commitment: Commitment, _ draft: Agreement, _ clock: MeasuringClock, _ tree: LedgerTree,
    _ charter: Charter
  ) throws(LedgerError) {
    let basis = Self.basis(of: commitment, draft, item, clock)
    if item.entry.measure != commitment.measure || item.entry.basis != basis {
      refuse(
        .evidenceBasis, "\(item.path) \(item.entry.id) was measured otherwise than \(commitment.id) will be",
        do: "Take the snapshot anew under this draft: sla snapshot take --draft.")
    }
    let revisions = try tree.snapshots(of: draft.id, item.period)
    for other in revisions where other.path != item.path {
      guard let entry = other.snapshot.entries.first(where: { $0.basis == item.entry.basis }) else {
        continue
      }
      let isWithdrawn = revisions.contains { $0.snapshot.withdraws(other.path) }
      if !isWithdrawn,
        (other.snapshot.asOf, other.snapshot.revision) > (item.snapshot.asOf, item.snapshot.revision)
      {
        refuse(
          .evidenceRevision, "\(other.path) measured the same later than \(item.path)",
          do: "Cite the latest revision.")
      } else if entry.figures != item.entry.figures {
        notes.append("another revision of \(item.period) said \(entry.figures.words)")
      }
    }
    let end = clock.bounds(item.period).upperBound
    let isMature =
      clock.maturity(of: commitment.measure, item.period).map { item.snapshot.asOf >= $0 } ?? false
    if !isMature,
      !(item.snapshot.asOf >= end && commitment.measure.metric.isWait
        && Maturity.isComplete(item.entry.figures))
    {
      refuse(
        .evidenceImmature, "\(item.path) was taken before the clocks of \(item.period) had run out",
        do: "Take the snapshot again from a later export.")
    }
    if item.entry.figures.isEmpty {
      refuse(
        .evidenceEmpty, "\(item.path) has no data for \(item.entry.id)",
        do: "Make the commitment provisional until there is data.")
    }
    if let size = item.entry.figures.size, size < charter.parameters.lowCountFloor {
      if commitment.target.statistic == .p95, !commitment.isProvisional {
        refuse(
          .evidenceLowCount,
          "\(item.path) has \(size) cases; a 95th percentile takes \(charter.parameters.lowCountFloor)",
          do: "Promise a share within a time, or a median.")
      }
      notes.append("low count in \(item.period): \(size)")
    }
    if commitment.measure.metric == .reported, !commitment.isProvisional {
      refuse(
        .evidenceReported,
        "\(item.path) \(item.entry.id) was measured elsewhere, and supports no firm target",
        do: "Make the commitment provisional, or state a goal.")
    }
  }

  /// The basis under which a commitment of a draft would have been measured in a cited snapshot.
  private static func basis(
    of commitment: Commitment, _ draft: Agreement, _ item: Cited, _ clock: MeasuringClock
  ) -> SHA256Digest {
    clock.basis.digest(of: commitment.measure, period: item.period, asOf: item.snapshot.asOf)
  }

  /// Judges the run of cited periods: length, count, and that it ends with the latest.
  private mutating func judgePeriods(
    _ commitment: Commitment, _ draft: Agreement, _ clock: MeasuringClock, _ tree: LedgerTree,
    _ charter: Charter
  ) throws(LedgerError) {
    let wanted = charter.parameters.baselinePeriods
    guard let last = cited.last else {
      if problems.isEmpty {
        refuse(
          .evidenceMissing, "\(commitment.id) shows no evidence; \(wanted) periods are needed",
          do: "Cite snapshots: sla amend set finds them.")
      }
      return
    }
    if let odd = cited.first(where: { $0.period.unit != commitment.period }) {
      refuse(
        .evidencePeriods,
        "\(odd.period) is no \(commitment.period.rawValue), as the periods of \(commitment.id) are",
        do: "Take snapshots of such periods.")
      return
    }
    if cited.count != wanted {
      refuse(
        .evidencePeriods, "\(commitment.id) cites \(cited.count) periods; the charter asks for \(wanted)",
        do: "Cite exactly \(wanted), ending with the latest.")
    }
    for (earlier, later) in zip(cited, cited.dropFirst()) where earlier.period.next != later.period {
      refuse(
        .evidencePeriods, "\(earlier.period) and \(later.period) are not consecutive",
        do: "Cite periods without gaps.")
    }
    guard let latest = clock.latestMature(commitment.measure, commitment.period, before: draft.proposed)
    else { return }
    if last.period > latest {
      refuse(
        .evidenceLatest, "\(last.period) could not be measured yet when the draft was proposed",
        do: "Propose the draft again: sla amend edit.")
    } else if last.period < latest {
      let isMeasured = try !tree.snapshots(of: draft.id, latest).isEmpty
      let expires = clock.maturity(of: commitment.measure, last.period)?.adding(
        milliseconds: charter.parameters.evidenceAgeDays * 86_400_000)
      if isMeasured {
        refuse(
          .evidenceLatest, "the cited periods end with \(last.period), and \(latest) has a snapshot",
          do: "Cite \(latest) too.")
      } else if expires.map({ $0 < draft.proposed }) ?? true {
        refuse(
          .evidenceLatest,
          "the cited periods end with \(last.period), and \(latest) was over when the draft was proposed",
          do: "Take a snapshot of \(latest).")
      }
    }
  }

  private mutating func noteCircumstances(
    _ commitment: Commitment, _ draft: Agreement, _ tree: LedgerTree, _ charter: Charter
  ) throws(LedgerError) {
    guard !cited.isEmpty else { return }
    if Set(cited.flatMap { $0.snapshot.sources.map(\.mappingDigest) }).count > 1 {
      circumstances.append("the evidence spans two mappings")
    }
    let side = commitment.party.other
    let speakers = Set(
      charter.roles.filter { $0.side == side && ($0.scope == nil || $0.scope == draft.id) }.flatMap(\.holders)
    )
    var isAttested = true
    for item in cited where isAttested {
      let revision = item.snapshot.revision
      isAttested = !speakers.isDisjoint(
        with: try tree.attesters(of: draft.id, item.period, revision: revision))
    }
    if isAttested { return }
    circumstances.append(
      "the evidence for what \(commitment.party.rawValue) promises is not attested by \(side.rawValue)")
    if charter.parameters.attestationRequired {
      refuse(
        .attestation, "the charter requires evidence that \(side.rawValue) has attested",
        do: "Have them run: sla snapshot attest."
      )
    }
  }
}

extension Snapshot {
  /// Whether it is a correction that takes another's place.
  func withdraws(_ path: LedgerPath) -> Bool {
    if case .correction(let withdrawn, _) = purpose { withdrawn.contains(path.description) } else { false }
  }
}
