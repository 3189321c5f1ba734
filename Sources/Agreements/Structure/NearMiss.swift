/// Finds what somebody probably meant to write.
package enum NearMiss {
  /// The word at the least edit distance from `word`, where that is at most a third of its length; nil else.
  package static func closest(to word: String, among words: [String]) -> String? {
    let written = Array(word.lowercased().utf8)
    // Nobody means a known word with eighty letters; the time for it would be the enemy's to choose.
    guard written.count <= 80 else { return nil }
    let limit = max(1, written.count / 3)
    let ranked = words.map { (word: $0, distance: distance(written, Array($0.lowercased().utf8))) }
    let best = ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    return best.flatMap { $0.distance <= limit ? $0.word : nil }
  }

  /// How many bytes have to be put in, left out, replaced or swapped with their neighbour to come from one to the
  /// other (Damerau 1964, restricted).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var earlier: [Int] = []
    var above = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(above[j] + (a[i] == b[j] ? 0 : 1), above[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, earlier[j - 1] + 1) }
        row.append(least)
      }
      (earlier, above) = (above, row)
    }
    return above[b.count]
  }
}
