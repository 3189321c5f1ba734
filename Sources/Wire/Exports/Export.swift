/// What was read of an export: exactly the bytes whose digest this is.
package struct ExportSummary: Sendable, Equatable {
  package let digest: SHA256Digest
  package let bytes: Int
  package let rows: Int

  init(_ input: ExportInput, rows: Int) {
    digest = input.digest
    bytes = input.byteCount
    self.rows = rows
  }
}

/// How an export is written, as far as its bytes do not say so themselves.
package struct ExportForm: Sendable {
  /// The byte between fields; the likeliest by the header line where nil.
  package var delimiter: UInt8?
  /// UTF-8 where nil; a byte order mark decides over either.
  package var encoding: TextEncoding?
  /// The columns that are wanted of JSON Lines, which have no header line; `a.b` is the key `b` of the object `a`.
  package var columns: [String]

  package init(delimiter: UInt8? = nil, encoding: TextEncoding? = nil, columns: [String] = []) {
    self.delimiter = delimiter
    self.encoding = encoding
    self.columns = columns
  }
}

/// An export in a file or in memory: comma-separated values or JSON Lines, plain or in gzip.
package enum Export {
  /// Small enough for the cache of one processor core, from reading to splitting.
  private static let blockSize = 1 << 19
  private static let greatestWidth = 10_000

  /// Opens a file, and reads its header line where it has one.
  package static func open(path: String, _ form: ExportForm = ExportForm()) throws(ExportError)
    -> ExportReader
  {
    try reader(of: ExportInput(path: path), form, blockSize: blockSize)
  }

  /// The same for bytes in memory, which are read in blocks of about `chunkSize`.
  package static func open(
    bytes: [UInt8], _ form: ExportForm = ExportForm(), chunkSize: Int = 1 << 19
  ) throws(ExportError) -> ExportReader {
    try reader(of: ExportInput(bytes: bytes), form, blockSize: max(1, chunkSize))
  }

  /// The keys of the first thousand lines of JSON Lines, in the order in which they turn up; nil for another file.
  package static func keys(ofJSONLines path: String) throws(ExportError) -> [String]? {
    let input = try ExportInput(path: path)
    let text = try ExportText.open(input, encoding: nil, chunkSize: blockSize)
    guard text.firstVisible == UInt8(ascii: "{") else { return nil }
    var cutter = BlockCutter(text, start: [], delimiter: nil, blockSize: blockSize)
    var keys = JSONLinesKeys(lines: 1000)
    while !keys.isFull, let piece = try cutter.next(reusing: []) { try keys.add(piece) }
    return keys.names
  }

  private static func reader(
    of input: sending ExportInput, _ form: ExportForm, blockSize: Int
  ) throws(ExportError) -> ExportReader {
    let text = try ExportText.open(input, encoding: form.encoding, chunkSize: blockSize)
    switch text.firstVisible {
    case UInt8(ascii: "{"):
      let cutter = BlockCutter(text, start: [], delimiter: nil, blockSize: blockSize)
      let places = Dictionary(
        form.columns.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
      let format = ExportProgress.Format.jsonLines(places, columns: form.columns.count)
      return ExportReader(header: form.columns, delimiter: nil, ExportProgress(cutter, input, format))
    case UInt8(ascii: "["): throw .jsonDocument
    default:
      let start = try HeaderLine(text, chunkSize: blockSize)
      let delimiter = form.delimiter ?? start.delimiter
      let cutter = BlockCutter(text, start: start.bytes, delimiter: delimiter, blockSize: blockSize)
      var progress = ExportProgress(cutter, input, .csv(delimiter: delimiter, columns: 0))
      let header = try progress.readHeader(
        delimiter: delimiter, limit: greatestWidth, isAfterName: start.namedDelimiter != nil)
      try requireDistinct(header)
      return ExportReader(header: header, delimiter: delimiter, progress)
    }
  }

  private static func requireDistinct(_ header: [String]) throws(ExportError) {
    var seen: Set<[UInt8]> = []
    for name in header where !name.isEmpty {
      guard seen.insert(Array(name.utf8)).inserted else { throw .duplicateColumn(name) }
    }
  }
}
