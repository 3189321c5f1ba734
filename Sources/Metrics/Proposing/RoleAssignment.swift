internal import Agreements

/// Which column of an unknown export is most likely what.
struct RoleAssignment {
  private(set) var roles: [Int: (role: ColumnRole, certainty: Int)] = [:]

  /// Gives each of the `wanted` roles to the column whose name and content fit it best; no column has two, and none that
  /// is `barred` has any.
  init(_ profiles: [ColumnProfile], barred: Set<Int> = [], wanted: (ColumnRole) -> Bool) {
    var options: [(certainty: Int, order: Int, column: Int, role: ColumnRole)] = []
    for (order, entry) in Vocabulary.phrases.enumerated() where wanted(entry.role) {
      for (column, profile) in profiles.enumerated()
      where !barred.contains(column) && entry.role.suits(profile) {
        let certainty = Self.certainty(of: profile, entry.names)
        if certainty > 0 { options.append((certainty, order, column, entry.role)) }
      }
    }
    options.sort { ($1.certainty, $0.order, $0.column) < ($0.certainty, $1.order, $1.column) }
    var given: Set<ColumnRole> = []
    for option in options where roles[option.column] == nil && !given.contains(option.role) {
      roles[option.column] = (option.role, option.certainty)
      given.insert(option.role)
    }
  }

  /// The column of a role; nil where none fits.
  func column(_ role: ColumnRole) -> Int? { roles.first { $0.value.role == role }?.key }

  /// Words that say nothing where they stand among others.
  private static let vague: Set<String> = [
    "id", "name", "title", "type", "date", "time", "value", "field", "role",
  ]

  /// How sure a name makes it, from 0 to 100: the whole of a known one most, a known one among other words less, the
  /// less the more words stand around it; a column without content hardly.
  private static func certainty(of profile: ColumnProfile, _ names: [String]) -> Int {
    let name = Vocabulary.normalized(profile.name)
    var best = 0
    for (index, known) in names.enumerated() {
      if name == known { best = max(best, 98 - min(index, 20)) }
      guard !vague.contains(known), " \(name) ".contains(" \(known) ") else { continue }
      let (words, all) = (known.split(separator: " ").count, name.split(separator: " ").count)
      best = max(best, (words == 1 ? 56 : 70) - 8 * (all - words))
    }
    guard best >= 40 else { return 0 }
    return profile.filled == 0 ? best / 2 : best
  }
}
