internal import Wire

/// Further ids and addresses of leads, each with the lead's id.
///
/// No address equals an id, as they are digests of other meaning.
struct KeyMentions {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var parts: [UInt8] = []

  /// How many bytes one takes.
  static var length: Int { 32 }

  /// Appends that `key` is one more of the lead that goes by `id`.
  mutating func append(_ key: KeyedDigest, of id: KeyedDigest) {
    let start = ends.count * Self.length
    // With what is written beyond.
    if start + 2 * Self.length > bytes.count { bytes += repeatElement(0, count: max(4096, bytes.count)) }
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var writer = unsafe PackedNumberWriter(span.mutableBytes, from: start)
    writer.put(key)
    writer.put(id)
    ends.append(UInt32(clamping: writer.end))
    parts.append(UInt8(truncatingIfNeeded: PartedPage.part(of: key)))
  }

  /// Keeps the room for others.
  mutating func removeAll() {
    ends.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
  }

  /// All by the parts that their keys fall into.
  var page: PartedPage { PartedPage(bytes.span, ends: ends, parts: parts) }

  /// Hands over all that stand one after the other in a part.
  @inline(__always)
  static func forEach(in bytes: [UInt8], _ take: (_ key: KeyedDigest, _ id: KeyedDigest) -> Void) {
    let span = bytes.span
    for start in stride(from: 0, to: bytes.count, by: length) {
      func word(_ number: Int) -> UInt64 { span.eightBytes(at: start + number * 8) }
      take(KeyedDigest(secret: word(0), order: word(1)), KeyedDigest(secret: word(2), order: word(3)))
    }
  }
}
