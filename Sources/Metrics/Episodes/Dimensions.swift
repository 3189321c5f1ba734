internal import Agreements

/// What a number can be told apart by.
struct Dimensions: Hashable {
  /// The index of the tier, from the highest; -1 for none.
  let tier: Int32
  /// The numbers of the names.
  let source: Int32
  let region: Int32
  let team: Int32
  /// The number of the kind of request that it came from; 0 for none.
  let request: Int32

  init(_ lead: LeadRow, request: Int32 = 0) {
    tier = Int32(lead.tier)
    source = lead.source
    region = lead.region
    team = lead.team
    self.request = request
  }

  /// In two words, as each one costs the hasher as much as any other.
  func hash(into hasher: inout Hasher) {
    hasher.combine(Self.word(source, region))
    hasher.combine(Self.word(team, tier << 2 | request))
  }

  private static func word(_ high: Int32, _ low: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
  }
}
