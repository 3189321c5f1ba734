package import Wire

/// The version that a document takes the place of.
package struct Predecessor: Sendable, Hashable {
  package let version: Int
  package let digest: SHA256Digest

  package init(version: Int, digest: SHA256Digest) {
    self.version = version
    self.digest = digest
  }
}

extension Predecessor {
  init?(optional fields: Fields) throws(StructureProblem) {
    guard let fields = fields.optionalRecord("supersedes") else { return nil }
    try self.init(fields)
  }

  init(_ fields: Fields) throws(StructureProblem) {
    version = try fields.number("version")
    digest = try fields.digest("digest")
  }

  /// As documents write it.
  package var json: JSON {
    .object([.init("version", .integer(version)), .init("digest", .string(digest.hex))])
  }
}

extension Predecessor {
  static let shape = Shape.closedRecord(
    "Predecessor",
    .needs("version", .integer(1...9999), "Its number."), .needs("digest", .digest, "Its SHA-256."))
}
