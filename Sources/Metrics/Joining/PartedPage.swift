internal import Wire

/// Records of one block of an export, in order by the parts that they fall into; within a part they keep their order.
struct PartedPage: Sendable {
  let bytes: [UInt8]
  /// Where each part starts, and the last one ends.
  private let starts: [UInt32]

  /// How many parts there are.
  ///
  /// Some of a page's records fall into each, so that going from page to page takes little of the time, and of a great
  /// export's so few that a part takes little memory.
  static var parts: Int { 256 }

  /// The part that a key falls into: by chance, as its secret is random bits to whoever chose what it is of.
  @inline(__always)
  static func part(of key: KeyedDigest) -> Int { Int(truncatingIfNeeded: key.secret >> 56) }

  /// Of records one after the other, which are eight bytes long or some times eight; `ends` says where each ends, and
  /// `parts` into which part it falls.
  init(_ records: Span<UInt8>, ends: [UInt32], parts: [UInt8]) {
    let order = PartOrder(
      parts: Self.parts, of: ends.indices, size: { Int(ends[$0] - ($0 > 0 ? ends[$0 - 1] : 0)) }
    ) { Int(parts[$0]) }
    var bytes = [UInt8](repeating: 0, count: order.count)
    var span = bytes.mutableSpan
    // Bounds are checked; any bytes are bytes.
    var ordered = unsafe span.mutableBytes
    var next = 0
    for index in ends.indices {
      var place = Int(order.places[index])
      while next < Int(ends[index]) {
        ordered.storeBytes(
          of: records.eightBytes(at: next).littleEndian, toByteOffset: place, as: UInt64.self)
        next += 8
        place += 8
      }
    }
    (self.bytes, starts) = (bytes, order.starts)
  }

  /// Pages put together, part by part.
  init(_ pages: ArraySlice<PartedPage>) {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(Self.parts + 1)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pages.reduce(0) { $0 + $1.bytes.count })
    for part in 0..<Self.parts {
      for page in pages { bytes += page.bytes[page.range(ofPart: part)] }
      starts.append(UInt32(truncatingIfNeeded: bytes.count))
    }
    (self.bytes, self.starts) = (bytes, starts)
  }

  /// Where the records of a part stand.
  @inline(__always)
  func range(ofPart number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

  /// Where the records of each part stood, which are elsewhere now.
  var withoutBytes: PartedPage { PartedPage(starts: starts) }

  private init(starts: [UInt32]) { (bytes, self.starts) = ([], starts) }
}
