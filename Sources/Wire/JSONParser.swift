extension JSON {
  /// How much a reader takes on before it refuses.
  package struct Limits: Sendable {
    package var bytes: Int
    package var depth: Int

    package init(bytes: Int, depth: Int) {
      self.bytes = bytes
      self.depth = depth
    }

    /// What a ledger's document may be: 1 MiB and 64 levels.
    package static let document = Limits(bytes: 1 << 20, depth: 64)
  }

  /// Reads one value from the whole of `bytes`, strictly: RFC 8259 as narrowed by RFC 7493 and by the ledger.
  ///
  /// Refused besides malformed JSON: byte order marks, duplicate keys (also by escape), lone surrogates,
  /// noncharacters, invisible control characters, fractions, exponents, `-0`, integers beyond ±(2^53−1), and
  /// more than `limits`. Throws ``JSONError`` with the place of the first problem.
  package static func parse(_ bytes: [UInt8], limits: Limits = .document) throws(JSONError) -> JSON {
    var parser = JSONParser(bytes: bytes, limits: limits)
    return try parser.document()
  }
}

/// A recursive-descent reader over bytes; its recursion is bounded by the depth limit.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSON.Limits
  var index = 0
  private var depth = 0
  /// Where the value at this pointer starts, for ``JSON/position(of:in:)``; the way there is kept only for that.
  var located: (pointer: JSONPointer, offset: Int?)?
  private var path = JSONPointer()

  init(bytes: [UInt8], limits: JSON.Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONError) -> JSON {
    guard bytes.count <= limits.bytes else { throw error(.tooLarge(limit: limits.bytes), at: 0) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.starts(with: [0xFE, 0xFF])
    {
      throw error(.byteOrderMark, at: 0)
    }
    skipSpace()
    let value = try value()
    skipSpace()
    guard index == bytes.count else { throw error(peek == slash ? .comment : .trailingData) }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    if let wanted = located, wanted.offset == nil, wanted.pointer == path { located?.offset = index }
    guard let byte = peek else { throw error(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.array() }
    case quote: return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case slash: throw error(.comment)
    default: throw error(.unexpectedByte(byte))
    }
  }

  private mutating func nested(_ read: (inout JSONParser) throws(JSONError) -> JSON) throws(JSONError) -> JSON
  {
    guard depth < limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
    depth += 1
    index += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONError) -> JSON {
    var members: [JSON.Member] = []
    var seen = KeysSeen()
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      guard let byte = peek else { throw error(.unexpectedEnd) }
      if byte == UInt8(ascii: "}") { throw error(.trailingComma) }
      guard byte == quote else { throw error(byte == slash ? .comment : .expected("a key in double quotes")) }
      let start = index
      let key = try string()
      guard seen.insert(key, after: members) else { throw error(.duplicateKey(key), at: start) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else {
        throw error(peek == nil ? .unexpectedEnd : .expected("\":\" after the key"))
      }
      skipSpace()
      if located != nil { path.append(key) }
      members.append(JSON.Member(key, try value()))
      if located != nil { path.removeLast() }
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      try comma(or: "}")
    }
  }

  private mutating func array() throws(JSONError) -> JSON {
    var items: [JSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      if peek == UInt8(ascii: "]") { throw error(.trailingComma) }
      if located != nil { path.append(String(items.count)) }
      items.append(try value())
      if located != nil { path.removeLast() }
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(items) }
      try comma(or: "]")
    }
  }

  private mutating func comma(or bracket: String) throws(JSONError) {
    guard take(UInt8(ascii: ",")) else {
      throw error(
        peek == nil ? .unexpectedEnd : peek == slash ? .comment : .expected("\",\" or \"\(bracket)\""))
    }
    skipSpace()
  }

  private mutating func integer() throws(JSONError) -> Int {
    let start = index
    let negative = take(UInt8(ascii: "-"))
    guard let first = peek, isDigit(first) else {
      throw error(peek == nil ? .unexpectedEnd : .expected("a digit"))
    }
    var magnitude = 0
    while let byte = peek, isDigit(byte) {
      index += 1
      if magnitude <= JSON.greatestInteger { magnitude = magnitude * 10 + Int(byte - UInt8(ascii: "0")) }
    }
    if first == UInt8(ascii: "0"), index - start > (negative ? 2 : 1) { throw error(.leadingZero, at: start) }
    if peek == UInt8(ascii: ".") { throw error(.fraction, at: start) }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") { throw error(.exponent, at: start) }
    if negative, magnitude == 0 { throw error(.negativeZero, at: start) }
    guard magnitude <= JSON.greatestInteger else { throw error(.integerOutOfRange, at: start) }
    return negative ? -magnitude : magnitude
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for expected in "\(word)".utf8 {
      guard let byte = peek else { throw error(.unexpectedEnd) }
      guard byte == expected else { throw error(.unexpectedByte(byte)) }
      index += 1
    }
    return value
  }
}

/// The keys of one object so far: compared one by one while they are few, by hash when they are many.
private struct KeysSeen {
  private var hashed: Set<[UInt8]> = []

  /// Whether `key` is new; `members` are those before it.
  mutating func insert(_ key: String, after members: [JSON.Member]) -> Bool {
    guard members.count >= 16 else { return !members.contains { $0.key.hasSameBytes(as: key) } }
    if hashed.isEmpty { hashed = Set(members.map { Array($0.key.utf8) }) }
    return hashed.insert(Array(key.utf8)).inserted
  }
}

extension JSONParser {
  var quote: UInt8 { UInt8(ascii: "\"") }
  var slash: UInt8 { UInt8(ascii: "/") }
  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  func error(_ problem: JSONError.Problem, at offset: Int? = nil) -> JSONError {
    JSONError(position: SourcePosition(offset: offset ?? index, in: bytes), problem: problem)
  }
}
