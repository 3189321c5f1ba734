package import Wire

/// Bytes that were read as a document of a kind: strict JSON, as its schema says, in the written form.
package struct Document: Sendable {
  package let kind: DocumentKind
  package let bytes: [UInt8]
  package let json: JSON

  /// The SHA-256 of its bytes: what other documents name it by.
  package var digest: SHA256Digest { SHA256Digest(of: bytes) }

  /// Reads `bytes`; throws ``DocumentError`` with everything that is wrong.
  package init(_ bytes: [UInt8], kind: DocumentKind) throws(DocumentError) {
    let (json, isArranged) = try Self.examined(bytes, kind: kind)
    guard isArranged, json.written(reserving: bytes.count) == bytes else {
      throw .syntax(Self.notWritten(json, bytes, kind))
    }
    self.kind = kind
    self.bytes = bytes
    self.json = json
  }

  /// The document that `json` is, in the written form.
  package init(_ json: JSON, kind: DocumentKind) throws(DocumentError) {
    try self.init(kind.shape.arranged(json).written(), kind: kind)
  }

  /// Reads bytes that need not be in the written form yet; throws for anything else that is wrong.
  package static func structured(_ bytes: [UInt8], kind: DocumentKind) throws(DocumentError) -> JSON {
    try examined(bytes, kind: kind).json
  }

  /// The document, and whether its members stand in the order of the written form.
  private static func examined(
    _ bytes: [UInt8], kind: DocumentKind
  ) throws(DocumentError) -> (json: JSON, isArranged: Bool) {
    let json: JSON
    do { json = try JSON.parse(bytes) } catch { throw .syntax(error) }
    let (problems, isArranged) = kind.shape.examination(of: json)
    guard problems.isEmpty else { throw .structure(problems, bytes) }
    return (json, isArranged)
  }

  /// The first place where `bytes` are not the written form of what they hold.
  private static func notWritten(_ json: JSON, _ bytes: [UInt8], _ kind: DocumentKind) -> JSONError {
    let written = kind.shape.arranged(json).written()
    let offset =
      zip(written, bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? min(written.count, bytes.count)
    return JSONError(position: SourcePosition(offset: offset, in: bytes), problem: .notWrittenForm)
  }

  /// Reads the document into a Swift value; a value that means nothing is thrown as ``DocumentError``.
  package func decoded<Value>(_ read: (JSON) throws(StructureProblem) -> Value) throws(DocumentError) -> Value
  {
    do { return try read(json) } catch { throw .structure([error], bytes) }
  }
}

/// Why bytes are not the document they should be.
package enum DocumentError: Error, Sendable {
  /// No strict JSON, or not in the written form.
  case syntax(JSONError)
  /// Not what the schema says; the bytes give the places.
  case structure([StructureProblem], [UInt8])

  /// Each problem with its place and, where it has one, its pointer.
  package var details: [(position: SourcePosition?, pointer: JSONPointer?, message: String)] {
    switch self {
    case .syntax(let error): [(error.position, nil, error.problem.description)]
    case .structure(let problems, let bytes):
      problems.map { (JSON.position(of: $0.pointer, in: bytes), $0.pointer, $0.message) }
    }
  }
}

extension Document {
  /// Reads the document into its Swift value and throws where that means nothing, whatever its kind is.
  package func requireMeaning() throws(DocumentError) {
    try decoded { (json) throws(StructureProblem) in try kind.requireMeaning(of: json) }
  }
}

extension DocumentKind {
  /// Reads `json`, which passed the structural check, into the Swift value of this kind; throws where it means nothing.
  package func requireMeaning(of json: JSON) throws(StructureProblem) {
    switch self {
    case .charter: _ = try Charter(json)
    case .agreement: _ = try Agreement(json)
    case .exception: _ = try Exception(json)
    case .signoff: _ = try SignOff(json)
    case .attestation: _ = try Attestation(json)
    case .reading: _ = try Reading(json)
    case .snapshot: _ = try Snapshot(json)
    case .mapping: _ = try Mapping(json)
    case .reviewOpening: _ = try ReviewOpening(json)
    case .contribution: _ = try Contribution(json)
    case .reviewClosing: _ = try ReviewClosing(json)
    }
  }
}
