internal import Agreements

/// What the rows of an unknown export seem to be.
enum ExportKind {
  case leads
  /// Something that happened, an MQL among it, so that leads are known from it.
  case events
  /// Something that happened to leads of another export.
  case activities
  /// A property of leads of another export that changed.
  case history
  /// A stage that a lead came to.
  case stages
  /// Deals with contacts of another export.
  case deals

  /// Rows are activities where a column says what happened and one says when; deals where the names say so.
  init(_ profiles: [ColumnProfile]) {
    let told = RoleAssignment(profiles) { role, _ in
      switch role {
      case .kind, .time, .property, .value: true
      default: false
      }
    }
    func sure(_ role: ColumnRole, _ least: Int = 75) -> Int? {
      told.column(role).flatMap { (told.roles[$0]?.certainty ?? 0) >= least ? $0 : nil }
    }
    let names = Set(profiles.map { Vocabulary.normalized($0.name) })
    if sure(.time) != nil, sure(.value) != nil,
      let property = sure(.property), Self.arePropertiesNamed(by: profiles[property], among: profiles)
    {
      self = .history
    } else if Self.isDeals(profiles, names) {
      self = .deals
    } else if Self.isOfStages(profiles, names) {
      self = .stages
    } else if let time = sure(.time, 60), let what = sure(.kind, 70),
      Self.tell(profiles[what], at: profiles[time])
    {
      let values = profiles[what].values ?? []
      self = values.contains { Vocabulary.sense(of: $0, among: [.qualified]) != nil } ? .events : .activities
    } else if sure(.time, 60) != nil, Self.soleKind(names) != nil {
      self = .activities
    } else {
      self = .leads
    }
  }

  /// Whether a column names properties: one that is called "Name" and no more may hold those of people, and names properties
  /// only where one of them is known, some stand in several rows, and no address stands beside them.
  private static func arePropertiesNamed(by column: ColumnProfile, among profiles: [ColumnProfile]) -> Bool {
    guard Vocabulary.normalized(column.name) == "name" else { return true }
    return !column.isUnique && !profiles.contains(where: \.isEmail)
      && (column.values ?? []).contains { Vocabulary.isStageProperty($0) || Vocabulary.isOwnerProperty($0) }
  }

  /// Whether a column says what happened: its name does, or its values; a time of creation alone is any record's.
  private static func tell(_ kind: ColumnProfile, at time: ColumnProfile) -> Bool {
    let senses: [Vocabulary.Sense] = [.qualified, .request, .meeting, .reply, .call, .message]
    if (kind.values ?? []).contains(where: { Vocabulary.sense(of: $0, among: senses) != nil }) { return true }
    let isCreation =
      RoleAssignment([time]) { role, _ in role == .event(.created) }.column(.event(.created)) != nil
    return !isCreation && strongNames.contains(Vocabulary.normalized(kind.name))
  }

  private static let strongNames: Set<String> = [
    "activity type", "activity type id", "task subtype", "tasksubtype", "engagement type", "event type",
    "activity", "event name",
  ]

  /// Whether each row is a stage that a lead came to: leads stand in several rows, and there is one time, which by its name
  /// or by a stage beside it is that of a change.
  private static func isOfStages(_ profiles: [ColumnProfile], _ names: Set<String>) -> Bool {
    let given = RoleAssignment(profiles) { role, _ in [.stage, .time, .id].contains(role) }
    guard let stage = given.column(.stage), (given.roles[stage]?.certainty ?? 0) >= 75,
      let time = given.column(.time), let id = given.column(.id), !profiles[id].isUnique
    else { return false }
    let isChange =
      Vocabulary.changeTimes.contains(Vocabulary.normalized(profiles[time].name))
      || !names.isDisjoint(with: Vocabulary.earlierStages)
    return isChange && (profiles[stage].values ?? []).contains { Vocabulary.stage($0) != nil }
  }

  /// Two names that only deals have, or the end of a deal without anything that leads come with.
  private static func isDeals(_ profiles: [ColumnProfile], _ names: Set<String>) -> Bool {
    if names.intersection(Vocabulary.dealNames).count >= 2 { return true }
    let given = RoleAssignment(profiles) { role, _ in
      role.isTime || role == .source || role == .score || role == .email
    }
    func has(_ role: ColumnRole) -> Bool {
      (given.column(role).flatMap { given.roles[$0]?.certainty } ?? 0) >= 75
    }
    let ofLeads: [ColumnRole] = [
      .event(.created), .event(.mql), .event(.requested), .event(.attempt), .source, .score, .email,
    ]
    return (has(.event(.won)) || has(.event(.lost))) && !ofLeads.contains(where: has)
  }

  /// What every row is, where the names of its columns say so: two of them begin with it.
  static func soleKind(_ names: Set<String>) -> Vocabulary.Sense? {
    // Salesforce's Event: what has a beginning and an end in the calendar.
    let joined = Set(names.map { $0.filter { $0 != " " } })
    if joined.contains("startdatetime"), joined.contains("enddatetime") { return .meeting }
    let kinds: [(String, Vocabulary.Sense)] = [("call", .call), ("email", .message), ("meeting", .meeting)]
    return kinds.first { word, _ in
      names.count { name in
        let isOwn = Vocabulary.soleColumns.contains { name == "\(word) \($0)" || name == "hs \(word) \($0)" }
        return isOwn
      } >= 2
    }?.1
  }

  /// How a mapping calls such rows.
  var rows: Mapping.Rows {
    switch self {
    case .leads: .leads
    case .events, .stages: .events
    case .activities, .history, .deals: .activities
    }
  }

  /// Whether a column of such rows can be that.
  func has(_ role: ColumnRole) -> Bool {
    switch role {
    case .id, .email: return true
    default: break
    }
    switch self {
    case .leads:
      switch role {
      case .kind, .time, .property, .value, .logged, .done, .direction, .deal, .dealStage, .wonFlag,
        .closedFlag, .outcome, .actor:
        return false
      default: return true
      }
    case .deals:
      switch role {
      case .deal, .dealStage, .wonFlag, .closedFlag, .amount, .currency, .source, .event(.created),
        .event(.opportunity), .event(.won), .event(.lost):
        return true
      default: return false
      }
    case .history:
      switch role {
      case .property, .time, .value, .actor: return true
      default: return false
      }
    case .stages:
      switch role {
      case .stage, .time, .source, .region, .team, .owner, .score, .amount, .currency,
        .rejectionReason:
        return true
      default: return false
      }
    case .activities, .events:
      switch role {
      case .kind, .time, .logged, .actor, .outcome, .done, .direction: return true
      case .source, .amount, .currency, .score, .region, .team, .owner, .deal, .rejectionReason:
        return self == .events
      default: return false
      }
    }
  }
}
