/// Reads JSON Lines: an object a line, its members by key, those of objects in it by keys joined with dots.
///
/// Strings are taken without their escapes, numbers, `true` and `false` as they are written, `null` as empty, lists as
/// their items joined with `;`. A key that no line has is a column of empty fields, and told by ``unseen``.
package final class JSONLinesReader: RecordReader {
  package let header: [String]

  private let input: ExportInput
  private let text: ExportText
  private let columns: [[UInt8]: Int]
  private var chunk: [UInt8]
  private var index = 0
  private var end = 0
  private var line = 0
  private var rows = 0
  private var bytes: [UInt8] = []
  private var fields: [[UInt8]]
  private var seen: Set<Int> = []

  init(_ input: ExportInput, _ text: ExportText, columns: [String], chunkSize: Int) {
    self.input = input
    self.text = text
    header = columns
    self.columns = Dictionary(
      columns.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    fields = columns.map { _ in [] }
    chunk = [UInt8](repeating: 0, count: chunkSize)
  }

  /// The columns that no row had.
  package var unseen: [String] { header.indices.filter { !seen.contains($0) }.map { header[$0] } }

  package func next(_ record: inout ExportRecord) throws(ExportError) -> Bool {
    repeat {
      guard try readLine() else { return false }
    } while bytes.allSatisfy { $0 <= 0x20 }
    rows += 1
    record.start(line: line)
    record.row = rows
    for index in fields.indices { fields[index].removeAll(keepingCapacity: true) }
    var object = FlatObject(bytes)
    do {
      try object.read { key, value in
        guard let column = columns[key] else { return }
        seen.insert(column)
        fields[column] = value
      }
    } catch { record.jsonProblem = error }
    for field in fields {
      record.bytes.append(contentsOf: field)
      for byte in field { record.bits |= byte }
      record.endField(quoted: false, columns: header.count)
    }
    record.end(columns: header.count)
    return true
  }

  /// The keys of the next lines that can be read, each once.
  func keys(lines: Int) throws(ExportError) -> [String] {
    var keys: [String] = []
    var known: Set<[UInt8]> = []
    for _ in 0..<lines {
      guard try readLine() else { break }
      var object = FlatObject(bytes)
      try? object.read { key, _ in
        guard let text = String(validating: key, as: UTF8.self), known.insert(key).inserted else { return }
        keys.append(text)
      }
    }
    return keys
  }

  package var summary: ExportSummary { ExportSummary(input, rows: rows) }

  /// Takes the next line into `bytes`; false at the end of the file.
  private func readLine() throws(ExportError) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    line += 1
    var isStarted = false
    while true {
      if index == end {
        end = try text.read(into: &chunk)
        index = 0
        if end == 0 { return isStarted }
      }
      isStarted = true
      let feed = chunk[index..<end].firstIndex(of: 0x0A)
      bytes.append(contentsOf: chunk[index..<(feed ?? end)])
      guard bytes.count <= CSVScanner.greatestRecord else {
        throw .recordTooLong(line: line, limit: CSVScanner.greatestRecord)
      }
      index = feed.map { $0 + 1 } ?? end
      if feed != nil { return true }
    }
  }
}
