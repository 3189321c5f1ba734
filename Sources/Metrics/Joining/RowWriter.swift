internal import Wire

/// Writes rows with their heads, each in as many times eight bytes as it takes.
struct RowWriter {
  private let role: RowRole
  /// With room for more.
  private var bytes: [UInt8] = []
  /// Where each row ends, and the part that it falls into.
  private var ends: [UInt32] = []
  private var parts: [UInt8] = []
  /// The row that was begun: where it ends so far, the time of its last event, and how many it has.
  private var place = 0
  private var before = 0
  private var events: UInt8 = 0
  /// How many bytes there have to be for it behind its keys.
  private var greatestBody = 0
  /// Where the number of events stands, and by what its lead is found.
  private var body = 0
  private var key: KeyedDigest?
  private var furtherKeys = 0
  /// Whether a row may be found by something else than the id of a lead.
  private(set) var roams = false

  init(role: RowRole) { self.role = role }

  /// Where the last row that was ended ends.
  private var end: Int { Int(ends.last ?? 0) }

  /// Begins a row that gets at most so many events, which a mapping has fewer than 256 of.
  mutating func begin(events: Int) {
    let start = end
    greatestBody = Self.greatestRow + events * Self.greatestEvent
    require(start + RowHead.length + greatestBody)
    (place, before, self.events) = (start + RowHead.length, 0, 0)
    (key, furtherKeys) = (nil, 0)
    openBody()
  }

  /// Appends a key by which the lead of the row is found, before its events; the first decides before the others.
  ///
  /// So many further ids count that nobody has more, but not as many as a cell holds, as each may be looked for in turn.
  mutating func append(_ key: KeyedDigest, _ kind: LeadKey) {
    if kind != .id { roams = true }
    guard self.key != nil else { return self.key = key }
    guard furtherKeys < Self.greatestKeys || kind == .address else { return }
    let start = body
    require(start + RowHead.keyLength + greatestBody)
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var writer = unsafe PackedNumberWriter(span.mutableBytes, from: start)
    writer.put(key)
    furtherKeys += 1
    place = start + RowHead.keyLength
    openBody()
  }

  /// How many events there are stands before them.
  private mutating func openBody() {
    body = place
    place += 1
  }

  /// Appends an event to the row that was begun.
  @inline(__always)
  mutating func append(_ event: LeadEvent, _ detail: EventDetail?) {
    let (start, before) = (place, before)
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var writer = unsafe PackedNumberWriter(span.mutableBytes, from: start)
    event.pack(after: before, detail, into: &writer)
    (place, self.before) = (writer.end, event.at)
    events += 1
  }

  /// Ends the row that was begun; one that is never ended leaves nothing behind.
  mutating func end(_ row: LeadRow) {
    let (start, body, rest, events) = (end, body, place, events)
    let (key, furtherKeys, role) = (key, furtherKeys, role)
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var all = unsafe span.mutableBytes
    all.storeBytes(of: events, toByteOffset: body, as: UInt8.self)
    var writer = PackedNumberWriter(all, from: rest)
    row.pack(into: &writer)
    let words = (writer.end - start + 7) / 8
    var head = unsafe PackedNumberWriter(span.mutableBytes, from: start)
    RowHead.put(
      words: words, flags: row.packedFlags, role: role, isNobodys: key == nil,
      key: key ?? KeyedDigest(secret: 0, order: 0), furtherKeys: furtherKeys, into: &head)
    ends.append(UInt32(clamping: start + words * 8))
    // What nobody can find may stand in any part, and must not crowd one.
    parts.append(UInt8(truncatingIfNeeded: key.map(PartedPage.part) ?? ends.count))
  }

  private mutating func require(_ room: Int) {
    if room > bytes.count { bytes += repeatElement(0, count: max(room - bytes.count, bytes.count)) }
  }

  /// Keeps the room for other rows.
  mutating func removeAll() {
    ends.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    roams = false
  }

  /// The rows by the parts that they fall into.
  var page: PartedPage { PartedPage(bytes.span, ends: ends, parts: parts) }

  // The longest that either can be: ten bytes for a number of 64 bits, five for one of 32, and eight to write beyond.
  private static let greatestRow = 1 + 3 + 4 * 5 + 2 * 10 + 8
  private static let greatestEvent = 2 + 8 + 5 + 5 + 3 + 1 + 5 + 8 + 16 + 8
  private static let greatestKeys = 16
}

/// What a lead is found by.
enum LeadKey {
  case id, furtherID
  /// An e-mail address.
  case address
}
