import Wire

/// How a string of a document is written; each has a pattern for JSON Schema and the same check in bytes.
package enum TextFormat: String, Sendable, CaseIterable {
  /// `first-contact-t1`: lower-case words and digits joined by single hyphens, at most 60 characters.
  case slug
  /// `emea`, `emea/exceptions` or `charter`: what a sign-off is filed under.
  case series
  /// Anything visible, 1 to 200 characters.
  case label
  /// Anything visible, 1 to 4,000 characters.
  case prose
  /// What is signed, in words: anything visible, up to 100,000 characters.
  case statement
  /// `2026-02-28`.
  case date
  /// `2026-02-28T23:00:00Z`, UTC; milliseconds where there are any.
  case instant
  /// `09:30`; `24:00` is the end of a day.
  case timeOfDay
  /// 64 lower-case hexadecimal digits of SHA-256.
  case digest
  /// 40 lower-case hexadecimal digits of a git object.
  case objectID
  /// 32 lower-case hexadecimal digits, 128 random bits.
  case nonce
  /// `2026-01`, `2026-Q1`, `2026-W05` or `2026`.
  case period
  /// `PT2H`, `PT90M`, `P2D` (business days) or `endOfBusinessDay`.
  case duration
  /// A key line of an SSH public key: type and base64, no options and no comment.
  case sshKey
  /// `EUR`: ISO 4217.
  case currency
  /// `Europe/Amsterdam`: a name of the IANA time zone database.
  case zone
  /// A file's path in the ledger.
  case path
  /// An e-mail address: one `@`, no spaces.
  case email
  /// A JSON Pointer in which list items stand by their id (RFC 6901).
  case pointer

  /// The pattern that a stock JSON Schema validator checks; nil where only the length counts.
  package var pattern: String? {
    switch self {
    case .slug: "^[a-z0-9]+(-[a-z0-9]+)*$"
    case .series: "^[a-z0-9]+(-[a-z0-9]+)*(/exceptions)?$"
    case .label, .prose, .statement: nil
    case .date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    case .instant: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{3})?Z$"
    case .timeOfDay: "^[0-9]{2}:[0-9]{2}$"
    case .digest: "^[0-9a-f]{64}$"
    case .objectID: "^[0-9a-f]{40}$"
    case .nonce: "^[0-9a-f]{32}$"
    case .period: "^[0-9]{4}(-(Q[1-4]|W[0-9]{2}|[0-9]{2}))?$"
    case .duration: "^(PT[1-9][0-9]{0,5}[HM]|P[1-9][0-9]{0,2}D|endOfBusinessDay)$"
    case .sshKey: "^[a-z0-9@.-]+ [A-Za-z0-9+/]+=*$"
    case .currency: "^[A-Z]{3}$"
    case .zone: "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$"
    case .path: "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$"
    case .email: "^[^@ ]+@[^@ ]+$"
    case .pointer: "^/"
    }
  }

  /// The least and greatest number of characters (Unicode scalars, as JSON Schema counts).
  package var length: ClosedRange<Int> {
    switch self {
    case .slug: 1...60
    case .series: 1...71
    case .label, .email: 1...200
    case .prose: 1...4000
    case .statement: 1...100_000
    case .sshKey: 1...4000
    case .zone: 1...60
    case .path, .pointer: 1...400
    default: 1...40 + (self == .digest ? 24 : 0)
    }
  }

  /// Texts of this format that an editor can offer; empty where there are none worth offering.
  package var examples: [String] {
    switch self {
    case .slug: ["first-contact-t1"]
    case .series: ["emea", "emea/exceptions", "charter"]
    case .date: ["2026-02-28"]
    case .instant: ["2026-02-28T23:00:00Z"]
    case .timeOfDay: ["09:00"]
    case .period: ["2026-01", "2026-Q1", "2026-W05", "2026"]
    case .duration: ["PT2H", "PT90M", "P2D", "endOfBusinessDay"]
    case .currency: ["EUR"]
    case .zone: ["Europe/Amsterdam"]
    case .path: ["agreements/emea/snapshots/2026-01/r1.json"]
    case .email: ["dana@example.com"]
    case .pointer: ["/commitments/first-contact-t1"]
    case .label, .prose, .statement, .digest, .objectID, .nonce, .sshKey: []
    }
  }

  /// What the reader is told that it should look like.
  package var example: String {
    switch self {
    case .label, .prose, .statement: "words"
    case .digest: "64 lower-case hexadecimal digits"
    case .objectID: "40 lower-case hexadecimal digits"
    case .nonce: "32 lower-case hexadecimal digits"
    case .sshKey: "ssh-ed25519 AAAA…"
    default:
      examples.count < 2
        ? examples.joined()
        : "\(examples.dropLast().joined(separator: ", ")) or \(examples[examples.count - 1])"
    }
  }

  /// Whether `text` is written in this format; the same answer as ``pattern`` and ``length`` together.
  package func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    // One scalar has one byte that is no continuation.
    guard length.contains(bytes.count { $0 & 0xC0 != 0x80 }) else { return false }
    switch self {
    case .slug: return Self.words(bytes, separator: "-") { $0.isLowercaseLetter || $0.isDigit }
    case .series:
      let id = bytes.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)[0]
      let rest = bytes.dropFirst(id.count)
      return Self.words(Array(id), separator: "-") { $0.isLowercaseLetter || $0.isDigit }
        && (rest.isEmpty || rest.elementsEqual("/exceptions".utf8))
    case .label, .prose, .statement: return true
    case .date: return Self.fits(bytes, "0000-00-00")
    case .instant:
      return Self.fits(bytes, "0000-00-00T00:00:00Z") || Self.fits(bytes, "0000-00-00T00:00:00.000Z")
    case .timeOfDay: return Self.fits(bytes, "00:00")
    case .digest: return bytes.count == 64 && bytes.allSatisfy(\.isLowercaseHex)
    case .objectID: return bytes.count == 40 && bytes.allSatisfy(\.isLowercaseHex)
    case .nonce: return bytes.count == 32 && bytes.allSatisfy(\.isLowercaseHex)
    case .period: return Self.isPeriod(bytes)
    case .duration: return Self.isDuration(bytes)
    case .sshKey: return Self.isKeyLine(bytes)
    case .currency: return bytes.count == 3 && bytes.allSatisfy(\.isUppercaseLetter)
    case .zone: return Self.words(bytes, separator: "/") { $0.isWord || $0 == UInt8(ascii: "+") }
    case .path: return Self.words(bytes, separator: "/") { $0.isWord || $0 == UInt8(ascii: ".") }
    case .email:
      let at = bytes.filter { $0 == UInt8(ascii: "@") }.count
      let ends = [bytes.first, bytes.last].contains(UInt8(ascii: "@"))
      return at == 1 && !ends && !bytes.contains(UInt8(ascii: " "))
    case .pointer: return bytes.first == UInt8(ascii: "/")
    }
  }

  /// Whether `bytes` follow a picture in which `0` stands for any digit and the rest for itself.
  private static func fits(_ bytes: [UInt8], _ picture: String) -> Bool {
    bytes.count == picture.utf8.count
      && zip(bytes, picture.utf8).allSatisfy { $1 == UInt8(ascii: "0") ? $0.isDigit : $0 == $1 }
  }

  /// Whether `bytes` are one or more non-empty words with single separators between them.
  private static func words(_ bytes: [UInt8], separator: Unicode.Scalar, _ allowed: (UInt8) -> Bool) -> Bool {
    bytes.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(allowed) }
  }

  private static func isPeriod(_ bytes: [UInt8]) -> Bool {
    if ["0000", "0000-00", "0000-W00"].contains(where: { fits(bytes, $0) }) { return true }
    return ["0000-Q1", "0000-Q2", "0000-Q3", "0000-Q4"].contains { picture in
      bytes.count == 7 && bytes.prefix(4).allSatisfy(\.isDigit)
        && bytes.suffix(3).elementsEqual("\(picture)".utf8.suffix(3))
    }
  }

  private static func isDuration(_ bytes: [UInt8]) -> Bool {
    if bytes.elementsEqual("endOfBusinessDay".utf8) { return true }
    let isTime = bytes.starts(with: "PT".utf8)
    let digits = bytes.dropFirst(isTime ? 2 : 1).dropLast()
    guard bytes.first == UInt8(ascii: "P"), let unit = bytes.last, digits.first != UInt8(ascii: "0"),
      digits.allSatisfy(\.isDigit)
    else { return false }
    return isTime
      ? (1...6).contains(digits.count) && (unit == UInt8(ascii: "H") || unit == UInt8(ascii: "M"))
      : (1...3).contains(digits.count) && unit == UInt8(ascii: "D")
  }

  private static func isKeyLine(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let body = parts[1].reversed().drop { $0 == UInt8(ascii: "=") }
    let type = parts[0].allSatisfy {
      $0.isLowercaseLetter || $0.isDigit
        || [UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "-")].contains($0)
    }
    return type && !body.isEmpty
      && body.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLowercaseLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  var isUppercaseLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  var isLetter: Bool { isLowercaseLetter || isUppercaseLetter }
  var isLowercaseHex: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self) }
  /// A letter, a digit, `_` or `-`.
  var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }
}
