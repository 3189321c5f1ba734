internal import Agreements
internal import Wire

/// The sources, regions and teams of a period that get numbers of their own.
struct NameGroups {
  var sources = NameGroup()
  var regions = NameGroup()
  var teams = NameGroup()

  init() {}

  /// Names that stand for whichever will turn up, as far as exports tell any.
  init(standingFor abilities: ExportAbilities) {
    let any = NameGroup(named: ["?"], joined: 0)
    if abilities.hasSources { sources = any }
    if abilities.hasRegions { regions = any }
    if abilities.hasTeams { teams = any }
  }

  /// Those of the episodes, which were counted for the question of that number; nothing for what no export tells.
  init(
    _ tallies: PeriodTallies, ofEpisodes episodes: Int, _ names: NameTables, _ abilities: ExportAbilities
  ) {
    func group(
      _ names: NameTable, _ kinds: Dimensions.Kinds, limit: Int, _ number: (Dimensions) -> Int32
    ) -> NameGroup {
      var counts = [Int](repeating: 0, count: names.names.count)
      for one in tallies.numbers(ofQuestion: episodes, by: kinds) {
        counts[Int(number(one.dimensions))] += one.number
      }
      return NameGroup(counts, names, limit: limit)
    }
    if abilities.hasSources { sources = group(names.sources, .source, limit: 100, \.source) }
    if abilities.hasRegions { regions = group(names.regions, .region, limit: 25, \.region) }
    if abilities.hasTeams { teams = group(names.teams, .team, limit: 25, \.team) }
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

  /// Groups names by how many cases each has: the `limit` with most get a number of their own, those by name that come first
  /// where they are equal.
  ///
  /// Without small groups, names that no document can hold, and e-mail addresses, which somebody has typed into the
  /// wrong field. Where what is left would be a small group itself, the smallest of the others goes with it.
  init(_ counts: [Int], _ names: NameTable, limit: Int) {
    let ranked = counts.indices.filter { counts[$0] > 0 }.sorted { left, right in
      counts[left] != counts[right]
        ? counts[left] > counts[right] : names.names[left].lexicographicallyPrecedes(names.names[right])
    }
    var fit = Array(
      ranked.compactMap { number -> (number: Int32, name: String, count: Int)? in
        guard counts[number] >= Self.least, let text = Self.text(names.names[number]) else { return nil }
        return (Int32(clamping: number), text, counts[number])
      }.prefix(limit))
    var rest = counts.reduce(0, +) - fit.reduce(0) { $0 + $1.count }
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
