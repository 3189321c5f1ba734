internal import Wire

/// What a cell is made of, as far as the pictures of times in it go.
enum CellPart: Equatable {
  /// So many digits.
  case digits(Int)
  case word(String)
  /// A space, or one of the no-break spaces that are read as such.
  case blank
  case mark(UInt8)

  /// Nil for more parts than times have, and for what is no text.
  static func parts(of cell: ArraySlice<UInt8>) -> [CellPart]? {
    var parts: [CellPart] = []
    var rest = cell
    while let byte = rest.first {
      guard parts.count < 32 else { return nil }
      if byte &- 0x30 < 10 {
        let digits = rest.prefix { $0 &- 0x30 < 10 }
        parts.append(.digits(digits.count))
        rest = rest.dropFirst(digits.count)
      } else if let count = blank(rest) {
        parts.append(.blank)
        rest = rest.dropFirst(count)
      } else if isLetter(byte) {
        var word = rest.prefix(0)
        while let byte = rest[word.endIndex...].first, isLetter(byte), blank(rest[word.endIndex...]) == nil {
          word = rest[word.startIndex..<(word.endIndex + 1)]
        }
        guard let text = String(validating: word, as: UTF8.self) else { return nil }
        parts.append(.word(text))
        rest = rest.dropFirst(word.count)
      } else {
        parts.append(.mark(byte))
        rest = rest.dropFirst()
      }
    }
    return parts
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }

  /// How many bytes of a blank stand in front.
  private static func blank(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.first == 0x20 { return 1 }
    return bytes.starts(with: [0xC2, 0xA0]) ? 2 : bytes.starts(with: [0xE2, 0x80, 0xAF]) ? 3 : nil
  }

  /// The part as it is read where zones are; digits as zeros.
  var bytes: [UInt8] {
    switch self {
    case .digits(let count): Array(repeating: 0x30, count: count)
    case .word(let word): Array(word.utf8)
    case .blank: [0x20]
    case .mark(let byte): [byte]
    }
  }
}
