package import Agreements
package import History
package import Metrics
package import Policy
package import Wire

/// Measuring a closed period from an export, and recording it with the mapping it was read through.
package struct SnapshotTaking {
  package let writer: ChangeWriter
  package let base: VerifiedHistory
  let roster: Roster

  package init(_ clone: LedgerClone) async throws(Failure) {
    writer = try ChangeWriter(clone, try await Member.current(in: clone.repository))
    let base = try clone.verified()
    self.base = base
    guard let roster = try attempt({ try base.tree.roster() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.roster = roster
  }

  /// What a person says about an export and about what it is for.
  package struct Order: Sendable {
    package var agreement: String
    package var period: Period
    /// The exports, each with the mapping it is read through: a name in the ledger, or a file.
    package var sources: [(path: String, mapping: String)]
    /// The draft whose meanings are followed; nil for the version that governs the period.
    package var draft: String?
    package var asOf: Instant
    package var report: String
    package var exporter: String?
    package var kept: String
    package var keptUntil: CivilDate
    package var purpose: Snapshot.Purpose

    package init(
      agreement: String, period: Period, sources: [(path: String, mapping: String)], draft: String?,
      asOf: Instant,
      report: String, exporter: String?,
      kept: String, keptUntil: CivilDate, purpose: Snapshot.Purpose
    ) {
      self.agreement = agreement
      self.period = period
      self.sources = sources
      self.draft = draft
      self.asOf = asOf
      self.report = report
      self.exporter = exporter
      self.kept = kept
      self.keptUntil = keptUntil
      self.purpose = purpose
    }
  }

  /// A snapshot that was taken.
  package struct Taken {
    package let path: LedgerPath
    package let snapshot: Snapshot
    package let measurement: ExportMeasurement
    package let commit: ObjectID?
  }

  /// Measures, and commits the snapshot; a mapping that the ledger does not hold yet is committed with it.
  ///
  /// `rejected` is told the rows that could not be read, also where there are too many of them.
  package func take(
    _ order: Order, isDryRun: Bool = false, rejected: ([RejectedRow]) throws(Failure) -> Void = { _ in }
  ) async throws(Failure) -> Taken {
    let text = try text(order)
    var shelf = MappingShelf(base.tree)
    let mappings = try order.sources.map { (source) throws(Failure) in try shelf.mapping(source.mapping) }
    let measured = try measure(order, text.agreement, mappings, rejected)
    try rejected(measured.rejected)
    let exporter = try exporter(of: order)
    let sources = zip(mappings, measured.files).map { mapping, file in
      Snapshot.Source(
        system: mapping.value.system, report: order.report, exporter: exporter, kept: order.kept,
        keptUntil: order.keptUntil, digest: file.digest, bytes: file.bytes, rows: file.rows,
        mapping: mapping.path.description, mappingDigest: mapping.document.digest)
    }
    let (snapshot, change) = try record(
      order, text, mappings, sources: sources, rows: measured.rows, entries: measured.entries)
    return Taken(
      path: .snapshot(agreement: order.agreement, order.period, revision: snapshot.revision), snapshot: snapshot,
      measurement: measured, commit: try await writer.commit(change, isDryRun: isDryRun))
  }

  /// Who exported: whom the order names, else whoever is at work.
  func exporter(of order: Order) throws(Failure) -> String {
    if let named = order.exporter { named } else { try signer() }
  }

  /// The next snapshot of the period, and the change that records it with mappings that are new.
  func record(
    _ order: Order, _ text: (agreement: Agreement, under: Snapshot.MeasuredUnder), _ mappings: [KnownMapping],
    sources: [Snapshot.Source], rows: Snapshot.RowAccount, entries: [Snapshot.Entry]
  ) throws(Failure) -> (snapshot: Snapshot, change: LedgerChange) {
    let revision =
      (try attempt {
        try base.tree.snapshots(of: order.agreement, order.period).map(\.snapshot.revision).max()
      } ?? 0) + 1
    let snapshot = Snapshot(
      agreement: order.agreement, period: order.period, revision: revision,
      zone: text.agreement.measurement.zone, asOf: order.asOf,
      purpose: order.draft == nil ? order.purpose : .draft, measuredUnder: text.under, sources: sources,
      rows: rows, entries: entries)
    let path = LedgerPath.snapshot(agreement: order.agreement, order.period, revision: revision)
    let document: Document
    do { document = try Document(snapshot.json, kind: .snapshot) } catch {
      throw Failure(error, in: path.description)
    }
    var change = LedgerChange("Measure \(order.period) of \(order.agreement)")
    var digests: [String] = []
    for source in sources where !digests.contains(source.digest.hex) { digests.append(source.digest.hex) }
    change.trailers = [
      ("Countersign-Series", order.agreement), ("Countersign-Export", digests.joined(separator: " ")),
    ]
    change.put(path, document.bytes)
    for mapping in mappings where mapping.isNew { change.put(mapping.path, mapping.document.bytes) }
    return (snapshot, change)
  }

  /// The zone of the agreement that an order is measured under.
  package func zone(_ order: Order) throws(Failure) -> String { try text(order).agreement.measurement.zone }

  private func measure(
    _ order: Order, _ agreement: Agreement, _ mappings: [KnownMapping],
    _ rejected: ([RejectedRow]) throws(Failure) -> Void
  ) throws(Failure) -> ExportMeasurement {
    let sources = zip(order.sources, mappings).map { ExportSource(file: $0.path, mapping: $1.value) }
    do {
      return try measurer(order, agreement).measure(sources)
    } catch let error as MeasuringError {
      try rejected(error.rejected)
      throw Self.failure(error, order.sources.map(\.path))
    } catch { throw Failure(error) }
  }

  /// What measures an order's period under an agreement's meanings.
  func measurer(_ order: Order, _ agreement: Agreement) throws -> ExportMeasurer {
    try ExportMeasurer(
      measurement: agreement.measurement, measures: try openMeasures(order.agreement, besides: agreement),
      period: order.period, asOf: order.asOf, fiscalStart: roster.charter.parameters.fiscalYearStart)
  }

  /// What is wrong with an export says where in it; which file it is, is said here.
  private static func failure(_ error: MeasuringError, _ paths: [String]) -> Failure {
    switch error {
    case .source(let number, let error) where paths.indices.contains(number - 1):
      Failure(.unreadable, "\(paths[number - 1]): \(error)")
    case .file, .columnsMissing, .tooManyRejected: Failure(.unreadable, "\(paths[0]): \(error)")
    default: Failure(.unreadable, "\(error)")
    }
  }

  private func signer() throws(Failure) -> String {
    guard let person = roster.owner(of: writer.member.publicKey) else {
      throw Failure(.notAllowed, "your key is not listed in the charter")
    }
    return person
  }

  /// The text whose meanings are followed: a draft's, or the version that governs the period.
  func text(_ order: Order) throws(Failure) -> (agreement: Agreement, under: Snapshot.MeasuredUnder) {
    if let slug = order.draft {
      let draft = try base.tree.onlyDraft(slug, in: .agreement(order.agreement))
      guard let text = try attempt({ try base.tree.agreementDraft(order.agreement, slug: draft.slug) }) else {
        throw Failure(.usage, "there is no draft \(slug)")
      }
      return (text, .draft(slug: draft.slug, measurement: SHA256Digest(of: text.measurement.json.written())))
    }
    let latest = try attempt { try base.tree.latestVersion(of: .agreement(order.agreement)) }
    for number in stride(from: latest, through: 1, by: -1) {
      guard let text = try attempt({ try base.tree.agreement(order.agreement, version: number) }),
        let document = try attempt({ try base.tree.document(.version(.agreement(order.agreement), number)) })
      else { continue }
      let clock = try attempt { try MeasuringClock(text.measurement, roster.charter) }
      // The highest version that was effective when the period started; the first one speaks for what was before it.
      if clock.zone.startOfDay(text.effective) <= clock.bounds(order.period).lowerBound || number == 1 {
        return (text, .version(number, digest: document.digest))
      }
    }
    throw Failure(
      .usage, "\(order.agreement) has no version yet", do: "Measure for a draft with --draft SLUG.")
  }

  /// What is promised by the text and by every open draft with the same meanings, so that one export serves all.
  private func openMeasures(_ agreement: String, besides text: Agreement) throws(Failure) -> [Measure] {
    try attempt {
      var commitments = text.commitments
      for slug in try base.tree.drafts(of: .agreement(agreement)) {
        guard let draft = try base.tree.agreementDraft(agreement, slug: slug),
          draft.measurement.json == text.measurement.json
        else { continue }
        commitments += draft.commitments
      }
      return commitments.map(\.measure)
    }
  }
}
