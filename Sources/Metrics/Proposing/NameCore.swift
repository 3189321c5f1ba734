/// What is left of a column's name without the small words around it; see ``Vocabulary``.
extension Vocabulary {
  /// The words of a normalised name without articles and prepositions, and for a time without what only says that it is one.
  ///
  /// `Fecha alta` and `fecha de alta`, `Rejected` and `rejected on` are one name, and so are `valor novo` and `novo valor`. Nil
  /// where nothing is left.
  static func core(_ words: [Substring], ofTime isTime: Bool) -> String? {
    let core = words.filter { word in !particles.contains(word) && !(isTime && moments.contains(word)) }
    return core.isEmpty ? nil : core.sorted().joined(separator: " ")
  }

  private static let particles: Set<Substring> = [
    "the", "of", "in", "der", "die", "das", "des", "dem", "den", "de", "du", "d", "la", "le", "les", "l",
    "del",
    "los", "las", "el", "di", "della", "dell", "il", "lo", "do", "da", "dos", "van", "het", "usd", "eur",
    "gbp", "chf",
  ]
  private static let moments: Set<Substring> = [
    "date", "time", "datetime", "timestamp", "ts", "utc", "gmt", "cet", "at", "on", "since", "datum",
    "zeitpunkt", "am", "seit", "data",
    "fecha", "em", "op", "sinds", "depuis", "desde",
  ]
}
