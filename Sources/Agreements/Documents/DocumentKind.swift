import Wire

/// The kinds of document that a ledger holds; each has one schema.
package enum DocumentKind: String, Sendable, CaseIterable {
  case snapshot, mapping

  /// The version-stamped name that a document's `$schema` gives.
  package var urn: String { "urn:countersign:schema:\(rawValue):1" }

  /// What such a document looks like.
  package var shape: Shape {
    switch self {
    case .snapshot: Snapshot.shape
    case .mapping: Mapping.shape
    }
  }
}
