package import Wire

/// The opening of a review: what was in force and measured when it began.
package struct ReviewOpening: Sendable {
  package let agreement: String
  package let review: String
  package let versions: [Named]
  package let snapshots: [Named]

  /// A record named by path and digest.
  package struct Named: Sendable, Hashable {
    package let path: String
    package let digest: SHA256Digest

    fileprivate init(_ fields: Fields) throws(StructureProblem) {
      path = try fields.text("path")
      digest = try fields.digest("digest")
    }
  }

  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    agreement = try fields.text("agreement")
    review = try fields.text("review")
    versions = try fields.list("versions", Named.init)
    snapshots = try fields.list("snapshots", Named.init)
    _ = try fields.instant("opened")
    try fields.requireUnique("escalations")
  }

  private static let named = Shape.record(
    "Record", .needs("path", .text(.path), "Its path."), .needs("digest", .digest, "Its SHA-256."))

  static let shape = Shape.record(
    "Review opening",
    .tag("$schema", DocumentKind.reviewOpening.urn, "What this document is."),
    .needs("agreement", .id, "The agreement under review."),
    .needs("review", .label, "Kind and period.", example: "quarter-2026-Q1"),
    .needs("opened", .instant, "When it was opened."),
    .needs("versions", .list(named, 0...500), "Versions it was computed from."),
    .needs("snapshots", .list(named, 0...1000), "Snapshots it was computed from."),
    .needs("attainment", .list(attainment, 0...5000), "Each commitment in each period."),
    .needs("escalations", .list(by: "id", escalation, 0...500), "What has to be answered."))

  private static let attainment = Shape.record(
    "Attainment",
    .needs("commitment", .id, "The commitment."), .needs("period", .text(.period), "The period."),
    .needs(
      "state", .choice(["met", "missed", "pending", "noData", "excused", "unmeasured"]), "How it went."))

  private static let escalation = Shape.record(
    "Escalation", .needs("id", .id, "Short name."), .needs("commitment", .id, "The commitment."),
    .needs("level", .choice(["flag", "leadership", "process"]), "What it asks for."))
}

/// What one person brought to a review.
package struct Contribution: Sendable {
  /// The identity of the ledger that it was said in.
  package let ledger: SHA256Digest
  package let agreement: String
  package let review: String
  package let person: String
  package let kind: String
  /// The escalation it answers.
  package let answers: String?

  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    ledger = try fields.digest("ledger")
    agreement = try fields.text("agreement")
    review = try fields.text("review")
    person = try fields.text("person")
    kind = try fields.text("kind")
    answers = fields.optionalText("answers")
    _ = try fields.instant("at")
  }

  /// The namespace of its SSH signature, where it has one.
  package static let namespace = "contribution@countersign"

  static let shape = Shape.record(
    "Contribution",
    .tag("$schema", DocumentKind.contribution.urn, "What this document is."),
    .needs("ledger", .digest, "Identity of the ledger: SHA-256 of its first charter."),
    .needs("agreement", .id, "The agreement under review."),
    .needs("review", .label, "The review's kind and period."),
    .needs("person", .id, "Whose word it is."),
    .needs("at", .instant, "When it was given."),
    .needs(
      "kind", .choice(["note", "agenda", "proposal", "none-needed", "decision", "attendance"]), "What it is."),
    .needs("text", .prose, "In words."),
    .may("commitment", .id, "The commitment it is about."),
    .may("answers", .id, "The escalation it answers."))
}

/// The end of a review: everything that was said, and the next date.
package struct ReviewClosing: Sendable {
  package let agreement: String
  package let review: String
  package let next: CivilDate

  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    agreement = try fields.text("agreement")
    review = try fields.text("review")
    next = try fields.date("next")
    _ = try fields.instant("closed")
  }

  static let shape = Shape.record(
    "Review closing",
    .tag("$schema", DocumentKind.reviewClosing.urn, "What this document is."),
    .needs("agreement", .id, "The agreement under review."),
    .needs("review", .label, "The review's kind and period."),
    .needs("closed", .instant, "When it was closed."),
    .needs(
      "contributions",
      .list(
        .record(
          "Record", .needs("path", .text(.path), "Its path."), .needs("digest", .digest, "Its SHA-256.")),
        0...2000),
      "Everything that was said."),
    .needs("next", .date, "Day of the next review."))
}
