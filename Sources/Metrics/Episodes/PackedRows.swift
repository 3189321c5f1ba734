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
  /// Where each row starts.
  private let starts: [UInt32]
  /// What is true of each row.
  let flags: [LeadRow.Flags]

  /// What a ``PackedRowWriter`` has written.
  init(bytes: [UInt8], starts: [UInt32], flags: [LeadRow.Flags]) {
    (self.bytes, self.starts, self.flags) = (bytes, starts, flags)
  }

  var count: Int { starts.count }

  subscript(row: Int) -> LeadRow {
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
    return read(row, &events, &details)
  }

  /// A row; its events, and what else is known of them, are appended.
  @inline(__always)
  func read(_ row: Int, _ events: inout [LeadEvent], _ details: inout [EventDetail]) -> LeadRow {
    let start = Int(starts[row])
    var reader = PackedNumberReader(bytes.span, from: start + 1)
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
