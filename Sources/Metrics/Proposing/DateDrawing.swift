/// The part of a picture that draws a date.
extension PictureDrawing {
  mutating func takeWeekday() -> Bool {
    guard takeWord({ WeekdayName.isName($0) }) != nil else { return false }
    let start = index
    if !(take("-") && takeWord { $0.lowercased() == "feira" } != nil) { index = start }
    // A dot is read whether the picture has it or not.
    _ = take(".")
    text += "DDD"
    return takeSeparator()
  }

  private enum Element { case number(digits: Int, isOrdinal: Bool), name }

  private mutating func takeElement() -> Element? {
    if let digits = takeDigits(1...4) { return .number(digits: digits, isOrdinal: takeOrdinal()) }
    guard takeWord({ MonthName.isName($0) }) != nil else { return nil }
    if next == .mark(UInt8(ascii: ".")), index + 1 < parts.count {
      if case .digits = parts[index + 1] {} else { index += 1 }
    }
    return .name
  }

  /// Takes the ending of an ordinal where one stands; a dot is a part of it before a sign only.
  private mutating func takeOrdinal() -> Bool {
    let start = index
    let hasDot = take(".")
    if takeWord({ OrdinalEnding.isEnding($0) && (!hasDot || $0.utf8.allSatisfy { $0 >= 0x80 }) }) != nil {
      return true
    }
    index = start
    return false
  }

  /// The pictures of a date's three parts, each with what stands between them.
  mutating func takeDate() -> [String]? {
    guard let first = takeElement(), let one = separated(), let second = takeElement(), let two = separated(),
      let third = takeElement()
    else { return nil }
    func picture(_ parts: [String]) -> String { parts[0] + one + parts[1] + two + parts[2] }
    // Where some days have an ending, one picture reads all of them.
    func days(_ isOrdinal: Bool) -> [String] { isOrdinal ? ["Do"] : ["D", "Do"] }
    func year(_ digits: Int) -> String { digits == 2 ? "YY" : "YYYY" }
    switch (first, second, third) {
    case (.number(1...2, let isOrdinal), .name, .number(let digits, false)) where digits == 2 || digits == 4:
      return days(isOrdinal).map { picture([$0, "MMM", year(digits)]) }
    case (.name, .number(1...2, let isOrdinal), .number(let digits, false)) where digits == 2 || digits == 4:
      return days(isOrdinal).map { picture(["MMM", $0, year(digits)]) }
    case (.number(4, false), .name, .number(1...2, let isOrdinal)):
      return days(isOrdinal).map { picture(["YYYY", "MMM", $0]) }
    case (.number(4, false), .number(1...2, false), .number(1...2, false))
    where one == two && Self.marks.contains(one):
      return [picture(["YYYY", "M", "D"])]
    case (.number(1...2, false), .number(1...2, false), .number(let digits, false))
    where (digits == 2 || digits == 4) && one == two && Self.marks.contains(one):
      let dayFirst = picture(["D", "M", year(digits)])
      let monthFirst = picture(["M", "D", year(digits)])
      let yearFirst = digits == 2 ? [picture(["YY", "M", "D"])] : []
      return (one == "/" ? [monthFirst, dayFirst] : one == "-" ? [dayFirst, monthFirst] : [dayFirst])
        + yearFirst
    default: return nil
    }
  }

  /// What stands between the numbers of a date.
  private static let marks = ["/", "-", ".", ". "]

  private mutating func separated() -> String? {
    let before = text
    defer { text = before }
    text = ""
    return takeSeparator() ? text : nil
  }

  /// Takes marks, blanks and small words, one at least.
  mutating func takeSeparator() -> Bool {
    let start = index
    while let part = next {
      switch part {
      case .blank: text += " "
      case .mark(let byte) where ",./-".utf8.contains(byte): text += String(UnicodeScalar(byte))
      case .word(let word) where Self.small.contains(word.lowercased()): text += Self.literal(word)
      default: return index > start
      }
      index += 1
    }
    return index > start
  }

  /// Words that stand in dates and before times of day.
  private static let small: Set<String> = [
    "de", "del", "di", "of", "a", "à", "as", "às", "las", "at", "um", "om", "alle", "ore", "kl", "the",
    "on", "le", "el", "il", "den",
  ]
}
