/// Reading of strings: escapes, surrogates, and which characters a document may hold.
extension JSONParser {
  /// Reads a string; the opening quote is next.
  mutating func string() throws(JSONError) -> String {
    index += 1
    if let plain = plainString() { return plain }
    var text: [UInt8] = []
    var runStart = index
    while true {
      guard let byte = peek else { throw error(.unexpectedEnd) }
      switch byte {
      case quote:
        try appendRun(from: runStart, to: &text)
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try appendRun(from: runStart, to: &text)
        let start = index
        let scalar = try escape()
        try allow(scalar, at: start)
        text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        runStart = index
      case 0x00..<0x20:
        throw error(.unescapedControl(byte))
      default:
        index += 1
      }
    }
  }

  /// Reads a string of visible ASCII without escapes, as most are; nil, and nothing read, for any other.
  private mutating func plainString() -> String? {
    var end = index
    while end < bytes.count, (0x20..<0x7F).contains(bytes[end]), bytes[end] != UInt8(ascii: "\\") {
      if bytes[end] == quote {
        defer { index = end + 1 }
        return String(decoding: bytes[index..<end], as: UTF8.self)
      }
      end += 1
    }
    return nil
  }

  /// Appends the bytes that stand unescaped since `start`, once they are known to be UTF-8 and allowed.
  private func appendRun(from start: Int, to text: inout [UInt8]) throws(JSONError) {
    let run = bytes[start..<index]
    if run.allSatisfy({ $0 < 0x7F }) {
      text.append(contentsOf: run)
      return
    }
    guard String(validating: run, as: UTF8.self) != nil else {
      throw error(.notUTF8, at: firstInvalid(in: run))
    }
    var offset = start
    for scalar in String(decoding: run, as: UTF8.self).unicodeScalars {
      try allow(scalar, at: offset)
      offset += UTF8.width(scalar)
    }
    text.append(contentsOf: run)
  }

  /// Where the first sequence starts that is not UTF-8.
  private func firstInvalid(in run: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = run.makeIterator()
    var offset = run.startIndex
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset
  }

  /// Reads one escape, or two that make a surrogate pair.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = index
    index += 1
    guard let letter = peek else { throw error(.unexpectedEnd) }
    index += 1
    switch letter {
    case quote, UInt8(ascii: "\\"), slash: return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw error(.badEscape, at: start)
    }
    let unit = try fourHexDigits(escapeAt: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800...0xDBFF).contains(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw error(.loneSurrogate, at: start)
    }
    let low = try fourHexDigits(escapeAt: start)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    else { throw error(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func fourHexDigits(escapeAt start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek else { throw error(.unexpectedEnd) }
      guard let digit = Hex.value(of: byte) else { throw error(.badEscape, at: start) }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  /// Throws for characters that cannot be seen, or are none: what is signed has to be what is read.
  private func allow(_ scalar: Unicode.Scalar, at offset: Int) throws(JSONError) {
    if scalar.isInvisibleControl { throw error(.invisibleCharacter(scalar.value), at: offset) }
    if scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value) {
      throw error(.noncharacter(scalar.value), at: offset)
    }
  }
}

extension Unicode.Scalar {
  /// Whether this steers the display instead of being shown: Cc, the bidirectional controls and zero-width marks.
  package var isInvisibleControl: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069,
      0xFEFF:
      true
    default: false
    }
  }
}
