package import Wire

/// What one person decided about one round of a draft, in one role.
package struct SignOff: Sendable, Hashable {
  /// SHA-256 of the ledger's first charter.
  package let ledger: SHA256Digest
  /// The agreement's id, the same with `/exceptions`, or `charter`.
  package let series: String
  package let version: Int
  package let round: Int
  /// SHA-256 of the draft.
  package let subject: SHA256Digest
  package let decision: Decision
  package let role: String
  package let person: String
  /// The last published commit that its signer verified, 40 hexadecimal digits.
  package let head: String
  /// Which templates the statement follows.
  package let templates: String
  /// What was signed, in words.
  package let statement: String
  package let comment: String?
  package let signedAt: Instant

  package enum Decision: String, Sendable, CaseIterable { case approve, decline }

  /// The namespace of its SSH signature.
  package static let namespace = "signoff@countersign"
  /// The series of charters.
  package static let charterSeries = "charter"

  package init(
    ledger: SHA256Digest, series: String, version: Int, round: Int, subject: SHA256Digest, decision: Decision,
    role: String, person: String, head: String, templates: String, statement: String, comment: String?,
    signedAt: Instant
  ) {
    self.ledger = ledger
    self.series = series
    self.version = version
    self.round = round
    self.subject = subject
    self.decision = decision
    self.role = role
    self.person = person
    self.head = head
    self.templates = templates
    self.statement = statement
    self.comment = comment
    self.signedAt = signedAt
  }

  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    self.init(
      ledger: try fields.digest("ledger"), series: try fields.text("series"),
      version: try fields.number("version"),
      round: try fields.number("round"), subject: try fields.digest("subject"),
      decision: try fields.value("decision", "decision", { Decision(rawValue: $0) }),
      role: try fields.text("role"),
      person: try fields.text("person"), head: try fields.text("head"),
      templates: try fields.text("templates"),
      statement: try fields.text("statement"), comment: fields.optionalText("comment"),
      signedAt: try fields.instant("signedAt"))
  }

  /// What it is about, as people call it: `emea v3`.
  package var title: String { Series(name: series)?.title(version) ?? "\(series) v\(version)" }

  /// The document, its members in the order of the written form.
  package var json: JSON {
    var members: [JSON.Member] = [
      .init("$schema", .string(DocumentKind.signoff.urn)),
      .init("ledger", .string(ledger.hex)),
      .init("series", .string(series)),
      .init("version", .integer(version)),
      .init("round", .integer(round)),
      .init("subject", .string(subject.hex)),
      .init("decision", .string(decision.rawValue)),
      .init("role", .string(role)),
      .init("person", .string(person)),
      .init("head", .string(head)),
      .init("templates", .string(templates)),
      .init("statement", .string(statement)),
      .init("signedAt", .string(signedAt.description)),
    ]
    if let comment { members.append(.init("comment", .string(comment))) }
    return DocumentKind.signoff.shape.arranged(.object(members))
  }

  static let shape = Shape.record(
    "Sign-off",
    .tag("$schema", DocumentKind.signoff.urn, "What this document is."),
    .needs("ledger", .digest, "SHA-256 of the ledger's first charter."),
    .needs("series", .text(.series), "The agreement, its exceptions, or charter."),
    .needs("version", .integer(1...9999), "Number that the draft would get."),
    .needs("round", .integer(1...9999), "Round of the draft."),
    .needs("subject", .digest, "SHA-256 of the draft."),
    .needs("decision", .choice(Decision.allCases.map(\.rawValue)), "Approve or decline."),
    .needs("role", .id, "Role in which it is given."),
    .needs("person", .id, "Who gives it."),
    .needs("head", .text(.objectID), "Last published commit that the signer verified."),
    .needs("templates", .id, "Templates that the statement follows.", example: "statements-1"),
    .needs("statement", .text(.statement), "What is signed, in words."),
    .may("comment", .prose, "The signer's own words; the reason of a decline."),
    .needs("signedAt", .instant, "When it was signed."))
}
