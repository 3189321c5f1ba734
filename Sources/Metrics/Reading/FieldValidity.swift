internal import Wire

/// Whether a cell says something, or only fills a field that had to be filled.
enum FieldValidity {
  /// What people and imports write where they know nothing, in lower case.
  static let placeholders: Set<ArraySlice<UInt8>> = Set(
    [
      "n/a", "na", "n.a.", "n.a", "none", "null", "nil", "nan", "undefined", "unknown", "test", "testing",
      "tbd",
      "tba", "todo", "x", "xx", "xxx", "asdf", "qwerty", "not provided", "not available", "not applicable",
      "[not provided]", "\\n", "#n/a", "(none)", "(blank)",
    ].map { Array($0.utf8)[...] })

  private static let placeholderKeys = KeyTable(placeholders.map { (KeyedDigest(of: $0), true) })
  /// For each length the bytes that placeholders start with, in either case.
  private static let placeholderStarts = (0...(placeholders.lazy.map(\.count).max() ?? 0)).map { count in
    ByteSet(
      placeholders.filter { $0.count == count }.compactMap(\.first).flatMap {
        [$0, $0 &- 0x61 < 26 ? $0 & 0xDF : $0]
      })
  }

  /// Whether a trimmed cell is filled, holds a letter or digit, and is no placeholder.
  static func isFilled(_ cell: ArraySlice<UInt8>) -> Bool { isFilled(cell.span) }

  static func isFilled(_ cell: Span<UInt8>) -> Bool {
    var first = 0
    while first < cell.count, !isWord(cell[first]) { first += 1 }
    guard first < cell.count else { return false }
    let starts = placeholderStarts
    guard cell.count < starts.count, starts[cell.count].contains(cell[0]) else { return true }
    return placeholderKeys[KeyedDigest(lowercasing: cell)] == nil
  }

  /// Whether a trimmed cell looks like an e-mail address: one `@`, something before it, and after it labels joined by
  /// dots.
  static func isEmail(_ cell: ArraySlice<UInt8>) -> Bool { isEmail(cell.span) }

  static func isEmail(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count <= 320 else { return false }
    var at: Int?
    var dots = 0
    // Where the label, or what stands before the `@`, starts.
    var start = 0
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte > 0x20, byte != 0x7F else { return false }
      if byte == UInt8(ascii: "@") {
        guard at == nil, index > 0 else { return false }
        at = index
        start = index + 1
      } else if byte == UInt8(ascii: "."), at != nil {
        guard index > start else { return false }
        dots += 1
        start = index + 1
      }
    }
    return at != nil && dots > 0 && bytes.count > start
  }

  /// A letter or digit of ASCII, or a byte of any character beyond.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}

/// A set of bytes, a bit for each.
struct ByteSet: Sendable {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ bytes: [UInt8]) {
    for byte in bytes {
      let bit = UInt64(1) << UInt64(byte & 63)
      switch byte >> 6 {
      case 0: bits.0 |= bit
      case 1: bits.1 |= bit
      case 2: bits.2 |= bit
      default: bits.3 |= bit
      }
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: bits.0
      case 1: bits.1
      case 2: bits.2
      default: bits.3
      }
    return word >> UInt64(byte & 63) & 1 != 0
  }
}
