internal import Agreements
internal import Wire

/// Rows with their events in as few bytes as they take, as most numbers are small and most of what can be known is not.
///
/// A row is its flags, how many events it has, its other numbers, and its events. An event is its kind with what is true of
/// it, what else is told and how long its time is, the time as the distance from the event before, and what else is told.
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
    writer.put(UInt64(row.packedFlags.rawValue), length: Self.flagsLength)
    writer.put(number: UInt64(events.count))
    row.pack(into: &writer)
    var before = 0
    for index in events.indices {
      let event = events[index]
      event.pack(after: before, event.detail < 0 ? nil : details[Int(event.detail)], into: &writer)
      before = event.at
    }
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
  private static let greatestRow = flagsLength + 5 + 3 + 4 * 5 + 2 * 10 + 8
  private static let greatestEvent = 2 + 8 + 5 + 5 + 3 + 1 + 5 + 8 + 16 + 8
  private static let flagsLength = 2
}

extension PackedRows {
  subscript(row: Int) -> LeadRow {
    var reader = PackedNumberReader(bytes.span, from: Int(starts[row]))
    return Self.unpacked(&reader).row
  }

  /// A row; its events, and what else is known of them, are appended.
  func read(_ row: Int, _ events: inout [LeadEvent], _ details: inout [EventDetail]) -> LeadRow {
    var reader = PackedNumberReader(bytes.span, from: Int(starts[row]))
    let (lead, count) = Self.unpacked(&reader)
    var before = 0
    for _ in 0..<count {
      let event = LeadEvent(&reader, after: before, &details)
      before = event.at
      events.append(event)
    }
    return lead
  }

  private static func unpacked(_ reader: inout PackedNumberReader) -> (row: LeadRow, events: UInt64) {
    let flags = LeadRow.Flags(rawValue: UInt16(truncatingIfNeeded: reader.word(length: flagsLength)))
    let events = reader.number()
    return (LeadRow(&reader, packedFlags: flags), events)
  }

  /// A row's events, without what else is known of them.
  func events(of row: Int) -> [LeadEvent] {
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
    _ = read(row, &events, &details)
    return events
  }

  /// What is true of a row.
  func flags(of row: Int) -> LeadRow.Flags {
    let start = Int(starts[row])
    return LeadRow.Flags(rawValue: UInt16(bytes[start]) | UInt16(bytes[start + 1]) << 8)
  }
}
