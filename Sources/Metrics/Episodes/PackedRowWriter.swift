internal import Wire

/// Writes rows into what ``PackedRows`` reads.
struct PackedRowWriter {
  /// With room for more.
  private var bytes: [UInt8] = []
  /// Where the last row ends.
  private var end = 0
  private var starts: [UInt32] = []
  private var flags: [LeadRow.Flags] = []
  /// The row that was begun: where it ends so far, the time of its last event, and how many it has.
  private var place = 0
  private var before = 0
  private var events: UInt8 = 0

  var count: Int { starts.count }

  /// Begins a row that gets at most so many events, which a mapping has fewer than 256 of.
  mutating func begin(events: Int) {
    let room = end + Self.greatestRow + events * Self.greatestEvent
    if room > bytes.count { bytes += repeatElement(0, count: max(room, bytes.count)) }
    // How many they are stands before them.
    (place, before, self.events) = (end + 1, 0, 0)
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
    let (start, rest, events) = (end, place, events)
    starts.append(UInt32(clamping: start))
    flags.append(row.packedFlags)
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var writer = unsafe PackedNumberWriter(span.mutableBytes, from: rest)
    row.pack(into: &writer)
    let end = writer.end
    span[start] = events
    self.end = end
  }

  /// Keeps the room for other rows.
  mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    end = 0
  }

  /// The rows in as much memory as they need.
  var rows: PackedRows {
    var starts: [UInt32] = []
    starts.reserveCapacity(count + 1)
    starts += self.starts
    starts.append(UInt32(clamping: end))
    // With what is read beyond the last number.
    return PackedRows(
      bytes: Array(bytes[..<min(end + 8, bytes.count)]), starts: starts, flags: flags.exact)
  }

  // The longest that either can be: ten bytes for a number of 64 bits, five for one of 32, and eight to write beyond.
  private static let greatestRow = 1 + 3 + 4 * 5 + 2 * 10 + 8
  private static let greatestEvent = 2 + 8 + 5 + 5 + 3 + 1 + 5 + 8 + 16 + 8
}
