internal import Agreements
internal import Wire

/// Puts together the document of a proposal, and what has to be said about it.
struct MappingDraft {
  let columns: [MappingProposal.Column]
  let kind: ExportKind
  let rows: Mapping.Rows
  let system: CRMSystem
  let sample: ExportSample
  let hints: MappingProposal.Hints

  init(
    _ columns: [MappingProposal.Column], kind: ExportKind, system: CRMSystem, sample: ExportSample,
    _ hints: MappingProposal.Hints
  ) {
    self.columns = columns
    self.kind = kind
    rows = kind.rows
    self.system = system
    self.sample = sample
    self.hints = hints
  }

  func column(_ role: ColumnRole) -> MappingProposal.Column? { columns.first { $0.role == role } }

  private func name(_ role: ColumnRole) -> JSON? { column(role).map { .string($0.profile.name) } }

  private var suffix: String {
    switch kind {
    case .leads, .events: ""
    case .activities: "-activities"
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
    if needsZone { members.append(.init("zone", .string(hints.zone ?? "UTC"))) }
    members.append(.init("lead", lead))
    members.append(.init("events", .array(rows == .leads ? stampedEvents : toldEvents)))
    return .object(members)
  }

  private var lead: JSON {
    let own: [(String, ColumnRole)] = [
      ("id", .id), ("email", .email), ("score", .score), ("amount", .amount), ("currency", .currency),
      ("source", .source), ("region", .region), ("owner", .owner),
    ]
    var members = own.compactMap { key, role in name(role).map { JSON.Member(key, $0) } }
    if rows == .activities { members = members.filter { ["id", "email"].contains($0.key) } }
    if let alias = column(.alias) {
      let separator = alias.profile.sample.contains(";") ? [JSON.Member("separator", .string(";"))] : []
      members.append(
        .init("aliases", .array([.object([.init("column", .string(alias.profile.name))] + separator)])))
    }
    let fields = columns.compactMap { column -> JSON? in
      guard case .field(let id)? = column.role else { return nil }
      return .object([.init("id", .string(id)), .init("column", .string(column.profile.name))])
    }
    if !fields.isEmpty, rows == .leads { members.append(.init("fields", .array(fields))) }
    return .object(members)
  }

  /// The events of a table of leads: columns with their times.
  var stampedEvents: [JSON] {
    columns.compactMap { column in
      guard case .event(let kind)? = column.role, let format = column.format else { return nil }
      var members = event(kind, column.profile.name, format)
      if kind == .rejected, let reason = name(.rejectionReason) { members.append(.init("reason", reason)) }
      return .object(members)
    }
  }

  /// The events of a deal: that it was opened, won or lost.
  private var dealEvents: [JSON] {
    let opened = column(.event(.opportunity)) ?? column(.event(.created))
    var events =
      opened.flatMap { column in
        column.format.map { [JSON.object(event(.opportunity, column.profile.name, $0))] }
      } ?? []
    guard let closed = column(.event(.won)), let format = closed.format, let stage = column(.stage) else {
      return events
    }
    for (kind, words) in [(Mapping.EventKind.won, ["won", "gewonnen"]), (.lost, ["lost", "verloren"])] {
      let values = Self.values(of: stage, words)
      guard !values.isEmpty else { continue }
      let when = Self.condition(stage, values)
      events.append(.object(event(kind, closed.profile.name, format) + [.init("when", .array([when]))]))
    }
    return events
  }

  private static func condition(_ column: MappingProposal.Column, _ values: [String]) -> JSON {
    .object([.init("column", .string(column.profile.name)), .init("values", .array(values.map(JSON.string)))])
  }

  /// The events of rows that say what happened.
  var toldEvents: [JSON] {
    if kind == .deals { return dealEvents }
    guard let time = column(.time), let format = time.format else { return [] }
    func told(
      _ kind: Mapping.EventKind, _ column: MappingProposal.Column, _ words: [String], _ more: [JSON.Member]
    ) -> JSON? {
      let values = Self.values(of: column, words)
      guard !values.isEmpty else { return nil }
      let condition = Self.condition(column, values)
      return .object(event(kind, time.profile.name, format) + more + [.init("when", .array([condition]))])
    }
    if let property = column(.property), let value = name(.value) {
      let stages = ["lifecyclestage", "lifecycle stage", "status", "lead status", "hs lead status", "stage"]
      return [told(.mql, property, stages, [.init("value", value)])].compactMap { $0 }
    }
    guard let what = column(.kind) else { return [] }
    let channel = [JSON.Member("channelColumn", .string(what.profile.name))]
    let by = name(.owner).map { [JSON.Member("value", $0)] } ?? []
    return [
      told(.mql, what, Vocabulary.qualified, []), told(.attempt, what, Vocabulary.outreach, channel + by),
      told(.meetingBooked, what, Vocabulary.meetings, []),
    ].compactMap { $0 }
  }

  private func event(
    _ kind: Mapping.EventKind, _ column: String, _ format: Mapping.DateFormat
  ) -> [JSON.Member] {
    [
      .init("event", .string(kind.rawValue)), .init("column", .string(column)),
      .init("format", .string(format.text)),
    ]
  }

  /// The values of a column that are, or begin or end with, one of the words.
  private static func values(of column: MappingProposal.Column, _ words: [String]) -> [String] {
    (column.profile.values ?? []).filter { value in
      let name = " \(Vocabulary.normalized(value)) "
      return words.contains { name.contains(" \($0) ") }
    }
  }

  var timed: [MappingProposal.Column] {
    columns.filter { column in
      switch column.role {
      case .event?: kind == .leads || kind == .deals
      case .time?: rows != .leads
      default: false
      }
    }
  }

  var needsZone: Bool { timed.contains { $0.profile.hasNaiveHours } }
}

extension Mapping.DateFormat {
  /// The format as documents name it.
  package var text: String {
    switch self {
    case .iso8601: "iso8601"
    case .epochSeconds: "epochSeconds"
    case .epochMilliseconds: "epochMilliseconds"
    case .picture(let picture): picture
    }
  }
}
