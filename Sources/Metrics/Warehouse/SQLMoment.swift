/// A time that rows state: in one cell, or as a date and a time of day in two.
struct SQLMoment {
  let date: SQLTimeCell
  let clock: SQLTimeCell?

  /// The cells that it stands in.
  var cells: [SQLTimeCell] { [date, clock].compactMap { $0 } }

  func isSame(as other: SQLMoment) -> Bool {
    switch (clock, other.clock) {
    case (nil, nil): date.isSame(as: other.date)
    case (let one?, let two?): date.isSame(as: other.date) && one.isSame(as: two)
    default: false
    }
  }

  /// What kinds of times it can be.
  var kinds: (day: Bool, naive: Bool) { clock.map { (true, $0.kinds.naive) } ?? date.kinds }

  /// 0 for nothing, 1 for a time, 2 for what is no time, 3 for a time whose zone nobody knows.
  func state(hasZone: Bool, isFilled: (SQL) -> SQL) -> SQL {
    func zoned(_ cell: SQLTimeCell) -> SQL {
      cell.kinds.naive && !hasZone ? "CASE WHEN \(cell.kind) = 2 THEN 3 ELSE 1 END" : "1"
    }
    var written = zoned(date)
    if let clock {
      written = """
        CASE WHEN NOT \(isDateOnly) THEN 2 WHEN \(clock.isWritten) THEN \(zoned(clock)) \
        WHEN \(isFilled(clock.cell)) THEN 2 ELSE 1 END
        """
    }
    return """
      CASE WHEN \(date.cell) = '' THEN 0 WHEN \(date.isWritten) THEN \(written) \
      WHEN \(isFilled(date.cell)) THEN 2 ELSE 0 END
      """
  }

  /// Whether the cell with the date has no hours of its own but those of midnight.
  private var isDateOnly: SQL {
    "CASE \(date.kind) WHEN 0 THEN TRUE WHEN 2 THEN \(date.local) % 86400000 = 0 ELSE FALSE END"
  }

  /// 0 for a date alone, 1 for a time with its offset, 2 for a time without.
  var kind: SQL { clock.map { "CASE WHEN \($0.isWritten) THEN \($0.kind) ELSE 0 END" } ?? date.kind }

  /// Milliseconds from 1970-01-01T00:00 on the same clock.
  var local: SQL {
    clock.map { "(\(date.local) + CASE WHEN \($0.isWritten) THEN \($0.local) ELSE 0 END)" } ?? date.local
  }

  /// Milliseconds ahead of UTC of a time with an offset.
  var offset: SQL {
    clock.map { "CASE WHEN \($0.isWritten) THEN \($0.offset) ELSE 0 END" } ?? date.offset
  }
}
