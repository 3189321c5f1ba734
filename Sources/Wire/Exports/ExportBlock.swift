/// Whole rows of an export that follow each other, to be read on whatever thread.
package struct ExportBlock: Sendable {
  /// How many rows were read.
  private(set) var rows = 0
  /// The number of the block, from 0.
  let number: Int
  private var csv: CSVScanner?
  private var jsonLines: JSONLinesScanner?

  init(_ piece: BlockCutter.Piece, _ format: ExportProgress.Format, number: Int) {
    self.number = number
    switch format {
    case .csv(let delimiter, let columns):
      csv = CSVScanner(piece, delimiter: delimiter, columns: columns)
    case .jsonLines(let columns, let count):
      jsonLines = JSONLinesScanner(piece, columns: columns, count: count)
    }
  }

  /// A record for the rows of this block, and of no other.
  package var emptyRecord: ExportRecord {
    var record = ExportRecord()
    prepare(&record)
    return record
  }

  /// Lets a record take rows of this block.
  func prepare(_ record: inout ExportRecord) { record.bytes = csv?.bytes ?? [] }

  /// Reads the next row into the block's `record`; false at the end of the block.
  ///
  /// The row's number and its line are counted from the block's start. Throws what makes the rest of the file unreadable.
  package mutating func next(_ record: inout ExportRecord) throws(ExportError) -> Bool {
    let isThere = csv != nil ? try csv?.read(&record) : try jsonLines?.read(&record)
    guard isThere == true else { return false }
    rows += 1
    record.row = rows
    return true
  }

  /// How many lines end in what was read.
  var lines: Int { (csv?.line ?? jsonLines?.line ?? 1) - 1 }

  /// Whether a row had a value for each of JSON Lines' columns.
  var seen: [Bool] { jsonLines?.seen ?? [] }

  /// What it is read from, for the next one.
  var storage: [UInt8] { csv?.bytes ?? jsonLines?.bytes ?? [] }

  /// Reads the header line, which is no row, and says what its columns are called; nil where all lines are blank.
  mutating func readHeader(limit: Int) throws(ExportError) -> [String]? {
    csv?.columns = limit + 1
    var record = emptyRecord
    guard try csv?.read(&record) == true else { return nil }
    guard record.fieldCount <= limit else { throw .tooManyColumns(limit: limit) }
    csv?.columns = record.fieldCount
    switch record.problem {
    // A header line is as wide as it is.
    case nil, .ragged: break
    case let problem?: throw .badHeader(problem)
    }
    return (0..<record.fieldCount).map { String(decoding: record[$0], as: UTF8.self) }
  }
}
