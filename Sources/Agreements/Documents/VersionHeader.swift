extension Shape {
  /// The members that versions and drafts of every series start with, after `$schema`; `base` is what they follow on.
  static func versionHeader(_ kind: DocumentKind, on base: Property = .predecessor) -> [Property] {
    [
      .tag("$schema", kind.urn, "What this document is."),
      .needs("version", .integer(1...9999), "Number of the version that this is or would become.", .header),
      base,
      .needs("slug", .id, "Name of the draft; never used again.", .header),
      .needs("round", .integer(1...9999), "Raised by one in every commit that edits the draft.", .header),
      .needs("proposed", .instant, "When this round was proposed.", .header),
    ]
  }
}

extension Shape.Property {
  /// The version that a version takes the place of.
  static let predecessor = may(
    Series.charter.baseKey, Predecessor.shape, "The version before it; left out in version 1.", .header)
}
