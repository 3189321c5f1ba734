/// Text without what nobody sees in it: marks of writing direction, and accents that stand behind their letters instead of upon
/// them.
///
/// Both come and go with the program that a cell was copied through, and say nothing about a time.
enum BareText {
  /// U+200E and U+200F, the embeddings, overrides and isolates of Unicode's bidirectional algorithm, and the byte order mark.
  static let marks: [Unicode.Scalar] =
    [0x200E, 0x200F, 0xFEFF].map(scalar) + (0x202A...0x202E).map(scalar) + (0x2066...0x2069).map(scalar)

  /// A letter and the accent that may stand behind it, and both in one.
  struct Letter {
    let plain: Unicode.Scalar
    let accent: Unicode.Scalar
    let whole: Unicode.Scalar
  }

  /// Those of the names of months and weekdays, and of `à`.
  static let letters: [Letter] = [
    ("a", 0x300, "à"), ("A", 0x300, "À"), ("a", 0x301, "á"), ("A", 0x301, "Á"), ("a", 0x308, "ä"),
    ("A", 0x308, "Ä"), ("c", 0x327, "ç"), ("C", 0x327, "Ç"), ("e", 0x301, "é"), ("E", 0x301, "É"),
    ("i", 0x300, "ì"), ("I", 0x300, "Ì"), ("u", 0x302, "û"), ("U", 0x302, "Û"),
  ].map { Letter(plain: $0, accent: scalar($1), whole: $2) }

  private static func scalar(_ number: UInt32) -> Unicode.Scalar { Unicode.Scalar(number) ?? " " }

  /// A name without the marks; its accents stay, as names are compared by their bytes.
  static func unmarked(_ name: String) -> String {
    guard name.utf8.contains(where: isLead) else { return name }
    return String(String.UnicodeScalarView(name.unicodeScalars.filter { !marks.contains($0) }))
  }

  /// A copy without them; nil where there are none.
  static func stripped(_ bytes: Span<UInt8>) -> [UInt8]? {
    var first = 0
    while first < bytes.count, !isLead(bytes[first]) { first += 1 }
    guard first < bytes.count else { return nil }
    var bare: [UInt8] = []
    bare.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if isMark(bytes, at: index) {
        index += 3
      } else if let whole = letter(bare.last, bytes, at: index) {
        bare[bare.count - 1] = 0xC3
        bare.append(whole)
        index += 2
      } else {
        bare.append(bytes[index])
        index += 1
      }
    }
    return bare.count == bytes.count ? nil : bare
  }

  /// Whether a byte may start a mark or an accent.
  private static func isLead(_ byte: UInt8) -> Bool { byte == 0xE2 || byte == 0xEF || byte == 0xCC }

  private static func isMark(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    return switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9), (0xEF, 0xBB, 0xBF):
      true
    default: false
    }
  }

  /// The second byte, behind 0xC3, of the letter that an accent makes of the one before it; nil where it makes none.
  private static func letter(_ before: UInt8?, _ bytes: Span<UInt8>, at index: Int) -> UInt8? {
    guard let before, bytes[index] == 0xCC, index + 1 < bytes.count else { return nil }
    // U+0300 to U+033F are 0xCC and 0x80 to 0xBF; Latin-1 from U+00C0 on is 0xC3 and 0x80 to 0xBF.
    return letters.first { $0.plain.value == before && $0.accent.value - 0x280 == bytes[index + 1] }.map {
      UInt8(truncatingIfNeeded: $0.whole.value - 0x40)
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without what ``BareText`` leaves out, and without blanks around it.
  var bare: ArraySlice<UInt8> { BareText.stripped(span).map { $0[...].trimmed } ?? self }
}
