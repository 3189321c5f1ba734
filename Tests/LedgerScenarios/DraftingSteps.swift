package import Agreements
import Policy
package import Wire

extension LedgerScenario {
  /// A month's numbers as a snapshot of `emea`: its path and its bytes.
  package func snapshot(
    _ numbers: MonthNumbers, draft slug: String? = nil, revision: Int = 1,
    asOf: String = "2026-02-05T06:00:00Z",
    purpose: Snapshot.Purpose = .draft, measures: [Commitment]? = nil, _ edit: (JSON) throws -> JSON = { $0 }
  ) throws -> (path: String, bytes: [UInt8]) {
    let text: Agreement
    let under: Snapshot.MeasuredUnder
    if let slug {
      text = try Agreement(try document("agreements/emea/amendments/\(slug)/draft.json").json)
      under = .draft(slug: slug, measurement: SHA256Digest(of: text.measurement.json.written()))
    } else {
      let version = try latest(.emea)
      text = try Agreement(version.json)
      under = .version(text.version, digest: version.digest)
    }
    guard let asOf = Instant(asOf) else { throw Missing(path: asOf) }
    let snapshot = try SnapshotDocuments.month(
      numbers, of: text, under: under, revision: revision, asOf: asOf, purpose: purpose,
      mapping: try document("mappings/crm.r1.json").digest, measures: measures)
    return (
      "agreements/emea/snapshots/\(numbers.period)/r\(revision).json",
      try edit(snapshot.json).written(as: .snapshot)
    )
  }

  /// The version in force of a series.
  package func latest(_ series: Series) throws -> Document {
    try document(LedgerPath.version(series, try tree().latestVersion(of: series)).description)
  }

  /// What to cite for a commitment of `emea`: its entry in the latest revision of each month.
  package func evidence(
    for commitment: String, _ months: [String] = ["2025-11", "2025-12", "2026-01"]
  ) throws -> [Change.Evidence] {
    try months.compactMap { month in
      guard let period = Period(month), let last = try tree().snapshots(of: "emea", period).last else {
        return nil
      }
      return Change.Evidence(snapshot: last.path.description, digest: last.digest, entry: commitment)
    }
  }

  /// A draft of `emea` with all differences from its predecessor listed, commitments with their evidence.
  package func listing(_ draft: JSON) throws -> JSON {
    let number = draft["supersedes"]?["version"]?.number ?? 0
    return try AgreementDocuments.listing(draft, after: try tree().agreement("emea", version: number)) {
      (try? self.evidence(for: $0)) ?? []
    }
  }

  /// Writes a draft of the next version of `emea`, edited and listed with evidence.
  package func propose(
    _ slug: String, by: Actor = .rev, _ edits: [(pointer: String, value: JSON?)],
    finish: (JSON) throws -> JSON = { $0 }
  ) async throws {
    let draft = try AgreementDocuments.next(
      after: try latest(.emea), slug: slug, proposed: clock.adding(milliseconds: 3_600_000), edits
    ) { (try? self.evidence(for: $0)) ?? [] }
    try await commit(
      [LedgerPath.draft(.emea, slug: slug).description: try finish(draft).written(as: .agreement)], by: by)
  }

  /// Writes a draft of the next version of the charter, edited and listed.
  package func proposeCharter(
    _ slug: String, by: Actor = .rev, _ edits: [(pointer: String, value: JSON?)],
    finish: (JSON) throws -> JSON = { $0 }
  ) async throws {
    let draft = CharterDocuments.next(
      after: try latest(.charter), slug: slug, proposed: clock.adding(milliseconds: 3_600_000), edits)
    try await commit(
      [LedgerPath.draft(.charter, slug: slug).description: try finish(draft).written(as: .charter)], by: by)
  }

  /// Edits a draft in a new round.
  package func redraft(_ series: Series, _ slug: String, by: Actor = .rev, _ edit: (JSON) throws -> JSON)
    async throws
  {
    let path = LedgerPath.draft(series, slug: slug).description
    let present = try document(path).json
    let next = try edit(present)
      .replacing("/round", with: .integer((present["round"]?.number ?? 0) + 1))
      .replacing("/proposed", with: .string(clock.adding(milliseconds: 3_600_000).description))
    try await commit([path: next.written(as: series.kind)], by: by)
  }

  /// Signs a draft by both VPs of `emea` and puts it in force.
  package func ratify(_ series: Series, _ slug: String) async throws {
    let files = try ratification(
      series, slug,
      adding: [
        try await signOff(series, slug, by: .mo, as: "vp-marketing"),
        try await signOff(series, slug, by: .dana, as: "vp-sales"),
      ])
    try await commit(files, by: .rev)
  }
}
