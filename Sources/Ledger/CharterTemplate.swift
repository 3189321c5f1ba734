import Agreements
import Wire

/// The charter of the template `b2b-saas`, for the holders of its roles.
struct CharterTemplate {
  let holders: (String) -> [String]

  func json(people: [JSON], proposed: Instant) -> JSON {
    let roles = [
      ("vp-marketing", "marketing"), ("vp-sales", "sales"), ("revops", nil), (Charter.recovery, nil),
      (Charter.admin, nil),
    ]
    .filter { !holders($0.0).isEmpty }
    let names = roles.map(\.0)
    let working = JSON.array(["revops", "vp-marketing", "vp-sales"].filter(names.contains).map(JSON.string))
    let whole = JSON.object(
      Self.header(proposed: proposed) + [
        .init("people", .array(people)),
        .init("roles", .array(roles.map { role(id: $0.0, side: $0.1) })),
        .init("approvals", approvals),
        .init("rights", .object(Charter.Right.allCases.map { .init($0.rawValue, working) })),
        .init("host", .array(["README.md", ".gitattributes", ".github", ".gitlab-ci.yml"].map(JSON.string))),
        .init("parameters", Self.parameters), .init("changes", .array([])),
      ])
    return DocumentKind.charter.shape.arranged(whole)
  }

  /// What every first charter starts with: the nonce is drawn afresh.
  static func header(proposed: Instant) -> [JSON.Member] {
    var generator = SystemRandomNumberGenerator()
    let nonce = Hex.encode((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
    return [
      .init("$schema", .string(DocumentKind.charter.urn)), .init("version", .integer(1)),
      .init("slug", .string("founding")),
      .init("round", .integer(1)), .init("proposed", .string(proposed.description)),
      .init("nonce", .string(nonce)),
      .init("rules", .integer(1)),
    ]
  }

  private func role(id: String, side: String?) -> JSON {
    let sideMember = side.map { [JSON.Member("side", .string($0))] } ?? []
    return .object(
      [.init("id", .string(id))] + sideMember + [.init("holders", .array(holders(id).map(JSON.string)))])
  }

  /// Both VPs, with the ways of recovery that somebody can go.
  private var approvals: JSON {
    let both = ["vp-marketing", "vp-sales"]
    let recovery = Self.ofRecovery(holders: holders(Charter.recovery).count)
    func list(_ alternatives: [[String]]) -> JSON { .array(alternatives.map { .array($0.map(JSON.string)) }) }
    return .object([
      .init("agreement", list([both])), .init("maintenance", list(both.map { [$0] })),
      .init("charter", .array((list([both]).items ?? []) + recovery)),
    ])
  }

  /// How a charter is changed with so many recovery holders: by one VP and one of them, or by two of them.
  static func ofRecovery(holders: Int) -> [JSON] {
    var alternatives: [[String]] = []
    if holders >= 1 { alternatives += ["vp-marketing", "vp-sales"].map { [$0, Charter.recovery] } }
    if holders >= 2 { alternatives.append([Charter.recovery, Charter.recovery]) }
    return alternatives.map { .array($0.map(JSON.string)) }
  }

  private static let parameters = JSON.object([
    .init("baselinePeriods", .integer(3)), .init("growthCapPercent", .integer(15)),
    .init("reviewCadence", .string("quarter")),
    .init(
      "escalation",
      .object([
        .init("counting", .string("consecutive")), .init("leadership", .integer(2)),
        .init("process", .integer(3)),
      ])),
    .init("lowCountFloor", .integer(20)), .init("attestation", .string("shown")),
    .init("evidenceAgeDays", .integer(60)),
    .init("draftLifetimeDays", .integer(90)), .init("clockToleranceMinutes", .integer(10)),
    .init("fiscalYearStart", .integer(1)),
  ])
}
