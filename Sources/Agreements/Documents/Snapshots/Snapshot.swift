package import Wire

/// The measured numbers of one closed period.
package struct Snapshot: Sendable {
  package let agreement: String
  package let period: Period
  package let revision: Int
  package let zone: String
  /// When the export was taken; what had not happened by then is open.
  package let asOf: Instant
  package let purpose: Purpose
  package let measuredUnder: MeasuredUnder
  package let sources: [Source]
  package let rows: RowAccount
  package let entries: [Entry]

  package enum Purpose: Sendable, Hashable {
    case period, maturation, draft
    /// Replaces the snapshots at these paths, for a reason.
    case correction(withdraws: [String], reason: String)
  }

  /// Whose measurement the numbers follow.
  package enum MeasuredUnder: Sendable, Hashable {
    case version(Int, digest: SHA256Digest)
    /// A draft's slug, and the digest of its `measurement` in written form.
    case draft(slug: String, measurement: SHA256Digest)
  }

  /// An export that was read.
  package struct Source: Sendable, Hashable {
    package let system: String
    /// The report or query that gave the export.
    package let report: String
    /// Who exported it, a person of the charter.
    package let exporter: String
    /// Where the export is kept, and until when.
    package let kept: String
    package let keptUntil: CivilDate
    package let digest: SHA256Digest
    package let bytes: Int
    package let rows: Int
    package let mapping: String
    package let mappingDigest: SHA256Digest
    /// The dialect of the query that a warehouse answered instead; digest and bytes are the query's.
    ///
    /// Nil for a file.
    package let query: String?

    package init(
      system: String, report: String, exporter: String, kept: String, keptUntil: CivilDate,
      digest: SHA256Digest,
      bytes: Int, rows: Int, mapping: String, mappingDigest: SHA256Digest, query: String? = nil
    ) {
      self.system = system
      self.report = report
      self.exporter = exporter
      self.kept = kept
      self.keptUntil = keptUntil
      self.digest = digest
      self.bytes = bytes
      self.rows = rows
      self.mapping = mapping
      self.mappingDigest = mappingDigest
      self.query = query
    }
  }

  /// One measured number with all that belongs to it.
  package struct Entry: Sendable, Hashable {
    /// Unique in the snapshot, made from the measure.
    package let id: String
    package let measure: Measure
    package let figures: Figures
    /// For a number about a tier: whether leads were in it at handoff, or are today; nil for any other.
    package let tierAt: Mapping.ValueTime?
    /// The SHA-256 of everything the number depends on besides the rows.
    package let basis: SHA256Digest

    package init(
      id: String, measure: Measure, figures: Figures, tierAt: Mapping.ValueTime? = nil, basis: SHA256Digest
    ) {
      self.id = id
      self.measure = measure
      self.figures = figures
      self.tierAt = tierAt
      self.basis = basis
    }
  }

  package init(
    agreement: String, period: Period, revision: Int, zone: String, asOf: Instant, purpose: Purpose,
    measuredUnder: MeasuredUnder, sources: [Source], rows: RowAccount, entries: [Entry]
  ) {
    self.agreement = agreement
    self.period = period
    self.revision = revision
    self.zone = zone
    self.asOf = asOf
    self.purpose = purpose
    self.measuredUnder = measuredUnder
    self.sources = sources
    self.rows = rows
    self.entries = entries
  }
}
