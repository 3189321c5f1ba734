internal import CVectors

/// What an address of at most 64 bytes is told by: a bit for each of its bytes, the lowest for the first.
struct AddressMarks {
  /// Where an `@`, a dot, and a byte that no address has stand.
  private let ats, dots, others: UInt64
  /// How many bytes it has, at least one.
  private let count: Int

  /// The marks of the first `count` bytes.
  @inline(__always)
  init(_ bytes: SIMD64<UInt8>, count: Int) {
    let own = UInt64.max &>> UInt64(64 &- count)
    ats = countersign_vectors_equal(bytes, UInt8(ascii: "@")) & own
    dots = countersign_vectors_equal(bytes, UInt8(ascii: ".")) & own
    others = (countersign_vectors_less(bytes, 0x21) | countersign_vectors_equal(bytes, 0x7F)) & own
    self.count = count
  }

  /// Whether there is one `@`, something before it, and after it labels joined by dots.
  @inline(__always)
  var areOfAddress: Bool {
    guard others == 0, ats != 0, ats & (ats &- 1) == 0, ats != 1 else { return false }
    let behind = dots & ~(ats | (ats &- 1))
    let isEmptyLabel = behind & (behind | ats) &<< 1 != 0
    return behind != 0 && !isEmptyLabel && behind &>> UInt64(count &- 1) == 0
  }
}
