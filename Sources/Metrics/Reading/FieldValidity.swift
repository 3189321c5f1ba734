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

  /// Whether a trimmed cell is filled, holds a letter or digit, and is no placeholder.
  static func isFilled(_ cell: ArraySlice<UInt8>) -> Bool {
    guard cell.contains(where: { isWord($0) }) else { return false }
    guard cell.count <= 16 else { return true }
    return !placeholders.contains(lowercased(cell))
  }

  /// Whether a trimmed cell looks like an e-mail address: one `@`, something before it, and after it labels joined by
  /// dots.
  static func isEmail(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let at = cell.firstIndex(of: UInt8(ascii: "@")), at > cell.startIndex, cell.count <= 320 else {
      return false
    }
    let labels = cell[(at + 1)...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
      && !cell[(at + 1)...].contains(UInt8(ascii: "@")) && cell.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  /// With ASCII letters in lower case; addresses beyond ASCII are told apart by case.
  static func lowercased(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard cell.contains(where: { $0 &- 0x41 < 26 }) else { return cell }
    return ArraySlice(cell.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 })
  }

  /// A letter or digit of ASCII, or a byte of any character beyond.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
