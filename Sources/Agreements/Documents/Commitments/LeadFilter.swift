package import Wire

/// Which leads a number is about; what is nil does not matter.
package struct LeadFilter: Sendable, Hashable {
  package var tier: String?
  package var source: String?
  package var region: String?
  /// The owners' team or group.
  package var team: String?
  /// Only episodes that came from such a request: for a demo those that began with one.
  package var request: RequestKind?

  package init(
    tier: String? = nil, source: String? = nil, region: String? = nil, team: String? = nil,
    request: RequestKind? = nil
  ) {
    self.tier = tier
    self.source = source
    self.region = region
    self.team = team
    self.request = request
  }

  /// What a snapshot calls the sources, regions or teams that are too small to be told apart, or too many; no
  /// commitment is about them, as which ones they are depends on the rows.
  package static let others = "(others)"

  /// Whether it is about the leads that have no number of their own.
  package var isAboutOthers: Bool {
    [source, region, team].contains { $0?.hasSameBytes(as: Self.others) ?? false }
  }

  /// Two filters are the same when they are written with the same bytes: other bytes may let other leads through.
  package static func == (left: LeadFilter, right: LeadFilter) -> Bool { left.bytes == right.bytes }

  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  private var parts: [String?] { [tier, source, region, team, request?.rawValue] }
  private var bytes: [[UInt8]?] { parts.map { $0.map { Array($0.utf8) } } }

  /// Whether some lead could pass both filters.
  package func overlaps(_ other: LeadFilter) -> Bool {
    zip(parts, other.parts).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
  }
}

extension LeadFilter {
  init(_ fields: Fields) throws(StructureProblem) {
    try self.init(
      tier: fields.optionalText("tier"), source: fields.optionalText("source"),
      region: fields.optionalText("region"), team: fields.optionalText("team"),
      request: fields.optionalValue("request", "kind of request", { RequestKind(rawValue: $0) }))
  }

  package var json: JSON {
    .object(
      zip(["tier", "source", "region", "team", "request"], parts).compactMap { name, value in
        value.map { JSON.Member(name, .string($0)) }
      })
  }

  static let shape = Shape.record(
    "Filter", .may("tier", .id, "Only this tier."), .may("source", .label, "Only this source."),
    .may("region", .label, "Only this region."), .may("team", .label, "Only leads of this team's owners."),
    .may(
      "request", .choice(RequestKind.allCases.map(\.rawValue)),
      "Only episodes that came from such a request: a demo request that began them, else the last one before."
    ))
}
