/// The part of a picture that draws a date.
extension PictureDrawing {
  mutating func takeWeekday() -> Bool {
    guard takeWord({ WeekdayName.isName($0) }) != nil else { return false }
    let start = index
    if !(take("-") && takeWord { $0.lowercased() == "feira" } != nil) { index = start }
    // A dot is read whether the picture has it or not.
    _ = take(".")
    text = "DDD"
    return takeSeparator()
  }

  private enum Element { case number(digits: Int), name }

  private mutating func takeElement() -> Element? {
    if let digits = takeDigits(1...4) { return .number(digits: digits) }
    guard takeWord({ MonthName.isName($0) }) != nil else { return nil }
    if next == .mark(UInt8(ascii: ".")), index + 1 < parts.count {
      if case .digits = parts[index + 1] {} else { index += 1 }
    }
    return .name
  }

  /// The pictures of a date's three parts, each with what stands between them.
  mutating func takeDate() -> [String]? {
    guard let first = takeElement(), let one = separated(), let second = takeElement(), let two = separated(),
      let third = takeElement()
    else { return nil }
    func picture(_ parts: [String]) -> String { parts[0] + one + parts[1] + two + parts[2] }
    switch (first, second, third) {
    case (.number(1...2), .name, .number(let digits)) where digits == 2 || digits == 4:
      return [picture(["D", "MMM", digits == 2 ? "YY" : "YYYY"])]
    case (.name, .number(1...2), .number(let digits)) where digits == 2 || digits == 4:
      return [picture(["MMM", "D", digits == 2 ? "YY" : "YYYY"])]
    case (.number(4), .name, .number(1...2)): return [picture(["YYYY", "MMM", "D"])]
    case (.number(4), .number(1...2), .number(1...2)) where one == two && Self.marks.contains(one):
      return [picture(["YYYY", "M", "D"])]
    case (.number(1...2), .number(1...2), .number(let digits))
    where (digits == 2 || digits == 4) && one == two && Self.marks.contains(one):
      let year = digits == 2 ? "YY" : "YYYY"
      let (dayFirst, monthFirst) = (picture(["D", "M", year]), picture(["M", "D", year]))
      return one == "/" ? [monthFirst, dayFirst] : one == "-" ? [dayFirst, monthFirst] : [dayFirst]
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
    "de", "del", "di", "of", "a", "à", "as", "às", "las", "at", "um", "om", "alle", "ore", "kl",
  ]
}
