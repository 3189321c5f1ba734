internal import Agreements
internal import Wire

/// A time as a cell states it.
struct WrittenTime: Equatable {
  var date: CivilDate
  /// Milliseconds since local midnight; nil for a date without time.
  var millisecondOfDay: Int?
  /// Seconds ahead of UTC; nil for a time without zone.
  var offset: Int?
}

/// How the cells of a column write times, ready to be read.
struct TimestampFormat: Sendable {
  let way: Way
  /// Other ways in which other cells are written; theirs are among them.
  private(set) var others: [TimestampFormat] = []

  enum Way {
    case iso8601
    /// Whole numbers since 1970, this many milliseconds each.
    case epoch(Int)
    case picture([Item])
  }

  enum Item: Equatable {
    case year
    /// Two digits, of this century.
    case shortYear
    case month(ClosedRange<Int>)
    /// A name in any of the languages of ``MonthName``, whole or abbreviated.
    case monthName
    /// A name of ``WeekdayName``, whole or abbreviated; it has to be that of the date.
    case weekday
    case day(ClosedRange<Int>)
    /// The ending of the day before it, as in `3rd` or `1er`, or nothing.
    case ordinal
    case hour(ClosedRange<Int>)
    case minute(ClosedRange<Int>)
    case second(ClosedRange<Int>)
    /// Digits of a fraction of a second.
    case fraction
    /// AM or PM.
    case half
    /// `Z`, `+02:00`, or a zone's abbreviation.
    case offset
    case literal(UInt8)
  }

  /// Whether it is ISO 8601, which ``iso8601(_:)`` reads.
  var isPlain: Bool { if case .iso8601 = way { others.isEmpty } else { false } }

  private init(way: Way) { self.way = way }

  /// What is written in one of several ways.
  init(_ first: TimestampFormat, others: [TimestampFormat]) {
    way = first.way
    self.others = first.others + others.flatMap { [$0] + $0.others }
  }

  /// Nil for a picture that leaves out a part of the date, gives smaller parts of the time without the greater, names a
  /// part twice, or holds a run of letters such as `MMM` that stands for nothing.
  init?(_ format: Mapping.DateFormat) {
    switch format {
    case .iso8601: way = .iso8601
    case .epochSeconds: way = .epoch(1000)
    case .epochMilliseconds: way = .epoch(1)
    case .picture(let picture):
      let readings = Self.readings(of: picture) { DrawnParts($0).areTime }
      guard let first = readings.first else { return nil }
      way = .picture(first)
      others = readings.dropFirst().map { TimestampFormat(way: .picture($0)) }
    }
  }

  /// The time that a cell's bytes state; nil where they are not written so, or name no day of the calendar.
  func read(_ cell: ArraySlice<UInt8>) -> WrittenTime? { read(cell.span) }

  /// The same for bytes that live elsewhere.
  func read(_ cell: Span<UInt8>) -> WrittenTime? {
    let time = readFirst(cell)
    return others.isEmpty ? time : agreed(time, cell)
  }

  private func readFirst(_ cell: Span<UInt8>) -> WrittenTime? {
    if case .iso8601 = way { return Self.iso8601(cell) }
    var cursor = ByteCursor(cell)
    let time: WrittenTime? =
      switch way {
      case .iso8601: nil
      case .epoch(let unit): Self.epoch(&cursor, unit)
      case .picture(let items): WrittenParts(items, &cursor)?.time
      }
    return cursor.isAtEnd ? time : nil
  }

  /// The time on which all formats agree that can read the cell; nil where two read different ones, as nobody knows which
  /// of them was meant.
  private func agreed(_ first: WrittenTime?, _ cell: Span<UInt8>) -> WrittenTime? {
    var found = first
    for index in others.indices {
      guard let time = others[index].readFirst(cell) else { continue }
      if let found, found != time { return nil }
      found = time
    }
    return found
  }

  private static func epoch(_ cursor: inout ByteCursor, _ unit: Int) -> WrittenTime? {
    var value = 0
    var count = 0
    while count < 15, let digit = cursor.digits(1) {
      value = value * 10 + digit
      count += 1
    }
    let day = (value * unit).quotientAndRemainder(dividingBy: 86_400_000)
    guard count > 0, day.quotient < 2_932_897 else { return nil }
    return WrittenTime(date: CivilDate(day: day.quotient), millisecondOfDay: day.remainder, offset: 0)
  }
}

/// ISO 8601 as RFC 3339 narrows it, the time of day, its seconds and the offset being optional.
extension TimestampFormat {
  static func iso8601(_ cell: Span<UInt8>) -> WrittenTime? {
    if let time = commonISO8601(cell) { return time }
    var cursor = ByteCursor(cell)
    let time = iso8601(&cursor)
    return cursor.isAtEnd ? time : nil
  }

  /// Reads what most exports write, `2026-01-31T09:30:00`, with milliseconds and `Z` or without; nil for all else.
  private static func commonISO8601(_ bytes: Span<UInt8>) -> WrittenTime? {
    guard bytes.count >= 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":")
    else { return nil }
    // The high bits tell of anything that is no digit.
    var others: UInt8 = 0
    @inline(__always)
    func two(_ index: Int) -> Int {
      let (tens, ones) = (bytes[index] &- 0x30, bytes[index + 1] &- 0x30)
      others |= (tens &+ 0x76) | (ones &+ 0x76) | tens | ones
      return Int(tens) &* 10 &+ Int(ones)
    }
    let year = two(0) &* 100 &+ two(2)
    let (month, day, hour, minute, second) = (two(5), two(8), two(11), two(14), two(17))
    var milliseconds = ((hour * 60 + minute) * 60 + second) * 1000
    var end = 19
    if bytes.count >= 23, bytes[19] == UInt8(ascii: ".") {
      let hundreds = bytes[20] &- 0x30
      others |= (hundreds &+ 0x76) | hundreds
      milliseconds += Int(hundreds) * 100 + two(21)
      end = 23
    }
    guard others < 0x80, hour < 24, minute < 60, second < 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    if bytes.count == end { return WrittenTime(date: date, millisecondOfDay: milliseconds) }
    guard bytes.count == end + 1, bytes[end] == UInt8(ascii: "Z") else { return nil }
    return WrittenTime(date: date, millisecondOfDay: milliseconds, offset: 0)
  }

  private static func iso8601(_ cursor: inout ByteCursor) -> WrittenTime? {
    guard let year = cursor.digits(4), cursor.take("-"), let month = cursor.digits(2), cursor.take("-"),
      let day = cursor.digits(2), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    if cursor.isAtEnd { return WrittenTime(date: date) }
    guard cursor.take("T") || cursor.take(" ") || cursor.take("t"), let hour = cursor.digits(2), hour < 24,
      cursor.take(":"), let minute = cursor.digits(2), minute < 60
    else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    if cursor.take(":") {
      guard let second = cursor.digits(2), second < 60 else { return nil }
      milliseconds += second * 1000
      if cursor.take(".") || cursor.take(",") {
        guard let fraction = fraction(&cursor) else { return nil }
        milliseconds += fraction
      }
    }
    guard !cursor.isAtEnd else { return WrittenTime(date: date, millisecondOfDay: milliseconds) }
    guard let offset = offset(&cursor) else { return nil }
    return WrittenTime(date: date, millisecondOfDay: milliseconds, offset: offset)
  }

  /// One to nine digits of fraction, cut to milliseconds.
  static func fraction(_ cursor: inout ByteCursor) -> Int? {
    var value = 0
    var taken = 0
    while taken < 9, let digit = cursor.digits(1) {
      if taken < 3 { value = value * 10 + digit }
      taken += 1
    }
    guard taken > 0 else { return nil }
    return value * [1, 100, 10, 1][min(taken, 3)]
  }

  /// `Z`, `UTC`, `+02`, `+0200` or `+02:00`, after a space or not, or an abbreviation; at most 18 hours.
  ///
  /// A colon or a digit behind the hours is taken for a part of it.
  static func offset(_ cursor: inout ByteCursor) -> Int? {
    _ = cursor.take(" ")
    var hourDigits = 2...2
    for (name, hours) in abbreviations where cursor.take(word: name) {
      // "GMT+2" goes on with a number.
      if hours == 0, cursor.next == UInt8(ascii: "+") || cursor.next == UInt8(ascii: "-") {
        hourDigits = 1...2
        break
      }
      return hours * 3600
    }
    let isWest = cursor.take("-")
    guard isWest || cursor.take("+"), let hours = cursor.digits(hourDigits), hours <= 18 else { return nil }
    var seconds = hours * 3600
    if cursor.take(":") || cursor.isAtDigit {
      guard let minutes = cursor.digits(2), minutes < 60 else { return nil }
      seconds += minutes * 60
    }
    return isWest ? -seconds : seconds
  }
}
