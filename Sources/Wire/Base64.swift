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
  package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? { decode(Array(text)) }

  /// The same for an array: once for every signature, so no generic code here.
  package static func decode(_ text: [UInt8]) -> [UInt8]? {
    let values = values
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for character in text {
      let value = values[Int(character)]
      if character == UInt8(ascii: "=") {
        padding += 1
      } else if padding > 0 || value == none {
        return nil
      }
      bits = bits << 6 | UInt32(value & 63)
      count += 1
      guard count.isMultiple(of: 4) else { continue }
      guard append(bits, padding: padding, to: &bytes) else { return nil }
      bits = 0
    }
    return count.isMultiple(of: 4) ? bytes : nil
  }

  /// Appends the bytes of four characters; false where the padding is no padding, or hides bits.
  private static func append(_ bits: UInt32, padding: Int, to bytes: inout [UInt8]) -> Bool {
    guard padding <= 2, bits & (1 << (8 * UInt32(padding)) - 1) == 0 else { return false }
    bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
    if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
    if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
    return true
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  /// What marks a character outside the alphabet; its low six bits are those of the padding.
  private static let none: UInt8 = 64
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: none, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()
}
