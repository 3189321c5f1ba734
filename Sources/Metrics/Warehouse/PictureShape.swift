/// A picture of a time as a regular expression, for engines that know no cursor.
///
/// The reader of files takes as many digits as there are and never goes back; a regular expression does. So only those
/// pictures have a shape in which that makes no difference.
struct PictureShape {
  private(set) var pattern: SQLDialect.Pattern = ""
  private(set) var hour, minute, second, fraction, half, offset: Int?
  private var year: (group: Int, isShort: Bool) = (0, false)
  private var month: (group: Int, isName: Bool) = (0, false)
  private var day = 0
  private var weekday: Int?

  /// Whether it draws a date, and not only a time of day.
  var hasDate: Bool { day > 0 }

  /// Nil for a picture in which parts run into one another.
  init?(_ items: [TimestampFormat.Item]) {
    guard Self.isUnambiguous(items) else { return nil }
    let hasHalf = items.contains(.half)
    var bytes: [UInt8] = []
    var groups = 0
    for item in items {
      if case .literal(let byte) = item {
        guard let literal = Self.literal(byte) else { return nil }
        bytes += literal
        continue
      }
      if item == .ordinal {
        bytes += Self.ordinal.utf8
        continue
      }
      groups += 1
      bytes += "(\(Self.pattern(of: item, hasHalf: hasHalf)))".utf8
      if item == .half { bytes += "(?:[.]\(Self.blank)?)?[Mm][.]?".utf8 }
      if item == .weekday { bytes += "(?:-\(SQLTimestamps.anyCase("FEIRA")))?[.]?".utf8 }
      note(item, groups)
    }
    pattern = String(decoding: bytes, as: UTF8.self)
  }

  private mutating func note(_ item: TimestampFormat.Item, _ group: Int) {
    switch item {
    case .year: year = (group, false)
    case .shortYear: year = (group, true)
    case .month: month = (group, false)
    case .monthName: month = (group, true)
    case .day: day = group
    case .weekday: weekday = group
    case .hour: hour = group
    case .minute: minute = group
    case .second: second = group
    case .fraction: fraction = group
    case .half: half = group
    case .offset: offset = group
    case .literal, .ordinal: break
    }
  }

  /// Four digits.
  func year(_ cell: SQL, _ dialect: SQLDialect) -> SQL {
    let digits = dialect.capture(cell, pattern, year.group)
    return year.isShort ? "('20' || \(digits))" : digits
  }

  /// Two digits.
  func month(_ cell: SQL, _ dialect: SQLDialect) -> SQL {
    let part = dialect.capture(cell, pattern, month.group)
    guard month.isName else { return "lpad(\(part), 2, '0')" }
    return Self.number(of: part, MonthName.table, else: "'00'", dialect) { index in
      dialect.literal(index < 9 ? "0\(index + 1)" : "\(index + 1)")
    }
  }

  /// 0 for Monday to 6 for Sunday, -1 for what is no weekday; nil where the picture has none.
  func weekday(_ cell: SQL, _ dialect: SQLDialect) -> SQL? {
    guard let weekday else { return nil }
    let part = dialect.capture(cell, pattern, weekday)
    return Self.number(of: part, WeekdayName.table, else: "-1", dialect) { "\($0)" }
  }

  private static func number(
    of word: SQL, _ table: WordNumbers, else other: SQL, _ dialect: SQLDialect, _ number: (Int) -> SQL
  ) -> SQL {
    let marks = WordNumbers.marked.map { String($0.letter) }.joined()
    let plain = WordNumbers.marked.map { String($0.plain) }.joined()
    let name: SQL =
      "translate(\(word.uppercased), \(dialect.literal(marks + ".")), \(dialect.literal(plain)))"
    let cases: [SQL] = table.names.enumerated().flatMap { index, names in
      names.map { "WHEN \(dialect.literal($0)) THEN \(number(index))" as SQL }
    }
    return "CASE \(name) \(cases.joined(" ")) ELSE \(other) END"
  }

  /// Two digits.
  func day(_ cell: SQL, _ dialect: SQLDialect) -> SQL {
    "lpad(\(dialect.capture(cell, pattern, day)), 2, '0')"
  }

  private static let letter: SQLDialect.Pattern =
    "(?:[A-Za-z]|\(WordNumbers.marked.map { String($0.letter) }.joined(separator: "|")))"

  private static func pattern(of item: TimestampFormat.Item, hasHalf: Bool) -> SQLDialect.Pattern {
    // One digit where a part may have one or two.
    func zero(_ count: ClosedRange<Int>) -> String { count.lowerBound == 1 ? "0?" : "0" }
    switch item {
    case .year: return "[0-9]{4}"
    case .shortYear: return "[0-9]{2}"
    case .month(let count): return "\(zero(count))[1-9]|1[0-2]"
    // Which of these words are names is looked up.
    case .monthName: return "\(letter){3,\(MonthName.table.greatestCount)}[.]?"
    case .weekday: return "\(letter){2,\(WeekdayName.table.greatestCount)}"
    case .day(let count): return "\(zero(count))[1-9]|[12][0-9]|3[01]"
    case .hour(let count): return hasHalf ? "\(zero(count))[1-9]|1[0-2]" : "\(zero(count))[0-9]|1[0-9]|2[0-3]"
    case .minute(let count), .second(let count): return "\(zero(count))[0-9]|[1-5][0-9]"
    case .fraction: return "[0-9]{1,9}"
    case .half: return "[AaPp]"
    case .offset: return SQLTimestamps.offset
    case .literal, .ordinal: return ""
    }
  }

  private static let ordinal: SQLDialect.Pattern = {
    let words = OrdinalEnding.words.map { SQLTimestamps.anyCase("\($0)") }
    let signs = OrdinalEnding.signs.map { "\(UnicodeScalar($0))" }
    return "(?:\(words.joined(separator: "|"))|[.]?(?:\(signs.joined(separator: "|"))))?"
  }()

  private static let blank: SQLDialect.Pattern = "(?: |\u{A0}|\u{202F})"

  /// A byte that stands for itself; nil for one that regular expressions do not all take between brackets.
  private static func literal(_ byte: UInt8) -> [UInt8]? {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "\\"), UInt8(ascii: "&"),
      0..<0x20, 0x7F:
      nil
    // A blank in a picture is any of those that ``ByteCursor`` takes for one.
    case 0x20: Array(blank.utf8)
    case 0x80...: [byte]
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      [byte]
    default: [UInt8(ascii: "["), byte, UInt8(ascii: "]")]
    }
  }

  private static func isUnambiguous(_ items: [TimestampFormat.Item]) -> Bool {
    zip(items, items.dropFirst().map(Optional.some) + [nil]).allSatisfy { item, next in
      switch item {
      case .month(1...2), .day(1...2), .hour(1...2), .minute(1...2), .second(1...2), .fraction:
        return !startsWithDigit(next)
      case .monthName, .weekday:
        guard case .literal(let byte)? = next else { return next != .half && next != .offset }
        return byte | 0x20 < UInt8(ascii: "a") && byte != UInt8(ascii: ".")
      case .half: return next != .literal(UInt8(ascii: "."))
      case .ordinal, .offset: return next.map { Self.separators.contains($0) } ?? true
      default: return true
      }
    }
  }

  /// What neither the ending of a day nor an offset goes on with: a blank, a comma, a slash.
  private static let separators: [TimestampFormat.Item] = [.literal(0x20), .literal(0x2C), .literal(0x2F)]

  private static func startsWithDigit(_ item: TimestampFormat.Item?) -> Bool {
    switch item {
    case nil, .monthName, .weekday, .half, .offset, .ordinal: false
    case .literal(let byte): (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    default: true
    }
  }
}
