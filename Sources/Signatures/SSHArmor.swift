internal import Wire

/// The text form of a signature, as `ssh-keygen -Y sign` writes it.
enum SSHArmor {
  static let header = "-----BEGIN SSH SIGNATURE-----"
  static let footer = "-----END SSH SIGNATURE-----"
  /// Base64 characters on a full line.
  static let width = 70
  /// Bytes of text beyond which nothing is read; the largest key makes less than 6 KiB.
  static let limit = 64 << 10

  /// Header, base64 in full lines, footer, each ended by LF.
  static func encode(_ blob: [UInt8]) -> [UInt8] {
    var text = Array(header.utf8) + [lineFeed]
    let base64 = Array(Base64.encode(blob).utf8)
    for start in stride(from: 0, to: base64.count, by: width) {
      text += base64[start..<min(start + width, base64.count)]
      text.append(lineFeed)
    }
    return text + Array(footer.utf8) + [lineFeed]
  }

  /// Reads what ``encode(_:)`` writes, and nothing else; only the last LF may be missing.
  static func decode(_ text: [UInt8]) throws(SSHSignatureError) -> [UInt8] {
    guard text.count <= limit else { throw .tooLarge(limit: limit) }
    guard text.starts(with: opening) else { throw .notArmored }
    let ended = text.last == lineFeed ? text.dropLast() : text[...]
    guard ended.count > opening.count + closing.count, ended.suffix(closing.count).elementsEqual(closing)
    else { throw .notOneBlock }
    let lines = ended.dropFirst(opening.count).dropLast(closing.count)
    guard !lines.contains(UInt8(ascii: "-")) else { throw .notOneBlock }
    var base64: [UInt8] = []
    base64.reserveCapacity(lines.count)
    var column = 0
    for byte in lines {
      if column == width {
        guard byte == lineFeed else { throw .notAsWritten }
        column = 0
      } else {
        guard byte != lineFeed else { throw .notAsWritten }
        base64.append(byte)
        column += 1
      }
    }
    guard column > 0 else { throw .notAsWritten }
    return try decode(base64: base64)
  }

  /// Reads what mail makes of it: CR LF, other line lengths, indentation, blank lines.
  static func decodeLeniently(_ text: [UInt8]) throws(SSHSignatureError) -> [UInt8] {
    guard text.count <= limit else { throw .tooLarge(limit: limit) }
    let lines = text.split(separator: lineFeed).map(trimmed).filter { !$0.isEmpty }
    guard let first = lines.first, first.elementsEqual(header.utf8) else { throw .notArmored }
    guard lines.count > 2, let last = lines.last, last.elementsEqual(footer.utf8),
      !lines[1..<(lines.count - 1)].contains(where: { $0.contains(UInt8(ascii: "-")) })
    else { throw .notOneBlock }
    return try decode(base64: Array(lines[1..<(lines.count - 1)].joined()))
  }

  private static func decode(base64: [UInt8]) throws(SSHSignatureError) -> [UInt8] {
    guard let blob = Base64.decode(base64) else { throw .notBase64 }
    return blob
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let opening = Array((header + "\n").utf8)
  private static let closing = Array(("\n" + footer).utf8)
}
