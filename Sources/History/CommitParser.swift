/// The bytes of a commit and how far they were read.
struct CommitParser {
  let bytes: [UInt8]
  private(set) var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The line that starts here, without its newline; nil where no whole line is left.
  private var line: ArraySlice<UInt8>? {
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    return bytes[index..<end]
  }

  /// Whether this line is that header.
  func isNext(_ header: Commit.Header) -> Bool {
    bytes[index...].starts(with: header.rawValue.utf8)
      && bytes[index...].dropFirst(header.rawValue.utf8.count).first == UInt8(ascii: " ")
  }

  mutating func objectID(_ header: Commit.Header) throws(CommitError) -> ObjectID {
    guard let id = ObjectID(hex: try value(of: header)) else { throw .malformedObjectID(header) }
    return id
  }

  mutating func identity(_ header: Commit.Header) throws(CommitError) -> CommitIdentity {
    try CommitIdentity(parsing: try value(of: header), of: header)
  }

  /// The signature's lines: the first follows the header's name, each further one a space.
  mutating func foldedSignature() throws(CommitError) -> [UInt8] {
    var signature = Array(try value(of: .gpgsig)) + [UInt8(ascii: "\n")]
    while let line, line.first == UInt8(ascii: " ") {
      signature += line.dropFirst() + [UInt8(ascii: "\n")]
      index = line.endIndex + 1
    }
    guard signature.count <= Commit.maximumSignatureSize else {
      throw .signatureTooLarge(limit: Commit.maximumSignatureSize)
    }
    guard signature.allSatisfy({ $0 < 0x80 }) else { throw .notUTF8(Commit.Header.gpgsig.rawValue) }
    return signature
  }

  /// The blank line, and all that follows it.
  mutating func message() throws(CommitError) -> String {
    guard let line else { throw .endsInHeader }
    guard line.isEmpty else { throw unexpected(line, insteadOf: nil) }
    let rest = bytes[(line.endIndex + 1)...]
    guard rest.count <= Commit.maximumMessageSize else {
      throw .messageTooLarge(limit: Commit.maximumMessageSize)
    }
    guard rest.isEmpty || rest.last == UInt8(ascii: "\n") else { throw .unterminatedMessage }
    guard let message = String(validating: rest, as: UTF8.self) else { throw .notUTF8("message") }
    return message
  }

  private mutating func value(of header: Commit.Header) throws(CommitError) -> ArraySlice<UInt8> {
    guard let line else { throw .endsInHeader }
    guard isNext(header) else { throw unexpected(line, insteadOf: header) }
    index = line.endIndex + 1
    return line.dropFirst(header.rawValue.utf8.count + 1)
  }

  /// Why this line may not stand here; `expected` is nil where the headers have to be over.
  private func unexpected(_ line: ArraySlice<UInt8>, insteadOf expected: Commit.Header?) -> CommitError {
    if line.first == UInt8(ascii: " ") { return .strayContinuation }
    let name = String(decoding: line.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    guard let header = Commit.Header(rawValue: name) else {
      if let expected, line.isEmpty { return .missing(expected) }
      return .unknownHeader(name)
    }
    let order = Commit.Header.allCases
    guard let expected, let here = order.firstIndex(of: header), let due = order.firstIndex(of: expected),
      here > due
    else { return header == .parent ? .misplaced(header) : .repeated(header) }
    return .missing(expected)
  }
}
