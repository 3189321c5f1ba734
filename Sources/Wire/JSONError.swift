/// Why bytes are not a document this project reads, and where.
package struct JSONError: Error, Equatable, Sendable {
  /// The byte at which reading stopped.
  package let position: SourcePosition
  /// What was wrong there.
  package let problem: Problem

  package init(position: SourcePosition, problem: Problem) {
    self.position = position
    self.problem = problem
  }

  /// Everything that strict reading refuses.
  package enum Problem: Equatable, Sendable {
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case byteOrderMark
    case notUTF8
    case unexpectedEnd
    case unexpectedByte(UInt8)
    case expected(String)
    case trailingComma
    case comment
    case trailingData
    case duplicateKey(String)
    case badEscape
    case loneSurrogate
    case noncharacter(UInt32)
    case invisibleCharacter(UInt32)
    case unescapedControl(UInt8)
    case leadingZero
    case negativeZero
    case fraction
    case exponent
    case integerOutOfRange
    case notWrittenForm
  }
}

extension JSONError.Problem: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .tooLarge(let limit): "the document is larger than \(limit) bytes"
    case .tooDeep(let limit): "values are nested more than \(limit) levels deep"
    case .byteOrderMark: "the file starts with a byte order mark; save it as UTF-8 without BOM"
    case .notUTF8: "these bytes are not UTF-8; save the file as UTF-8"
    case .unexpectedEnd: "the document ends too early"
    case .unexpectedByte(let byte): "unexpected \(Self.name(byte))"
    case .expected(let what): "expected \(what)"
    case .trailingComma: "a comma before the closing bracket; remove it"
    case .comment: "JSON has no comments; remove it"
    case .trailingData: "something follows the end of the document; remove it"
    case .duplicateKey(let key): "the key \"\(Self.shown(key))\" stands twice in one object; keep one"
    case .badEscape: "this escape is not one of JSON's"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .noncharacter(let scalar): "U+\(Self.hex(scalar)) is no character (RFC 7493, section 2.1)"
    case .invisibleCharacter(let scalar):
      "U+\(Self.hex(scalar)) is invisible; remove it, so that what is read is what is signed"
    case .unescapedControl(let byte): "the control character U+\(Self.hex(UInt32(byte))) stands in a string"
    case .leadingZero: "a number starts with 0; remove the zero"
    case .negativeZero: "write 0 without a minus sign"
    case .fraction: "numbers are whole here; write rates as two integers and money in minor units"
    case .exponent: "write the number out, without an exponent"
    case .integerOutOfRange: "the number is beyond ±9007199254740991"
    case .notWrittenForm: "the document is not in the written form; run: sla fmt"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    (0x21...0x7E).contains(byte) ? "\"\(Character(UnicodeScalar(byte)))\"" : "byte 0x\(Hex.encode([byte]))"
  }

  /// A key from an unknown document, safe to print on a terminal: short, and plain ASCII.
  private static func shown(_ key: String) -> String {
    String(
      String.UnicodeScalarView(
        key.unicodeScalars.prefix(60).map { $0.isASCII && $0.value >= 0x20 ? $0 : "?" }))
  }

  private static func hex(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension JSONError: CustomStringConvertible {
  /// `line:column: sentence`.
  package var description: String { "\(position): \(problem)" }
}
