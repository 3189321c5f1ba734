/// Reads the objects of a piece of JSON Lines: an object a line, its members by key, those of objects in it by keys joined
/// with dots.
///
/// Strings are taken without their escapes, numbers, `true` and `false` as they are written, `null` as empty, lists as
/// their items joined with `;`.
struct JSONLinesScanner {
  /// Shared with the record that is read into.
  let bytes: [UInt8]
  private let end: Int
  private let columns: [[UInt8]: Int]
  private var index = 0
  private(set) var line = 1
  private var values: [[UInt8]]
  /// Whether a row had a value for each of the columns.
  private(set) var seen: [Bool]

  init(_ piece: BlockCutter.Piece, columns: [[UInt8]: Int], count: Int) {
    bytes = piece.bytes
    end = piece.end
    self.columns = columns
    values = Array(repeating: [], count: count)
    seen = Array(repeating: false, count: count)
  }

  /// Reads the next line that is not blank; false at the end.
  mutating func read(_ record: inout ExportRecord) throws(ExportError) -> Bool {
    var text: ArraySlice<UInt8>
    repeat {
      guard let next = try nextLine() else { return false }
      text = next
    } while text.allSatisfy { $0 <= 0x20 }
    record.start(line: line - 1)
    for index in values.indices { values[index].removeAll(keepingCapacity: true) }
    var object = FlatObject(Array(text))
    do {
      try object.read { key, value in
        guard let column = columns[key] else { return }
        seen[column] = true
        values[column] = value
      }
    } catch { record.problem = error }
    for value in values {
      let start = record.rewritten.count
      record.rewritten.append(contentsOf: value)
      record.append(
        ExportRecord.Field(start..<record.rewritten.count, isRewritten: true), columns: values.count)
      if record.problem == nil, !value.span.isUTF8(in: value.indices) { record.problem = .notUTF8 }
    }
    return true
  }

  /// The next line; nil at the end.
  mutating func nextLine() throws(ExportError) -> ArraySlice<UInt8>? {
    guard index < end else { return nil }
    let feed = bytes[index..<end].firstIndex(of: CSVByte.lineFeed) ?? end
    let text = bytes[index..<feed]
    guard text.count <= CSVScanner.greatestRecord else {
      throw .recordTooLong(line: line, limit: CSVScanner.greatestRecord)
    }
    index = feed + 1
    line += 1
    return text
  }
}
