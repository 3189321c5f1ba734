/// Reads an export row by row.
package protocol RecordReader: AnyObject {
  /// The names of the columns, in order.
  var header: [String] { get }

  /// Reads the next row into `record`; false at the end of the file.
  func next(_ record: inout ExportRecord) throws(ExportError) -> Bool

  /// What was read, once ``next(_:)`` has answered false.
  var summary: ExportSummary { get }
}

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
  /// Opens a file, and reads its header line where it has one.
  package static func open(path: String, _ form: ExportForm = ExportForm()) throws(ExportError)
    -> any RecordReader
  {
    try reader(of: ExportInput(path: path), form, chunkSize: 1 << 18)
  }

  /// The same for bytes in memory, which are read in pieces of `chunkSize`.
  package static func open(
    bytes: [UInt8], _ form: ExportForm = ExportForm(), chunkSize: Int = 1 << 18
  ) throws(ExportError) -> any RecordReader {
    try reader(of: ExportInput(bytes: bytes), form, chunkSize: max(1, chunkSize))
  }

  /// The keys of the first thousand lines of JSON Lines, in the order in which they turn up; nil for another file.
  package static func keys(ofJSONLines path: String) throws(ExportError) -> [String]? {
    let input = try ExportInput(path: path)
    let text = try ExportText.open(input, encoding: nil, chunkSize: 1 << 18)
    guard text.firstVisible == UInt8(ascii: "{") else { return nil }
    return try JSONLinesReader(input, text, columns: [], chunkSize: 1 << 18).keys(lines: 1000)
  }

  private static func reader(
    of input: ExportInput, _ form: ExportForm, chunkSize: Int
  ) throws(ExportError) -> any RecordReader {
    let text = try ExportText.open(input, encoding: form.encoding, chunkSize: chunkSize)
    switch text.firstVisible {
    case UInt8(ascii: "{"): return JSONLinesReader(input, text, columns: form.columns, chunkSize: chunkSize)
    case UInt8(ascii: "["): throw .jsonDocument
    default: return try CSVReader(input, text, delimiter: form.delimiter, chunkSize: chunkSize)
    }
  }
}
