internal import Agreements
internal import Wire

/// One way in which a column writes times, or times of day, in two steps: the parts of its cells, and what they state.
///
/// Each step has columns of its own, so that no engine has to look through an expression as often as its value is used.
struct SQLTimestamps {
  let dialect: SQLDialect
  /// The column's cells, without what nobody sees in them.
  let cell: SQL
  /// What its columns are told apart by from those of other ways.
  let number: Int
  private let way: TimestampFormat.Way
  /// The picture's regular expression and the number of each part's parentheses.
  private let shape: PictureShape?

  /// Throws for a picture of which the query could say something else than the reader of files.
  init(
    _ way: TimestampFormat.Way, cell: SQL, column: String, number: Int, _ dialect: SQLDialect
  ) throws(WarehouseError) {
    self.way = way
    self.cell = cell
    self.number = number
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

  // MARK: Parts

  /// The date as it stands in a cell that is written so, `1970-01-01` where that has none, and empty for any other cell.
  private var date: SQL { "d\(number)" }

  /// What stands in a cell for the offset.
  private var zone: SQL { "z\(number)" }

  /// The columns of the first step.
  var parts: [SQL] {
    let written: (isSo: SQL, date: SQL, zone: SQL?)
    switch way {
    case .iso8601:
      written = (
        dialect.matches(cell, "\(Self.isoDate)(?:\(Self.isoTime)(?:\(Self.offset))?)?"),
        "substr(\(cell), 1, 10)",
        dialect.capture(cell, "\(Self.isoDate)[Tt ][0-9:]{5,8}(?:[.,][0-9]+)?(.*)", 1)
      )
    case .epoch(let unit):
      written = (
        """
        CASE WHEN \(dialect.matches(cell, "[0-9]{1,15}")) \
        THEN \(dialect.integer(cell)) < \(2_932_897 * 86_400_000 / unit) ELSE FALSE END
        """, "'1970-01-01'", nil
      )
    case .picture:
      guard let shape else { return ["'' AS \(date)"] }
      written = (
        dialect.matches(cell, shape.pattern), shape.hasDate ? picturedDate(shape) : "'1970-01-01'",
        shape.offset.map { dialect.capture(cell, shape.pattern, $0) }
      )
    }
    return ["CASE WHEN \(written.isSo) THEN \(written.date) ELSE '' END AS \(date)"]
      + (written.zone.map { ["\($0) AS \(zone)"] } ?? [])
  }

  private func picturedDate(_ shape: PictureShape) -> SQL {
    "(\(shape.year(cell, dialect)) || '-' || \(shape.month(cell, dialect)) || '-' || \(shape.day(cell, dialect)))"
  }

  // MARK: What they state

  /// Milliseconds from 1970-01-01T00:00 on the same clock; NULL for a cell that is not written so, or names no day of the
  /// calendar.
  var local: SQL { "t\(number)" }

  /// Milliseconds ahead of UTC that a cell with an offset states.
  var offset: SQL { hasZone ? "f\(number)" : "0" }

  var isWritten: SQL { "(\(local) IS NOT NULL)" }

  private var hasZone: Bool {
    switch way {
    case .iso8601: true
    case .epoch: false
    case .picture: shape?.offset != nil
    }
  }

  /// 0 for a date alone, 1 for a time with its offset, 2 for a time without, of a cell that is written so.
  var kind: SQL {
    switch way {
    case .iso8601: "CASE WHEN \(dialect.byteCount(cell)) = 10 THEN 0 WHEN \(zone) = '' THEN 2 ELSE 1 END"
    case .epoch: "1"
    case .picture: shape?.hour == nil ? "0" : shape?.offset == nil ? "2" : "1"
    }
  }

  /// The columns of the second step.
  var values: [SQL] {
    let local: SQL = "CASE WHEN \(isDate) THEN \(stated) END AS \(local)"
    return hasZone ? [local, "CASE WHEN \(date) <> '' THEN \(ahead) ELSE 0 END AS \(offset)"] : [local]
  }

  /// Whether the date is a day of the calendar, and the weekday that of the day.
  private var isDate: SQL {
    guard let shape, shape.hasDate else { return "\(date) <> ''" }
    let isDate = dialect.matches(date, Self.isoDate)
    guard let weekday = shape.weekday(cell, dialect) else { return isDate }
    // The first day of 1970 was a Thursday; whole weeks are added to keep years long past above zero.
    return "CASE WHEN \(isDate) THEN (\(day) + 770003) % 7 = \(weekday) ELSE FALSE END"
  }

  /// The milliseconds that a cell which is written so states.
  private var stated: SQL {
    switch way {
    case .iso8601:
      let fraction = dialect.capture(cell, "\(Self.isoDate)[Tt ][0-9:]{8}[.,]([0-9]+).*", 1)
      return """
        (\(day) * 86400000 + CASE WHEN \(dialect.byteCount(cell)) = 10 THEN 0 \
        ELSE \(dialect.integer("substr(\(cell), 12, 2)")) * 3600000 + \
        \(dialect.integer("substr(\(cell), 15, 2)")) * 60000 + \
        CASE WHEN substr(\(cell), 17, 1) = ':' THEN \(dialect.integer("substr(\(cell), 18, 2)")) * 1000 ELSE 0 END + \
        CASE WHEN substr(\(cell), 20, 1) IN ('.', ',') THEN \(milliseconds(fraction)) ELSE 0 END END)
        """
    case .epoch(let unit): return "(\(dialect.integer(cell)) * \(unit))"
    case .picture:
      guard let shape else { return "0" }
      return shape.hasDate ? "(\(day) * 86400000 + \(clock(shape)))" : clock(shape)
    }
  }

  private var ahead: SQL {
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
  private var day: SQL {
    let safe: SQL =
      "CASE WHEN substr(\(date), 1, 4) = '0000' THEN '2000' || substr(\(date), 5, 6) ELSE \(date) END"
    return "(\(dialect.day(safe)) - CASE WHEN substr(\(date), 1, 4) = '0000' THEN 730485 ELSE 0 END)"
  }

  private func milliseconds(_ fraction: SQL) -> SQL {
    dialect.integer("rpad(substr(\(fraction), 1, 3), 3, '0')")
  }

  private func clock(_ shape: PictureShape) -> SQL {
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
