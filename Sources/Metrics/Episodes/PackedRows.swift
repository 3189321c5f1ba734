internal import Agreements
internal import Wire

/// Rows with their events in as few bytes as they take, as most numbers are small and most of what can be known is not.
///
/// A row is how many events it has, these, and its other numbers, so that each can be packed when it is read; its flags, by
/// which most rows are seen to matter to nobody, stand apart. An event is its kind with what is true of it, what else is told
/// and how long its time is, the time as the distance from the event before, and what else is told.
struct PackedRows: Sendable {
  /// With eight more behind the last row.
  private let bytes: [UInt8]
  /// Where each row starts, and the last one ends.
  private let starts: [UInt32]
  /// What is true of each row.
  let flags: [LeadRow.Flags]

  /// What a ``PackedRowWriter`` has written.
  init(bytes: [UInt8], starts: [UInt32], flags: [LeadRow.Flags]) {
    (self.bytes, self.starts, self.flags) = (bytes, starts, flags)
  }

  var count: Int { flags.count }

  subscript(row: Int) -> LeadRow {
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
    return read(row, &events, &details)
  }

  /// A row; its events, and what else is known of them, are appended.
  @inline(__always)
  func read(_ row: Int, _ events: inout [LeadEvent], _ details: inout [EventDetail]) -> LeadRow {
    var reader = PackedNumberReader(bytes.span, from: Int(starts[row]))
    Self.readEvents(&reader, &events, &details)
    return LeadRow(&reader, packedFlags: flags[row])
  }

  /// Appends a row's events, and what else is known of them.
  @inline(__always)
  func readEvents(_ row: Int, _ events: inout [LeadEvent], _ details: inout [EventDetail]) {
    Self.readEvents(at: Int(starts[row]), of: bytes, &events, &details)
  }

  /// The same of a row whose bytes start at a place among others, with eight more behind the last.
  @inline(__always)
  static func readEvents(
    at place: Int, of bytes: [UInt8], _ events: inout [LeadEvent], _ details: inout [EventDetail]
  ) {
    var reader = PackedNumberReader(bytes.span, from: place)
    readEvents(&reader, &events, &details)
  }

  @inline(__always)
  private static func readEvents(
    _ reader: inout PackedNumberReader, _ events: inout [LeadEvent], _ details: inout [EventDetail]
  ) {
    var before = 0
    for _ in 0..<reader.byte() {
      let event = LeadEvent(&reader, after: before, &details)
      before = event.at
      events.append(event)
    }
  }

  /// How many bytes a row has.
  @inline(__always)
  func length(of row: Int) -> Int { Int(starts[row + 1] &- starts[row]) }

  /// The bytes of some rows, by which their events can be read there, too: each at one of the places among so many.
  func copies(of rows: some Collection<Int>, to places: [UInt32], count: Int) -> [UInt8] {
    var copies = [UInt8](repeating: 0, count: count)
    var all = copies.mutableSpan
    for (row, place) in zip(rows, places) {
      let start = Int(starts[row])
      for index in 0..<length(of: row) { all[Int(place) + index] = bytes[start + index] }
    }
    return copies
  }

  /// A row's events, without what else is known of them.
  func events(of row: Int) -> [LeadEvent] {
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
    readEvents(row, &events, &details)
    return events
  }
}
