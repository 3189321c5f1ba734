internal import Wire

/// Lines above the header line of an export, in which programs put the name of a board, a report or a group.
enum TitleLines {
  /// How many rows are looked at.
  private static let greatestCount = 20
  /// A header line has so many columns at least.
  private static let leastWidth = 3
  private static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

  /// Whether a first line may be none of names: most rows are wider or narrower, or hardly a column has a name.
  static func mayStand(above header: [String], rows: Int, ragged: Int) -> Bool {
    header.count == 1 || ragged * 2 > rows || header.count { !$0.isEmpty } * 2 < header.count
  }

  /// The line that looks like that of the names, from 1, in a file whose first one cannot be it; nil where none does.
  static func headerLine(of path: String, _ form: ExportForm) throws(ExportError) -> Int? {
    var best: (width: Int, line: Int)?
    // What separates fields is found out from the first line, which may have none.
    for delimiter in delimiters {
      var form = form
      form.delimiter = delimiter
      let reader: ExportReader
      do { reader = try Export.open(path: path, form) } catch {
        if case .duplicateColumn = error { continue }
        throw error
      }
      guard reader.delimiter != nil, let found = try header(in: reader), found.width > best?.width ?? 0 else {
        continue
      }
      best = found
    }
    return best?.line
  }

  private static func header(in reader: ExportReader) throws(ExportError) -> (width: Int, line: Int)? {
    var rows: [(width: Int, line: Int, isOfNames: Bool)] = []
    var record = ExportRecord()
    while rows.count < greatestCount, try reader.next(&record) {
      rows.append((record.fieldCount, record.line, isOfNames(record, columns: reader.header.count)))
    }
    let widths = Dictionary(grouping: rows, by: \.width).map { (count: $1.count, width: $0) }
    guard let width = widths.max(by: { ($0.count, $0.width) < ($1.count, $1.width) })?.width,
      width >= leastWidth, reader.header.count(where: { !$0.isEmpty }) * 2 < width
    else { return nil }
    return rows.first { $0.width == width && $0.isOfNames }.map { (width, $0.line) }
  }

  /// Whether the cells of a row that are known could be names: most are filled, and none is what only rows hold.
  private static func isOfNames(_ record: ExportRecord, columns: Int) -> Bool {
    let cells = (0..<min(columns, record.fieldCount)).map { record[$0].trimmed }.filter { !$0.isEmpty }
    return cells.count * 5 >= min(columns, record.fieldCount) * 3
      && cells.allSatisfy { cell in
        let text = String(decoding: cell.prefix(400), as: UTF8.self)
        return text.contains(where: \.isLetter) && !text.contains("@")
          && cell.count { $0 &- 0x30 < 10 } < 5
      }
  }
}
