extension Span<UInt8> {
  /// Whether the bytes of a range are whole characters of UTF-8 (RFC 3629): none longer than need be, no halves of
  /// UTF-16's pairs, none beyond U+10FFFF.
  func isUTF8(in range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let lead = self[index]
      index += 1
      if lead < 0x80 { continue }
      guard let (count, second) = Self.following(lead), index + count <= range.upperBound,
        second.contains(self[index])
      else { return false }
      for further in 1..<3 where further < count {
        guard self[index + further] & 0xC0 == 0x80 else { return false }
      }
      index += count
    }
    return true
  }

  /// How many bytes follow a first byte, and which the second may be (RFC 3629, section 4).
  private static func following(_ lead: UInt8) -> (count: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (1, 0x80...0xBF)
    case 0xE0: (2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (2, 0x80...0xBF)
    case 0xED: (2, 0x80...0x9F)
    case 0xF0: (3, 0x90...0xBF)
    case 0xF1...0xF3: (3, 0x80...0xBF)
    case 0xF4: (3, 0x80...0x8F)
    default: nil
    }
  }
}
