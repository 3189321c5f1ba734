internal import Agreements
internal import Wire

/// One way in which a column writes times, or times of day, as expressions over its trimmed cells.
struct SQLTimestamps {
  let dialect: SQLDialect
  private let way: TimestampFormat.Way
  /// The picture's regular expression and the number of each part's parentheses.
  private let shape: PictureShape?

  /// Throws for a picture of which the query could say something else than the reader of files.
  init(_ way: TimestampFormat.Way, column: String, _ dialect: SQLDialect) throws(WarehouseError) {
    self.way = way
    self.dialect = dialect
    if case .picture(let items) = way {
      guard let shape = PictureShape(items) else { throw .picture(column: column) }
      self.shape = shape
    } else {
      shape = nil
    }
  }

  /// Whether two columns are read alike.
  func isSame(as other: SQLTimestamps) -> Bool {
    switch (way, other.way) {
    case (.iso8601, .iso8601): true
    case (.epoch(let one), .epoch(let two)): one == two
    case (.picture(let one), .picture(let two)): one == two
    default: false
    }
  }

  /// Whether accents may stand in its cells.
  var hasLetters: Bool {
    guard case .picture(let items) = way else { return false }
    return items.contains { item in
      if case .literal(let byte) = item { byte >= 0x80 } else { item == .monthName || item == .weekday }
    }
  }

  /// What kinds of times its cells can be.
  var kinds: (day: Bool, naive: Bool) {
    switch way {
    case .iso8601: (true, true)
    case .epoch: (false, false)
    case .picture: (shape?.hour == nil, shape?.hour != nil && shape?.offset == nil)
    }
  }

  /// Whether a cell is written so and names a day of the calendar.
  func isWritten(_ cell: SQL) -> SQL {
    switch way {
    case .iso8601: return dialect.matches(cell, "\(Self.isoDate)(?:\(Self.isoTime)(?:\(Self.offset))?)?")
    case .epoch(let unit):
      return """
        CASE WHEN \(dialect.matches(cell, "[0-9]{1,15}")) \
        THEN \(dialect.integer(cell)) < \(2_932_897 * 86_400_000 / unit) ELSE FALSE END
        """
    case .picture:
      guard let shape else { return "FALSE" }
      let isDate = isDate(cell, shape)
      return "CASE WHEN \(dialect.matches(cell, shape.pattern)) THEN \(isDate) ELSE FALSE END"
    }
  }

  /// 0 for a date alone, 1 for a time with its offset, 2 for a time without, of a cell that is written so.
  func kind(_ cell: SQL) -> SQL {
    switch way {
    case .iso8601:
      """
      CASE WHEN \(dialect.byteCount(cell)) = 10 THEN 0 \
      WHEN \(dialect.matches(cell, "\(Self.isoDate)\(Self.isoTime)")) THEN 2 ELSE 1 END
      """
    case .epoch: "1"
    case .picture: shape?.hour == nil ? "0" : shape?.offset == nil ? "2" : "1"
    }
  }

  /// Milliseconds from 1970-01-01T00:00 on the same clock.
  func local(_ cell: SQL) -> SQL {
    switch way {
    case .iso8601:
      let fraction = dialect.capture(cell, "\(Self.isoDate)[Tt ][0-9:]{8}[.,]([0-9]+).*", 1)
      return """
        (\(day("substr(\(cell), 1, 10)")) * 86400000 + CASE WHEN \(dialect.byteCount(cell)) = 10 THEN 0 \
        ELSE \(dialect.integer("substr(\(cell), 12, 2)")) * 3600000 + \
        \(dialect.integer("substr(\(cell), 15, 2)")) * 60000 + \
        CASE WHEN substr(\(cell), 17, 1) = ':' THEN \(dialect.integer("substr(\(cell), 18, 2)")) * 1000 ELSE 0 END + \
        CASE WHEN substr(\(cell), 20, 1) IN ('.', ',') THEN \(milliseconds(fraction)) ELSE 0 END END)
        """
    case .epoch(let unit): return "(\(dialect.integer(cell)) * \(unit))"
    case .picture:
      guard let shape else { return "0" }
      guard shape.hasDate else { return clock(cell, shape) }
      return "(\(day(picturedDate(cell, shape))) * 86400000 + \(clock(cell, shape)))"
    }
  }

  /// Milliseconds ahead of UTC that a cell with an offset states.
  func offset(_ cell: SQL) -> SQL {
    let zone: SQL
    switch way {
    case .iso8601: zone = dialect.capture(cell, "\(Self.isoDate)[Tt ][0-9:]{5,8}(?:[.,][0-9]+)?(.*)", 1)
    case .epoch: return "0"
    case .picture:
      guard let shape, let group = shape.offset else { return "0" }
      zone = dialect.capture(cell, shape.pattern, group)
    }
    let digits: SQL = "translate(\(zone), 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-: ', '')"
    let names: [SQL] = TimestampFormat.abbreviations.filter { $0.1 != 0 }.map {
      "WHEN \(dialect.literal("\($0.0)")) THEN \($0.1 * 3_600_000)"
    }
    let hours = dialect.integer(
      "substr(\(digits), 1, CASE WHEN \(dialect.byteCount(digits)) IN (1, 3) THEN 1 ELSE 2 END)")
    let minutes = dialect.integer("substr(\(digits), \(dialect.byteCount(digits)) - 1, 2)")
    return """
      CASE WHEN \(digits) = '' THEN CASE translate(\(zone.uppercased), ' ', '') \(names.joined(" ")) ELSE 0 END \
      ELSE CASE WHEN translate(\(zone), '-', '') = \(zone) THEN 1 ELSE -1 END * (\(hours) * 3600000 + \
      CASE WHEN \(dialect.byteCount(digits)) > 2 THEN \(minutes) * 60000 ELSE 0 END) END
      """
  }

  /// Days since 1970 of a date; engines disagree on the year 0, which has the calendar of the year 2000.
  private func day(_ date: SQL) -> SQL {
    let safe: SQL =
      "CASE WHEN substr(\(date), 1, 4) = '0000' THEN '2000' || substr(\(date), 5, 6) ELSE \(date) END"
    return "(\(dialect.day(safe)) - CASE WHEN substr(\(date), 1, 4) = '0000' THEN 730485 ELSE 0 END)"
  }

  private func milliseconds(_ fraction: SQL) -> SQL {
    dialect.integer("rpad(substr(\(fraction), 1, 3), 3, '0')")
  }

  /// Whether a cell that is written so names a day of the calendar, and the weekday of that.
  private func isDate(_ cell: SQL, _ shape: PictureShape) -> SQL {
    guard shape.hasDate else { return "TRUE" }
    let date = picturedDate(cell, shape)
    let isDate = dialect.matches(date, Self.isoDate)
    guard let weekday = shape.weekday(cell, dialect) else { return isDate }
    // The first day of 1970 was a Thursday; whole weeks are added to keep years long past above zero.
    return "CASE WHEN \(isDate) THEN (\(day(date)) + 770003) % 7 = \(weekday) ELSE FALSE END"
  }

  private func picturedDate(_ cell: SQL, _ shape: PictureShape) -> SQL {
    "(\(shape.year(cell, dialect)) || '-' || \(shape.month(cell, dialect)) || '-' || \(shape.day(cell, dialect)))"
  }

  private func clock(_ cell: SQL, _ shape: PictureShape) -> SQL {
    func part(_ group: Int?, _ unit: Int) -> SQL? {
      group.map { "\(dialect.integer(dialect.capture(cell, shape.pattern, $0))) * \(unit)" }
    }
    var parts = [part(shape.minute, 60_000), part(shape.second, 1000)].compactMap { $0 }
    if let group = shape.fraction { parts.append(milliseconds(dialect.capture(cell, shape.pattern, group))) }
    if let group = shape.hour {
      let hour = dialect.integer(dialect.capture(cell, shape.pattern, group))
      if let half = shape.half {
        let mark = dialect.capture(cell, shape.pattern, half).uppercased
        parts.append("(\(hour) % 12 + CASE WHEN \(mark) = 'P' THEN 12 ELSE 0 END) * 3600000")
      } else {
        parts.append("\(hour) * 3600000")
      }
    }
    return parts.isEmpty ? "0" : "(\(parts.joined(" + ")))"
  }
}

extension SQLTimestamps {
  /// A date with 28 to 31 days a month.
  static let isoDate: SQLDialect.Pattern = {
    let leapYear = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
    let long = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    let short = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    return "(?:\(leapYear)-02-29|[0-9]{4}-(?:\(long)|\(short)|02-(?:0[1-9]|1[0-9]|2[0-8])))"
  }()

  private static let isoTime: SQLDialect.Pattern =
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
