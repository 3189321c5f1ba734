internal import Agreements
internal import Wire

/// The leads of one part of a table, each with all of its rows.
struct LeadPart: Sendable {
  /// The rows one after the other, with eight more bytes.
  private(set) var bytes: [UInt8] = []
  /// Where the rows of activities start that are nobody's.
  private(set) var nobodys: [UInt32] = []
  /// How many rows are activities of the leads, and of how many rows a date stands where an hour was wanted.
  private(set) var activities = 0
  private(set) var imprecise = 0
  private var leads = KeyTable<Int32>(count: 0)
  /// What is true of any row of each lead.
  private var flags: [LeadRow.Flags] = []
  /// How many rows speak for each lead, and are no activities; they come first.
  private var speakers: [Int32] = []
  /// Where the rows start, in order by their leads; and where those of each lead do, and the last ones end, or nothing where each
  /// has one.
  private var places: [UInt32] = []
  private var starts: [UInt32] = []

  /// How many leads there are.
  var count: Int { flags.count }

  /// The part of that number; throws where what is set aside in a file cannot be read.
  mutating func read(_ number: Int, of table: LeadTable) throws(ExportError) {
    try table.read(part: number, into: &bytes)
    let end = bytes.count
    bytes += repeatElement(0, count: 8)
    nobodys.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    speakers.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    (activities, imprecise) = (0, 0)
    leads = KeyTable(count: end / Self.usualLength)
    sort(number, end: end, table)
  }

  /// How many bytes a lead's row has, or more.
  private static let usualLength = 64

  private mutating func sort(_ number: Int, end: Int, _ table: LeadTable) {
    var owners: [Int32] = []
    var others: [UInt32] = []
    var place = 0
    while place < end {
      let head = RowHead(bytes.span, at: place)
      if head.role == .activity {
        others.append(UInt32(truncatingIfNeeded: place))
      } else {
        let home = table.home(of: head.key)
        if PartedPage.part(of: home) == number { owners.append(addSpeaker(head, of: home)) }
      }
      place = head.end
    }
    for place in others {
      let head = RowHead(bytes.span, at: Int(place))
      let home = table.home(of: head.key)
      if !head.isNobodys, let lead = leads[home] {
        owners.append(lead)
        addActivity(head, of: Int(lead))
      } else if head.isStray || head.isNobodys || !table.strays(from: number, to: home) {
        if head.flags.contains(.isImprecise) { imprecise += 1 }
        nobodys.append(place)
      }
    }
    starts.removeAll(keepingCapacity: true)
    guard owners.count > count else { return }
    let order = PartOrder(parts: count, of: owners) { Int($0) }
    (starts, places) = (order.starts, order(places))
  }

  /// Adds a row that speaks for a lead, and answers the lead's number.
  private mutating func addSpeaker(_ head: RowHead, of home: KeyedDigest) -> Int32 {
    add(head)
    let next = Int32(truncatingIfNeeded: count)
    guard let known = leads.insert(home, next) else {
      flags.append(head.flags)
      speakers.append(1)
      return next
    }
    flags[Int(known)].formUnion(head.flags)
    speakers[Int(known)] += 1
    return known
  }

  private mutating func addActivity(_ head: RowHead, of lead: Int) {
    activities += 1
    flags[lead].formUnion(head.flags)
    add(head)
  }

  private mutating func add(_ head: RowHead) {
    if head.flags.contains(.isImprecise) { imprecise += 1 }
    places.append(UInt32(truncatingIfNeeded: head.start))
  }
}

extension LeadPart {
  /// The number of the lead that an id stands for; nil where it is of another part, or none.
  func lead(of home: KeyedDigest) -> Int? { leads[home].map { Int($0) } }

  /// What is true of any row of a lead.
  @inline(__always)
  func flags(of lead: Int) -> LeadRow.Flags { flags[lead] }

  /// How many rows speak for a lead.
  @inline(__always)
  func speakers(of lead: Int) -> Int { Int(speakers[lead]) }

  /// The numbers of a lead's rows, those that speak for it first.
  @inline(__always)
  func rows(of lead: Int) -> Range<Int> {
    starts.isEmpty ? lead..<lead + 1 : Int(starts[lead])..<Int(starts[lead + 1])
  }

  /// The head of the row with that number.
  @inline(__always)
  func head(ofRow number: Int) -> RowHead { RowHead(bytes.span, at: Int(places[number])) }

  /// The head of the row that starts at a place.
  func head(at place: UInt32) -> RowHead { RowHead(bytes.span, at: Int(place)) }

  /// What a row says that may speak for its lead.
  func claim(of head: RowHead) -> SpeakerClaim {
    var (events, details): ([LeadEvent], [EventDetail]) = ([], [])
    let row = PackedRow.read(head, of: bytes.span, &events, &details)
    let start = events.lazy.filter { $0.kind == .mql || $0.kind == .requested }.map(\.at).min()
    return SpeakerClaim(start: start ?? Int.max, row: row)
  }
}
