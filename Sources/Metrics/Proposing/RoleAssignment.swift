internal import Agreements

/// Which column of an unknown export is most likely what.
struct RoleAssignment {
  private(set) var roles: [Int: (role: ColumnRole, certainty: Int)] = [:]

  /// Gives each of the `wanted` roles to the column whose name and content fit it best; no column has two.
  init(_ profiles: [ColumnProfile], wanted: (ColumnRole, Int) -> Bool) {
    var options: [(certainty: Int, order: Int, column: Int, role: ColumnRole)] = []
    let names = profiles.map { ComparedName($0.name) }
    for (order, phrase) in Vocabulary.phrases.enumerated() {
      for column in profiles.indices where wanted(phrase.role, column) && phrase.role.suits(profiles[column])
      {
        let certainty = Self.certainty(of: profiles[column], names[column], phrase)
        if certainty > 0 { options.append((certainty, order, column, phrase.role)) }
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

  /// Gives a column another role.
  mutating func rename(_ role: ColumnRole, to other: ColumnRole) {
    guard let column = column(role), let certainty = roles[column]?.certainty else { return }
    roles[column] = (other, certainty)
  }

  /// Gives a role to a column that has none.
  mutating func give(_ role: ColumnRole, to column: Int, certainty: Int) { roles[column] = (role, certainty) }

  /// A column's name, ready to be compared.
  private struct ComparedName {
    let spaced: String
    let joined: String
    let words: [Substring]
    let core: String?
    let timeCore: String?
    let isBarred: Bool
    /// What a lead became at that time.
    let became: Mapping.EventKind?
    /// Whether it is about something that became of a request.
    let isBesideRequest: Bool

    init(_ name: String) {
      let text = Vocabulary.normalized(name)
      spaced = " \(text) "
      joined = text.filter { $0 != " " }
      words = text.split(separator: " ")
      core = Vocabulary.core(words, ofTime: false)
      timeCore = Vocabulary.core(words, ofTime: true)
      became = Vocabulary.became(text)
      isBarred = Vocabulary.bars(words)
      let spaced = spaced
      isBesideRequest = Vocabulary.besidesRequests.contains { spaced.contains(" \($0) ") }
    }
  }

  /// How sure a name makes it, from 0 to 100: the whole of a known one most, a known one among other words less, the less
  /// the more words stand around it; a column without content less again.
  private static func certainty(
    of profile: ColumnProfile, _ name: ComparedName, _ phrase: Vocabulary.Phrase
  ) -> Int {
    var exact = 0
    var partial = 0
    let core = phrase.role.isTime ? name.timeCore : name.core
    for (index, known) in phrase.names.enumerated() {
      // Data Loader writes names in capitals without anything between the words.
      if name.joined == known.joined { exact = max(exact, 98 - min(index, 20)) }
      if let core, core == known.core { exact = max(exact, 90 - min(index, 20)) }
      guard exact == 0, name.words.count > known.words, !(phrase.role.isTime && name.isBarred),
        !(phrase.role.isOtherRequest && name.isBesideRequest),
        !Vocabulary.vague.contains(known.text), name.spaced.contains(" \(known.text) "),
        Vocabulary.keeps(known.text, among: name.words, as: phrase.role)
      else { continue }
      let filler = name.words.count { Vocabulary.filler.contains(String($0)) && !known.text.contains($0) }
      let others = max(0, name.words.count - known.words - filler)
      let isPlain = phrase.role.isTime && Vocabulary.acronyms.contains(known.text)
      let whole = isPlain ? 60 - 2 * others : (known.words == 1 ? 56 : 70) - 8 * others
      partial = max(partial, whole - 2 * filler)
    }
    if let became = name.became, phrase.role.isTime {
      // Most leads are made as such; where something else says when, it says it better.
      if phrase.role == .event(became) { exact = max(exact, became == .created ? 60 : 90) }
      partial = 0
    }
    guard profile.filled == 0 else {
      return exact > 0 ? exact + told(profile, phrase.role) : partial < 40 ? 0 : partial
    }
    // A few rows without a value say little about a column of that name; many say that it is not used.
    return profile.rows < 50 ? exact * 3 / 4 : exact / 2
  }

  /// The role of a time that a whole name gives; nil for others.
  static func time(called name: String, in kind: ExportKind) -> ColumnRole? {
    let name = ComparedName(name)
    return Vocabulary.phrases.first { phrase in
      phrase.role.isTime && kind.has(phrase.role) && phrase.names.contains { $0.joined == name.joined }
    }?.role
  }

  /// What the values of a column that says what happened, or who did it, add, or take away.
  private static func told(_ profile: ColumnProfile, _ role: ColumnRole) -> Int {
    let senses: [Vocabulary.Sense]
    switch role {
    case .kind: senses = [.call, .message, .meeting, .reply, .qualified, .request]
    case .dealStage: senses = [.won, .lost]
    // Where names stand beside ids, they say more.
    case .owner, .actor, .contactedBy: return profile.holdsIDs || profile.isNumber ? -10 : 0
    // A state is a part of a country where it is a code of two letters, and a stage elsewhere.
    case .stage: return profile.holdsRegionCodes ? -25 : 0
    case .region where ["estado", "state"].contains(Vocabulary.normalized(profile.name)):
      return profile.holdsRegionCodes ? 0 : -40
    default: return 0
    }
    let isKnown = (profile.values ?? []).contains { Vocabulary.sense(of: $0, among: senses) != nil }
    return isKnown ? 0 : -15
  }
}
