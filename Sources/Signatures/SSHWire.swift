/// What is wrong with bytes that should be RFC 4251 data.
package enum SSHWireError: Error, Equatable, Sendable {
  case endsEarly
  case trailingData(bytes: Int)
  case notText
  case notPositiveInteger
  case integerNotMinimal
  case integerTooLarge
}

extension SSHWireError: CustomStringConvertible {
  /// One clause in the reader's words.
  package var description: String {
    switch self {
    case .endsEarly: "it ends too early"
    case .trailingData(let bytes): "\(bytes) bytes follow its end"
    case .notText: "a name in it is not plain text"
    case .notPositiveInteger: "a number in it is zero or negative"
    case .integerNotMinimal: "a number in it is padded with zeros"
    case .integerTooLarge: "a number in it is too large"
    }
  }
}

/// An error that can say, in its own words, that the bytes were malformed.
package protocol SSHWireFailure: Error {
  static func malformed(_ problem: SSHWireError) -> Self
}

/// Reads the primitives of RFC 4251, section 5, from bytes of unknown origin; throws its reader's own error.
package struct SSHReader<Failure: SSHWireFailure> {
  private var rest: ArraySlice<UInt8>

  /// What `body` reads from the whole of `bytes`; throws where it leaves anything unread.
  package static func read<Value>(
    _ bytes: ArraySlice<UInt8>, _ body: (inout SSHReader) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    var reader = SSHReader(rest: bytes)
    let value = try body(&reader)
    guard reader.rest.isEmpty else { throw .malformed(.trailingData(bytes: reader.rest.count)) }
    return value
  }

  /// The next `count` bytes, as they are.
  package mutating func bytes(_ count: Int) throws(Failure) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .malformed(.endsEarly) }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A `byte`.
  package mutating func byte() throws(Failure) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .malformed(.endsEarly) }
    return byte
  }

  /// A `uint32`, most significant byte first.
  package mutating func uint32() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for byte in try bytes(4) { value = value << 8 | UInt32(byte) }
    return value
  }

  /// A `string`: its length, then as many bytes.
  package mutating func string() throws(Failure) -> ArraySlice<UInt8> {
    try bytes(Int(try uint32()))
  }

  /// A `string` that is UTF-8 and holds no control characters.
  package mutating func text() throws(Failure) -> String {
    guard let text = String(validating: try string(), as: UTF8.self),
      !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { throw .malformed(.notText) }
    return text
  }

  /// The magnitude of a strictly positive `mpint` without leading zeros, of at most `limit` bytes.
  ///
  /// Throws for the encodings that RFC 4251 forbids: a needless zero byte in front.
  package mutating func positiveInteger(limit: Int) throws(Failure) -> ArraySlice<UInt8> {
    let digits = try string()
    guard let first = digits.first, first < 0x80 else { throw .malformed(.notPositiveInteger) }
    guard first == 0 else { return try Self.bounded(digits, limit: limit) }
    guard let second = digits.dropFirst().first else { throw .malformed(.notPositiveInteger) }
    guard second >= 0x80 else { throw .malformed(.integerNotMinimal) }
    return try Self.bounded(digits.dropFirst(), limit: limit)
  }

  private static func bounded(_ digits: ArraySlice<UInt8>, limit: Int) throws(Failure) -> ArraySlice<UInt8> {
    guard digits.count <= limit else { throw .malformed(.integerTooLarge) }
    return digits
  }
}

/// Writes the primitives of RFC 4251, section 5.
package struct SSHWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// A writer with nothing written, and room for `capacity` bytes.
  package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  /// Bytes as they are.
  package mutating func raw(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }

  /// A `byte`.
  package mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// A `uint32`, most significant byte first.
  package mutating func uint32(_ value: UInt32) {
    for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// A `string`; its length has to fit a `uint32`, as everything does that this project holds in memory.
  package mutating func string(_ value: some Collection<UInt8>) {
    uint32(UInt32(clamping: value.count))
    bytes.append(contentsOf: value)
  }

  /// A non-negative `mpint` of that magnitude, leading zeros left out.
  package mutating func integer(magnitude: some Sequence<UInt8>) {
    let digits = magnitude.drop { $0 == 0 }
    let digitsInArray = Array(digits)
    string((digitsInArray.first ?? 0) >= 0x80 ? [0] + digitsInArray : digitsInArray)
  }
}
