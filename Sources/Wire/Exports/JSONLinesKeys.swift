/// The keys of the first lines of JSON Lines that can be read, each once.
struct JSONLinesKeys {
  /// In the order in which they turned up.
  private(set) var names: [String] = []
  private var known: Set<[UInt8]> = []
  private var left: Int

  init(lines: Int) { left = lines }

  /// Whether no further line is wanted.
  var isFull: Bool { left == 0 }

  mutating func add(_ piece: BlockCutter.Piece) throws(ExportError) {
    var lines = JSONLinesScanner(piece, columns: [:], count: 0)
    while !isFull, let text = try lines.nextLine() {
      left -= 1
      var object = FlatObject(Array(text))
      try? object.read { key, _ in
        guard let name = String(validating: key, as: UTF8.self), known.insert(key).inserted else { return }
        names.append(name)
      }
    }
  }
}
