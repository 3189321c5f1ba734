/// An export's text as UTF-8 without byte order mark, whatever it was packed with and written in.
final class ExportText: ByteStream {
  private let source: any ByteStream
  /// Bytes that were looked at and not given out yet.
  private var start: ArraySlice<UInt8>

  /// Unpacks and transcodes `input`; a byte order mark decides over `encoding`, which is UTF-8 where nil.
  static func open(
    _ input: ExportInput, encoding: TextEncoding?, chunkSize: Int
  ) throws(ExportError) -> ExportText {
    var text = try ExportText(input)
    if text.start.starts(with: [0x1F, 0x8B]) {
      text = try ExportText(GzipStream(text, chunkSize: chunkSize))
    }
    try text.refuseArchives()
    if text.start.starts(with: [0xEF, 0xBB, 0xBF]) {
      text.start.removeFirst(3)
      return text
    }
    var decoder: TranscodingStream.Decoder?
    switch encoding {
    case nil, .utf8: break
    case .utf16: decoder = .utf16(isBigEndian: false)
    case .windows1252: decoder = .windows1252
    }
    if text.start.starts(with: [0xFE, 0xFF]) || text.start.starts(with: [0xFF, 0xFE]) {
      decoder = .utf16(isBigEndian: text.start.first == 0xFE)
      text.start.removeFirst(2)
    }
    guard let decoder else { return text }
    return try ExportText(TranscodingStream(text, decoder, chunkSize: chunkSize))
  }

  /// Looks at the first four bytes of `source`, however short the reads are.
  private init(_ source: any ByteStream) throws(ExportError) {
    self.source = source
    var start: [UInt8] = []
    while start.count < 4 {
      var more = [UInt8](repeating: 0, count: 4 - start.count)
      let count = try source.read(into: &more)
      if count == 0 { break }
      start.append(contentsOf: more[..<count])
    }
    self.start = start[...]
  }

  /// The first byte that is no space or line end, of those looked at.
  var firstVisible: UInt8? { start.first { $0 > 0x20 } }

  func read(into buffer: inout [UInt8], at range: Range<Int>) throws(ExportError) -> Int {
    guard !start.isEmpty else { return try source.read(into: &buffer, at: range) }
    let count = min(range.count, start.count)
    buffer.replaceSubrange(range.prefix(count), with: start.prefix(count))
    start = start.dropFirst(count)
    return count
  }

  private func refuseArchives() throws(ExportError) {
    if start.starts(with: "PK\u{3}\u{4}".utf8) { throw .notText(kind: "a spreadsheet or ZIP archive") }
    if start.elementsEqual("PAR1".utf8) { throw .notText(kind: "a Parquet file") }
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .notText(kind: "an old Excel file") }
    if start.starts(with: [0x1F, 0x8B]) { throw .notText(kind: "packed with gzip twice") }
  }
}
