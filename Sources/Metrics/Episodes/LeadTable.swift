internal import Agreements
internal import Wire

/// The readable rows of a snapshot's exports, without anything that says who a lead is.
struct LeadTable: Sendable {
  var rows: [LeadRow] = []
  /// The events of all rows, each row's in one run.
  var events: [LeadEvent] = []
  /// What else is known of some events.
  var details: [EventDetail] = []
  /// The keys of all rows' further ids, each row's in one run.
  var aliases: [KeyedDigest] = []
  var sources = NameTable()
  var regions = NameTable()
  var teams = NameTable()
  var owners = NameTable()
  var channels = NameTable()

  /// Appends the rows of other tables, in their order.
  mutating func append(_ others: [LeadTable]) {
    rows.reserveCapacity(others.reduce(rows.count) { $0 + $1.rows.count })
    events.reserveCapacity(others.reduce(events.count) { $0 + $1.events.count })
    aliases.reserveCapacity(others.reduce(aliases.count) { $0 + $1.aliases.count })
    for other in others { append(other) }
  }

  private mutating func append(_ other: LeadTable) {
    let sources = sources.numbers(of: other.sources)
    let regions = regions.numbers(of: other.regions)
    let teams = teams.numbers(of: other.teams)
    let owners = owners.numbers(of: other.owners)
    let channels = channels.numbers(of: other.channels)
    let (firstEvent, firstAlias) = (events.count, aliases.count)
    let firstDetail = Int32(clamping: details.count)
    for var row in other.rows {
      row.source = sources[Int(row.source)]
      row.region = regions[Int(row.region)]
      row.owner = owners[Int(row.owner)]
      row.team = teams[Int(row.team)]
      row.events = (row.events.lowerBound + firstEvent)..<(row.events.upperBound + firstEvent)
      row.aliases = (row.aliases.lowerBound + firstAlias)..<(row.aliases.upperBound + firstAlias)
      rows.append(row)
    }
    events += other.events
    for index in firstEvent..<events.count {
      if events[index].channel != 0 { events[index].channel = channels[Int(events[index].channel)] }
      if events[index].detail >= 0 { events[index].detail += firstDetail }
    }
    for var detail in other.details {
      detail.owner = owners[Int(detail.owner)]
      details.append(detail)
    }
    aliases += other.aliases
  }
}

extension LeadTable {
  /// What else is known of an event; nil for nothing.
  func detail(of event: LeadEvent) -> EventDetail? {
    event.detail < 0 ? nil : details[Int(event.detail)]
  }

  /// An order of rows by all that numbers depend on, so that neither the order in which rows were read decides which of
  /// them speaks for a lead, nor anything that no other engine could compute.
  func precedes(_ left: LeadRow, _ right: LeadRow) -> Bool {
    let starts = (start(of: left), start(of: right))
    if starts.0 != starts.1 { return starts.0 < starts.1 }
    if left.tier != right.tier { return left.tier > right.tier }
    if left.validFields != right.validFields { return left.validFields > right.validFields }
    if left.isInScope != right.isInScope { return left.isInScope }
    if left.score != right.score { return left.score ?? Int.min > right.score ?? Int.min }
    if left.hasHistory != right.hasHistory { return left.hasHistory }
    for (table, column) in [
      (sources, \LeadRow.source), (regions, \.region), (teams, \.team), (owners, \.owner),
    ] {
      let names = (table.names[Int(left[keyPath: column])], table.names[Int(right[keyPath: column])])
      if names.0 != names.1 { return names.0.lexicographicallyPrecedes(names.1) }
    }
    return false
  }

  /// The same for events that happened at one moment and are alike but for their details.
  func precedesByDetail(_ left: LeadEvent, _ right: LeadEvent) -> Bool {
    if left.hasOutcome != right.hasOutcome { return left.hasOutcome }
    guard let first = detail(of: left) else { return false }
    guard let second = detail(of: right) else { return true }
    if first.deal != second.deal {
      guard let deal = first.deal, let other = second.deal else { return first.deal != nil }
      return deal < other
    }
    if first.amount != second.amount { return first.amount ?? Int.min > second.amount ?? Int.min }
    if first.deliveredAt != second.deliveredAt {
      return first.deliveredAt ?? Int.max < second.deliveredAt ?? Int.max
    }
    return owners.names[Int(first.owner)].lexicographicallyPrecedes(owners.names[Int(second.owner)])
  }

  /// When a row's first MQL or demo request was; `Int.max` for never.
  private func start(of row: LeadRow) -> Int {
    events[row.events].reduce(Int.max) {
      $1.kind == .mql || $1.kind == .requested ? min($0, $1.at) : $0
    }
  }
}

/// One row of an export, as far as numbers depend on it.
struct LeadRow: Sendable {
  let role: Role
  /// The key of the lead's id; nil for an activity without one.
  let id: KeyedDigest?
  /// Its keys in the table's aliases.
  fileprivate(set) var aliases: Range<Int>
  /// The key of its normalised e-mail address; nil where it has none that looks like one.
  let email: KeyedDigest?
  /// The index of its tier, from the highest; -1 for none.
  let tier: Int32
  /// The numbers of its source's and region's names.
  fileprivate(set) var source: Int32
  fileprivate(set) var region: Int32
  /// The numbers of its owner's and their team's names.
  fileprivate(set) var owner: Int32
  fileprivate(set) var team: Int32
  /// In points; nil where it has none.
  let score: Int?
  /// A bit for each required field that is valid.
  let validFields: UInt64
  /// Whether something of the lead's behaviour is recorded.
  let hasHistory: Bool
  let isInScope: Bool
  /// Whether a date without time stands where an hour was wanted.
  let isImprecise: Bool
  /// Its events in the table.
  fileprivate(set) var events: Range<Int>

  /// What a row is to its lead.
  enum Role: Sendable {
    /// It is the lead, as the CRM lists it.
    case lead
    /// Something that happened to a lead that nothing else lists.
    case event
    /// Something that happened to a lead of another export.
    case activity
  }
}

/// Names numbered in the order in which they turn up, from 1; 0 is the empty name.
struct NameTable: Sendable {
  private var numbers: [ArraySlice<UInt8>: Int32] = [[]: 0]
  private(set) var names: [ArraySlice<UInt8>] = [[]]

  /// The number of a name, a new one where it has none yet.
  mutating func number(of name: ArraySlice<UInt8>) -> Int32 {
    if name.isEmpty { return 0 }
    if let number = numbers[name] { return number }
    // A copy, so that the buffer of the whole row can be used again.
    let copy = ArraySlice(Array(name))
    let number = Int32(clamping: names.count)
    numbers[copy] = number
    names.append(copy)
    return number
  }

  /// The numbers of another table's names, by their numbers there.
  fileprivate mutating func numbers(of other: NameTable) -> [Int32] {
    other.names.map { number(of: $0) }
  }

  /// The number of a name that turned up; nil for others.
  func known(_ name: ArraySlice<UInt8>) -> Int32? { numbers[name] }
}
