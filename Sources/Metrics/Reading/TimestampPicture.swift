internal import Wire

/// Pictures such as `M/D/YYYY h:mm AP`.
extension TimestampFormat {
  /// Abbreviations that mean one offset, of RFC 5322, of Europe, Japan and Australia's east; `BST` and `IST` mean several.
  static let abbreviations: [(StaticString, Int)] = [
    ("UTC", 0), ("UT", 0), ("GMT", 0), ("Z", 0), ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5),
    ("MST", -7),
    ("MDT", -6), ("PST", -8), ("PDT", -7), ("WEST", 1), ("WET", 0), ("CEST", 2), ("CET", 1), ("EEST", 3),
    ("EET", 2), ("MEZ", 1), ("MESZ", 2), ("MSK", 3), ("JST", 9), ("AEST", 10), ("AEDT", 11),
  ]

  /// What a picture draws, in the readings of it of which `isWhole` holds; there is one, or none, of most.
  ///
  /// Two quotes have between them words whose letters stand for themselves ("h 'Uhr'"). A quote also stands for itself, as it
  /// always did, where the picture is whole so ("D MMM 'YY").
  static func readings(of picture: String, _ isWhole: ([Item]) -> Bool) -> [[Item]] {
    let plain = items(of: picture, hasQuotes: false).flatMap { isWhole($0) ? $0 : nil }
    let quoted = picture.utf8.contains(quote) ? items(of: picture, hasQuotes: true) : nil
    return [quoted.flatMap { isWhole($0) ? $0 : nil }, plain].compactMap { $0 }
  }

  private static let quote = UInt8(ascii: "'")
  /// What stands for parts of a time.
  static let letters = Array("YMDhmsSAPZ".utf8)

  private static func items(of picture: String, hasQuotes: Bool) -> [Item]? {
    var items: [Item] = []
    var rest = Array(picture.utf8)[...].bare
    while let letter = rest.first {
      if hasQuotes, letter == quote {
        guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
        let word = rest[(rest.startIndex + 1)..<end]
        items += (word.isEmpty ? [quote] : word).map { .literal($0) }
        rest = rest[(end + 1)...]
        continue
      }
      if letter == UInt8(ascii: "o"), case .day? = items.last {
        items.append(.ordinal)
        rest = rest.dropFirst()
        continue
      }
      let run = rest.prefix { $0 == letter }
      if letter == UInt8(ascii: "A"), rest.dropFirst().first == UInt8(ascii: "P") {
        items.append(.half)
        rest = rest.dropFirst(2)
        continue
      }
      if letters.contains(letter) {
        guard let item = item(letter, run.count) else { return nil }
        items.append(item)
      } else {
        // The dot of an abbreviation may stand in a cell or not, whatever the picture shows.
        let isDot = letter == UInt8(ascii: ".") && [.monthName, .weekday, .half].contains(items.last)
        items += run.dropFirst(isDot ? 1 : 0).map { .literal($0) }
      }
      rest = rest.dropFirst(run.count)
    }
    return items
  }

  /// The part of a time that a run of letters stands for: two letters are two digits, one letter one or two.
  private static func item(_ letter: UInt8, _ count: Int) -> Item? {
    let digits = count == 1 ? 1...2 : 2...2
    return switch (UnicodeScalar(letter), count) {
    case ("Y", 4): .year
    case ("Y", 2): .shortYear
    case ("M", 3...4): .monthName
    case ("D", 3...4): .weekday
    case ("Z", 1...3): .offset
    case ("M", 1...2): .month(digits)
    case ("D", 1...2): .day(digits)
    case ("h", 1...2): .hour(digits)
    case ("m", 1...2): .minute(digits)
    case ("s", 1...2): .second(digits)
    case ("S", 1...9): .fraction
    default: nil
    }
  }
}

/// The parts of times that a picture draws.
struct DrawnParts {
  private var counts: [Character: Int] = [:]
  /// Whether a letter behind the hour says that it is one.
  private var namesHour = false

  init(_ items: [TimestampFormat.Item]) {
    for item in items {
      switch item {
      case .year, .shortYear: counts["Y", default: 0] += 1
      case .month, .monthName: counts["M", default: 0] += 1
      case .day: counts["D", default: 0] += 1
      case .weekday: counts["W", default: 0] += 1
      case .hour: counts["h", default: 0] += 1
      case .minute: counts["m", default: 0] += 1
      case .second: counts["s", default: 0] += 1
      case .fraction: counts["S", default: 0] += 1
      case .offset: counts["Z", default: 0] += 1
      case .half: counts["A", default: 0] += 1
      case .ordinal: break
      case .literal(let byte): if has("h"), byte | 0x20 &- 0x61 < 26 { namesHour = true }
      }
    }
  }

  private func has(_ part: Character) -> Bool { counts[part] != nil }

  /// Whether no part stands twice, nor a smaller one of the time without the greater.
  private var isConsistent: Bool {
    counts.values.allSatisfy { $0 == 1 } && (!has("m") || has("h")) && (!has("s") || has("m"))
      && (!has("S") || has("s")) && (!has("A") || has("h")) && (!has("Z") || has("h"))
      && (!has("h") || has("m") || has("A") || namesHour)
  }

  /// Whether they are a whole date, with a time of day or without.
  var areTime: Bool { isConsistent && has("Y") && has("M") && has("D") }

  /// Whether they are a time of day and nothing else.
  var areTimeOfDay: Bool {
    isConsistent && has("h") && !has("Y") && !has("M") && !has("D") && !has("W")
  }
}
