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
    package var source: String
    package var mapping: String
    /// The draft whose meanings are followed; nil for the version that governs the period.
    package var draft: String?
    package var asOf: Instant
    package var report: String
    package var exporter: String?
    package var kept: String
    package var keptUntil: CivilDate
    package var purpose: Snapshot.Purpose

    package init(
      agreement: String, period: Period, source: String, mapping: String, draft: String?, asOf: Instant,
      report: String, exporter: String?,
      kept: String, keptUntil: CivilDate, purpose: Snapshot.Purpose
    ) {
      self.agreement = agreement
      self.period = period
      self.source = source
      self.mapping = mapping
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
  package func take(_ order: Order, isDryRun: Bool = false) async throws(Failure) -> Taken {
    let text = try text(order)
    let mapping = try mapping(order.mapping)
    let commitments = try openCommitments(order.agreement, besides: text.agreement)
    let measured: ExportMeasurement
    do {
      measured = try ExportMeasurer(
        measurement: text.agreement.measurement, commitments: commitments, period: order.period,
        asOf: order.asOf,
        fiscalStart: roster.charter.parameters.fiscalYearStart
      ).measure(file: order.source, through: mapping.value)
    } catch {
      // What is wrong with the export says where in it, but not which file it is.
      switch error {
      case .file, .columnsMissing, .tooManyRejected:
        throw Failure(.unreadable, "\(order.source): \(error)")
      default: throw Failure(.unreadable, "\(error)")
      }
    }
    let exporter: String = if let named = order.exporter { named } else { try signer() }
    let revision =
      (try attempt {
        try base.tree.snapshots(of: order.agreement, order.period).map(\.snapshot.revision).max()
      } ?? 0) + 1
    let source = Snapshot.Source(
      system: mapping.value.system, report: order.report, exporter: exporter, kept: order.kept,
      keptUntil: order.keptUntil,
      digest: measured.digest, bytes: measured.bytes, rows: measured.rows.read,
      mapping: mapping.path.description,
      mappingDigest: mapping.document.digest)
    let snapshot = Snapshot(
      agreement: order.agreement, period: order.period, revision: revision,
      zone: text.agreement.measurement.zone, asOf: order.asOf,
      purpose: order.draft == nil ? order.purpose : .draft, measuredUnder: text.under, sources: [source],
      rows: measured.rows,
      entries: measured.entries)
    let path = LedgerPath.snapshot(agreement: order.agreement, order.period, revision: revision)
    let document: Document
    do { document = try Document(snapshot.json, kind: .snapshot) } catch {
      throw Failure(error, in: path.description)
    }
    var change = LedgerChange("Measure \(order.period) of \(order.agreement)")
    change.trailers = [("Countersign-Series", order.agreement), ("Countersign-Export", measured.digest.hex)]
    change.put(path, document.bytes)
    if mapping.isNew { change.put(mapping.path, mapping.document.bytes) }
    return Taken(
      path: path, snapshot: snapshot, measurement: measured,
      commit: try await writer.commit(change, isDryRun: isDryRun))
  }

  private func signer() throws(Failure) -> String {
    guard let person = roster.owner(of: writer.member.publicKey) else {
      throw Failure(.notAllowed, "your key is not listed in the charter")
    }
    return person
  }

  /// The text whose meanings are followed: a draft's, or the version that governs the period.
  private func text(_ order: Order) throws(Failure) -> (agreement: Agreement, under: Snapshot.MeasuredUnder) {
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

  /// The commitments of the text and of every open draft with the same meanings, so that one export serves all.
  private func openCommitments(_ agreement: String, besides text: Agreement) throws(Failure) -> [Commitment] {
    try attempt {
      var commitments = text.commitments
      for slug in try base.tree.drafts(of: .agreement(agreement)) {
        guard let draft = try base.tree.agreementDraft(agreement, slug: slug),
          draft.measurement.json == text.measurement.json
        else { continue }
        commitments += draft.commitments
      }
      return commitments
    }
  }

  /// A mapping by its name in the ledger, or from a file, which becomes the next revision where it is not known yet.
  private func mapping(_ name: String) throws(Failure) -> (
    path: LedgerPath, document: Document, value: Mapping, isNew: Bool
  ) {
    let known = try revisions(of: name.hasSuffix(".json") ? nil : name)
    if !name.hasSuffix(".json") {
      guard let latest = known.last else {
        throw Failure(.usage, "the ledger has no mapping \(name)", do: "Pass its file, which ends in .json.")
      }
      return latest
    }
    let bytes = try Disk.contents(name)
    let json: JSON
    do { json = try Document.structured(bytes, kind: .mapping) } catch { throw Failure(error, in: name) }
    let same = try revisions(of: json["name"]?.text)
    if let found = same.first(where: {
      $0.document.json.removing("revision") == DocumentKind.mapping.shape.arranged(json).removing("revision")
    }) {
      return found
    }
    let revision = (same.map(\.value.revision).max() ?? 0) + 1
    return try read(json.setting("revision", to: .integer(revision)), name)
  }

  private func read(_ json: JSON, _ path: String) throws(Failure) -> (
    path: LedgerPath, document: Document, value: Mapping, isNew: Bool
  ) {
    do {
      let document = try Document(json, kind: .mapping)
      let value = try document.decoded { (json) throws(StructureProblem) in try Mapping(json) }
      return (.mapping(name: value.name, revision: value.revision), document, value, true)
    } catch { throw Failure(error, in: path) }
  }

  private func revisions(of name: String?) throws(Failure) -> [(
    path: LedgerPath, document: Document, value: Mapping, isNew: Bool
  )] {
    guard let name else { return [] }
    return try attempt {
      var found: [(path: LedgerPath, document: Document, value: Mapping, isNew: Bool)] = []
      for file in try base.tree.names(in: "mappings") {
        guard let path = LedgerPath("mappings/\(file)"), case .mapping(name, _) = path,
          let document = try base.tree.document(path)
        else { continue }
        found.append(
          (
            path, document, try document.decoded { (json) throws(StructureProblem) in try Mapping(json) },
            false
          ))
      }
      return found.sorted { $0.value.revision < $1.value.revision }
    }
  }
}
