internal import Wire

/// Which cells of an export may be written into documents: words that a CRM offers to choose from, and nothing about
/// anybody.
///
/// What an export says of leads and people stays in it. A value is let through where all of its words are known words of
/// stages, activities or outcomes, or where it stands in so many rows that it is no text about one lead; never what looks
/// like an address, a number, an id or a name that the export gives somebody.
struct LabelGuard {
  /// Words of people's and companies' names in the export, in lower case.
  private let names: Set<String>

  /// In how many rows a value stands at least that is not made of known words.
  static let leastRows = 3

  init(names: Set<String>) { self.names = names }

  /// Whether a value that stands in so many rows may be written down.
  func allows(_ value: String, count: Int) -> Bool {
    // No document holds what nobody sees.
    guard value.unicodeScalars.count <= 60, !value.unicodeScalars.contains(where: \.isInvisibleControl),
      !value.utf8.contains(UInt8(ascii: "@")), !value.contains("://")
    else { return false }
    var digits = 0
    for byte in value.utf8 {
      digits = byte &- 0x30 < 10 ? digits + 1 : 0
      if digits > 4 { return false }
    }
    let words = Vocabulary.normalized(value).split(separator: " ").map(String.init)
    guard !words.isEmpty, words.count <= 8 else { return false }
    if words.allSatisfy(Self.known.contains) { return true }
    return count >= Self.leastRows && !words.contains { names.contains($0) && !Self.known.contains($0) }
  }

  /// Whether a value names a program and can name nobody: each of its words is known to be about programs.
  static func isProgram(_ value: String) -> Bool {
    let words = Vocabulary.normalized(value).split(separator: " ").map(String.init)
    return words.contains(where: Vocabulary.programWords.contains)
      && words.allSatisfy { Vocabulary.programWords.contains($0) || Vocabulary.programFillers.contains($0) }
  }

  /// Every word of the values that are recognised.
  private static let known: Set<String> = {
    var words = Vocabulary.filler.union(Vocabulary.wordsOfStages)
    for sense in Vocabulary.Sense.allCases {
      for text in Vocabulary.words(for: sense) {
        words.formUnion(text.split(separator: " ").map(String.init))
      }
    }
    return words.union(Vocabulary.stageWords).union(Vocabulary.reasonWords).union(Vocabulary.doneWords).union(
      Vocabulary.outboundWords)
  }()
}
