import Wire

/// The kinds of document that a ledger holds; each has one schema.
package enum DocumentKind: String, Sendable, CaseIterable {
  case charter, agreement, exception, signoff, snapshot, attestation, reading, mapping
  case reviewOpening = "review-opening"
  case contribution
  case reviewClosing = "review-closing"

  /// The version-stamped name that a document's `$schema` gives.
  package var urn: String { "urn:countersign:schema:\(rawValue):1" }

  /// What such a document looks like.
  package var shape: Shape {
    switch self {
    case .charter: Charter.shape
    case .agreement: Agreement.shape
    case .exception: Exception.shape
    case .signoff: SignOff.shape
    case .snapshot: Snapshot.shape
    case .attestation: Attestation.shape
    case .reading: Reading.shape
    case .mapping: Mapping.shape
    case .reviewOpening: ReviewOpening.shape
    case .contribution: Contribution.shape
    case .reviewClosing: ReviewClosing.shape
    }
  }

  /// The kind whose URN this is.
  package init?(urn: String) {
    guard let kind = Self.allCases.first(where: { $0.urn.hasSameBytes(as: urn) }) else { return nil }
    self = kind
  }
}
