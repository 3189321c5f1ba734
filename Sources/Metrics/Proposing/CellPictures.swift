internal import Wire

/// The pictures by which a cell could be read as a time, made out of how it is written: `M/D/YYYY h:mm AP` and its twin with
/// the day first of `3/4/2026 9:30 AM`.
///
/// Digits count by their number only, so that cells that differ in digits of the same number have the same pictures.
struct CellPictures {
  private let parts: [CellPart]
  private var index = 0
  private var text = ""

  /// Longer cells are no times.
  private static let greatestCount = 80

  private init?(_ cell: ArraySlice<UInt8>) {
    guard cell.count <= Self.greatestCount, let parts = CellPart.parts(of: cell) else { return nil }
    self.parts = parts
  }

  /// The pictures of a date, with a time of day or without; the likelier first, empty for anything else.
  static func times(_ cell: ArraySlice<UInt8>) -> [String] {
    guard var reader = CellPictures(cell) else { return [] }
    // "Mar" may be a Tuesday, or March.
    for hasWeekday in [true, false] {
      reader.index = 0
      reader.text = ""
      if hasWeekday, !reader.takeWeekday() { continue }
      let before = reader.text
      guard let dates = reader.takeDate() else { continue }
      reader.text = ""
      guard reader.isAtEnd || reader.takeSeparator() && reader.takeClock() else { continue }
      return dates.map { before + $0 + reader.text }
    }
    return []
  }

  /// The picture of a time of day; nil for anything else, and for what could be a number.
  static func timeOfDay(_ cell: ArraySlice<UInt8>) -> String? {
    guard var reader = CellPictures(cell), reader.takeClock(), reader.text != "h.mm" else { return nil }
    return reader.text
  }

  // MARK: Parts

  private var isAtEnd: Bool { index == parts.count }
  private var next: CellPart? { index < parts.count ? parts[index] : nil }

  private mutating func takeDigits(_ counts: ClosedRange<Int>) -> Int? {
    guard case .digits(let count)? = next, counts.contains(count) else { return nil }
    index += 1
    return count
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == .mark(UInt8(ascii: mark)) else { return false }
    index += 1
    return true
  }

  private mutating func takeWord(_ isMeant: (String) -> Bool) -> String? {
    guard case .word(let word)? = next, isMeant(word) else { return nil }
    index += 1
    return word
  }

  private mutating func takeWeekday() -> Bool {
    guard takeWord({ WeekdayName.isName($0) }) != nil else { return false }
    let start = index
    if !(take("-") && takeWord { $0.lowercased() == "feira" } != nil) { index = start }
    // A dot is read whether the picture has it or not.
    _ = take(".")
    text = "DDD"
    return takeSeparator()
  }

  // MARK: Dates

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
  private mutating func takeDate() -> [String]? {
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
  private mutating func takeSeparator() -> Bool {
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

  // MARK: Times of day

  private mutating func takeClock() -> Bool {
    guard takeDigits(1...2) != nil else { return false }
    text += "h"
    guard takeMinutes() || takeWords(Self.ofHours) || takeHalf() else { return false }
    if !text.hasSuffix("AP") { _ = takeHalf() || takeWords(Self.ofHours) }
    return isAtEnd || takeZone()
  }

  /// Takes what stands between hours and minutes, the minutes, and what follows them.
  private mutating func takeMinutes() -> Bool {
    let (start, before) = (index, text)
    let mark = take(":") ? ":" : take(".") ? "." : nil
    if let mark { text += mark } else { _ = takeWords(Self.ofHours) && takeBlank() }
    guard index > start, takeDigits(2...2) != nil else {
      (index, text) = (start, before)
      return false
    }
    text += "mm"
    if let mark {
      let start = index
      guard take(Unicode.Scalar(mark) ?? ":"), takeDigits(2...2) != nil else {
        index = start
        return true
      }
      text += mark + "ss"
      takeFraction()
    } else {
      _ = takeWords(["min", "m"])
    }
    return true
  }

  private mutating func takeFraction() {
    let start = index
    let mark = take(".") ? "." : take(",") ? "," : nil
    guard let mark, takeDigits(1...9) != nil else { return index = start }
    text += mark + "SSS"
  }

  private mutating func takeBlank() -> Bool {
    if next == .blank {
      text += " "
      index += 1
    }
    return true
  }

  /// Takes one of some words, after a blank or not.
  private mutating func takeWords(_ words: Set<String>) -> Bool {
    let (start, before) = (index, text)
    _ = takeBlank()
    guard let word = takeWord({ words.contains($0.lowercased()) }) else {
      (index, text) = (start, before)
      return false
    }
    text += Self.literal(word)
    return true
  }

  private mutating func takeHalf() -> Bool {
    let (start, before) = (index, text)
    _ = takeBlank()
    if takeWord({ ["am", "pm"].contains($0.lowercased()) }) == nil {
      // "a.m.", "p. m."
      guard takeWord({ ["a", "p"].contains($0.lowercased()) }) != nil, take("."), takeBlank(),
        takeWord({ $0.lowercased() == "m" }) != nil
      else {
        (index, text) = (start, before)
        return false
      }
    }
    _ = take(".")
    text = "\(before)\(parts[start] == .blank ? " " : "")AP"
    return true
  }

  private static let ofHours: Set<String> = [
    "h", "uhr", "u", "uur", "hs", "hrs", "std", "heures", "ore", "horas",
  ]

  /// Takes the rest as a zone.
  private mutating func takeZone() -> Bool {
    _ = takeBlank()
    let rest = parts[index...].flatMap(\.bytes)
    var cursor = ByteCursor(rest.span)
    guard !rest.isEmpty, TimestampFormat.offset(&cursor) != nil, cursor.isAtEnd else { return false }
    index = parts.count
    text += "ZZZ"
    return true
  }

  /// A word as a picture has it: between quotes where letters of it stand for parts of a time.
  private static func literal(_ word: String) -> String {
    word.utf8.contains { "YMDhmsSAPZ".utf8.contains($0) } ? "'\(word)'" : word
  }
}
