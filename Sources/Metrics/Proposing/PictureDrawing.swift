/// A cell that is gone through from its front, and the picture that is drawn of it meanwhile.
struct PictureDrawing {
  let parts: [CellPart]
  var index = 0
  var text = ""

  /// Nil for what is too long for a time, or no text.
  init?(_ cell: ArraySlice<UInt8>) {
    guard cell.count <= CellPictures.greatestCount, let parts = CellPart.parts(of: cell) else { return nil }
    self.parts = parts
  }

  var isAtEnd: Bool { index == parts.count }
  var next: CellPart? { index < parts.count ? parts[index] : nil }

  mutating func takeDigits(_ counts: ClosedRange<Int>) -> Int? {
    guard case .digits(let count)? = next, counts.contains(count) else { return nil }
    index += 1
    return count
  }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == .mark(UInt8(ascii: mark)) else { return false }
    index += 1
    return true
  }

  mutating func takeWord(_ isMeant: (String) -> Bool) -> String? {
    guard case .word(let word)? = next, isMeant(word) else { return nil }
    index += 1
    return word
  }

  /// Takes a blank where one stands; always true, so that it may stand among conditions.
  mutating func takeBlank() -> Bool {
    if next == .blank {
      text += " "
      index += 1
    }
    return true
  }

  /// A word as a picture has it: between quotes where letters of it stand for parts of a time.
  static func literal(_ word: String) -> String {
    word.utf8.contains { TimestampFormat.letters.contains($0) } ? "'\(word)'" : word
  }
}
