/// Finds the fields of rows in the chunks of a text.
struct CSVScanner {
  private let text: any ByteStream
  let delimiter: UInt8
  private var chunk: [UInt8]
  private let chunkSize: Int
  private var index = 0
  private var end = 0
  /// The line of the byte at `index`, from 1.
  private var line = 1
  /// Whether the last byte taken was a CR, so that an LF right after it ends no further line.
  private var afterCR = false

  private enum Terminator { case delimiter, line, file }

  /// The greatest field and row, in bytes.
  static let greatestField = 1 << 20
  static let greatestRecord = 1 << 24

  init(_ text: any ByteStream, delimiter: UInt8?, chunkSize: Int) throws(ExportError) {
    let size = max(1, chunkSize)
    var start: [UInt8] = []
    // However short the reads are, the same bytes decide what separates fields.
    while start.count < Self.greatestField, delimiter == nil, !Self.hasWholeLine(start) {
      var more = [UInt8](repeating: 0, count: size)
      let count = try text.read(into: &more)
      if count == 0 { break }
      start.append(contentsOf: more[..<count])
    }
    self.delimiter = delimiter ?? Self.delimiter(ofHeader: start[...])
    chunk = start
    end = start.count
    self.chunkSize = size
    self.text = text
  }

  /// Reads the next row that is not blank; false at the end.
  ///
  /// Fields beyond `columns` are counted but not kept.
  mutating func read(_ record: inout ExportRecord, columns: Int) throws(ExportError) -> Bool {
    repeat {
      try skipLineFeedOfCRLF()
      guard try hasMore() else { return false }
      record.start(line: line)
      while try readField(into: &record, columns: columns) == .delimiter {}
    } while record.fieldCount == 1 && record[0].isEmpty && !record.isQuoted(0)
    return true
  }

  private mutating func readField(
    into record: inout ExportRecord, columns: Int
  ) throws(ExportError) -> Terminator {
    let isQuoted = try hasMore() && chunk[index] == Self.quote
    if isQuoted { try readQuoted(into: &record) }
    let start = record.bytes.count
    let terminator = try readPlain(into: &record)
    if isQuoted, record.bytes.count > start { record.hasStrayQuote = true }
    record.endField(quoted: isQuoted, columns: columns)
    return terminator
  }

  /// Reads up to the next delimiter, line end or end of file, and takes that too.
  private mutating func readPlain(into record: inout ExportRecord) throws(ExportError) -> Terminator {
    while try hasMore() {
      let start = index
      var bits: UInt8 = 0
      var hasNUL = false
      while index < end {
        let byte = chunk[index]
        if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
        bits |= byte
        if byte == 0 { hasNUL = true }
        index += 1
      }
      try append(start..<index, to: &record, bits: bits, hasNUL: hasNUL)
      guard index < end else { continue }
      let byte = chunk[index]
      index += 1
      if byte == delimiter { return .delimiter }
      line += 1
      afterCR = byte == Self.carriageReturn
      return .line
    }
    return .file
  }

  /// Reads from an opening quote to behind the closing one.
  private mutating func readQuoted(into record: inout ExportRecord) throws(ExportError) {
    let firstLine = line
    index += 1
    var wasCR = false
    while try hasMore() {
      let start = index
      var bits: UInt8 = 0
      var hasNUL = false
      while index < end {
        let byte = chunk[index]
        if byte == Self.quote { break }
        bits |= byte
        if byte == 0 { hasNUL = true }
        if byte == Self.carriageReturn || (byte == Self.lineFeed && !wasCR) { line += 1 }
        wasCR = byte == Self.carriageReturn
        index += 1
      }
      try append(start..<index, to: &record, bits: bits, hasNUL: hasNUL)
      guard index < end else { continue }
      index += 1
      guard try hasMore(), chunk[index] == Self.quote else { return }
      wasCR = false
      try append(index..<(index + 1), to: &record, bits: 0, hasNUL: false)
      index += 1
    }
    throw .unclosedQuote(line: firstLine)
  }

  private func append(
    _ range: Range<Int>, to record: inout ExportRecord, bits: UInt8, hasNUL: Bool
  ) throws(ExportError) {
    guard record.bytes.count - record.fieldStart + range.count <= Self.greatestField else {
      throw .fieldTooLong(line: record.line, limit: Self.greatestField)
    }
    guard record.bytes.count + range.count <= Self.greatestRecord else {
      throw .recordTooLong(line: record.line, limit: Self.greatestRecord)
    }
    record.bytes.append(contentsOf: chunk[range])
    record.bits |= bits
    if hasNUL { record.hasNUL = true }
  }

  private mutating func skipLineFeedOfCRLF() throws(ExportError) {
    guard afterCR else { return }
    afterCR = false
    if try hasMore(), chunk[index] == Self.lineFeed { index += 1 }
  }

  /// Whether a byte stands at `index`, after reading on where the chunk is used up.
  private mutating func hasMore() throws(ExportError) -> Bool {
    if index < end { return true }
    if chunk.count != chunkSize { chunk = [UInt8](repeating: 0, count: chunkSize) }
    end = try text.read(into: &chunk)
    index = 0
    return end > 0
  }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
}

extension CSVScanner {
  /// Whether the first line that is not blank ends within `bytes`.
  private static func hasWholeLine(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 4 && firstLine(of: bytes[...]).endIndex < bytes.endIndex
  }

  /// The one of `,`, `;`, tab and `|` that stands most often in the first line outside quotes; `,` where none does.
  private static func delimiter(ofHeader bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [(byte: UInt8, count: Int)] = [
      (UInt8(ascii: ","), 0), (UInt8(ascii: ";"), 0), (0x09, 0), (UInt8(ascii: "|"), 0),
    ]
    var isQuoted = false
    for byte in firstLine(of: bytes) {
      if byte == quote { isQuoted.toggle() }
      for choice in counts.indices where !isQuoted && counts[choice].byte == byte {
        counts[choice].count += 1
      }
    }
    return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.byte
  }

  /// The first line that is not blank, up to a line end outside quotes.
  private static func firstLine(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let line = bytes.drop { $0 == lineFeed || $0 == carriageReturn }
    var isQuoted = false
    return line.prefix { byte in
      if byte == quote { isQuoted.toggle() }
      return isQuoted || (byte != lineFeed && byte != carriageReturn)
    }
  }
}
