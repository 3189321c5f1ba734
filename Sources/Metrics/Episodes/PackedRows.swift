internal import Agreements
internal import Wire

/// Rows with their events in as few bytes as they take, as most numbers are small and most of what can be known is not.
///
/// A row is how many events it has, these, and its other numbers, so that each can be packed when it is read; its flags, by
/// which most rows are seen to matter to nobody, stand apart. An event is its kind with what is true of it, what else is told and how long its time is, the time as the distance from the
/// event before, and what else is told.
struct PackedRows: Sendable {
  /// While rows are appended, with room for more.
  private var bytes: [UInt8] = []
  private var end = 0
  private var starts: [UInt32] = []
  /// What is true of each row.
  private(set) var flags: [LeadRow.Flags] = []
  /// The row that was begun: where it ends so far, the time of its last event, and how many it has.
  private var place = 0
  private var before = 0
  private var events: UInt8 = 0

  var count: Int { starts.count }

  /// Begins a row that gets at most so many events, which a mapping has fewer than 256 of.
  mutating func begin(events: Int) {
    let room = end + Self.greatestRow + events * Self.greatestEvent
    if room > bytes.count { bytes += repeatElement(0, count: max(room, bytes.count)) }
    (place, before, self.events) = (end + Self.head, 0, 0)
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
    let (start, rest) = (end, place)
    starts.append(UInt32(clamping: start))
    flags.append(row.packedFlags)
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var writer = unsafe PackedNumberWriter(span.mutableBytes, from: rest)
    row.pack(into: &writer)
    end = writer.end
    bytes[start] = events
  }

  /// Keeps the room for other rows.
  mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    end = 0
  }

  /// The same rows in as much memory as they need.
  var exact: PackedRows {
    var exact = PackedRows()
    // With what is read beyond the last number.
    if end > 0 { exact.bytes = Array(bytes[..<(end + 8)]) }
    exact.starts = Array(starts)
    exact.flags = Array(flags)
    exact.end = end
    return exact
  }

  /// The number of events.
  private static let head = 1
  // The longest that either can be: ten bytes for a number of 64 bits, five for one of 32, and eight to write beyond.
  private static let greatestRow = head + 3 + 4 * 5 + 2 * 10 + 8
  private static let greatestEvent = 2 + 8 + 5 + 5 + 3 + 1 + 5 + 8 + 16 + 8
}

extension PackedRows {
  subscript(row: Int) -> LeadRow {
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
    return read(row, &events, &details)
  }

  /// A row; its events, and what else is known of them, are appended.
  func read(_ row: Int, _ events: inout [LeadEvent], _ details: inout [EventDetail]) -> LeadRow {
    let start = Int(starts[row])
    var reader = PackedNumberReader(bytes.span, from: start + Self.head)
    var before = 0
    for _ in 0..<bytes[start] {
      let event = LeadEvent(&reader, after: before, &details)
      before = event.at
      events.append(event)
    }
    return LeadRow(&reader, packedFlags: flags[row])
  }

  /// A row's events, without what else is known of them.
  func events(of row: Int) -> [LeadEvent] {
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
    _ = read(row, &events, &details)
    return events
  }
}
