/// A JSON object on one line (RFC 8259), read member by member as text.
///
/// Unlike ``JSON``, which documents are written in, it takes what CRMs export: fractions, exponents, any character.
struct FlatObject {
  private let bytes: [UInt8]
  private var index = 0
  private var keys: Set<[UInt8]> = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many objects and lists may stand in each other.
  private static let greatestDepth = 16

  /// Gives out each member that is no object, by its keys joined with dots; throws for what is no such object.
  mutating func read(_ give: (_ key: [UInt8], _ value: [UInt8]) -> Void) throws(RecordProblem) {
    skipSpace()
    guard peek == UInt8(ascii: "{") else { throw .notJSON }
    try object(under: [], depth: 1, give)
    skipSpace()
    guard index == bytes.count else { throw .notJSON }
  }

  private mutating func object(
    under prefix: [UInt8], depth: Int, _ give: (_ key: [UInt8], _ value: [UInt8]) -> Void
  ) throws(RecordProblem) {
    guard depth <= Self.greatestDepth else { throw .notJSON }
    index += 1
    skipSpace()
    if take("}") { return }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw .notJSON }
      let key = prefix + (try string())
      guard keys.insert(key).inserted else { throw .duplicateKey }
      skipSpace()
      guard take(":") else { throw .notJSON }
      skipSpace()
      if peek == UInt8(ascii: "{") {
        try object(under: key + [UInt8(ascii: ".")], depth: depth + 1, give)
      } else {
        give(key, try value(depth: depth))
      }
      skipSpace()
    } while take(",")
    guard take("}") else { throw .notJSON }
  }

  private mutating func value(depth: Int) throws(RecordProblem) -> [UInt8] {
    switch peek {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "["): return try list(depth: depth + 1)
    case UInt8(ascii: "{"):
      // In a list an object has no key to be found by; it is only stepped over.
      let outside = keys
      keys = []
      try object(under: [], depth: depth + 1) { _, _ in }
      keys = outside
      return []
    default: return try word()
    }
  }

  private mutating func list(depth: Int) throws(RecordProblem) -> [UInt8] {
    guard depth <= Self.greatestDepth else { throw .notJSON }
    index += 1
    skipSpace()
    if take("]") { return [] }
    var joined: [UInt8] = []
    repeat {
      skipSpace()
      let item = try value(depth: depth)
      if !joined.isEmpty { joined.append(UInt8(ascii: ";")) }
      joined += item
      skipSpace()
    } while take(",")
    guard take("]") else { throw .notJSON }
    return joined
  }

  /// A number, or `true`, `false` or `null`.
  private mutating func word() throws(RecordProblem) -> [UInt8] {
    let start = index
    while let byte = peek, ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(byte),
      byte > 0x20
    {
      index += 1
    }
    let word = Array(bytes[start..<index])
    if word.elementsEqual("null".utf8) { return [] }
    guard word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) || Self.isNumber(word) else {
      throw .notJSON
    }
    return word
  }

  private static func isNumber(_ word: [UInt8]) -> Bool {
    var rest = word[...]
    func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
      let count = rest.prefix { $0 &- 0x30 < 10 }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let leading = rest.first
    let whole = digits(&rest)
    guard whole > 0, leading != 0x30 || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits(&rest) > 0 else { return false }
    }
    if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  private mutating func string() throws(RecordProblem) -> [UInt8] {
    index += 1
    var text: [UInt8] = []
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"): text += try escape()
      case 0x00..<0x20: throw .notJSON
      default: text.append(byte)
      }
    }
    throw .notJSON
  }

  private mutating func escape() throws(RecordProblem) -> [UInt8] {
    guard let letter = peek else { throw .notJSON }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): break
    default: throw .notJSON
    }
    var unit = try fourHexDigits()
    if (0xD800..<0xDC00).contains(unit) {
      guard take("\\"), take("u") else { throw .notUTF8 }
      let low = try fourHexDigits()
      guard (0xDC00..<0xE000).contains(low) else { throw .notUTF8 }
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
    }
    guard unit != 0 else { throw .nul }
    guard let scalar = Unicode.Scalar(unit), let encoded = UTF8.encode(scalar) else { throw .notUTF8 }
    return Array(encoded)
  }

  private mutating func fourHexDigits() throws(RecordProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Hex.value(of: byte) else { throw .notJSON }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
  }
}
