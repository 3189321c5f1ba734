internal import Agreements
internal import Wire

/// Puts together the document of a proposal.
struct MappingDraft {
  let columns: [MappingProposal.Column]
  let kind: ExportKind
  let rows: Mapping.Rows
  let system: CRMSystem
  let sample: ExportSample
  let hints: MappingProposal.Hints
  let labels: LabelGuard
  /// What the stages say that leads or deals come to, where rows tell of that.
  let stages: [StageReading]
  /// What tells whether a deal was won or lost, where rows of leads say when it was closed.
  let closing: ClosingStage?
  /// Whether nearly every message says which way it went.
  private(set) var messagesSayTheirWay = false

  init(
    _ columns: [MappingProposal.Column], kind: ExportKind, system: CRMSystem, sample: ExportSample,
    _ hints: MappingProposal.Hints
  ) throws(MeasuringError) {
    self.columns = columns
    self.kind = kind
    rows = kind.rows
    self.system = system
    self.sample = sample
    self.hints = hints
    labels = LabelGuard(names: sample.names)
    let labels = labels
    let closing = kind == .leads ? ClosingStage(columns, labels) : nil
    self.closing = closing
    if let closing {
      stages = closing.readings
    } else {
      stages = try Self.stageValues(columns, kind, sample).map { StageReading($0, count: $1, labels) }
    }
    messagesSayTheirWay = try sayTheirWay()
  }

  private func sayTheirWay() throws(MeasuringError) -> Bool {
    guard let way = columns.firstIndex(where: { $0.role == .direction }),
      let kind = columns.firstIndex(where: { $0.role == .kind })
    else { return false }
    let messages = values(of: columns[kind], .message)
    guard !messages.isEmpty else { return false }
    let told = try sample.values(of: way, where: kind, isOneOf: messages).reduce(0) { $0 + $1.count }
    let profile = columns[kind].profile
    let all = zip(profile.values ?? [], profile.counts).reduce(0) {
      $0 + (messages.contains($1.0) ? $1.1 : 0)
    }
    return told * 20 >= all * 19
  }

  private static func stageValues(
    _ columns: [MappingProposal.Column], _ kind: ExportKind, _ sample: ExportSample
  ) throws(MeasuringError) -> [(text: String, count: Int)] {
    let role: ColumnRole? = kind == .stages ? .stage : kind == .deals ? .dealStage : nil
    if let role, let column = columns.first(where: { $0.role == role }) {
      return zip(column.profile.values ?? [], column.profile.counts).map { ($0, $1) }
    }
    guard kind == .history, let property = columns.firstIndex(where: { $0.role == .property }),
      let value = columns.firstIndex(where: { $0.role == .value })
    else { return [] }
    let stages = columns[property].profile.values?.filter {
      Vocabulary.isStageProperty($0)
    }
    guard let stages, !stages.isEmpty else { return [] }
    return try sample.values(of: value, where: property, isOneOf: stages)
  }

  func column(_ role: ColumnRole) -> MappingProposal.Column? { columns.first { $0.role == role } }

  func name(_ role: ColumnRole) -> JSON? { column(role).map { .string($0.profile.name) } }

  private var suffix: String {
    switch kind {
    case .leads, .events: ""
    case .activities: "-activities"
    case .history: "-history"
    case .stages: "-stages"
    case .deals: "-deals"
    }
  }

  var json: JSON {
    var members: [JSON.Member] = [
      .init("$schema", .string(DocumentKind.mapping.urn)),
      .init("name", .string(hints.name ?? system.slug + suffix)),
      .init("revision", .integer(1)), .init("system", .string(system.rawValue)),
    ]
    if rows != .leads { members.append(.init("rows", .string(rows.rawValue))) }
    if let encoding = sample.encoding { members.append(.init("encoding", .string(encoding.rawValue))) }
    if let mark = decimalMark { members.append(.init("decimalMark", .string(mark))) }
    if needsZone { members.append(.init("zone", .string(hints.zone ?? "UTC"))) }
    members.append(.init("lead", lead))
    members.append(.init("events", .array(events)))
    return .object(members)
  }

  private var lead: JSON {
    let own: [(String, ColumnRole)] = [
      ("id", .id), ("email", .email), ("score", .score), ("amount", .amount), ("currency", .currency),
      ("source", .source), ("region", .region), ("owner", .owner), ("team", .team),
    ]
    var members = own.compactMap { key, role in name(role).map { JSON.Member(key, $0) } }
    if column(.id) == nil, let address = joiningAddress {
      members.append(.init("id", .string(address.profile.name)))
    }
    if rows == .activities {
      members.removeAll { !["id", "email", "source"].contains($0.key) }
      if column(.id) == nil, let own = joiningDeal { members.append(.init("id", .string(own.profile.name))) }
    }
    let aliases = columns.compactMap(alias)
    if !aliases.isEmpty { members.append(.init("aliases", .array(aliases))) }
    let fields = columns.compactMap { column -> JSON? in
      guard case .field(let id)? = column.role else { return nil }
      return .object([.init("id", .string(id)), .init("column", .string(column.profile.name))])
    }
    if !fields.isEmpty, rows == .leads { members.append(.init("fields", .array(fields))) }
    return .object(members)
  }

  /// Salesforce's opportunities without a contact are found through the lead that was converted into them.
  var joiningDeal: MappingProposal.Column? {
    kind == .deals && system == .salesforce && column(.email) == nil ? column(.deal) : nil
  }

  /// Leads without an id are told apart by their address, where no two share one.
  var joiningAddress: MappingProposal.Column? {
    rows != .activities && column(.id) == nil
      ? column(.email).flatMap { $0.profile.isUnique ? $0 : nil } : nil
  }

  /// A column with further ids: the lead's own, or the several that an activity or a deal names.
  private func alias(_ column: MappingProposal.Column) -> JSON? {
    let hasSeveral = column.profile.sample.contains(";")
    switch column.role {
    // Two leads that became one deal are two leads.
    case .alias(.deal) where !column.profile.isUnique && column.profile.filled > 0: return nil
    case .alias: break
    case .id where rows == .activities && hasSeveral: break
    default: return nil
    }
    let separator = hasSeveral ? [JSON.Member("separator", .string(";"))] : []
    return .object([.init("column", .string(column.profile.name))] + separator)
  }

  /// The events that the rows tell of.
  var events: [JSON] {
    switch kind {
    case .leads: stampedEvents
    case .events, .activities: toldEvents
    case .history, .stages: changeEvents
    case .deals: dealEvents
    }
  }

  func event(
    _ kind: Mapping.EventKind, _ column: MappingProposal.Column, _ format: TimeWriting
  ) -> [JSON.Member] {
    [
      .init("event", .string(kind.rawValue)), .init("column", .string(column.profile.name)),
    ] + format.members
  }

  /// The members for another time that goes with an event; none where it is written in other formats than the event's own,
  /// which a mapping says once for both.
  func beside(
    _ keys: (date: String, time: String), _ role: ColumnRole, _ format: TimeWriting
  ) -> [JSON.Member] {
    guard let column = column(role), let writing = column.writing, format.isSame(as: writing) else {
      return []
    }
    let clock = writing.clock.map { [JSON.Member(keys.time, $0)] } ?? []
    return [JSON.Member(keys.date, .string(column.profile.name))] + clock
  }

  /// A condition on a column's values; nil where there are none.
  static func condition(_ column: MappingProposal.Column, _ values: [String]) -> JSON? {
    values.isEmpty
      ? nil
      : .object([
        .init("column", .string(column.profile.name)), .init("values", .array(values.map(JSON.string))),
      ])
  }

  /// The values of a column that say one of some things, and may be written down.
  func values(of column: MappingProposal.Column, _ senses: Vocabulary.Sense...) -> [String] {
    zip(column.profile.values ?? [], column.profile.counts).filter { value, count in
      guard let sense = Vocabulary.sense(of: value, among: Self.order) else { return false }
      return senses.contains(sense) && labels.allows(value, count: count)
    }.map(\.0)
  }

  /// The stages that say something.
  func stages(_ sense: Vocabulary.Sense) -> [String] { stages.filter { $0.sense == sense }.map(\.value) }

  /// In which order senses are looked for: what is said more exactly comes first, and what sales did before what was asked
  /// for, as calls and mails have subjects.
  static let order: [Vocabulary.Sense] = [
    .qualified, .salesQualified, .rejected, .accepted, .recycled, .won, .lost, .opportunity, .request, .reply,
    .meeting, .call, .message, .pricingRequest, .contactRequest,
  ]

  var timed: [MappingProposal.Column] {
    let used = Set(
      events.flatMap { event in
        ["column", "loggedAt", "documentedAt", "deliveredAt"].compactMap { event[$0]?.text }
      })
    return columns.filter { $0.role?.isTime == true && used.contains($0.profile.name) }
  }

  var needsZone: Bool { timed.contains { $0.hasNaiveHours } }

  /// What stands before decimal places in amounts, where some of them could be read in two ways.
  var decimalMark: String? {
    let numbers = [column(.amount), column(.score)].compactMap { $0 }.filter { $0.profile.filled > 0 }
    guard !numbers.isEmpty else { return nil }
    if let said = hints.decimalMark { return said }
    let indices = columns.indices.filter { columns[$0].role == .amount || columns[$0].role == .score }
    return DecimalMarkGuess.mark(sample.rows.flatMap { row in indices.map { row.cells[$0] } })
  }
}
