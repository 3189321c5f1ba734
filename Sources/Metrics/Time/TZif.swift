internal import Wire

/// Reads TZif, versions 1 to 4 (RFC 9636): a header, a data block, and from version 2 on a second pair with 64-bit
/// times and a footer.
struct TZif {
  private let bytes: [UInt8]
  private let path: String
  private var index = 0

  /// The rules in a file's bytes.
  ///
  /// Throws for anything that RFC 9636 does not allow, and for leap seconds, which no export counts.
  static func rules(in bytes: [UInt8], path: String) throws(ZoneError) -> ZoneRules {
    var reader = TZif(bytes: bytes, path: path)
    return try reader.rules()
  }

  private init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// The counts of section 3.1.
  private struct Header {
    let version: UInt8
    let utIndicators, standardIndicators, leapSeconds, transitions, types, designations: Int

    /// The size of the data block that follows.
    func size(timeWidth: Int) -> Int {
      transitions * (timeWidth + 1) + types * 6 + designations + leapSeconds * (timeWidth + 4)
        + standardIndicators + utIndicators
    }
  }

  private mutating func rules() throws(ZoneError) -> ZoneRules {
    let header = try header()
    guard header.version >= UInt8(ascii: "2") else {
      return try block(header, timeWidth: 4, hasFooter: false)
    }
    _ = try take(header.size(timeWidth: 4))
    return try block(try self.header(), timeWidth: 8, hasFooter: true)
  }

  private mutating func header() throws(ZoneError) -> Header {
    guard try take(4).elementsEqual("TZif".utf8) else { throw malformed("it does not start with TZif") }
    let version = try take(1).first ?? 0
    _ = try take(15)
    var counts: [Int] = []
    for _ in 0..<6 {
      let count = try integer(width: 4)
      guard (0...10_000).contains(count) else { throw malformed("a count is out of range") }
      counts.append(count)
    }
    guard counts[4] >= 1 else { throw malformed("it has no local time type") }
    guard counts[2] == 0 else { throw malformed("it counts leap seconds") }
    return Header(
      version: version, utIndicators: counts[0], standardIndicators: counts[1], leapSeconds: counts[2],
      transitions: counts[3], types: counts[4], designations: counts[5])
  }

  private mutating func block(
    _ header: Header, timeWidth: Int, hasFooter: Bool
  ) throws(ZoneError) -> ZoneRules {
    var times: [Int] = []
    for _ in 0..<header.transitions {
      let time = try integer(width: timeWidth)
      // Far beyond any calendar date, and far enough from the ends of an integer to reckon with.
      guard abs(time / 4) < 1 << 59, times.last.map({ $0 < time }) ?? true else {
        throw malformed("its changes are not in order")
      }
      times.append(time)
    }
    let typeOfTransition = try take(header.transitions)
    var types: [Int] = []
    for _ in 0..<header.types {
      let offset = try integer(width: 4)
      guard (-93_600...93_600).contains(offset) else { throw malformed("an offset is beyond 26 hours") }
      types.append(offset)
      _ = try take(2)
    }
    guard typeOfTransition.allSatisfy({ Int($0) < types.count }) else {
      throw malformed("a change names no local time type")
    }
    _ = try take(header.designations + header.standardIndicators + header.utIndicators)
    return ZoneRules(
      transitions: times, offsets: typeOfTransition.map { types[Int($0)] }, first: types[0],
      rest: hasFooter ? try footer() : nil)
  }

  /// The TZ string between two line feeds; nil where it is empty.
  private mutating func footer() throws(ZoneError) -> DaylightRule? {
    let rest = bytes[index...]
    guard rest.count >= 2, rest.first == 0x0A, rest.last == 0x0A else { throw malformed("its footer is cut") }
    let text = rest.dropFirst().dropLast()
    if text.isEmpty { return nil }
    guard let rule = DaylightRule(posix: text) else { throw malformed("its footer is no TZ string") }
    return rule
  }

  private mutating func take(_ count: Int) throws(ZoneError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - index else { throw malformed("it ends too early") }
    index += count
    return bytes[(index - count)..<index]
  }

  /// A big-endian integer in two's complement.
  private mutating func integer(width: Int) throws(ZoneError) -> Int {
    let digits = try take(width)
    var value = (digits.first ?? 0) & 0x80 == 0 ? 0 : -1
    for digit in digits { value = value << 8 | Int(digit) }
    return value
  }

  private func malformed(_ problem: String) -> ZoneError { .malformed(path: path, problem: problem) }
}
