internal import Wire

extension DaylightRule {
  /// Reads a TZ string of POSIX.1 such as `CET-1CEST,M3.5.0,M10.5.0/3`, hours up to 167 as RFC 9636 allows;
  /// nil for anything else.
  ///
  /// A rule for daylight saving time has to say when it starts and ends.
  init?(posix text: ArraySlice<UInt8>) {
    var scanner = POSIXZoneScanner(rest: text)
    guard scanner.designation(), let west = scanner.time(greatestHours: 24) else { return nil }
    standard = -west
    if scanner.rest.isEmpty {
      daylight = nil
      return
    }
    guard scanner.designation() else { return nil }
    var offset = -west + 3600
    if !scanner.starts(with: ",") {
      guard let daylightWest = scanner.time(greatestHours: 24) else { return nil }
      offset = -daylightWest
    }
    guard scanner.take(","), let start = scanner.change(), scanner.take(","), let end = scanner.change(),
      scanner.rest.isEmpty
    else { return nil }
    daylight = Daylight(offset: offset, start: start, end: end)
  }
}

/// Takes the parts of a TZ string from its front.
private struct POSIXZoneScanner {
  var rest: ArraySlice<UInt8>

  func starts(with character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard starts(with: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Three or more letters, or anything between `<` and `>`.
  mutating func designation() -> Bool {
    if take("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")), end - rest.startIndex >= 3 else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let letters = rest.prefix {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
    }
    rest = rest[letters.endIndex...]
    return letters.count >= 3
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard digits.count <= 3, let value = Decimals.read(digits), range.contains(value) else { return nil }
    rest = rest[digits.endIndex...]
    return value
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time(greatestHours: Int) -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = number(0...greatestHours) else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where starts(with: ":") {
      _ = take(":")
      guard let value = number(0...59) else { return nil }
      seconds += value * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// `Jn`, `n` or `Mm.w.d`, then `/time`; 02:00 where no time is given.
  mutating func change() -> DaylightRule.Change? {
    guard let day = day() else { return nil }
    guard take("/") else { return DaylightRule.Change(day: day, second: 7200) }
    return time(greatestHours: 167).map { DaylightRule.Change(day: day, second: $0) }
  }

  private mutating func day() -> DaylightRule.Day? {
    if take("J") { return number(1...365).map { .withoutLeapDay($0) } }
    guard take("M") else { return number(0...365).map { .withLeapDay($0) } }
    guard let month = number(1...12), take("."), let week = number(1...5), take("."),
      let weekday = number(0...6)
    else { return nil }
    return .weekday(weekday, week: week, month: month)
  }
}
