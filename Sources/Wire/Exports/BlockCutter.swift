/// Cuts a text into blocks of whole rows, so that each can be read by itself, on whatever thread.
///
/// What a block holds depends on the size of blocks; what is read of all of them does not.
struct BlockCutter {
  private let text: any ByteStream
  private let blockSize: Int
  private let delimiter: UInt8?
  /// What was read already and belongs to the next block.
  private var rest: [UInt8]
  private var isEnded = false

  /// A piece of the text, with room behind it.
  struct Piece {
    var bytes: [UInt8]
    /// How many bytes of it are text.
    let end: Int
    /// Whether the text ends with it.
    let isLast: Bool
  }

  /// `start` are bytes of the text that were read already; rows end at each LF where there is no `delimiter`.
  init(_ text: any ByteStream, start: [UInt8], delimiter: UInt8?, blockSize: Int) {
    self.text = text
    self.blockSize = max(1, blockSize)
    self.delimiter = delimiter
    rest = start
  }

  /// A row that is longer is refused by those who read it, so that no more is waited for.
  private static let greatestPiece = CSVScanner.greatestRecord + (1 << 16)

  /// The next rows, in the storage of `used` where that is of use; nil at the end.
  ///
  /// Throws what reading the text throws.
  mutating func next(reusing used: consuming [UInt8]) throws(ExportError) -> Piece? {
    if isEnded { return nil }
    var bytes = used
    var end = rest.count
    var size = max(end, blockSize)
    Self.grow(&bytes, to: size)
    bytes.replaceSubrange(0..<end, with: rest)
    var search = RowEndSearch(delimiter: delimiter)
    while true {
      while end < size {
        let count = try text.read(into: &bytes, at: end..<size)
        isEnded = count == 0
        if isEnded { return end == 0 ? nil : piece(bytes, end: end, of: end) }
        end += count
      }
      search.look(at: bytes, upTo: end)
      if search.lastEnd > 0 { return piece(bytes, end: search.lastEnd, of: end) }
      if end > Self.greatestPiece { return piece(bytes, end: end, of: end) }
      size *= 2
      Self.grow(&bytes, to: size)
    }
  }

  /// The piece up to `end`; the bytes from there up to `total` are kept for the next.
  private mutating func piece(_ bytes: consuming [UInt8], end: Int, of total: Int) -> Piece {
    rest.removeAll(keepingCapacity: true)
    rest.append(contentsOf: bytes[end..<total])
    var bytes = bytes
    // Whoever looks for the end of the last row finds it.
    bytes[end] = CSVByte.lineFeed
    return Piece(bytes: bytes, end: end, isLast: isEnded)
  }

  /// Makes room for `size` bytes of text and what may be looked at behind them.
  private static func grow(_ bytes: inout [UInt8], to size: Int) {
    guard bytes.count < size + room else { return }
    var larger = [UInt8](repeating: 0, count: size + room)
    if !bytes.isEmpty { larger.replaceSubrange(bytes.indices, with: bytes) }
    bytes = larger
  }

  private static let room = 2 * SeparatorSearch.width
}
