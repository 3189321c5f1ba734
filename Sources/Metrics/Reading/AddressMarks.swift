/// What an address of eight to 64 bytes is told by: a bit for each of its bytes, the lowest for the first.
struct AddressMarks {
  /// Where an `@`, a dot, and a byte that no address has stand.
  private var ats, dots, others: UInt64
  private let count: Int

  init(_ bytes: Span<UInt8>) {
    (ats, dots, others) = (0, 0, 0)
    count = bytes.count
    // The last eight bytes may have been looked at in part.
    for index in stride(from: 0, to: count, by: 8) {
      let place = min(index, count - 8)
      let word = bytes.eightBytes(at: place)
      let low = word & 0x7F7F_7F7F_7F7F_7F7F
      ats |= Self.equal(word, UInt8(ascii: "@")) << UInt64(place)
      dots |= Self.equal(word, UInt8(ascii: ".")) << UInt64(place)
      // Above 0x20 the highest bit is set by what is added, at 0x7F also by 1.
      let letters = ((low &+ 0x5F5F_5F5F_5F5F_5F5F) & ~(low &+ 0x0101_0101_0101_0101)) | word
      others |= Self.gathered(~letters) << UInt64(place)
    }
  }

  /// Whether there is one `@`, something before it, and after it labels joined by dots.
  var areOfAddress: Bool {
    guard others == 0, ats != 0, ats & (ats &- 1) == 0, ats != 1 else { return false }
    let behind = dots & ~(ats | (ats &- 1))
    let isEmptyLabel = behind & (behind | ats) << 1 != 0
    return behind != 0 && !isEmptyLabel && behind >> UInt64(count - 1) == 0
  }

  /// A bit for each of eight bytes that equals `byte`.
  private static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let other = word ^ UInt64(byte) &* 0x0101_0101_0101_0101
    // Adding 7F to the lower seven bits of a byte sets its highest bit unless they are zero.
    return gathered(~(((other & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | other))
  }

  /// The highest bits of eight bytes, that of the first byte lowest.
  private static func gathered(_ word: UInt64) -> UInt64 {
    (((word & 0x8080_8080_8080_8080) &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }
}
