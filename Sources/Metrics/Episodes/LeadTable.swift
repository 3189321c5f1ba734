internal import Agreements
internal import Wire

/// The readable rows of a snapshot's exports, joined to leads, without anything that says who a lead is.
struct LeadTable: Sendable {
  /// Without their mentions, which have served.
  let pages: [LeadPage]
  let join: LeadJoin
  /// How many rows stand before each page, and in all of them.
  let firstRows: [Int]
  let sources: NameTable
  let regions: NameTable
  let teams: NameTable
  let owners: NameTable

  /// The row that stands for the lead that was looked for; nil where there is none.
  let wanted: Int?

  /// Joins the rows of pages, which are in the order of exports and their rows, and have names numbered by `names`.
  ///
  /// With `lead`, the lead that goes by that id is looked for.
  init(
    _ pages: [LeadPage], _ names: ExportNames, lead: KeyedDigest? = nil,
    threads: Int = WorkerThreads.available
  ) {
    var firstRows = [0]
    for page in pages { firstRows.append(firstRows[firstRows.count - 1] + page.rows.count) }
    self.firstRows = firstRows
    join = LeadJoin(pages, firstRows: firstRows, threads: threads)
    var pages = pages
    if let lead {
      wanted = join.root(ofLead: lead, in: pages, firstRows: firstRows)
    } else {
      wanted = nil
    }
    for page in pages.indices { pages[page].mentions = KeyMentions() }
    self.pages = pages
    sources = names.sources.table
    regions = names.regions.table
    teams = names.teams.table
    owners = names.owners.table
  }

  var rowCount: Int { firstRows.last ?? 0 }

  /// Where a row stands.
  struct Place {
    let page: Int
    let row: Int
  }

  /// Where the row stands that has so many before it.
  func place(of row: Int) -> Place {
    let page = firstRows.partition { $0 > row } - 1
    return Place(page: page, row: row - firstRows[page])
  }

  subscript(place: Place) -> LeadRow { pages[place.page].rows[place.row] }
}

extension LeadTable {
  /// An order of rows by all that numbers depend on, so that neither the order in which rows were read decides which of
  /// them speaks for a lead, nor anything that no other engine could compute.
  func precedes(_ first: Place, _ second: Place) -> Bool {
    let starts = (pages[first.page].start(of: first.row), pages[second.page].start(of: second.row))
    if starts.0 != starts.1 { return starts.0 < starts.1 }
    let (left, right) = (self[first], self[second])
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
}

/// The rows of one block of an export.
struct LeadPage: Sendable {
  /// What its rows are to their leads.
  let role: Role
  var rows: [LeadRow] = []
  /// The events of all rows, each row's in one run.
  var events: [LeadEvent] = []
  /// What else is known of some events.
  var details: [EventDetail] = []
  /// By what rows find the others of their leads.
  var mentions = KeyMentions()

  init(role: Role) { self.role = role }

  /// What a row is to its lead.
  enum Role: Sendable {
    /// It is the lead, as the CRM lists it.
    case lead
    /// Something that happened to a lead that nothing else lists.
    case event
    /// Something that happened to a lead of another export.
    case activity
  }

  /// The events of a row.
  func events(of row: Int) -> Range<Int> {
    Int(rows[row].firstEvent)..<(row + 1 < rows.count ? Int(rows[row + 1].firstEvent) : events.count)
  }

  /// What else is known of an event; nil for nothing.
  func detail(of event: LeadEvent) -> EventDetail? {
    event.detail < 0 ? nil : details[Int(event.detail)]
  }

  /// When a row's first MQL or demo request was; `Int.max` for never.
  func start(of row: Int) -> Int {
    var start = Int.max
    for index in events(of: row) where events[index].kind == .mql || events[index].kind == .requested {
      start = min(start, events[index].at)
    }
    return start
  }

  /// Keeps the room for other rows.
  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    events.removeAll(keepingCapacity: true)
    details.removeAll(keepingCapacity: true)
    mentions.removeAll(from: 0)
  }

  /// The page, once all rows are read, with its mentions in order and in as much memory as it needs.
  var finished: LeadPage {
    var page = LeadPage(role: role)
    page.rows.appendExactly(rows)
    page.events.appendExactly(events)
    page.details.appendExactly(details)
    page.mentions = mentions.ordered
    return page
  }
}

/// One row of an export, as far as numbers depend on it.
struct LeadRow: Sendable {
  private let key: KeyedDigest
  /// A bit for each required field that is valid.
  let validFields: UInt64
  private let points: Int
  /// Its first event in the page; the next row's first follows its last.
  let firstEvent: UInt32
  /// The numbers of its source's, region's, owner's and owner's team's names.
  let source, region, owner, team: Int32
  /// The index of its tier, from the highest; -1 for none.
  let tier: Int16
  private let flags: Flags

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// Something of the lead's behaviour is recorded.
    static let hasHistory = Flags(rawValue: 1)
    static let isInScope = Flags(rawValue: 2)
    /// A date without time stands where an hour was wanted.
    static let isImprecise = Flags(rawValue: 4)
    fileprivate static let hasID = Flags(rawValue: 8)
    fileprivate static let hasScore = Flags(rawValue: 16)
  }

  init(
    id: KeyedDigest?, validFields: UInt64, score: Int?, firstEvent: Int, source: Int32, region: Int32,
    owner: Int32, team: Int32, tier: Int16, flags: Flags
  ) {
    key = id ?? KeyedDigest(of: [])
    self.validFields = validFields
    points = score ?? 0
    self.firstEvent = UInt32(clamping: firstEvent)
    (self.source, self.region, self.owner, self.team) = (source, region, owner, team)
    self.tier = tier
    self.flags = flags.union(id == nil ? [] : .hasID).union(score == nil ? [] : .hasScore)
  }

  /// The key of the lead's id; nil for an activity without one.
  var id: KeyedDigest? { flags.contains(.hasID) ? key : nil }
  /// In points; nil where it has none.
  var score: Int? { flags.contains(.hasScore) ? points : nil }
  var hasHistory: Bool { flags.contains(.hasHistory) }
  var isInScope: Bool { flags.contains(.isInScope) }
  var isImprecise: Bool { flags.contains(.isImprecise) }
}

extension Array {
  /// Appends elements that nothing comes after.
  fileprivate mutating func appendExactly(_ elements: [Element]) {
    reserveCapacity(count + elements.count)
    self += elements
  }
}
