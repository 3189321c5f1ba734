package import Agreements
import History
package import Metrics
package import Policy
import Wire

/// Computing a snapshot's numbers again from the exports that it names.
package struct SnapshotCheck {
  private let tree: LedgerTree
  private let charter: Charter

  /// For a ledger that was verified; nobody's key is needed.
  package init(_ tree: LedgerTree) throws(Failure) {
    self.tree = tree
    guard let charter = try attempt({ try tree.charter() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.charter = charter
  }

  /// Something that the exports do not say as the snapshot does.
  package struct Mismatch: Sendable {
    /// The entry's id, or the rows.
    package let what: String
    package let recorded: String
    package let computed: String
  }

  /// Measures the exports in `files`, in whatever order, and compares; nothing where all is the same.
  ///
  /// Throws where they are not the files that the snapshot was computed from.
  package func mismatches(
    of snapshot: Snapshot, at path: LedgerPath, from files: [String]
  ) throws(Failure) -> [Mismatch] {
    let measurer = try measurer(of: snapshot, at: path)
    let sources = try self.sources(of: snapshot, at: path, from: files)
    let measured: ExportMeasurement
    do { measured = try measurer.measure(sources) } catch { throw Failure(error, of: []) }
    guard measured.files.map(\.digest) == snapshot.sources.map(\.digest) else {
      throw Failure(.busy, "an export was changed while it was read", do: "Try again.")
    }
    var mismatches = Self.mismatches(recorded: snapshot.rows, computed: measured.rows)
    let computed = Dictionary(measured.entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    // What was measured elsewhere follows from no export.
    for entry in snapshot.entries where entry.measure.metric != .reported && computed[entry.id] != entry {
      mismatches.append(
        Mismatch(
          what: entry.id, recorded: entry.figures.words,
          computed: computed[entry.id]?.figures.words ?? "not computed"))
    }
    return mismatches
  }

  /// The counts of an account that differ, each by its name.
  static func mismatches(recorded: Snapshot.RowAccount, computed: Snapshot.RowAccount) -> [Mismatch] {
    guard case .object(let members) = recorded.json else { return [] }
    let others = computed.json
    return members.compactMap { member in
      let other = others[member.key] ?? .null
      return member.value == other
        ? nil : Mismatch(what: "rows.\(member.key)", recorded: member.value.brief, computed: other.brief)
    }
  }

  /// What a snapshot's numbers make of one lead, from the exports that it names.
  package func explanation(
    of lead: String, in snapshot: Snapshot, at path: LedgerPath, from files: [String]
  ) throws(Failure) -> LeadExplanation {
    let measurer = try measurer(of: snapshot, at: path)
    let sources = try self.sources(of: snapshot, at: path, from: files)
    do { return try measurer.explain(sources, lead: lead) } catch { throw Failure(error, of: []) }
  }

  private func measurer(of snapshot: Snapshot, at path: LedgerPath) throws(Failure) -> ExportMeasurer {
    do {
      return try ExportMeasurer(
        measurement: try measurement(of: snapshot, at: path), measures: snapshot.entries.map(\.measure),
        period: snapshot.period, asOf: snapshot.asOf, fiscal: charter.parameters.fiscal)
    } catch { throw Failure(error) }
  }

  /// The exports in the order in which the snapshot names them, each found by its digest.
  private func sources(
    of snapshot: Snapshot, at path: LedgerPath, from files: [String]
  ) throws(Failure) -> [ExportSource] {
    if let dialect = snapshot.sources.compactMap(\.query).first {
      throw Failure(
        .usage, "\(path) was computed by a query in a warehouse; there is no export to compute it from",
        do:
          "Print the query with sla snapshot sql \(snapshot.period) --dialect \(dialect), run it, and compare its result: "
          + "sla snapshot import --dry-run.")
    }
    var digests: [(path: String, digest: SHA256Digest)] = []
    for file in files { digests.append((file, try Disk.digest(of: file))) }
    var sources: [ExportSource] = []
    for source in snapshot.sources {
      guard let found = digests.first(where: { $0.digest == source.digest }) else {
        let given = digests.map { "\($0.path) has \($0.digest.short)…" }.joined(separator: ", ")
        throw Failure(
          .found,
          "none of the files is the export with the SHA-256 \(source.digest.short)… (\(source.report), \(source.rows) rows): \(given)",
          do: "It is kept \(source.kept), until \(source.keptUntil); ask \(source.exporter).")
      }
      guard let place = LedgerPath(source.mapping), let document = try attempt({ try tree.document(place) }),
        document.digest == source.mappingDigest
      else { throw Failure(.unreadable, "\(source.mapping) is not the mapping that the snapshot names") }
      let mapping = try attempt {
        try document.decoded { (json) throws(StructureProblem) in try Mapping(json) }
      }
      sources.append(ExportSource(file: found.path, mapping: mapping))
    }
    return sources
  }

  /// The meanings that the numbers follow: of a version, or of a draft, wherever that is now.
  private func measurement(of snapshot: Snapshot, at path: LedgerPath) throws(Failure) -> Measurement {
    let series = Series.agreement(snapshot.agreement)
    let texts = try attempt {
      switch snapshot.measuredUnder {
      case .version(let number, _): return [try tree.agreement(snapshot.agreement, version: number)]
      case .draft:
        let versions = try (1...max(1, tree.latestVersion(of: series))).map {
          try tree.agreement(snapshot.agreement, version: $0)
        }
        let open = try tree.drafts(of: series).map { try tree.agreementDraft(snapshot.agreement, slug: $0) }
        let closed = try tree.names(in: series.closed).map { slug -> Agreement? in
          guard let document = try tree.document(.closedDraft(series, slug: slug)) else { return nil }
          return try document.decoded { (json) throws(StructureProblem) in try Agreement(json) }
        }
        return versions + open + closed
      }
    }
    for case let text? in texts {
      switch snapshot.measuredUnder {
      case .version: return text.measurement
      case .draft(_, let digest):
        if SHA256Digest(of: text.measurement.json.written()) == digest { return text.measurement }
      }
    }
    throw Failure(
      .found, "the ledger no longer holds the meanings that \(path) was measured under",
      do: "Look for the draft's earlier rounds in the history: sla log.")
  }
}
