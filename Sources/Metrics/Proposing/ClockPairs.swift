internal import Agreements

/// Which column of an unknown export has the time of day to the dates of which other.
struct ClockPairs {
  /// By the column with dates.
  private(set) var clocks: [Int: (column: Int, certainty: Int)] = [:]

  /// Pairs columns that are called alike ("Create Date", "Create Time").
  ///
  /// Else a column whose name says only that it has times belongs to the dates to its left. Other times of day may be how
  /// long something took.
  init(_ profiles: [ColumnProfile], _ roles: [Int: (role: ColumnRole, certainty: Int)]) {
    let dates = profiles.indices.filter { index in
      roles[index]?.role.isTime == true && !profiles[index].formats.isEmpty && !profiles[index].hasOwnHours
    }
    let times = profiles.indices.filter { roles[$0] == nil && !profiles[$0].clockFormats.isEmpty }
    guard !dates.isEmpty, !times.isEmpty else { return }
    let cores = profiles.map { Self.core($0.name) }
    for date in dates {
      let alike = times.filter { cores[$0] == cores[date] }
      if !cores[date].isEmpty || dates.count == 1, alike.count == 1 {
        clocks[date] = (alike[0], 90)
      } else if let next = times.first(where: { $0 == date + 1 }), cores[next].isEmpty {
        clocks[date] = (next, 70)
      }
    }
  }

  /// A name without what says that it is a date, or a time of day.
  private static func core(_ name: String) -> [String] {
    let words = Vocabulary.normalized(name).split(separator: " ").map(String.init)
    return words.compactMap { word in
      if ending.contains(word) || joining.contains(word) { return nil }
      guard let end = ending.first(where: { word.hasSuffix($0) && word.count > $0.count + 2 }) else {
        return word
      }
      return String(word.dropLast(end.count))
    }.sorted()
  }

  /// The longer ones first, as some end in others.
  private static let ending = [
    "uhrzeit", "tijdstip", "zeitpunkt", "orario", "datum", "fecha", "heure", "zeit", "tijd", "hora", "date",
    "time", "data", "dia", "jour", "giorno", "dag", "day", "tag", "ora",
  ]
  private static let joining: Set<String> = [
    "of", "at", "on", "the", "de", "du", "del", "della", "di", "da", "do", "am", "um", "der", "van", "om",
    "op",
    "la", "le", "el", "il", "a",
  ]
}
