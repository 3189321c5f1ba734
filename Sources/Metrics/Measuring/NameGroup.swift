internal import Agreements
internal import Wire

/// The sources, regions and teams of a period that get numbers of their own.
struct NameGroups {
  var sources = NameGroup()
  var regions = NameGroup()
  var teams = NameGroup()

  init() {}

  /// Those of `episodes`; nothing for what no export tells.
  init(_ episodes: [[Episode]], _ table: LeadTable, _ abilities: ExportAbilities) {
    let dimensions = episodes.joined().map(\.dimensions)
    if abilities.hasSources { sources = NameGroup(dimensions.map(\.source), table.sources, limit: 100) }
    if abilities.hasRegions { regions = NameGroup(dimensions.map(\.region), table.regions, limit: 25) }
    if abilities.hasTeams { teams = NameGroup(dimensions.map(\.team), table.teams, limit: 25) }
  }
}

/// The values of one dimension that get numbers of their own; what is left is joined, so that parts add up to the whole
/// and nobody is told apart in a group of four.
struct NameGroup {
  /// Those with most cases first.
  private(set) var named: [String] = []
  /// Their numbers.
  private(set) var numbers: Set<Int32> = []
  /// How many are joined.
  private(set) var joined = 0

  /// Fewer cases than this are joined.
  static let least = 5

  init() {}

  /// Names that were chosen elsewhere, and how many are joined.
  init(named: [String], joined: Int) {
    self.named = named
    self.joined = joined
  }

  /// Groups cases by name: the `limit` with most of them get a number of their own, those by name that come first where
  /// they are equal.
  ///
  /// Without small groups, names that no document can hold, and e-mail addresses, which somebody has typed into the
  /// wrong field. Where what is left would be a small group itself, the smallest of the others goes with it.
  init(_ cases: [Int32], _ names: NameTable, limit: Int) {
    var counts: [Int32: Int] = [:]
    for name in cases { counts[name, default: 0] += 1 }
    let ranked = counts.sorted { left, right in
      left.value != right.value
        ? left.value > right.value
        : names.names[Int(left.key)].lexicographicallyPrecedes(names.names[Int(right.key)])
    }
    var fit = Array(
      ranked.compactMap { entry -> (number: Int32, name: String, count: Int)? in
        guard entry.value >= Self.least, let text = Self.text(names.names[Int(entry.key)]) else { return nil }
        return (entry.key, text, entry.value)
      }.prefix(limit))
    var rest = cases.count - fit.reduce(0) { $0 + $1.count }
    while rest > 0, rest < Self.least, let last = fit.popLast() { rest += last.count }
    named = fit.map(\.name)
    numbers = Set(fit.map(\.number))
    joined = ranked.count - named.count
  }

  /// The names, and the one of all that are joined.
  var labels: [String] { named + (joined > 0 && !named.isEmpty ? [LeadFilter.others] : []) }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard !bytes.isEmpty, !bytes.contains(UInt8(ascii: "@")),
      let text = String(validating: bytes, as: UTF8.self),
      !text.hasSameBytes(as: LeadFilter.others)
    else { return nil }
    let scalars = text.unicodeScalars
    let isFit = scalars.allSatisfy { scalar in
      !scalar.isInvisibleControl && scalar.value & 0xFFFE != 0xFFFE
        && !(0xFDD0...0xFDEF).contains(scalar.value)
    }
    return isFit && (1...200).contains(scalars.count) ? text : nil
  }
}
