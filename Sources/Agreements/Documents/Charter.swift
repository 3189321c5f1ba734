package import Wire

/// Who may do what: people with their keys, roles, the approvals that each kind of change takes, and parameters.
package struct Charter: Sendable {
  package let version: Int
  package let supersedes: Predecessor?
  package let slug: String
  package let round: Int
  package let proposed: Instant
  /// Which edition of the rules judges commits made under this charter.
  package let rules: Int
  package let people: [Person]
  package let roles: [Role]
  package let approvals: [ApprovalKind: [Alternative]]
  package let rights: [Right: [String]]
  /// Paths that role `admin` may change and that bind nobody.
  package let host: [String]
  package let parameters: Parameters
  package let changes: [Change]
  /// The whole document as written.
  package let json: JSON

  package struct Person: Sendable, Hashable {
    package let id: String
    package let name: String
    package let email: String
    /// Key lines, type and base64.
    package let keys: [String]
  }

  package struct Role: Sendable, Hashable {
    package let id: String
    package let side: Side?
    /// The one agreement it counts for; nil for all.
    package let scope: String?
    package let holders: [String]
  }

  /// The kinds of change that take approval.
  package enum ApprovalKind: String, Sendable, CaseIterable { case agreement, maintenance, charter }

  /// Roles that different people with different keys fill together.
  package typealias Alternative = [String]

  /// What a role may be given the right to do besides approving.
  package enum Right: String, Sendable, CaseIterable { case snapshots, drafts, mappings, reviews }

  package struct Parameters: Sendable, Hashable {
    package let baselinePeriods: Int
    package let growthCapPercent: Int
    /// The longest time between reviews: `month`, `quarter`, `half-year` or `year`.
    package let reviewCadence: String
    package let lowCountFloor: Int
    package let attestationRequired: Bool
    package let evidenceAgeDays: Int
    package let draftLifetimeDays: Int
    package let clockToleranceMinutes: Int
    package let fiscal: FiscalCalendar
    package let escalation: Escalation

    /// When missed periods escalate.
    package struct Escalation: Sendable, Hashable {
      /// Whether any misses of the last four periods count, and not only those in a row.
      package let countsThreeOfFour: Bool
      /// Missed periods after which both VPs meet, and after which the process is reviewed.
      package let leadership: Int
      package let process: Int
    }
  }

  /// The role whose holders keep a way in when both VPs are gone.
  package static let recovery = "recovery"
  /// The role that changes `host` paths.
  package static let admin = "admin"
}

extension Charter {
  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    self.json = json
    version = try fields.number("version")
    supersedes = try Predecessor(optional: fields)
    slug = try fields.text("slug")
    round = try fields.number("round")
    proposed = try fields.instant("proposed")
    rules = try fields.number("rules")
    people = try fields.list("people", Person.init)
    roles = try fields.list("roles", Role.init)
    approvals = try Self.approvals(fields.record("approvals"))
    rights = try Self.rights(fields.record("rights"))
    host = fields.texts("host")
    parameters = try Parameters(fields.record("parameters"))
    changes = try fields.list("changes", Change.init)
    try fields.requireUnique("people")
    try fields.requireUnique("roles")
    try fields.requireUnique("host", by: "")
    try fields.requireUnique("changes", by: "pointer")
  }

  private static func approvals(_ fields: Fields) throws(StructureProblem) -> [ApprovalKind: [Alternative]] {
    var approvals: [ApprovalKind: [Alternative]] = [:]
    for kind in ApprovalKind.allCases {
      approvals[kind] = fields.json[kind.rawValue]?.items?.map { $0.items?.compactMap(\.text) ?? [] } ?? []
    }
    return approvals
  }

  private static func rights(_ fields: Fields) throws(StructureProblem) -> [Right: [String]] {
    var rights: [Right: [String]] = [:]
    for right in Right.allCases { rights[right] = fields.texts(right.rawValue) }
    return rights
  }
}

extension Charter.Person {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    id = try fields.text("id")
    name = try fields.text("name")
    email = try fields.text("email")
    try fields.requireUnique("keys", by: "key")
    keys = try fields.list("keys") { (key) throws(StructureProblem) in try key.text("key") }
  }
}

extension Charter.Role {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    id = try fields.text("id")
    side = try fields.optionalValue("side", "side", { Side(rawValue: $0) })
    scope = fields.optionalText("scope")
    holders = fields.texts("holders")
    try fields.requireUnique("holders", by: "")
  }
}

extension Charter.Parameters {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    baselinePeriods = try fields.number("baselinePeriods")
    growthCapPercent = try fields.number("growthCapPercent")
    reviewCadence = try fields.text("reviewCadence")
    lowCountFloor = try fields.number("lowCountFloor")
    attestationRequired = try fields.text("attestation") == "required"
    evidenceAgeDays = try fields.number("evidenceAgeDays")
    draftLifetimeDays = try fields.number("draftLifetimeDays")
    clockToleranceMinutes = try fields.number("clockToleranceMinutes")
    fiscal = FiscalCalendar(
      startMonth: try fields.number("fiscalYearStart"),
      weeks: try fields.optionalRecord("fiscalWeeks").map { (fields) throws(StructureProblem) in
        try FiscalCalendar.Weeks(fields)
      })
    let escalation = try fields.record("escalation")
    self.escalation = Escalation(
      countsThreeOfFour: try escalation.text("counting") == "three-of-four",
      leadership: try escalation.number("leadership"), process: try escalation.number("process"))
  }
}
