package import Wire

extension Snapshot {
  /// Where every row went: `read` is the sum of the next eight.
  package struct RowAccount: Sendable, Hashable {
    package var read = 0
    package var inPeriod = 0
    package var duplicates = 0
    package var neverMQL = 0
    package var outOfScope = 0
    package var outOfPeriod = 0
    /// Rows that tell more of a lead that another row was counted for.
    package var events = 0
    /// Activities of leads that no export lists.
    package var unmatched = 0
    package var rejected = 0
    /// Rows with a later stage but no MQL; counted among the others too.
    package var laterStageWithoutMQL = 0
    /// Rows with a date without time where an hour was wanted.
    package var imprecise = 0
    /// Times that local clocks showed twice or never.
    package var ambiguousLocalTime = 0
    /// Events of which the export says when they were entered, and those entered over a business day late.
    package var logged = 0
    package var loggedLate = 0
    /// Rejected rows by reason, sorted by reason.
    package var rejectedBy: [Tally] = []

    package init() {}
  }
}

extension Snapshot.RowAccount {
  private static let counts:
    [(name: String, path: any WritableKeyPath<Self, Int> & Sendable, about: String)] = [
      ("read", \.read, "Rows read; the sum of the next eight."),
      ("inPeriod", \.inPeriod, "Leads with an episode in the period."),
      ("duplicates", \.duplicates, "Rows joined with another of the same lead."),
      ("neverMql", \.neverMQL, "Leads that never became an MQL."),
      ("outOfScope", \.outOfScope, "Leads that the agreement does not cover."),
      ("outOfPeriod", \.outOfPeriod, "Leads whose episodes belong to other periods."),
      ("events", \.events, "Rows that tell more of a lead for which another row is counted."),
      ("unmatched", \.unmatched, "Activities of leads that no export lists."),
      ("rejected", \.rejected, "Rows that could not be read."),
      ("laterStageWithoutMql", \.laterStageWithoutMQL, "Rows with a later stage but no MQL."),
      ("imprecise", \.imprecise, "Rows with a date where an hour was wanted."),
      ("ambiguousLocalTime", \.ambiguousLocalTime, "Times that local clocks show twice or never."),
      ("logged", \.logged, "Events of which the export says when they were entered into the CRM."),
      ("loggedLate", \.loggedLate, "Those that were entered over a business day after they happened."),
    ]

  init(_ fields: Fields) throws(StructureProblem) {
    self.init()
    for (name, path, _) in Self.counts { self[keyPath: path] = try fields.number(name) }
    rejectedBy = try fields.list("rejectedBy", Snapshot.Tally.init)
    try fields.requireUnique("rejectedBy")
  }

  /// The account as a snapshot writes it.
  package var json: JSON {
    let counts = Self.counts.map { JSON.Member($0.name, .integer(self[keyPath: $0.path])) }
    return .object(counts + [.init("rejectedBy", .array(rejectedBy.map(\.json)))])
  }

  /// Throws where rows are lost or counted twice.
  func requireSums(_ fields: Fields) throws(StructureProblem) {
    // Each count is at most 2^53, so that nine of them cannot overflow.
    if read != inPeriod + duplicates + neverMQL + outOfScope + outOfPeriod + events + unmatched + rejected {
      throw fields.problem("rows", "\"read\" is not the sum of the rows it was divided into")
    }
    if rejected != rejectedBy.reduce(0, { $0 &+ $1.count }) {
      throw fields.problem("rows", "\"rejected\" is not the sum of \"rejectedBy\"")
    }
  }

  static var shape: Shape {
    .record(
      Shape.Record(
        "Row account",
        counts.map { .needs($0.name, .count, $0.about) } + [
          .needs("rejectedBy", .list(by: "id", Snapshot.Tally.shape, 0...100), "Rejected rows by reason.")
        ]))
  }
}
