/// Base64 with padding (RFC 4648, section 4), read strictly.
package enum Base64 {
  /// The padded encoding, without line breaks.
  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for offset in 0..<3 { bits = bits << 8 | UInt32(offset < group.count ? group[start + offset] : 0) }
      for position in 0..<4 {
        let padded = position > group.count
        text.append(padded ? UInt8(ascii: "=") : alphabet[Int(bits >> (18 - 6 * UInt32(position)) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or nil where the text is not exactly what ``encode(_:)`` writes for them.
  ///
  /// One encoding per value: no line breaks, no missing padding, no stray bits in the last group.
  package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for character in text {
      if character == UInt8(ascii: "=") {
        padding += 1
        bits <<= 6
      } else {
        guard padding == 0, let value = values[Int(character)] else { return nil }
        bits = bits << 6 | UInt32(value)
      }
      count += 1
      guard count.isMultiple(of: 4) else { continue }
      guard padding <= 2 else { return nil }
      let group = [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
      guard group.suffix(padding).allSatisfy({ $0 == 0 }) else { return nil }
      bytes.append(contentsOf: group.dropLast(padding))
      bits = 0
    }
    return count.isMultiple(of: 4) && padding <= 2 ? bytes : nil
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()
}
