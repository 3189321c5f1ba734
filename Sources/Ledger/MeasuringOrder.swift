package import Agreements
package import Wire

/// What a person says about exports that are to be measured.
package struct MeasuringOrder: Sendable {
  package var agreement: String
  package var period: Period
  /// The exports, each with the mapping it is read through.
  package var sources: [Source]
  /// The draft whose meanings are followed; nil for the version that governs the period.
  package var draft: String?
  package var asOf: Instant
  package var report: String
  package var exporter: String?
  package var kept: String
  package var keptUntil: CivilDate
  /// Numbers that were measured elsewhere.
  package var reported: [ReportedNumber] = []

  package struct Source: Sendable {
    package let path: String
    package let mapping: MappingChoice

    package init(path: String, mapping: MappingChoice) {
      self.path = path
      self.mapping = mapping
    }
  }

  /// Which mapping an export is read through.
  package enum MappingChoice: Sendable {
    /// One by its name in the ledger, or by its file, which ends in `.json`.
    case named(String)
    /// One that was proposed and confirmed: the document.
    case proposed(JSON)
  }

  /// A number that was measured elsewhere, and the document that states it.
  package struct ReportedNumber: Sendable {
    package let name: String
    package let value: Int
    package let unit: String
    package let digest: SHA256Digest

    /// Throws where the document cannot be read.
    package init(name: String, value: Int, unit: String, document path: String) throws(Failure) {
      self.name = name
      self.value = value
      self.unit = unit
      digest = try Disk.digest(of: path)
    }
  }

  package init(
    agreement: String, period: Period, sources: [Source], draft: String?, asOf: Instant, report: String,
    exporter: String?, kept: String, keptUntil: CivilDate
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
  }
}
