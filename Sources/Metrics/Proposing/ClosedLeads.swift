internal import Agreements
internal import Wire

/// What tells, in a table of leads, whether a deal that was closed was won or lost.
///
/// CRMs stamp the same column when a deal is lost. Only the stage beside it tells one from the other.
struct ClosingStage {
  let column: MappingProposal.Column
  /// What its values say that are won, lost or unknown; empty for a flag.
  let readings: [StageReading]
  /// The values of a flag that say that it is won.
  let flags: [String]

  /// The column whose stages say of most rows that they are won or lost, else a flag; nil where no time of closing is read, or
  /// nothing tells what came of it.
  init?(_ columns: [MappingProposal.Column], _ labels: LabelGuard) {
    guard columns.contains(where: \.isClosing) else { return nil }
    let stages = columns.compactMap { column -> (stage: ClosingStage, count: Int)? in
      guard column.maySayStages else { return nil }
      let said = zip(column.profile.values ?? [], column.profile.counts).map {
        (reading: StageReading($0, count: $1, labels), count: $1)
      }
      let decided = said.filter { $0.reading.sense == .won || $0.reading.sense == .lost }
      // Those that say nothing that is known are shown beside.
      let shown = said.map(\.reading).filter { [.won, .lost, nil].contains($0.sense) }
      return decided.isEmpty
        ? nil : (ClosingStage(column, shown, []), decided.reduce(0) { $0 + $1.count })
    }
    // Of several with as many rows the first one is taken.
    if let best = stages.reversed().max(by: { $0.count < $1.count }) {
      self = best.stage
      return
    }
    for column in columns where Vocabulary.isWonFlag(column.profile.name) {
      let set = MappingDraft.flags(column, isSet: true)
      if !set.isEmpty {
        self.init(column, [], set)
        return
      }
    }
    return nil
  }

  private init(_ column: MappingProposal.Column, _ readings: [StageReading], _ flags: [String]) {
    (self.column, self.readings, self.flags) = (column, readings, flags)
  }
}

extension MappingProposal.Column {
  /// Whether it says when a deal was closed, and not that it was won.
  var isClosing: Bool { role == .event(.won) && Vocabulary.isClosing(profile.name) }

  /// Whether its values may be stages: it is taken for one, or called so, and has few values.
  fileprivate var maySayStages: Bool {
    guard profile.values != nil, profile.filled > 0, profile.formats.isEmpty else { return false }
    return role == .stage || role == nil && Vocabulary.isStageProperty(profile.name)
  }
}

extension MappingDraft {
  /// The events of a column that says when deals of leads were closed.
  func closings(_ closed: MappingProposal.Column, _ format: TimeWriting) -> [JSON] {
    let deal = name(.alias(.deal)).map { [JSON.Member("deal", $0)] } ?? []
    guard let closing else {
      return saysStages ? [] : [.object(event(.won, closed, format) + deal)]
    }
    func decided(_ kind: Mapping.EventKind, _ values: [String], _ more: [JSON.Member] = []) -> JSON? {
      guard !values.isEmpty else { return nil }
      return told(kind, closed, format, [(closing.column, values)], deal + more)
    }
    let stage = JSON.Member("value", .string(closing.column.profile.name))
    guard closing.flags.isEmpty else { return [decided(.won, closing.flags)].compactMap { $0 } }
    let lost = column(.event(.lost)) == nil ? stages(.lost) : []
    return [decided(.won, stages(.won), [stage]), decided(.lost, lost)].compactMap { $0 }
  }

  /// Whether some column says what became of leads, known or not.
  private var saysStages: Bool { columns.contains { $0.role == .stage && $0.profile.filled > 0 } }

  /// What has to be said of a time of closing that nothing tells the outcome of.
  var closingDoubts: [String] {
    guard kind == .leads, closing == nil, let closed = columns.first(where: \.isClosing),
      closed.writing != nil
    else { return [] }
    let name = closed.profile.name
    if saysStages, let stage = column(.stage) {
      return [
        "\"\(name)\" says when something was closed, and no value of \"\(stage.profile.name)\" is known as won or lost, so that it is not read; add the stage of the deal, or say in the mapping under which condition (when) it is won"
      ]
    }
    return [
      "\"\(name)\" says when a deal was closed, and no column says whether it was won: whatever has such a date counts as won, what was lost, too; add the stage of the deal"
    ]
  }

  /// The columns as the mapping reads them: nothing is said of a time that no event of the mapping has, or another one.
  var columnsAsTold: [MappingProposal.Column] {
    guard kind == .leads else { return columns }
    let told = events.compactMap { event -> (column: String, kind: Mapping.EventKind)? in
      guard let column = event["column"]?.text, let kind = event["event"]?.text else { return nil }
      return Mapping.EventKind(rawValue: kind).map { (column, $0) }
    }
    return columns.map { column in
      guard case .event(let kind)? = column.role, column.writing != nil else { return column }
      let kinds = told.filter { $0.column == column.profile.name }.map(\.kind)
      let isGuess = column.isClosing && closing == nil
      let certainty = isGuess ? min(column.certainty, RoleAssignment.byContent) : column.certainty
      return MappingProposal.Column(
        profile: column.profile, role: (kinds.contains(kind) ? kind : kinds.first).map { .event($0) },
        certainty: kinds.isEmpty ? 0 : certainty, writing: column.writing)
    }
  }
}

/// How the time at which a deal was closed is called; see ``Vocabulary``.
extension Vocabulary {
  /// Whether a name says that something was closed, and not that it was won.
  static func isClosing(_ name: String) -> Bool {
    let words = normalized(name).split(separator: " ")
    return words.contains { word in closings.contains { word.hasPrefix($0) } }
      && sense(of: name, among: [.won]) == nil
  }

  private static let closings = [
    "clos", "abschluss", "abgeschlossen", "cloture", "fermeture", "cierre", "cerrad", "fechamento", "fechad",
    "chius", "sluit", "afsluit", "afgesloten",
  ]

  /// Whether a name is that of a flag of deals that are won.
  static func isWonFlag(_ name: String) -> Bool {
    let name = normalized(name)
    return ofDeals.contains { $0.role == .wonFlag && $0.names.contains(name) }
  }
}
