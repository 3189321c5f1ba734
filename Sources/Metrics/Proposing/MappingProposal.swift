package import Agreements
package import Wire

/// A mapping for an export that nobody has described, found out from its names and cells.
package struct MappingProposal: Sendable {
  package let columns: [Column]
  package let rows: Mapping.Rows
  package let system: CRMSystem
  /// The document, in written form.
  package internal(set) var mapping: JSON
  /// What the values found could mean; the agreement says it.
  package internal(set) var meanings: MeaningsFound
  /// What the stages that leads or deals come to are taken to say; empty where rows tell of none.
  package let stages: [StageReading]
  /// Some rows as the mapping reads them, for whoever knows the export.
  package let samples: [SampleRow]
  /// Why it cannot be used at all; empty for a usable one.
  package internal(set) var obstacles: [String]
  /// What was taken for granted and had better be looked at.
  package internal(set) var doubts: [String]
  /// What happened to leads by the words of a column, and is counted as nothing, most frequent first.
  package let uncounted: [String]
  /// What would make it say more to its readers, and nothing depends on.
  package let advice: [String]
  /// The zone in which times without one are read, where somebody named it.
  package let givenZone: String?
  /// What was decided for exports that are read together.
  package internal(set) var notes: [String] = []

  /// A column, what it is taken for, and how sure that is, from 0 to 100.
  package struct Column: Sendable {
    package let profile: ColumnProfile
    package let role: ColumnRole?
    package let certainty: Int
    /// How its times are read.
    package let writing: TimeWriting?

    /// Whether some time has hours, and whether some of those has no offset.
    var hasHours: Bool { writing?.isOfMidnights != true && (profile.hasHours || writing?.time != nil) }
    var hasNaiveHours: Bool {
      writing?.isOfMidnights != true && profile.hasNaiveHours
        || writing?.time.map { !$0.formats.allSatisfy { $0.hasSuffix("ZZZ") } } ?? false
    }
  }

  /// What its user says beforehand.
  package struct Hints: Sendable {
    package var name: String?
    package var zone: String?
    /// The CRM that the export is of; found out where nil.
    package var system: CRMSystem?
    /// Whether the day stands before the month where both could; found out where nil.
    package var isDayFirst: Bool?
    /// What stands before decimal places, `comma` or `point`; found out where nil.
    package var decimalMark: String?
    /// What the agreement sorts leads into tiers by; nil where it does not, or none is known.
    package var tiers: Measurement.Tiers.Basis?

    package init(
      name: String? = nil, zone: String? = nil, system: CRMSystem? = nil, isDayFirst: Bool? = nil,
      decimalMark: String? = nil, tiers: Measurement.Tiers.Basis? = nil
    ) {
      self.name = name
      self.zone = zone
      self.system = system
      self.isDayFirst = isDayFirst
      self.decimalMark = decimalMark
      self.tiers = tiers
    }
  }

  /// Whether a lead can be told from another, and something counted; with `others`, which list the leads, what only they say
  /// may be missing here.
  package func isUsable(beside others: Bool = false) -> Bool {
    obstacles.isEmpty || others && startsNothing && obstacles.count == 1 && rows != .activities
  }

  /// Whether what it lacks is only when leads became MQLs, which another export may tell.
  package let startsNothing: Bool

  /// Whether anything is read from it at all.
  package var hasEvents: Bool { !(mapping["events"]?.items ?? []).isEmpty }

  /// Whether it can be taken unseen: nothing taken for granted, and no column that is only a guess.
  package var isSure: Bool {
    doubts.isEmpty && columns.allSatisfy { $0.role == nil || $0.certainty >= 60 }
  }

  /// Looks at the first rows of a file; throws where it cannot be read at all.
  package init(file path: String, _ hints: Hints = Hints()) throws(MeasuringError) {
    let sample = try ExportSample(file: path)
    try self.init(sample, hints)
  }

  init(_ sample: ExportSample, _ hints: Hints) throws(MeasuringError) {
    let profiles = sample.profiles
    let kind = ExportKind(profiles)
    rows = kind.rows
    system = hints.system ?? CRMSystem(profiles)
    var assignment = Self.assignment(profiles, kind)
    if kind == .leads, let basis = hints.tiers { assignment.addRanking(by: basis, profiles) }
    let order = DayOrder(profiles, isDayFirst: hints.isDayFirst)
    let years = YearPlace(profiles, isDayFirst: hints.isDayFirst)
    let pairs = ClockPairs(profiles, assignment.roles)
    for pair in pairs.clocks.values { assignment.give(.clock, to: pair.column, certainty: pair.certainty) }
    var columns = profiles.indices.map { index in
      let given = assignment.roles[index]
      return Column(
        profile: profiles[index], role: given?.role, certainty: given?.certainty ?? 0,
        writing: (years.formats(of: profiles[index]) ?? order.formats(of: profiles[index])).map { formats in
          let clock = pairs.clocks[index].map { profiles[$0.column] }
          return TimeWriting(
            formats: formats, time: clock.map { Mapping.TimeOfDay(column: $0.name, formats: $0.clockFormats) }
          )
        })
    }
    columns.readMidnightsAsDates()
    let isEveryRowQualified = kind == .leads && Self.takeEveryRowAsQualified(&columns)
    let draft = try MappingDraft(columns, kind: kind, system: system, sample: sample, hints)
    self.columns = draft.columnsAsTold
    mapping = DocumentKind.mapping.shape.arranged(draft.json)
    meanings = draft.meanings
    stages = draft.stages
    samples = draft.samples(mapping, meanings)
    let remarks = ProposalRemarks(draft)
    obstacles = remarks.obstacles
    advice = ColumnRemarks(draft: draft).advice
    uncounted = ColumnRemarks(draft: draft).uncounted
    startsNothing = remarks.startsNothing
    givenZone = draft.needsZone ? hints.zone : nil
    doubts =
      remarks.doubts + draft.closingDoubts + draft.conversionDoubts + order.doubts(columns)
      + years.doubts(columns)
      + (isEveryRowQualified ? [Self.everyRow(columns)] : [])
  }

  private static func assignment(_ profiles: [ColumnProfile], _ kind: ExportKind) -> RoleAssignment {
    // What an activity or a deal is called by itself is no lead's id; a change is called by whose it is.
    let isOfContacts = kind == .history && tellsOfContacts(profiles)
    let own = Set(
      profiles.indices.filter { index in
        let name = Vocabulary.normalized(profiles[index].name)
        return Vocabulary.ownIDs.contains(name) && !(isOfContacts && name != "id")
      })
    let channels: Set<String> = ["channel", "canal", "kanal", "kanaal"]
    var assignment = RoleAssignment(profiles) { role, column in
      // A name with an address in it is no name: the first line is a row.
      !profiles[column].name.contains("@") && kind.has(role)
        && !(kind.rows == .activities && role == .id && own.contains(column))
        // The channel of what happened is not where the lead comes from.
        && !(kind == .events && role == .source
          && channels.contains(Vocabulary.normalized(profiles[column].name)))
    }
    if assignment.column(.time) == nil { assignment.rename(.logged, to: .time) }
    assignment.addMissing(profiles, kind)
    return assignment
  }

  /// Whether a history is of properties that only contacts have.
  private static func tellsOfContacts(_ profiles: [ColumnProfile]) -> Bool {
    let known: Set<String> = ["lifecyclestage", "lifecycle stage", "hs lead status", "lead status"]
    return profiles.contains { profile in
      (profile.values ?? []).contains { known.contains(Vocabulary.normalized($0)) }
    }
  }

  /// Whether the ids say that every row is an MQL, and no column says since when: then the one time that there is, is taken
  /// for it.
  private static func takeEveryRowAsQualified(_ columns: inout [Column]) -> Bool {
    let isOfMQLs = columns.contains {
      $0.role == .id && " \(Vocabulary.normalized($0.profile.name)) ".contains(" mql ")
    }
    let times = columns.indices.filter { columns[$0].role?.isTime == true && columns[$0].writing != nil }
    guard isOfMQLs, times.count == 1, columns[times[0]].role != .event(.mql) else { return false }
    let column = columns[times[0]]
    columns[times[0]] = Column(
      profile: column.profile, role: .event(.mql), certainty: 40, writing: column.writing)
    return true
  }

  private static func everyRow(_ columns: [Column]) -> String {
    let name = columns.first { $0.role == .event(.mql) }?.profile.name ?? ""
    return
      "by the name of its ids every row is an MQL; \"\(name)\", its only time, is taken for when it became one"
  }
}
