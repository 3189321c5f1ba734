internal import Agreements

/// Roles that no name gave to a column, and content or the other columns do.
extension RoleAssignment {
  /// Finds the id of leads by its content, and the second id of activities that have one for leads and one for contacts.
  mutating func addMissing(_ profiles: [ColumnProfile], _ kind: ExportKind) {
    switch kind {
    case .leads where column(.id) == nil:
      guard let index = Self.key(profiles, besides: Set(roles.keys)) else { break }
      give(.id, to: index, certainty: 45)
    case .activities, .history, .deals:
      let other = profiles.indices.first { index in
        roles[index] == nil && Self.otherIDs.contains(Vocabulary.normalized(profiles[index].name))
      }
      if column(.id) != nil, let other { give(.alias(.other), to: other, certainty: 90) }
    default: break
    }
  }

  private static let otherIDs: Set<String> = ["contact id", "lead id", "person id"]

  /// The first column that tells every row from every other: no time, address or sum.
  private static func key(_ profiles: [ColumnProfile], besides taken: Set<Int>) -> Int? {
    func tellsApart(_ profile: ColumnProfile) -> Bool {
      // What a file without names begins with is a cell of its first lead, and never named in a mapping.
      let isName = profile.name.contains(where: \.isLetter) && profile.name.filter(\.isNumber).count < 5
      return isName && profile.isUnique && profile.filled == profile.rows && profile.rows > 1
        && !profile.name.contains("@")
    }
    return profiles.indices.first { index in
      let profile = profiles[index]
      return !taken.contains(index) && tellsApart(profile) && profile.formats.isEmpty && !profile.isEmail
        && !profile.sample.contains(" ") && !profile.sample.contains(".") && !profile.sample.contains(",")
    }
  }
}
