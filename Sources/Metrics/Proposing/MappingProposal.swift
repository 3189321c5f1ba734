package import Agreements
package import Wire

/// A mapping for an export that nobody has described, found out from its names and cells.
package struct MappingProposal: Sendable {
  package let columns: [Column]
  package let rows: Mapping.Rows
  package let system: CRMSystem
  /// The document, in written form.
  package let mapping: JSON
  /// What the values found could mean; the agreement says it.
  package let meanings: [Meaning]
  /// What this export cannot give, and what to add to it.
  package let gaps: [String]
  /// What was taken for granted and had better be looked at.
  package let doubts: [String]

  /// A column, what it is taken for, and how sure that is, from 0 to 100.
  package struct Column: Sendable {
    package let profile: ColumnProfile
    package let role: ColumnRole?
    package let certainty: Int
    /// How its times are read.
    package let format: Mapping.DateFormat?
  }

  /// Values found in a column, for a meaning of the agreement.
  package struct Meaning: Sendable {
    package let subject: String
    package let column: String
    package let values: [String]
  }

  /// What its user says beforehand.
  package struct Hints: Sendable {
    package var name: String?
    package var zone: String?
    /// Whether the day stands before the month where both could; found out where nil.
    package var isDayFirst: Bool?

    package init(name: String? = nil, zone: String? = nil, isDayFirst: Bool? = nil) {
      self.name = name
      self.zone = zone
      self.isDayFirst = isDayFirst
    }
  }

  /// Whether a lead can be told from another, and something counted.
  package let isUsable: Bool

  /// Whether it can be taken unseen: usable, nothing taken for granted, and no column that is only a guess.
  package var isSure: Bool {
    isUsable && doubts.isEmpty && columns.allSatisfy { $0.role == nil || $0.certainty >= 60 }
  }

  /// Looks at the first rows of a file; throws where it cannot be read at all.
  package init(file path: String, _ hints: Hints = Hints()) throws(MeasuringError) {
    let sample = try ExportSample(file: path)
    self.init(sample, hints)
  }

  init(_ sample: ExportSample, _ hints: Hints) {
    let profiles = sample.profiles
    let kind = ExportKind(profiles)
    rows = kind.rows
    // What an activity or a deal is called by itself is no lead's id.
    let own = profiles.indices.filter { Vocabulary.ownIDs.contains(Vocabulary.normalized(profiles[$0].name)) }
    let assignment = RoleAssignment(profiles, barred: rows == .activities ? Set(own) : [], wanted: kind.has)
    let order = DayOrder(profiles, isDayFirst: hints.isDayFirst)
    let columns = profiles.indices.map { index in
      let given = assignment.roles[index]
      return Column(
        profile: profiles[index], role: given?.role, certainty: given?.certainty ?? 0,
        format: order.format(of: profiles[index]))
    }
    self.columns = columns
    system = CRMSystem(profiles.map(\.name))
    let draft = MappingDraft(columns, kind: kind, system: system, sample: sample, hints)
    mapping = DocumentKind.mapping.shape.arranged(draft.json)
    meanings = draft.meanings
    gaps = draft.gaps
    isUsable = draft.isUsable
    doubts = draft.doubts + order.doubts(columns)
  }
}
