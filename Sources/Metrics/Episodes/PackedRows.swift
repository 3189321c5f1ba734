internal import Agreements
internal import Wire

/// Rows with their events in as few bytes as they take, as most numbers are small and most of what can be known is not.
///
/// A row is its flags, how many events it has, these, and its other numbers, so that most rows are seen to matter to nobody
/// before they are read to their end. An event is its kind with what is true of it, what else is told and how long its time
/// is, the time as the distance from the event before, and what else is told.
struct PackedRows: Sendable {
  /// While rows are appended, with room for more.
  private var bytes: [UInt8] = []
  private var end = 0
  private var starts: [UInt32] = []

  var count: Int { starts.count }

  /// Appends a row whose events have their details among `details`.
  mutating func append(_ row: LeadRow, _ events: [LeadEvent], _ details: [EventDetail]) {
    let room = end + Self.greatestRow + events.count * Self.greatestEvent
    if room > bytes.count { bytes += repeatElement(0, count: max(room, bytes.count)) }
    starts.append(UInt32(clamping: end))
    let start = end
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var writer = unsafe PackedNumberWriter(span.mutableBytes, from: start)
    writer.put(byte: row.packedFlags.rawValue)
    writer.put(number: UInt64(events.count))
    var before = 0
    for index in events.indices {
      let event = events[index]
      event.pack(after: before, event.detail < 0 ? nil : details[Int(event.detail)], into: &writer)
      before = event.at
    }
    row.pack(into: &writer)
    end = writer.end
  }

  /// Keeps the room for other rows.
  mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    end = 0
  }

  /// The same rows in as much memory as they need.
  var exact: PackedRows {
    var exact = PackedRows()
    // With what is read beyond the last number.
    if end > 0 { exact.bytes = Array(bytes[..<(end + 8)]) }
    exact.starts = Array(starts)
    exact.end = end
    return exact
  }

  // The longest that either can be: ten bytes for a number of 64 bits, five for one of 32, and eight to write beyond.
  private static let greatestRow = 1 + 5 + 3 + 4 * 5 + 2 * 10 + 8
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
    var reader = PackedNumberReader(bytes.span, from: Int(starts[row]))
    let flags = LeadRow.Flags(rawValue: reader.byte())
    var before = 0
    for _ in 0..<reader.number() {
      let event = LeadEvent(&reader, after: before, &details)
      before = event.at
      events.append(event)
    }
    return LeadRow(&reader, packedFlags: flags)
  }

  /// Adds what can be told of a row without holding its events; the period in milliseconds of the epoch.
  @inline(__always)
  func outline(of row: Int, in period: Range<Int>, to outline: inout LeadOutline) {
    var reader = PackedNumberReader(bytes.span, from: Int(starts[row]) + 1)
    var before = 0
    for _ in 0..<reader.number() {
      let (kind, at) = LeadEvent.skipped(&reader, after: before)
      before = at
      outline.kinds.insert(kind)
      if period.contains(at) { outline.isInPeriod = true }
    }
  }

  /// A row's events, without what else is known of them.
  func events(of row: Int) -> [LeadEvent] {
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
    _ = read(row, &events, &details)
    return events
  }

  /// What is true of a row.
  func flags(of row: Int) -> LeadRow.Flags { LeadRow.Flags(rawValue: bytes[Int(starts[row])]) }
}

/// What the rows of a lead tell at a glance.
struct LeadOutline {
  /// Of what kinds its events are.
  var kinds: EventKinds = []
  /// Whether one of them lies in the period.
  var isInPeriod = false
}
