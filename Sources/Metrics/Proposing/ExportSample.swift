internal import Agreements
internal import Wire

/// The first rows of an unknown export, column by column.
struct ExportSample {
  let profiles: [ColumnProfile]
  /// The encoding it has to be read in; nil for UTF-8 and where its bytes say so.
  let encoding: TextEncoding?
  /// Some of the rows, cell by cell: the first ones, and later ones that write a time as none before.
  let rows: [Row]
  /// Words of the names of people and companies in it, in lower case.
  let names: Set<String>
  /// The line that looks like the header line, from 1, where the first one does not.
  let headerLine: Int?
  private let path: String
  private let form: ExportForm

  /// How many rows are looked at.
  static let greatestCount = 20_000
  /// How many columns are looked at; no CRM gives a record more.
  static let greatestColumnCount = 2000
  /// How many words of names are kept apart.
  private static let greatestNameCount = 200_000
  /// How many rows are kept, to be shown.
  private static let keptRows = 300

  /// Reads a file, as Windows-1252 where it is no UTF-8.
  init(file path: String) throws(MeasuringError) {
    self.path = path
    do {
      let columns = try Export.keys(ofJSONLines: path) ?? []
      let plain = ExportForm(columns: columns)
      if let read = try Self.read(path, plain) {
        (profiles, rows, names, encoding, form) = (read.profiles, read.rows, read.names, nil, plain)
        headerLine = read.mayHaveTitle ? try TitleLines.headerLine(of: path, plain) : nil
        return
      }
      let western = ExportForm(encoding: .windows1252, columns: columns)
      let read = try Self.read(path, western, isLast: true)
      (profiles, rows, names) = (read?.profiles ?? [], read?.rows ?? [], read?.names ?? [])
      (encoding, form) = (.windows1252, western)
      headerLine = read?.mayHaveTitle == true ? try TitleLines.headerLine(of: path, western) : nil
    } catch { throw .file(error) }
  }

  /// Nil where more than one row in a hundred is no text in that encoding.
  private static func read(
    _ path: String, _ form: ExportForm, isLast: Bool = false
  ) throws(ExportError) -> Read? {
    let reader: ExportReader
    do { reader = try Export.open(path: path, form) } catch {
      if case .badHeader(.notUTF8) = error, !isLast { return nil }
      throw error
    }
    let named = reader.header.prefix(greatestColumnCount).enumerated().filter { isOfNames($1) }.map(\.offset)
    var names: Set<String> = []
    var columns = try mappedNames(reader).prefix(greatestColumnCount).map { ColumnProfiler($0) }
    var record = ExportRecord()
    var kept: [Row] = []
    var (rows, foreign, ragged) = (0, 0, 0)
    while rows < greatestCount, try reader.next(&record) {
      rows += 1
      if record.problem == .notUTF8 { foreign += 1 }
      if case .ragged? = record.problem { ragged += 1 }
      guard record.problem == nil else { continue }
      var isNew = false
      for index in columns.indices {
        if columns[index].add(record[index]) { isNew = true }
      }
      for index in named where names.count < greatestNameCount {
        let cell = String(decoding: record[index].prefix(200), as: UTF8.self)
        let words = Vocabulary.normalized(cell).split(separator: " ").filter { $0.count > 2 }
        for word in words { names.insert(String(word)) }
      }
      if kept.count < keptRows || isNew && kept.count < 2 * keptRows {
        let cells = columns.indices.map { ArraySlice(Array(record[$0].trimmed.prefix(200))) }
        kept.append(Row(number: rows, cells: cells))
      }
    }
    if foreign * 100 > rows, !isLast { return nil }
    return Read(
      profiles: columns.map(\.profile), rows: kept, names: names,
      mayHaveTitle: TitleLines.mayStand(above: reader.header, rows: rows, ragged: ragged))
  }

  struct Row {
    /// Its number, from 1.
    let number: Int
    let cells: [ArraySlice<UInt8>]
  }

  private struct Read {
    let profiles: [ColumnProfile]
    let rows: [Row]
    let names: Set<String>
    /// Whether the first line may be none of names.
    let mayHaveTitle: Bool
  }

  /// What a mapping may call the columns; keys of JSON Lines are looked for byte by byte.
  private static func mappedNames(_ reader: ExportReader) throws(ExportError) -> [String] {
    guard reader.delimiter != nil else { return reader.header }
    let names = HeaderNames(reader.header)
    try names.requireDistinct()
    return names.bare
  }

  /// Whether a column holds names by its own.
  private static func isOfNames(_ name: String) -> Bool {
    let name = " \(Vocabulary.normalized(name)) "
    return Vocabulary.nameColumns.contains { name.contains(" \($0) ") }
  }

  /// The values of one column in the rows where another one holds one of some values, most frequent first; the first few
  /// hundred.
  ///
  /// The file is read once more, and throws where that fails.
  func values(
    of column: Int, where other: Int, isOneOf wanted: [String]
  ) throws(MeasuringError) -> [(text: String, count: Int)] {
    let counts: [String: Int]
    do { counts = try count(column, where: other, isOneOf: wanted) } catch { throw .file(error) }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private func count(
    _ column: Int, where other: Int, isOneOf wanted: [String]
  ) throws(ExportError) -> [String: Int] {
    let wanted = Set(wanted.map { Array($0.utf8)[...] })
    var counts: [String: Int] = [:]
    let reader = try Export.open(path: path, form)
    var record = ExportRecord()
    var rows = 0
    while rows < Self.greatestCount, try reader.next(&record) {
      rows += 1
      guard record.problem == nil, wanted.contains(record[other].trimmed) else { continue }
      let cell = record[column].trimmed.prefix(200)
      guard FieldValidity.isFilled(cell), counts.count < 300 else { continue }
      counts[String(decoding: cell, as: UTF8.self), default: 0] += 1
    }
    return counts
  }
}
