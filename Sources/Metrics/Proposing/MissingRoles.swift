internal import Agreements

/// Roles that no name gave to a column, and content or the other columns do.
extension RoleAssignment {
  /// Finds the id of leads by its content, and the second id of activities that have one for leads and one for contacts.
  mutating func addMissing(_ profiles: [ColumnProfile], _ kind: ExportKind) {
    switch kind {
    case .leads:
      let addresses = profiles.indices.filter {
        roles[$0] == nil && profiles[$0].isEmail && !profiles[$0].name.contains("@")
      }
      if column(.email) == nil, addresses.count == 1 { give(.email, to: addresses[0], certainty: 60) }
      let hasAddress = column(.email).map { profiles[$0].isUnique } ?? false
      if column(.id) == nil,
        let index = Self.key(profiles, besides: Set(roles.keys), mayCountRows: !hasAddress)
      {
        give(.id, to: index, certainty: Self.byContent)
      }
      if column(.owner) == nil, let index = profiles.indices.first(where: { isOfUsers($0, profiles[$0]) }) {
        give(.owner, to: index, certainty: Self.byContent)
      }
      addNumberedAttempts(profiles)
    case .activities, .history, .deals:
      let other = profiles.indices.first { index in
        roles[index] == nil && Self.otherIDs.contains(Vocabulary.normalized(profiles[index].name))
      }
      if column(.id) != nil, let other { give(.alias(.other), to: other, certainty: 90) }
    default: break
    }
  }

  /// Takes a number that says how big a lead's company is for what the agreement sorts leads by, where no column is called so.
  mutating func addRanking(by basis: Measurement.Tiers.Basis, _ profiles: [ColumnProfile]) {
    let role: ColumnRole = basis == .score ? .score : .amount
    let sizes = basis == .score ? ["employees", "annual-revenue"] : ["annual-revenue"]
    let columns = sizes.compactMap { column(.field($0)) }.filter { profiles[$0].isNumber }
    guard column(role) == nil, let size = columns.first else { return }
    give(role, to: size, certainty: Self.byContent)
  }

  /// How sure a role is that no name gives.
  static let byContent = 45

  /// Whether a column without a role holds ids of Salesforce's users, and not of those who only entered or changed something.
  private func isOfUsers(_ index: Int, _ profile: ColumnProfile) -> Bool {
    let words = Vocabulary.normalized(profile.name).split(separator: " ")
    return roles[index] == nil && profile.filled > 0
      && (profile.values ?? [profile.sample]).allSatisfy(OpaqueID.isSalesforceUser)
      && !words.contains { ["created", "modified", "edited", "changed", "manager"].contains($0) }
  }

  private static let otherIDs: Set<String> = ["contact id", "lead id", "person id"]

  /// The first column that tells every row from every other: no time, address or sum.
  private static func key(
    _ profiles: [ColumnProfile], besides taken: Set<Int>, mayCountRows: Bool
  ) -> Int? {
    // What counts the rows gives a lead another number in the next export, unless it is called an id.
    func isOfFile(_ profile: ColumnProfile) -> Bool {
      profile.countsRows && !mayCountRows
        && !Vocabulary.normalized(profile.name).split(separator: " ").contains("id")
    }
    func tellsApart(_ profile: ColumnProfile) -> Bool {
      // What a file without names begins with is a cell of its first lead, and never named in a mapping.
      let isName = profile.name.contains(where: \.isLetter) && profile.name.filter(\.isNumber).count < 5
      return isName && profile.sample.contains(where: \.isNumber) && profile.isUnique
        && profile.filled == profile.rows && profile.rows > 1
        && !profile.name.contains("@")
    }
    return profiles.indices.first { index in
      let profile = profiles[index]
      return !isOfFile(profile) && !taken.contains(index) && tellsApart(profile) && profile.formats.isEmpty
        && profile.clockFormats.isEmpty
        && !profile.isEmail
        && !profile.sample.contains(" ") && !profile.sample.contains(".") && !profile.sample.contains(",")
    }
  }
}
