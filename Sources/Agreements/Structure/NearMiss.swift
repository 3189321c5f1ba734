/// Finds what somebody probably meant to write.
package enum NearMiss {
  /// The word at the least edit distance from `word`, where that is at most a third of its length; nil else.
  package static func closest(to word: String, among words: [String]) -> String? {
    let limit = max(1, word.utf8.count / 3)
    let ranked = words.map { (word: $0, distance: distance(word, $0)) }.sorted {
      ($0.distance, $0.word) < ($1.distance, $1.word)
    }
    return ranked.first.flatMap { $0.distance <= limit ? $0.word : nil }
  }

  /// How many bytes have to be put in, left out or replaced to come from one to the other (Levenshtein 1966).
  private static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.lowercased().utf8.prefix(80)), Array(right.lowercased().utf8.prefix(80)))
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substituted = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
