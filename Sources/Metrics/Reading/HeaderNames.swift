internal import Wire

/// The names of a header line, as mappings name columns: byte by byte, or without marks of writing direction, which nobody
/// sees and no document holds.
struct HeaderNames {
  /// The names without those marks.
  let bare: [String]
  private let whole: [[UInt8]: Int]
  private let alike: [[UInt8]: [Int]]

  init(_ header: [String]) {
    let bare = header.map(BareText.unmarked)
    self.bare = bare
    whole = Dictionary(
      header.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    alike = Dictionary(grouping: bare.indices.filter { !bare[$0].isEmpty }) { Array(bare[$0].utf8) }
  }

  /// The column that a mapping means by a name: that of the very bytes, else the one that looks so; nil where none does.
  func column(_ name: String) throws(ExportError) -> Int? {
    let bytes = Array(name.utf8)
    if let column = whole[bytes] { return column }
    guard let columns = alike[bytes] else { return nil }
    guard columns.count == 1 else { throw .duplicateColumn(name) }
    return columns[0]
  }

  /// Throws where two columns look as if they had one name.
  func requireDistinct() throws(ExportError) {
    if let two = alike.values.filter({ $0.count > 1 }).map({ $0[0] }).min() {
      throw .duplicateColumn(bare[two])
    }
  }
}
