/// Why the bytes of a commit are not of the one form that is read here.
package enum CommitError: Error, Equatable, Sendable {
  case tooLarge(limit: Int)
  case nulByte
  case endsInHeader
  case missing(Commit.Header)
  case repeated(Commit.Header)
  case misplaced(Commit.Header)
  case unknownHeader(String)
  case strayContinuation
  case malformedObjectID(Commit.Header)
  case malformedIdentity(Commit.Header)
  case malformedDate(Commit.Header)
  case dateOutOfRange(Commit.Header)
  case malformedZone(Commit.Header)
  /// Which part is not UTF-8: a header's name, or `message`.
  case notUTF8(String)
  case signatureTooLarge(limit: Int)
  /// An armoured signature whose lines cannot be folded into a header.
  case malformedSignature
  case messageTooLarge(limit: Int)
  case unterminatedMessage
}

extension CommitError: CustomStringConvertible {
  /// One sentence in the reader's words.
  package var description: String {
    switch self {
    case .tooLarge(let limit): "the commit is larger than \(limit) bytes"
    case .nulByte: "the commit holds a NUL byte, behind which other readers see nothing"
    case .endsInHeader: "the commit ends within its headers"
    case .missing(let header): "the commit's header \"\(header.rawValue)\" is missing, or not in its place"
    case .repeated(let header): "the commit has the header \"\(header.rawValue)\" twice"
    case .misplaced(let header): "the commit's header \"\(header.rawValue)\" is not in its place"
    case .unknownHeader(let name):
      "the commit has a header that a ledger's commits do not have: \"\(PlainText.shown(name))\""
    case .strayContinuation: "a line of the commit's headers continues what cannot be continued"
    case .malformedObjectID(let header): "the commit's \"\(header.rawValue)\" is not an object's id"
    case .malformedIdentity(let header):
      "the commit's \"\(header.rawValue)\" is not written as: Name <address> time zone"
    case .malformedDate(let header): "the commit's \"\(header.rawValue)\" has no readable date"
    case .dateOutOfRange(let header):
      "the commit's \"\(header.rawValue)\" date lies before 1970 or after the year 9999"
    case .malformedZone(let header): "the commit's \"\(header.rawValue)\" has no readable time zone"
    case .notUTF8(let part): "the commit's \(part) is not UTF-8"
    case .signatureTooLarge(let limit): "the commit's signature is larger than \(limit) bytes"
    case .malformedSignature: "the signature is not armoured text that a commit can hold"
    case .messageTooLarge(let limit): "the commit's message is larger than \(limit) bytes"
    case .unterminatedMessage: "the commit's message does not end with a newline"
    }
  }
}

/// Foreign text made safe to print.
enum PlainText {
  /// The text, short and in plain ASCII, with `?` for everything that might steer a terminal.
  static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(80).map { $0.isASCII && $0.value >= 0x20 && $0.value != 0x7F ? $0 : "?" }))
  }
}
