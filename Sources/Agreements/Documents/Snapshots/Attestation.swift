package import Wire

/// A member's word that they computed a snapshot again from its exports, and that every number was the same.
package struct Attestation: Sendable {
  package let agreement: String
  package let period: Period
  package let revision: Int
  /// SHA-256 of the snapshot.
  package let snapshot: SHA256Digest
  package let person: String
  package let attestedAt: Instant

  package init(
    agreement: String, period: Period, revision: Int, snapshot: SHA256Digest, person: String,
    attestedAt: Instant
  ) {
    self.agreement = agreement
    self.period = period
    self.revision = revision
    self.snapshot = snapshot
    self.person = person
    self.attestedAt = attestedAt
  }

  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    self.init(
      agreement: try fields.text("agreement"), period: try fields.value("period", "period", { Period($0) }),
      revision: try fields.number("revision"), snapshot: try fields.digest("snapshot"),
      person: try fields.text("person"), attestedAt: try fields.instant("attestedAt"))
  }

  /// The document, its members in the order of the written form.
  package var json: JSON {
    .object([
      .init("$schema", .string(DocumentKind.attestation.urn)), .init("agreement", .string(agreement)),
      .init("period", .string(period.description)), .init("revision", .integer(revision)),
      .init("snapshot", .string(snapshot.hex)), .init("person", .string(person)),
      .init("attestedAt", .string(attestedAt.description)),
    ])
  }

  static let shape = Shape.record(
    "Attestation",
    .tag("$schema", DocumentKind.attestation.urn, "What this document is."),
    .needs("agreement", .id, "The agreement that the snapshot belongs to."),
    .needs("period", .text(.period), "The period that was measured."),
    .needs("revision", .integer(1...9999), "The snapshot's revision."),
    .needs("snapshot", .digest, "SHA-256 of the snapshot."),
    .needs("person", .id, "Who computed its numbers again from the exports that it names."),
    .needs("attestedAt", .instant, "When."))
}
