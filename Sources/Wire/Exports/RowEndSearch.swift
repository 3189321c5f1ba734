/// Finds where the last whole row of a piece of text ends, the piece starting with a row.
///
/// What it finds out is kept, so that each byte is looked at once however often the piece grows.
struct RowEndSearch {
  /// The byte between fields; nil where every LF ends a row, whatever stands before it.
  private let delimiter: UInt8?
  private let search: SeparatorSearch
  private var index = 0
  private var isQuoted = false
  /// The index behind the last row's end; 0 where none was found.
  private(set) var lastEnd = 0

  init(delimiter: UInt8?) {
    self.delimiter = delimiter
    search = SeparatorSearch(CSVByte.quote, CSVByte.lineFeed, CSVByte.carriageReturn, CSVByte.lineFeed)
  }

  /// Looks at the bytes up to `end`; ``SeparatorSearch/width`` more have to be in the array.
  mutating func look(at bytes: [UInt8], upTo end: Int) {
    guard let delimiter else {
      if let feed = bytes[index..<end].lastIndex(of: CSVByte.lineFeed) { lastEnd = feed + 1 }
      index = end
      return
    }
    let span = bytes.span
    // Most exports hold few quotes, or none.
    if !isQuoted, !span.contains(CSVByte.quote, in: index..<end) {
      if let feed = bytes[index..<end].lastIndex(of: CSVByte.lineFeed) {
        lastEnd = feed + 1
        index = end
        return
      }
    }
    while index < end {
      var marks = search.marks(in: span, from: index)
      let window = index
      index = min(window + SeparatorSearch.width, end)
      while marks != 0 {
        let place = window + marks.takeLowestBit()
        if place >= end { break }
        switch span[place] {
        case CSVByte.quote where isQuoted:
          guard place + 1 < end else {
            index = place
            return
          }
          if span[place + 1] == CSVByte.quote {
            if marks == 0 { index = place + 2 } else { _ = marks.takeLowestBit() }
          } else {
            isQuoted = false
          }
        case CSVByte.quote:
          // Only at the start of a field does a quote open anything.
          isQuoted = place == 0 || CSVByte.endsField(span[place - 1], delimiter)
        case CSVByte.lineFeed where !isQuoted: lastEnd = place + 1
        case CSVByte.carriageReturn where !isQuoted:
          // A CR that ends the piece may be half of a line end.
          guard place + 1 < end else {
            index = place
            return
          }
          if span[place + 1] != CSVByte.lineFeed { lastEnd = place + 1 }
        default: break
        }
      }
    }
  }
}

/// The bytes that mean something in CSV, whatever its delimiter is.
enum CSVByte {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D

  /// Whether a field starts behind that byte outside quotes.
  static func endsField(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    byte == delimiter || byte == lineFeed || byte == carriageReturn
  }
}
