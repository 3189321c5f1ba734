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

    package init(
      system: String, report: String, exporter: String, kept: String, keptUntil: CivilDate,
      digest: SHA256Digest,
      bytes: Int, rows: Int, mapping: String, mappingDigest: SHA256Digest
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
    }
  }

  /// Where every row went: `read` is the sum of the next six.
  package struct RowAccount: Sendable, Hashable {
    package var read = 0
    package var inPeriod = 0
    package var duplicates = 0
    package var neverMQL = 0
    package var outOfScope = 0
    package var outOfPeriod = 0
    package var rejected = 0
    /// Rows with a later stage but no MQL; counted among the others too.
    package var laterStageWithoutMQL = 0
    /// Rows with a date without time where an hour was wanted.
    package var imprecise = 0
    /// Times that local clocks showed twice or never.
    package var ambiguousLocalTime = 0
    /// Rejected rows by reason, sorted by reason.
    package var rejectedBy: [Tally] = []

    package init() {}
  }

  /// A number with a name.
  package struct Tally: Sendable, Hashable {
    package let id: String
    package let count: Int

    package init(id: String, count: Int) {
      self.id = id
      self.count = count
    }
  }

  /// One measured number with all that belongs to it.
  package struct Entry: Sendable, Hashable {
    /// Unique in the snapshot, made from the measure.
    package let id: String
    package let measure: Measure
    package let figures: Figures
    /// The SHA-256 of everything the number depends on besides the rows.
    package let basis: SHA256Digest

    package init(id: String, measure: Measure, figures: Figures, basis: SHA256Digest) {
      self.id = id
      self.measure = measure
      self.figures = figures
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

/// The integers of a metric entry; rates are derived where they are shown.
package enum Figures: Sendable, Hashable {
  case count(Count)
  case share(Share)
  case clock(Clock)

  /// Leads counted.
  package struct Count: Sendable, Hashable {
    package var value: Int
    /// Before restrictions of score, fields and source.
    package var gross: Int

    package init(value: Int, gross: Int) {
      self.value = value
      self.gross = gross
    }
  }

  /// A part of a whole.
  package struct Share: Sendable, Hashable {
    package var numerator: Int
    package var denominator: Int
    /// Parts of it, sorted by id: valid values per field, rejections by reason.
    package var parts: [Snapshot.Tally]

    package init(numerator: Int, denominator: Int, parts: [Snapshot.Tally] = []) {
      self.numerator = numerator
      self.denominator = denominator
      self.parts = parts
    }
  }

  /// Episodes by how their clock ended; durations in milliseconds on the entry's clock.
  package struct Clock: Sendable, Hashable {
    /// Episodes, without those set aside: met + breached + breachedOpen + pending + noTime.
    package var n = 0
    package var met = 0
    package var breached = 0
    /// Still without contact, and late.
    package var breachedOpen = 0
    /// Still without contact, and not yet late.
    package var pending = 0
    /// Met at 0 ms.
    package var zero = 0
    /// Attempts less than a minute after the start.
    package var underAMinute = 0
    /// Nearest-rank quantiles; nil where the episode at that rank has had no contact.
    package var median: Int?
    package var p90: Int?
    package var p95: Int?
    /// Set aside: older engagement was still open.
    package var alreadyEngaged = 0
    /// Set aside: rejected with a documented reason before contact.
    package var resolvedBeforeContact = 0
    /// Set aside: merged, unsubscribed or deleted before contact.
    package var gone = 0
    /// Without a time precise enough to judge.
    package var imprecise = 0

    package init() {}
  }
}
