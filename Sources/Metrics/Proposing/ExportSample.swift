internal import Agreements
internal import Wire

/// The first rows of an unknown export, column by column.
struct ExportSample {
  let profiles: [ColumnProfile]
  /// The encoding it has to be read in; nil for UTF-8 and where its bytes say so.
  let encoding: TextEncoding?

  /// How many rows are looked at.
  static let greatestCount = 20_000

  /// Reads a file, as Windows-1252 where it is no UTF-8.
  init(file path: String) throws(MeasuringError) {
    do {
      let columns = try Export.keys(ofJSONLines: path) ?? []
      if let profiles = try Self.profiles(path, ExportForm(columns: columns)) {
        (self.profiles, encoding) = (profiles, nil)
        return
      }
      let western = ExportForm(encoding: .windows1252, columns: columns)
      profiles = try Self.profiles(path, western, isLast: true) ?? []
      encoding = .windows1252
    } catch { throw .file(error) }
  }

  /// Nil where more than one row in a hundred is no text in that encoding.
  private static func profiles(
    _ path: String, _ form: ExportForm, isLast: Bool = false
  ) throws(ExportError) -> [ColumnProfile]? {
    let reader: ExportReader
    do { reader = try Export.open(path: path, form) } catch {
      if case .badHeader(.notUTF8) = error, !isLast { return nil }
      throw error
    }
    var columns = reader.header.map { ColumnProfiler($0) }
    var record = ExportRecord()
    var (rows, foreign) = (0, 0)
    while rows < greatestCount, try reader.next(&record) {
      rows += 1
      if record.problem == .notUTF8 { foreign += 1 }
      guard record.problem == nil else { continue }
      for index in columns.indices { columns[index].add(record[index]) }
    }
    if foreign * 100 > rows, !isLast { return nil }
    return columns.map(\.profile)
  }
}
