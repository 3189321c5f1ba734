package import Wire

/// A bounded relief from commitments, or a draft of one.
///
/// In the periods that it names they are suspended or held to a softer target. These periods read `excused`.
package struct Exception: Sendable {
  /// The agreement that it is an exception from.
  package let agreement: String
  /// Its number among the agreement's exceptions.
  package let version: Int
  /// The agreement's latest version when this round was written.
  package let inForce: Predecessor
  package let slug: String
  package let round: Int
  package let proposed: Instant
  /// Whole periods of every commitment that it names, in order.
  package let periods: [Period]
  package let reliefs: [Relief]
  package let reason: String
  /// What happened, by name or number; nil where numbers show it.
  package let incident: String?
  /// Numbers that show it.
  package let evidence: [Change.Evidence]
  /// The whole document as written.
  package let json: JSON

  /// What it does to one commitment.
  package struct Relief: Sendable, Hashable {
    /// The commitment's id.
    package let commitment: String
    /// What is promised meanwhile; nil where the commitment is suspended.
    package let target: Commitment.Target?

    package init(commitment: String, target: Commitment.Target?) {
      self.commitment = commitment
      self.target = target
    }
  }

  /// The most days that its periods may have together.
  package static let greatestDayCount = 31

  /// What it does to a commitment in a period; nil where it is about neither.
  package func relief(of commitment: String, in period: Period) -> Relief? {
    periods.contains(period) ? reliefs.first { $0.commitment == commitment } : nil
  }
}

extension Exception {
  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    self.json = json
    agreement = try fields.text("agreement")
    version = try fields.number("version")
    inForce = try Predecessor(fields.record("inForce"))
    slug = try fields.text("slug")
    round = try fields.number("round")
    proposed = try fields.instant("proposed")
    try fields.requireUnique("periods", by: "")
    var periods: [Period] = []
    for (index, text) in fields.texts("periods").enumerated() {
      guard let period = Period(text) else {
        let place = fields.pointer.appending("periods").appending(String(index))
        throw StructureProblem(place, "\"\(text)\" is no period")
      }
      periods.append(period)
    }
    self.periods = periods.sorted()
    try fields.requireUnique("commitments")
    reliefs = try fields.list("commitments", Relief.init)
    reason = try fields.text("reason")
    incident = fields.optionalText("incident")
    evidence = try fields.list("evidence", Change.Evidence.init)
    if incident == nil, evidence.isEmpty {
      throw fields.problem("reason", "names neither an \"incident\" nor, as \"evidence\", a snapshot")
    }
  }

  /// The text of a draft, without what its writer adds: number, version in force, name, round and date.
  package static func text(
    agreement: String, periods: [Period], reliefs: [Relief], reason: String, incident: String?,
    evidence: [Change.Evidence]
  ) -> JSON {
    var members: [JSON.Member] = [
      .init("$schema", .string(DocumentKind.exception.urn)), .init("agreement", .string(agreement)),
      .init("periods", .array(periods.map { .string($0.description) })),
      .init("commitments", .array(reliefs.map(\.json))), .init("reason", .string(reason)),
    ]
    if let incident { members.append(.init("incident", .string(incident))) }
    if !evidence.isEmpty { members.append(.init("evidence", .array(evidence.map(\.json)))) }
    return .object(members)
  }

  static let shape = Shape.record(
    Shape.Record(
      "Exception",
      Shape.versionHeader(
        .exception,
        on: .needs(
          Series.exceptions("").baseKey, Predecessor.shape,
          "The agreement's latest version when this round was written.", .header)) + [
          .needs("agreement", .id, "The agreement that it is an exception from.", example: "emea"),
          .needs(
            "periods", .list(.text(.period), 1...greatestDayCount),
            "Whole periods of every commitment named, together at most 31 days."),
          .needs("commitments", .list(by: "id", Relief.shape, 1...200), "What it relieves from."),
          .needs("reason", .prose, "Why, in words."),
          .may(
            "incident", .label, "What happened, by name or number.", example: "INC-4711: CRM down 3–9 March"),
          .may("evidence", Change.Evidence.list, "Numbers that show it; needed where there is no incident."),
        ], isClosed: true))
}

extension Exception.Relief {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    commitment = try fields.text("id")
    target = try fields.optionalRecord("target").map { (target) throws(StructureProblem) in
      try Commitment.Target(target)
    }
  }

  /// As documents write it.
  package var json: JSON {
    .object([.init("id", .string(commitment))] + (target.map { [.init("target", $0.json)] } ?? []))
  }

  fileprivate static let shape = Shape.closedRecord(
    "Relief",
    .needs("id", .id, "The commitment.", example: "first-contact-t1"),
    .may("target", Commitment.Target.closedShape, "What is promised meanwhile; left out, it is suspended."))
}
