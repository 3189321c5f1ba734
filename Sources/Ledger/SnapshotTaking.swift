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
  /// The charter in force.
  package var charter: Charter { roster.charter }

  package init(_ clone: LedgerClone) async throws(Failure) {
    writer = try ChangeWriter(clone, try await Member.current(in: clone.repository))
    let base = try clone.verified()
    self.base = base
    guard let roster = try attempt({ try base.tree.roster() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.roster = roster
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
    _ order: MeasuringOrder, for purpose: Snapshot.Purpose, isDryRun: Bool = false,
    rejected: ([RejectedRow]) throws(Failure) -> Void = { _ in }
  ) async throws(Failure) -> Taken {
    let (measured, material) = try material(order, isRunning: false, rejected)
    let recorded = try await record(order, purpose, material, isDryRun: isDryRun)
    return Taken(
      path: recorded.path, snapshot: recorded.snapshot, measurement: measured, commit: recorded.commit)
  }

  /// Throws where an order could not be measured once its draft has another measurement; nothing is recorded.
  ///
  /// `rejected` is told the rows that could not be read, where there are too many of them.
  package func requireMeasurable(
    _ order: MeasuringOrder, under measurement: JSON, rejected: ([RejectedRow]) throws(Failure) -> Void
  ) throws(Failure) {
    guard let slug = order.draft else { return }
    let draft = try base.tree.onlyDraft(slug, in: .agreement(order.agreement))
    let agreement: Agreement
    do { agreement = try Agreement(draft.document.json.setting("measurement", to: measurement)) } catch {
      throw Failure(.bug, "the draft with what was found cannot be read: \(error)")
    }
    var shelf = MappingShelf(base.tree)
    let mappings = try order.sources.map { (source) throws(Failure) in try shelf.mapping(source.mapping) }
    _ = try measure(order, agreement, mappings, isRunning: false, rejected)
  }

  /// Commits what was measured as the next snapshot of its period.
  func record(
    _ order: MeasuringOrder, _ purpose: Snapshot.Purpose, _ material: Material, isDryRun: Bool
  ) async throws(Failure) -> (path: LedgerPath, snapshot: Snapshot, commit: ObjectID?) {
    let revision =
      (try attempt {
        try base.tree.snapshots(of: order.agreement, order.period).map(\.snapshot.revision).max()
      } ?? 0) + 1
    let snapshot = Snapshot(
      agreement: order.agreement, period: order.period, revision: revision,
      zone: material.agreement.measurement.zone, asOf: order.asOf,
      purpose: order.draft == nil ? purpose : .draft, measuredUnder: material.under,
      sources: material.sources, rows: material.rows, entries: material.entries)
    let path = LedgerPath.snapshot(agreement: order.agreement, order.period, revision: revision)
    let commit = try await commit(
      snapshot.json, at: path, LedgerChange("Measure \(order.period) of \(order.agreement)"), material,
      isDryRun: isDryRun)
    return (path, snapshot, commit)
  }

  /// A reading that was taken.
  package struct ReadingTaken {
    package let path: LedgerPath
    package let reading: Reading
    package let agreement: Agreement
    package let measurement: ExportMeasurement
    package let commit: ObjectID?
  }

  /// Measures a running period so far, and commits the reading.
  package func read(
    _ order: MeasuringOrder, isDryRun: Bool = false,
    rejected: ([RejectedRow]) throws(Failure) -> Void = { _ in }
  ) async throws(Failure) -> ReadingTaken {
    let (measured, material) = try material(order, isRunning: true, rejected)
    let zone = material.agreement.measurement.zone
    let reading = Reading(
      agreement: order.agreement, period: order.period, zone: zone, asOf: order.asOf,
      measuredUnder: material.under, sources: material.sources, rows: material.rows,
      entries: material.entries)
    let day = try attempt { try Zone(named: zone).date(of: order.asOf) }
    let path = LedgerPath.reading(agreement: order.agreement, order.period, day)
    if try attempt({ try base.tree.blob(path) }) != nil {
      throw Failure(.found, "there is a reading of \(day) already", do: "Take the next one tomorrow.")
    }
    let commit = try await commit(
      reading.json, at: path,
      LedgerChange("Read \(order.period) of \(order.agreement) on \(day)"), material, isDryRun: isDryRun)
    return ReadingTaken(
      path: path, reading: reading, agreement: material.agreement, measurement: measured,
      commit: commit)
  }

  /// The draft that is followed where no version is in force yet and only one is open; nil otherwise.
  package func onlyDraft(before order: MeasuringOrder) throws(Failure) -> String? {
    try attempt {
      let series = Series.agreement(order.agreement)
      let open = try base.tree.drafts(of: series)
      return try base.tree.latestVersion(of: series) == 0 && open.count == 1 ? open[0] : nil
    }
  }

  /// What a snapshot or a reading is made of.
  struct Material {
    let agreement: Agreement
    let under: Snapshot.MeasuredUnder
    let mappings: [KnownMapping]
    let sources: [Snapshot.Source]
    let rows: Snapshot.RowAccount
    let entries: [Snapshot.Entry]
  }

  private func material(
    _ order: MeasuringOrder, isRunning: Bool, _ rejected: ([RejectedRow]) throws(Failure) -> Void
  ) throws(Failure) -> (measured: ExportMeasurement, material: Material) {
    let text = try text(order)
    var shelf = MappingShelf(base.tree)
    let mappings = try order.sources.map { (source) throws(Failure) in try shelf.mapping(source.mapping) }
    let measured = try measure(order, text.agreement, mappings, isRunning: isRunning, rejected)
    try rejected(measured.rejected)
    let exporter = try exporter(of: order)
    let sources = zip(mappings, measured.files).map { mapping, file in
      Snapshot.Source(
        system: mapping.value.system, report: order.report, exporter: exporter, kept: order.kept,
        keptUntil: order.keptUntil, digest: file.digest, bytes: file.bytes, rows: file.rows,
        mapping: mapping.path.description, mappingDigest: mapping.document.digest)
    }
    let reported = try reported(order, text.agreement, keeper: exporter)
    let entries = (measured.entries + reported).sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    return (
      measured,
      Material(
        agreement: text.agreement, under: text.under, mappings: mappings, sources: sources,
        rows: measured.rows, entries: entries)
    )
  }

  /// Who exported: whom the order names, else whoever is at work.
  func exporter(of order: MeasuringOrder) throws(Failure) -> String {
    if let named = order.exporter { named } else { try signer() }
  }

  /// The entries of numbers that were measured elsewhere.
  private func reported(
    _ order: MeasuringOrder, _ agreement: Agreement, keeper: String
  ) throws(Failure) -> [Snapshot.Entry] {
    if order.reported.isEmpty { return [] }
    let basis = try attempt { try MeasuringClock(agreement.measurement, roster.charter).basis }
    return order.reported.map { number in
      var parameters = MetricParameters()
      parameters.name = number.name
      let measure = Measure(metric: .reported, parameters: parameters)
      return Snapshot.Entry(
        id: measure.entryID, measure: measure,
        figures: .reported(
          Figures.Reported(
            value: number.value, unit: number.unit, digest: number.digest, keeper: keeper, kept: order.kept)),
        basis: basis.digest(of: measure, period: order.period, asOf: order.asOf))
    }
  }

  private func commit(
    _ json: JSON, at path: LedgerPath, _ change: LedgerChange, _ material: Material, isDryRun: Bool
  ) async throws(Failure) -> ObjectID? {
    var change = change
    let document: Document
    do { document = try Document(json, kind: path.kind ?? .snapshot) } catch {
      throw Failure(error, in: path.description)
    }
    var digests: [String] = []
    // Several tables of a warehouse are answered by one query.
    for source in material.sources where !digests.contains(source.digest.hex) {
      digests.append(source.digest.hex)
    }
    change.trailers = [
      ("Countersign-Series", material.agreement.id),
      ("Countersign-Export", digests.joined(separator: " ")),
    ]
    change.put(path, document.bytes)
    for mapping in material.mappings where mapping.isNew { change.put(mapping.path, mapping.document.bytes) }
    return try await writer.commit(change, isDryRun: isDryRun)
  }

  private func measure(
    _ order: MeasuringOrder, _ agreement: Agreement, _ mappings: [KnownMapping], isRunning: Bool,
    _ rejected: ([RejectedRow]) throws(Failure) -> Void
  ) throws(Failure) -> ExportMeasurement {
    let sources = zip(order.sources, mappings).map { ExportSource(file: $0.path, mapping: $1.value) }
    do {
      return try measurer(order, agreement, isRunning: isRunning).measure(sources)
    } catch let error as MeasuringError {
      try rejected(error.rejected)
      throw Failure(error, of: order.sources.map(\.path))
    } catch { throw Failure(error) }
  }

  /// What measures an order's period under an agreement's meanings.
  func measurer(
    _ order: MeasuringOrder, _ agreement: Agreement, isRunning: Bool
  ) throws -> ExportMeasurer {
    try ExportMeasurer(
      measurement: agreement.measurement, measures: try openMeasures(order.agreement, besides: agreement),
      period: order.period, asOf: order.asOf, fiscal: roster.charter.parameters.fiscal,
      isRunning: isRunning)
  }

  private func signer() throws(Failure) -> String {
    guard let person = roster.owner(of: writer.member.publicKey) else {
      throw Failure(.notAllowed, "your key is not listed in the charter")
    }
    return person
  }

  /// The text whose meanings are followed: a draft's, or the version that governs the period.
  package func text(_ order: MeasuringOrder) throws(Failure) -> (
    agreement: Agreement, under: Snapshot.MeasuredUnder
  ) {
    if let slug = order.draft {
      let draft = try base.tree.onlyDraft(slug, in: .agreement(order.agreement))
      guard let text = try attempt({ try base.tree.agreementDraft(order.agreement, slug: draft.slug) }) else {
        throw Failure(.usage, "there is no draft \(slug)")
      }
      return (text, .draft(slug: draft.slug, measurement: SHA256Digest(of: text.measurement.json.written())))
    }
    let governing = try attempt {
      let series = Series.agreement(order.agreement)
      let ratified = try chain.ratifications(of: series, base.tree.reader)
      return try Governance(of: order.agreement, in: base.tree, charter: roster.charter, ratified: ratified)
        .text(over: order.period)
    }
    guard let text = governing,
      let document = try attempt({
        try base.tree.document(.version(.agreement(order.agreement), text.version))
      })
    else {
      throw Failure(
        .usage, "\(order.agreement) has no version yet", do: "Measure for a draft with --draft SLUG.")
    }
    return (text, .version(text.version, digest: document.digest))
  }

  /// The exceptions from an agreement that are in force.
  package func exceptions(from agreement: String) throws(LedgerError) -> [Exception] {
    try base.tree.exceptions(from: agreement)
  }

  /// The commits that the ledger was verified up to.
  private var chain: Chain { Chain(writer.clone.repository, tip: base.tip) }

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
