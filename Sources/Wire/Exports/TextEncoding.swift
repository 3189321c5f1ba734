/// How an export writes characters as bytes.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// Little-endian where no byte order mark says otherwise, as spreadsheets write it.
  case utf16 = "utf-16"
  /// The Western code page of Windows, a superset of ISO 8859-1's letters (WHATWG Encoding Standard).
  case windows1252 = "windows-1252"
}

/// Text of another encoding, in UTF-8.
///
/// What is no character of the encoding becomes the byte FF, which is none of UTF-8, so that its row is told.
final class TranscodingStream: ByteStream {
  private let source: any ByteStream
  private let decoder: Decoder
  private var input: [UInt8]
  private var ready: [UInt8] = []
  private var given = 0
  /// Bytes of a character that is not whole yet.
  private var rest: [UInt8] = []

  enum Decoder { case windows1252, utf16(isBigEndian: Bool) }

  init(_ source: any ByteStream, _ decoder: Decoder, chunkSize: Int) {
    self.source = source
    self.decoder = decoder
    input = [UInt8](repeating: 0, count: chunkSize)
  }

  func read(into buffer: inout [UInt8], at range: Range<Int>) throws(ExportError) -> Int {
    while given == ready.count {
      let count = try source.read(into: &input)
      ready.removeAll(keepingCapacity: true)
      given = 0
      decode(input[..<count], isLast: count == 0)
      if count == 0, ready.isEmpty { return 0 }
    }
    let count = min(range.count, ready.count - given)
    buffer.replaceSubrange(range.prefix(count), with: ready[given..<(given + count)])
    given += count
    return count
  }

  private func decode(_ bytes: ArraySlice<UInt8>, isLast: Bool) {
    switch decoder {
    case .windows1252:
      for byte in bytes {
        append(byte < 0x80 || byte > 0x9F ? Unicode.Scalar(byte) : Self.upper[Int(byte - 0x80)])
      }
    case .utf16(let isBigEndian): decodeUTF16(bytes, isBigEndian, isLast)
    }
  }

  private func decodeUTF16(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool, _ isLast: Bool) {
    rest.append(contentsOf: bytes)
    func unit(_ index: Int) -> UInt32 {
      let (first, second) = (UInt32(rest[index]), UInt32(rest[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var index = 0
    while index + 1 < rest.count {
      let high = unit(index)
      guard (0xD800..<0xDC00).contains(high) else {
        append(Unicode.Scalar(high))
        index += 2
        continue
      }
      guard index + 3 < rest.count else { break }
      let low = unit(index + 2)
      let isPair = (0xDC00..<0xE000).contains(low)
      append(isPair ? Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) : nil)
      index += isPair ? 4 : 2
    }
    rest.removeFirst(index)
    if isLast, !rest.isEmpty {
      append(nil)
      rest = []
    }
  }

  private func append(_ scalar: Unicode.Scalar?) {
    if let scalar, let bytes = UTF8.encode(scalar) {
      ready.append(contentsOf: bytes)
    } else {
      ready.append(0xFF)
    }
  }

  /// 80 to 9F; five of them are no characters.
  private static let upper: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]
}
