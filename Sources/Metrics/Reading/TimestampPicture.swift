internal import Wire

/// Pictures such as `M/D/YYYY h:mm AP`.
extension TimestampFormat {
  /// Abbreviations that mean one offset, of RFC 5322 and of Europe; `BST` and `IST` mean several.
  static let abbreviations: [(StaticString, Int)] = [
    ("UTC", 0), ("UT", 0), ("GMT", 0), ("Z", 0), ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5),
    ("MST", -7),
    ("MDT", -6), ("PST", -8), ("PDT", -7), ("WEST", 1), ("WET", 0), ("CEST", 2), ("CET", 1), ("EEST", 3),
    ("EET", 2),
  ]

  static func items(of picture: String) -> [Item]? {
    var items: [Item] = []
    var rest = Array(picture.utf8)[...]
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }
      if letter == UInt8(ascii: "A"), rest.dropFirst().first == UInt8(ascii: "P") {
        items.append(.half)
        rest = rest.dropFirst(2)
        continue
      }
      if "YMDhmsSAPZ".utf8.contains(letter) {
        guard let item = item(letter, run.count) else { return nil }
        items.append(item)
      } else {
        // The dot of an abbreviation may stand in a cell or not, whatever the picture shows.
        let isDot = letter == UInt8(ascii: ".") && items.last == .monthName
        items += run.dropFirst(isDot ? 1 : 0).map { .literal($0) }
      }
      rest = rest.dropFirst(run.count)
    }
    return isWhole(items) ? items : nil
  }

  /// The part of a time that a run of letters stands for: two letters are two digits, one letter one or two.
  private static func item(_ letter: UInt8, _ count: Int) -> Item? {
    let digits = count == 1 ? 1...2 : 2...2
    return switch (UnicodeScalar(letter), count) {
    case ("Y", 4): .year
    case ("Y", 2): .shortYear
    case ("M", 3...4): .monthName
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

  private static func isWhole(_ items: [Item]) -> Bool {
    var counts: [Character: Int] = [:]
    for item in items {
      switch item {
      case .year, .shortYear: counts["Y", default: 0] += 1
      case .month, .monthName: counts["M", default: 0] += 1
      case .day: counts["D", default: 0] += 1
      case .hour: counts["h", default: 0] += 1
      case .minute: counts["m", default: 0] += 1
      case .second: counts["s", default: 0] += 1
      case .fraction: counts["S", default: 0] += 1
      case .offset: counts["Z", default: 0] += 1
      case .half: counts["A", default: 0] += 1
      case .literal: break
      }
    }
    func has(_ part: Character) -> Bool { counts[part] != nil }
    return has("Y") && has("M") && has("D") && counts.values.allSatisfy { $0 == 1 } && has("h") == has("m")
      && (!has("s") || has("m")) && (!has("S") || has("s")) && (!has("A") || has("h"))
      && (!has("Z") || has("h"))
  }

  static func read(_ items: [Item], _ cursor: inout ByteCursor) -> WrittenTime? {
    var (year, month, day) = (0, 0, 0)
    var (hour, rest): (Int?, Int) = (nil, 0)
    var isAfternoon: Bool?
    var offset: Int?
    for item in items {
      switch item {
      case .year: guard let value = cursor.digits(4) else { return nil }; year = value
      case .shortYear: guard let value = cursor.digits(2) else { return nil }; year = 2000 + value
      case .monthName: guard let value = MonthName.read(&cursor) else { return nil }; month = value
      case .month(let count): guard let value = cursor.digits(count) else { return nil }; month = value
      case .day(let count): guard let value = cursor.digits(count) else { return nil }; day = value
      case .hour(let count): guard let value = cursor.digits(count) else { return nil }; hour = value
      case .minute(let count):
        guard let value = cursor.digits(count), value < 60 else { return nil }
        rest += value * 60_000
      case .second(let count):
        guard let value = cursor.digits(count), value < 60 else { return nil }
        rest += value * 1000
      case .fraction: guard let value = fraction(&cursor) else { return nil }; rest += value
      case .offset: guard let value = Self.offset(&cursor) else { return nil }; offset = value
      case .half:
        isAfternoon = cursor.take(word: "PM")
        guard isAfternoon == true || cursor.take(word: "AM") else { return nil }
      case .literal(let byte): guard cursor.take(byte) else { return nil }
      }
    }
    guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
    guard let hour else { return WrittenTime(date: date) }
    guard let hour = isAfternoon.map({ Self.hour(hour, isAfternoon: $0) }) ?? hour, hour < 24 else {
      return nil
    }
    return WrittenTime(date: date, millisecondOfDay: hour * 3_600_000 + rest, offset: offset)
  }

  /// The hour of a day of an hour from 1 to 12 with AM or PM; nil for others.
  private static func hour(_ hour: Int, isAfternoon: Bool) -> Int? {
    (1...12).contains(hour) ? hour % 12 + (isAfternoon ? 12 : 0) : nil
  }
}
