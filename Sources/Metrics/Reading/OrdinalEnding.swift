/// What stands behind a day that is written as an ordinal: `3rd`, `1er`, `1º`.
///
/// Endings of English, French, Dutch, Spanish, Portuguese and Italian, in either case. Which of them goes with which number is
/// not looked at: `3st` is a slip of somebody's pen, and no other day.
enum OrdinalEnding {
  /// In capitals; none stands before a longer one that it begins.
  static let words: [StaticString] = ["STE", "ST", "ND", "RD", "TH", "ERO", "ER", "E", "RO", "DE", "O"]
  /// The numbers of the signs ª, ° and º, which may have a dot before them.
  static let signs: [UInt8] = [0xAA, 0xB0, 0xBA]

  /// Takes an ending where one stands.
  static func skip(_ cursor: inout ByteCursor) {
    for word in words where cursor.take(word: word) { return }
    for sign in signs where cursor.take(sign: sign) || cursor.take(dottedSign: sign) { return }
  }

  /// Whether the whole of a word is one.
  static func isEnding(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    var cursor = ByteCursor(bytes.span)
    skip(&cursor)
    return cursor.taken > 0 && cursor.isAtEnd
  }
}
