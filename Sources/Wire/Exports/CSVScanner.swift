/// Finds the fields of rows in a piece of text that starts with a row and ends with one.
struct CSVScanner {
  /// Shared with the record that is read into.
  let bytes: [UInt8]
  private let end: Int
  private let delimiter: UInt8
  /// How many fields of a row are kept.
  var columns: Int
  private let search: SeparatorSearch
  /// Whether no byte needs to be looked at for itself.
  private let isPlainASCII: Bool
  /// Where the next row starts.
  private var index = 0
  /// The bytes that may end a field, as far as they were looked for.
  private var marks = SeparatorMarks()
  /// The line of the byte at `index`, from 1.
  private(set) var line = 1

  /// The greatest field and row, in bytes as they are written.
  static let greatestField = 1 << 20
  static let greatestRecord = 1 << 24

  /// Fields beyond `columns` are counted but not kept.
  init(_ piece: BlockCutter.Piece, delimiter: UInt8, columns: Int) {
    bytes = piece.bytes
    end = piece.end
    self.delimiter = delimiter
    self.columns = columns
    search = SeparatorSearch(delimiter, CSVByte.quote, CSVByte.lineFeed, CSVByte.carriageReturn)
    isPlainASCII = piece.bytes.span.isPlainASCII(in: 0..<piece.end)
  }

  /// Reads the next row that is not blank; false at the end.
  mutating func read(_ record: inout ExportRecord) throws(ExportError) -> Bool {
    skipBlankLines()
    guard index < end else { return false }
    let start = index
    record.start(line: line)
    var row = Row()
    if let plain = PlainRow(in: &record, bytes.span, from: index, marks, search, columns: columns) {
      (marks, index, line) = (plain.marks, plain.end, line + 1)
      (record.fieldCount, record.kept) = (plain.fieldCount, min(plain.fieldCount, columns))
      row.hasSurplus = plain.hasSurplus
    } else {
      repeat { try readField(into: &record, of: &row, from: start) } while !row.isEnded
    }
    record.problem = problem(of: row, in: start..<index, record)
    return true
  }

  /// What is known of the row that is being read.
  private struct Row {
    var isEnded = false
    var hasStrayQuote = false
    /// Whether a field beyond the header's says something.
    var hasSurplus = false
  }

  private mutating func skipBlankLines() {
    while index < end, bytes[index] == CSVByte.lineFeed || bytes[index] == CSVByte.carriageReturn {
      endLine(at: index)
    }
  }

  /// Goes on behind the line end at `place`.
  private mutating func endLine(at place: Int) {
    line += 1
    let isCRLF = bytes[place] == CSVByte.carriageReturn && bytes[place + 1] == CSVByte.lineFeed
    index = place + (isCRLF ? 2 : 1)
  }

  /// The next byte from `place` on that may end a field; the end of the text is one.
  @inline(__always)
  private mutating func nextMark(from place: Int) -> Int {
    while true {
      while marks.all != 0 {
        let mark = marks.window + marks.all.takeLowestBit()
        if mark >= place { return mark }
      }
      marks = search.marks(in: bytes.span, after: marks, notBefore: place)
    }
  }

  private mutating func readField(
    into record: inout ExportRecord, of row: inout Row, from rowStart: Int
  ) throws(ExportError) {
    var start = index
    var place = nextMark(from: start)
    var end = place
    var isQuoted = false
    var hasDoubled = false
    if bytes[place] == CSVByte.quote {
      var close: Int?
      if place == start {
        isQuoted = true
        start += 1
        let firstLine = line
        guard let found = closingQuote(from: start, &hasDoubled) else {
          try requireLength(self.end, of: index, rowStart, record)
          throw .unclosedQuote(line: firstLine)
        }
        place = nextMark(from: found + 1)
        // What follows the quote belongs to the field, and makes it one that nobody can read.
        if place == found + 1, bytes[place] != CSVByte.quote {
          close = found
        } else {
          row.hasStrayQuote = true
        }
      }
      // A quote inside an unquoted field stands for itself.
      while bytes[place] == CSVByte.quote { place = nextMark(from: place + 1) }
      end = close ?? place
    }
    if place - rowStart > Self.greatestField { try requireLength(place, of: index, rowStart, record) }
    if record.fieldCount >= columns, start < end { row.hasSurplus = true }
    record.append(
      hasDoubled
        ? rewritten(start..<end, in: &record) : ExportRecord.Field(start..<end, isQuoted: isQuoted),
      columns: columns)
    if bytes[place] == delimiter, place < self.end {
      index = place + 1
    } else {
      row.isEnded = true
      endLine(at: place)
    }
  }

  /// Where the quote stands that closes the field; nil where the text ends before.
  private mutating func closingQuote(from start: Int, _ hasDoubled: inout Bool) -> Int? {
    var place = start
    while true {
      place = nextMark(from: place)
      if place >= end { return nil }
      switch bytes[place] {
      case CSVByte.quote:
        guard bytes[place + 1] == CSVByte.quote, place + 1 < end else { return place }
        hasDoubled = true
        place += 1
      case CSVByte.carriageReturn: line += 1
      case CSVByte.lineFeed:
        if place == start || bytes[place - 1] != CSVByte.carriageReturn { line += 1 }
      default: break
      }
      place += 1
    }
  }

  /// A quoted field whose doubled quotes are written once.
  private func rewritten(_ range: Range<Int>, in record: inout ExportRecord) -> ExportRecord.Field {
    let start = record.rewritten.count
    var isSecond = false
    for byte in bytes[range] {
      isSecond = byte == CSVByte.quote && !isSecond
      if !isSecond { record.rewritten.append(byte) }
    }
    return ExportRecord.Field(start..<record.rewritten.count, isQuoted: true, isRewritten: true)
  }

  /// Throws where the field from `start` to `place`, or the row up to there, is too long: what comes to its limit first.
  private func requireLength(
    _ place: Int, of start: Int, _ rowStart: Int, _ record: ExportRecord
  ) throws(ExportError) {
    let (field, row) = (start + Self.greatestField, rowStart + Self.greatestRecord)
    if place > field, field <= row { throw .fieldTooLong(line: record.line, limit: Self.greatestField) }
    if place > row { throw .recordTooLong(line: record.line, limit: Self.greatestRecord) }
  }

  /// What is wrong with a row that was read; empty fields at the end, beyond the header's, are none.
  private func problem(of row: Row, in range: Range<Int>, _ record: borrowing ExportRecord) -> RecordProblem?
  {
    if row.hasStrayQuote { return .strayQuote }
    if !isPlainASCII {
      let written = bytes[range.lowerBound..<min(range.upperBound, end)]
      if written.contains(0) { return .nul }
      if written.contains(where: { $0 >= 0x80 }), !isUTF8(record) { return .notUTF8 }
    }
    guard record.fieldCount < columns || row.hasSurplus else { return nil }
    return .ragged(fields: record.fieldCount, columns: columns)
  }

  /// Field by field: halves of a character on both sides of a delimiter are none.
  private func isUTF8(_ record: borrowing ExportRecord) -> Bool {
    (0..<record.kept).allSatisfy { index in
      let field = record.fields[index]
      return field.isRewritten
        ? record.rewritten.span.isUTF8(in: field.range) : bytes.span.isUTF8(in: field.range)
    }
  }
}
