/// Reads comma-separated values as they are exported (RFC 4180 and what real exports do): row by row, in bounded memory.
///
/// CRLF, LF or CR; quoted line breaks; a last line with or without line end. Blank lines are no rows. A quote inside an
/// unquoted field stands for itself. A row that cannot be used is given out with its ``ExportRecord/problem``; only what
/// makes the rest of the file unreadable is thrown.
package final class CSVReader: RecordReader {
  package let header: [String]
  /// The byte between fields.
  package let delimiter: UInt8

  private let input: ExportInput
  private var scanner: CSVScanner
  private var rows = 0

  /// Reads the header line; the delimiter is the likeliest by that line where none is given.
  init(
    _ input: ExportInput, _ text: ExportText, delimiter: UInt8?, chunkSize: Int
  ) throws(ExportError) {
    var scanner = try CSVScanner(text, delimiter: delimiter, chunkSize: chunkSize)
    var record = ExportRecord()
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
    self.input = input
    self.delimiter = scanner.delimiter
    self.scanner = scanner
  }

  package func next(_ record: inout ExportRecord) throws(ExportError) -> Bool {
    guard try scanner.read(&record, columns: header.count) else { return false }
    record.end(columns: header.count)
    rows += 1
    record.row = rows
    return true
  }

  package var summary: ExportSummary { ExportSummary(input, rows: rows) }

  private static let greatestWidth = 10_000
}
