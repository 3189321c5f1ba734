package import Wire

/// A version of an agreement, or a draft of one: the whole text, as it reads when in force.
package struct Agreement: Sendable {
  package let id: String
  package let version: Int
  package let supersedes: Predecessor?
  package let slug: String
  package let round: Int
  package let proposed: Instant
  package let title: String
  package let effective: CivilDate
  package let ends: CivilDate?
  package let measurement: Measurement
  package let commitments: [Commitment]
  package let firstReview: CivilDate
  package let changes: [Change]
  /// The whole document as written.
  package let json: JSON

  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    self.json = json
    id = try fields.text("agreement")
    version = try fields.number("version")
    supersedes = try Predecessor(optional: fields)
    slug = try fields.text("slug")
    round = try fields.number("round")
    proposed = try fields.instant("proposed")
    title = try fields.text("title")
    effective = try fields.date("effective")
    ends = try fields.optionalDate("ends")
    measurement = try Measurement(fields.record("measurement"))
    commitments = try fields.list("commitments", Commitment.init)
    firstReview = try fields.record("review").date("first")
    changes = try fields.list("changes", Change.init)
    for list in ["contacts", "definitions", "stages", "personas", "goals", "commitments", "alerts"] {
      try fields.requireUnique(list)
    }
    try fields.record("communication").requireUnique("meetings")
    try fields.requireUnique("changes", by: "pointer")
    try requireTiers(fields)
  }

  /// The commitment of that id.
  package func commitment(_ id: String) -> Commitment? { commitments.first { $0.id == id } }

  /// Whether nothing in it binds anybody yet.
  package var isTrial: Bool { commitments.allSatisfy(\.isProvisional) }

  private func requireTiers(_ fields: Fields) throws(StructureProblem) {
    let tiers = measurement.tiers?.bands.map(\.id) ?? []
    for (index, commitment) in commitments.enumerated() {
      guard let tier = commitment.measure.filter.tier, !tiers.contains(tier) else { continue }
      let place = fields.pointer.appending("commitments").appending(String(index)).appending("where")
      throw StructureProblem(
        place.appending("tier"), "\"\(tier)\" is no tier of the measurement: \(tiers.joined(separator: ", "))"
      )
    }
  }
}
