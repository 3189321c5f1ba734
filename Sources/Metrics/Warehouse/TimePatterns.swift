/// The regular expressions of what times are written with.
extension SQLTimestamps {
  /// A date with 28 to 31 days a month.
  static let isoDate: SQLDialect.Pattern = {
    let leapYear = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
    let long = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    let short = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    return "(?:\(leapYear)-02-29|[0-9]{4}-(?:\(long)|\(short)|02-(?:0[1-9]|1[0-9]|2[0-8])))"
  }()

  static let isoTime: SQLDialect.Pattern =
    "[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"

  /// What is read as an offset: an abbreviation, or hours and minutes, which UTC and its like may stand before.
  static let offset: SQLDialect.Pattern = {
    func words(_ isWanted: (Int) -> Bool) -> String {
      TimestampFormat.abbreviations.filter { isWanted($0.1) }.map { anyCase("\($0.0)") }.joined(
        separator: "|")
    }
    let two = "(?:0[0-9]|1[0-8])(?::?[0-5][0-9])?"
    let zero = words { $0 == 0 }
    return " ?(?:\(words { _ in true })|(?:\(zero))?[+-]\(two)|(?:\(zero))[+-][0-9](?::[0-5][0-9])?)"
  }()

  /// A word in either case, letter by letter.
  static func anyCase(_ word: String) -> SQLDialect.Pattern {
    word.unicodeScalars.map { "[\($0)\(String($0).lowercased())]" }.joined()
  }
}
