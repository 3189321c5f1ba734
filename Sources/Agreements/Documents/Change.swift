package import Wire

/// One listed difference of a draft: where, why, and on which evidence.
package struct Change: Sendable, Hashable {
  /// List items stand by their id: `/commitments/volume-t1`.
  package let pointer: JSONPointer
  package let reason: String
  package let evidence: [Evidence]

  /// A number in a snapshot.
  package struct Evidence: Sendable, Hashable {
    package let snapshot: String
    package let digest: SHA256Digest
    package let entry: String

    package init(snapshot: String, digest: SHA256Digest, entry: String) {
      self.snapshot = snapshot
      self.digest = digest
      self.entry = entry
    }

    package var json: JSON {
      .object([
        .init("snapshot", .string(snapshot)), .init("digest", .string(digest.hex)),
        .init("entry", .string(entry)),
      ])
    }
  }
}

extension Change {
  init(_ fields: Fields) throws(StructureProblem) {
    pointer = try fields.value("pointer", "JSON Pointer", { JSONPointer($0) })
    reason = try fields.text("reason")
    evidence = try fields.list("evidence", Evidence.init)
  }

  static let shape = Shape.closedRecord(
    "Change",
    .needs("pointer", .text(.pointer), "The difference, list items by id; covers all below it."),
    .needs("reason", .prose, "Why, in words."),
    .may("evidence", Evidence.list, "Numbers that support it."))
}

extension Change.Evidence {
  init(_ fields: Fields) throws(StructureProblem) {
    self.init(
      snapshot: try fields.text("snapshot"), digest: try fields.digest("digest"),
      entry: try fields.text("entry"))
  }

  /// A list of cited numbers.
  static let list = Shape.list(
    .closedRecord(
      "Evidence",
      .needs("snapshot", .text(.path), "Path of the snapshot."),
      .needs("digest", .digest, "SHA-256 of the snapshot."),
      .needs("entry", .label, "Id of the metric entry.")), 0...60)
}
