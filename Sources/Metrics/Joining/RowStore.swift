internal import Wire

/// All rows of exports as they are read, and what else their leads go by.
struct RowStore: Sendable {
  /// How many bytes of them stay in memory, roughly.
  let room: Int
  let rows: PartedBytes
  let mentions: PartedBytes
  private(set) var traits: Traits = []

  /// What is true of some of the rows.
  struct Traits: OptionSet {
    let rawValue: UInt8
    static let activities = Traits(rawValue: 1)
    /// Activities that may be found by something else than the id of a lead.
    static let roamingActivities = Traits(rawValue: 2)
    /// Leads that go by further ids.
    static let furtherIDs = Traits(rawValue: 4)
  }

  init(room: Int) {
    self.room = room
    rows = PartedBytes(room: room / 4 * 3)
    mentions = PartedBytes(room: room / 4)
  }

  mutating func add(_ traits: Traits) { self.traits.formUnion(traits) }

  /// Whether activities may be found by something else than the id of a lead.
  var doActivitiesRoam: Bool {
    traits.contains(.roamingActivities) || traits.isSuperset(of: [.activities, .furtherIDs])
  }

  /// Whose the keys of a part are; throws where what is set aside in a file cannot be read.
  func directory(ofPart number: Int, withRows: Bool = true) throws(ExportError) -> PartDirectory {
    var (named, all): ([UInt8], [UInt8]) = ([], [])
    try mentions.read(part: number, into: &named)
    if withRows { try rows.read(part: number, into: &all) }
    return PartDirectory(named, rows: all)
  }

  /// Which ids are of one lead; throws where what is set aside in a file cannot be read.
  func unitedLeads(threads: Int) throws(ExportError) -> UnitedLeads {
    if mentions.isEmpty { return UnitedLeads() }
    // A further id may be another lead's own; an address cannot.
    let withRows = traits.contains(.furtherIDs)
    return UnitedLeads(
      try WorkerThreads.map(PartedPage.parts, threads: threads) { (part) throws(ExportError) in
        try directory(ofPart: part, withRows: withRows).pairs
      })
  }
}
