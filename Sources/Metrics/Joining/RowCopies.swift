internal import Wire

/// Rows that go to other parts than they were read into.
struct RowCopies {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var parts: [UInt8] = []

  /// Appends a row by other keys: `key`, and the last `furtherKeys` of its own.
  mutating func append(
    _ head: RowHead, of rows: [UInt8], key: KeyedDigest, furtherKeys: Int = 0, isNobodys: Bool = false,
    to part: Int
  ) {
    let rest = rows[head.body - furtherKeys * RowHead.keyLength..<head.end]
    let (start, words) = (bytes.count, (RowHead.length + rest.count + 7) / 8)
    bytes += repeatElement(0, count: RowHead.length)
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var writer = unsafe PackedNumberWriter(span.mutableBytes, from: start)
    RowHead.put(
      words: words, flags: head.flags, role: head.role, isNobodys: isNobodys,
      isStray: true, key: key, furtherKeys: furtherKeys, into: &writer)
    bytes += rest
    bytes += repeatElement(0, count: start + words * 8 - bytes.count)
    endRow(part)
  }

  private mutating func endRow(_ part: Int) {
    ends.append(UInt32(clamping: bytes.count))
    parts.append(UInt8(truncatingIfNeeded: part))
  }

  /// The rows by the parts that they go to.
  var page: PartedPage { PartedPage(bytes.span, ends: ends, parts: parts) }
}
