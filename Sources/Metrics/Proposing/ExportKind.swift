internal import Agreements

/// What the rows of an unknown export seem to be.
enum ExportKind {
  case leads
  /// Something that happened, an MQL among it, so that leads are known from it.
  case events
  /// Something that happened to leads of another export, or a property that changed.
  case activities
  /// Deals with contacts of another export.
  case deals

  /// Rows are activities where a column says what happened and one says when; deals where the names say so.
  init(_ profiles: [ColumnProfile]) {
    let told = RoleAssignment(profiles) { role in
      switch role {
      case .kind, .time, .property, .value: true
      default: false
      }
    }
    func sure(_ role: ColumnRole) -> Int? {
      told.column(role).flatMap { (told.roles[$0]?.certainty ?? 0) >= 75 ? $0 : nil }
    }
    let names = Set(profiles.map { Vocabulary.normalized($0.name) })
    if sure(.time) != nil, sure(.property) != nil, sure(.value) != nil {
      self = .activities
    } else if sure(.time) != nil, let what = sure(.kind) {
      let values = (profiles[what].values ?? []).map(Vocabulary.normalized)
      self = values.contains { Vocabulary.qualified.contains($0) } ? .events : .activities
    } else {
      self = names.intersection(Vocabulary.deals).count >= 2 || names.contains("opp id") ? .deals : .leads
    }
  }

  /// How a mapping calls such rows.
  var rows: Mapping.Rows {
    switch self {
    case .leads: .leads
    case .events: .events
    case .activities, .deals: .activities
    }
  }

  /// Whether a column of such rows can be that.
  func has(_ role: ColumnRole) -> Bool {
    switch (self, role) {
    case (_, .id), (_, .email): true
    case (.leads, .kind), (.leads, .time), (.leads, .property), (.leads, .value): false
    case (.leads, _): true
    case (.deals, .stage), (.deals, .event(.created)), (.deals, .event(.opportunity)), (.deals, .event(.won)):
      true
    case (.deals, _): false
    case (_, .kind), (_, .time), (_, .property), (_, .value), (_, .owner): true
    case (.events, .source), (.events, .amount), (.events, .score), (.events, .region): true
    default: false
    }
  }
}
