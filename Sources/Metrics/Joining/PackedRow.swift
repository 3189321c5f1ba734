internal import Agreements
internal import Wire

/// A row with its events in as few bytes as they take, as most numbers are small and most of what can be known is not.
///
/// It is how many events it has, these, and its other numbers, so that each can be packed when it is read; its flags, by
/// which most rows are seen to matter to nobody, stand in its head. An event is its kind with what is true of it, what else is
/// told and how long its time is, the time as the distance from the event before, and what else is told.
enum PackedRow {
  /// Reads the row with that head; its events, and what else is known of them, are appended.
  @inline(__always)
  static func read(
    _ head: RowHead, of bytes: Span<UInt8>, _ events: inout [LeadEvent], _ details: inout [EventDetail]
  ) -> LeadRow {
    var reader = PackedNumberReader(bytes, from: head.body)
    readEvents(&reader, &events, &details)
    return LeadRow(&reader, packedFlags: head.flags)
  }

  /// Appends the events of the row with that head, and what else is known of them.
  @inline(__always)
  static func readEvents(
    _ head: RowHead, of bytes: Span<UInt8>, _ events: inout [LeadEvent], _ details: inout [EventDetail]
  ) {
    var reader = PackedNumberReader(bytes, from: head.body)
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
}
