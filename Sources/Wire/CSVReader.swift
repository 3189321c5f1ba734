/// Reads comma-separated values as they are exported (RFC 4180 and what real exports do): row by row, in bounded memory.
///
/// UTF-8 with or without BOM; CRLF, LF or CR; quoted line breaks; a last line with or without line end. Blank lines are
/// no rows. A quote inside an unquoted field stands for itself. A row that cannot be used is given out with its
/// ``CSVRecord/problem``; only what makes the rest of the file unreadable is thrown.
package final class CSVReader {
  /// The names of the columns, in order.
  package let header: [String]
  /// The byte between fields.
  package let delimiter: UInt8

  private var scanner: CSVScanner
  private var rows = 0

  /// What was read: exactly the bytes whose digest this is.
  package struct Summary: Sendable, Equatable {
    package let digest: SHA256Digest
    package let bytes: Int
    package let rows: Int
  }

  /// Opens a file and reads its header line; the delimiter is `,`, `;` or tab, by the header line, where none is given.
  package convenience init(path: String, delimiter: UInt8? = nil) throws(CSVError) {
    try self.init(CSVInput(path: path), delimiter: delimiter, chunkSize: 1 << 18)
  }

  /// Reads bytes in memory, in pieces of `chunkSize`.
  package convenience init(bytes: [UInt8], delimiter: UInt8? = nil, chunkSize: Int = 1 << 18) throws(CSVError)
  {
    try self.init(CSVInput(bytes: bytes), delimiter: delimiter, chunkSize: chunkSize)
  }

  private init(_ input: CSVInput, delimiter: UInt8?, chunkSize: Int) throws(CSVError) {
    var scanner = try CSVScanner(input, delimiter: delimiter, chunkSize: chunkSize)
    var record = CSVRecord()
    guard try scanner.read(&record, columns: Self.greatestWidth + 1) else { throw .empty }
    guard record.fieldCount <= Self.greatestWidth else { throw .tooManyColumns(limit: Self.greatestWidth) }
    record.end(columns: record.fieldCount)
    if let problem = record.problem { throw .badHeader(problem) }
    let names = (0..<record.fieldCount).map { String(decoding: record[$0], as: UTF8.self) }
    var seen: Set<[UInt8]> = []
    for name in names where !name.isEmpty {
      guard seen.insert(Array(name.utf8)).inserted else { throw .duplicateColumn(name) }
    }
    header = names
    self.delimiter = scanner.delimiter
    self.scanner = scanner
  }

  /// Reads the next row into `record`; false at the end of the file.
  package func next(_ record: inout CSVRecord) throws(CSVError) -> Bool {
    guard try scanner.read(&record, columns: header.count) else { return false }
    record.end(columns: header.count)
    rows += 1
    record.row = rows
    return true
  }

  /// The digest, size and number of rows, once ``next(_:)`` has answered false.
  package var summary: Summary {
    Summary(digest: scanner.input.digest, bytes: scanner.input.byteCount, rows: rows)
  }

  /// The index of the column of that name, compared by bytes.
  package func column(_ name: String) -> Int? {
    header.firstIndex { $0.hasSameBytes(as: name) }
  }

  private static let greatestWidth = 10_000
}
