import TestMaterial
import Testing
import Wire

/// Seeded random documents, and documents made to hurt.
struct JSONPropertyTests {
  @Test func `reading what was written gives the same value`() throws {
    var random = SeededGenerator()
    for _ in 0..<400 {
      let value = JSON.random(depth: 5, using: &random)
      let bytes = value.written()
      #expect(try JSON.parse(bytes) == value)
      #expect(try JSON.parse(bytes).written() == bytes)
    }
  }

  @Test func `a damaged document is refused, or reads as what it says`() throws {
    var random = SeededGenerator()
    for _ in 0..<3000 {
      var bytes = JSON.random(depth: 3, using: &random).written()
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = UInt8.random(in: .min ... .max, using: &random)
      }
      guard let value = try? JSON.parse(bytes) else { continue }
      #expect(try JSON.parse(value.written()) == value)
    }
  }

  @Test func `a text cut short is refused`() throws {
    var random = SeededGenerator()
    let bytes = JSON.object([JSON.Member("a", JSON.random(depth: 4, using: &random))]).written()
    for length in 0..<(bytes.count - 1) {
      #expect(throws: JSONError.self) { try JSON.parse(Array(bytes.prefix(length))) }
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["[", "{\"a\":", "[[],", "[{\"a\":["])
  func `endless nesting is refused at the limit`(unit: String) {
    let bytes = Array(String(repeating: unit, count: 100_000).utf8)
    let error = #expect(throws: JSONError.self) { try JSON.parse(bytes) }
    #expect(error?.problem == .tooDeep(limit: 64))
  }

  @Test(.timeLimit(.minutes(1))) func `the limits are exact`() throws {
    func nested(_ levels: Int) -> [UInt8] {
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    _ = try JSON.parse(nested(64))
    #expect(throws: JSONError.self) { try JSON.parse(nested(65)) }
    let padding = [UInt8](repeating: 0x20, count: (1 << 20) - 2)
    _ = try JSON.parse(padding + [0x5B, 0x5D])
    let error = #expect(throws: JSONError.self) { try JSON.parse(padding + [0x20, 0x5B, 0x5D]) }
    #expect(error?.problem == .tooLarge(limit: 1 << 20))
  }

  @Test(.timeLimit(.minutes(1))) func `a million keys and ten megabytes of digits are refused at once`() {
    let keys = Array(("{" + (0..<1_000_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}").utf8)
    let digits = [UInt8](repeating: 0x39, count: 10 << 20)
    let clock = ContinuousClock()
    for bytes in [keys, digits] {
      let time = clock.measure {
        let error = #expect(throws: JSONError.self) { try JSON.parse(bytes) }
        #expect(error?.problem == .tooLarge(limit: 1 << 20))
      }
      #expect(time < .seconds(1))
    }
  }

  @Test(.timeLimit(.minutes(1))) func `time grows with size alone, whatever the document`() {
    let limits = JSON.Limits(bytes: 16 << 20, depth: 64)
    let size = 1 << 20
    let hostile: [[UInt8]] = [
      [UInt8](repeating: 0x39, count: size), [0x22] + [UInt8](repeating: 0x61, count: size),
      [UInt8](repeating: 0x20, count: size), Array("[\"".utf8) + [UInt8](repeating: 0x5C, count: size),
      Array(("[" + String(repeating: "\"\\ud800\",", count: size / 9)).utf8),
      Array(("{" + (0..<(size / 12)).map { "\"k\($0)\":0" }.joined(separator: ",")).utf8),
      Array(("[" + String(repeating: "0,", count: size / 2)).utf8), [0x2D], [0x22], [0x5B], [0x7B],
    ]
    for bytes in hostile {
      let time = ContinuousClock().measure {
        #expect(throws: JSONError.self) { try JSON.parse(bytes, limits: limits) }
      }
      // Seconds where it is linear, also unoptimised on a busy machine; hours where it is not.
      #expect(time < .seconds(60))
    }
  }
}

extension JSON {
  /// A value that the ledger's form allows, at most that deep.
  static func random(depth: Int, using random: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: -greatestInteger...greatestInteger, using: &random))
    case 3: return .integer(Int.random(in: -20...20, using: &random))
    case 4: return .string(text(using: &random))
    case 5, 6:
      return .array(
        (0..<Int.random(in: 0..<6, using: &random)).map { _ in JSON.random(depth: depth - 1, using: &random) }
      )
    default:
      var members: [Member] = []
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        let key = text(using: &random)
        guard !members.contains(where: { $0.key.hasSameBytes(as: key) }) else { continue }
        members.append(Member(key, JSON.random(depth: depth - 1, using: &random)))
      }
      return .object(members)
    }
  }

  private static func text(using random: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0xA0...0x7FF, 0x300...0x36F, 0x2000...0x2FFF, 0x1F300...0x1FAFF,
    ]
    for _ in 0..<Int.random(in: 0..<12, using: &random) {
      let range = ranges[Int.random(in: ranges.indices, using: &random)]
      guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)), !scalar.isInvisibleControl
      else { continue }
      text.append(scalar)
    }
    return String(text)
  }
}
