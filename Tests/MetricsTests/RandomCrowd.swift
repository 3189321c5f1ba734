import Agreements
import TestMaterial
import Wire

@testable import Metrics

/// Leads that are many, or hard to tell apart.
extension RandomLeadLog {
  /// Adds two contacts of one deal, whose rows say the same but for their ids and when somebody tried to reach them.
  func addTwins(to rows: inout [[String: String]], _ random: inout SeededGenerator) throws {
    guard let opened = formats["opened"], let tried = formats["try1"] else { return }
    let end = moments.agreement.bounds.upperBound.milliseconds
    let at = end - (1 + random.below(20)) * 86_400_000
    var row = random.pick(rows)
    for column in ["contact", "email", "won", "lost", "rejected", "rejected2", "updated"] { row[column] = "" }
    (row["deal"], row["by1"]) = ("T1", "Ann")
    row["opened"] = try moments.cell(at, opened, &random)
    for number in 0..<2 {
      row["id"] = "T\(random.below(1000))-\(number)"
      row["try1"] = try moments.cell(at + random.below(end - at), tried, &random)
      rows.append(row)
    }
  }

  /// Adds leads with so many sources, regions and teams that some with five leads and more get no number of their own, and
  /// equally many have the last ones of those that do.
  func crowd(_ rows: inout [[String: String]], _ random: inout SeededGenerator) throws {
    let bounds = moments.agreement.bounds
    let length = bounds.upperBound.milliseconds(since: bounds.lowerBound)
    for number in 0..<(7 * 230) {
      var row = plainCells(1000 + number, &random)
      let kind = number % 230
      (row["source"], row["region"], row["team"]) = ("S\(kind)", "R\(kind % 31)", "T\(kind % 29)")
      (row["score"], row["amount"], row["worth"], row["email"]) = ("80", "", "\(number)", "")
      (row["stage"], row["deal"], row["currency"], row["contact"]) = ("MQL", "D\(number)", "", "")
      let at = bounds.lowerBound.milliseconds + random.below(length / 60_000) * 60_000
      for column in ["mql", "opened"] where random.below(20) > 0 {
        row[column] = try formats[column].map { try moments.cell(at, $0, &random) }
      }
      rows.append(row)
    }
  }
}
