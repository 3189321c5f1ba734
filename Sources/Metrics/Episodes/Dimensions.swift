internal import Agreements

/// What a number can be told apart by.
struct Dimensions: Hashable {
  /// The index of the tier, from the highest; -1 for none.
  private(set) var tier: Int32
  /// The numbers of the names.
  private(set) var source: Int32
  private(set) var region: Int32
  private(set) var team: Int32
  /// The number of the kind of request that it came from; 0 for none.
  private(set) var request: Int32

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

  /// Some of them.
  struct Kinds: OptionSet, Hashable {
    let rawValue: UInt8
    static let tier = Kinds(rawValue: 1)
    static let source = Kinds(rawValue: 2)
    static let region = Kinds(rawValue: 4)
    static let team = Kinds(rawValue: 8)
    static let request = Kinds(rawValue: 16)
  }

  /// The same without what is of other kinds.
  @inline(__always)
  func only(_ kinds: Kinds) -> Dimensions {
    var some = self
    if !kinds.contains(.tier) { some.tier = -1 }
    if !kinds.contains(.source) { some.source = 0 }
    if !kinds.contains(.region) { some.region = 0 }
    if !kinds.contains(.team) { some.team = 0 }
    if !kinds.contains(.request) { some.request = 0 }
    return some
  }
}

extension LeadFilter {
  /// What it looks at.
  var kinds: Dimensions.Kinds {
    var kinds: Dimensions.Kinds = []
    if tier != nil { kinds.insert(.tier) }
    if source != nil { kinds.insert(.source) }
    if region != nil { kinds.insert(.region) }
    if team != nil { kinds.insert(.team) }
    if request != nil { kinds.insert(.request) }
    return kinds
  }
}
