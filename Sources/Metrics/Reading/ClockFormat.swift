internal import Wire

/// How a column writes times of day that belong to the dates of another one.
struct ClockFormat: Sendable, Equatable {
  /// The items of each picture; one at least.
  let pictures: [[TimestampFormat.Item]]

  /// Nil for a picture of anything else than a time of day.
  init?(_ picture: String) {
    pictures = TimestampFormat.readings(of: picture) { DrawnParts($0).areTimeOfDay }
    if pictures.isEmpty { return nil }
  }

  /// What is written in one of several ways; one of them at least.
  init(_ formats: [ClockFormat]) { pictures = formats.flatMap(\.pictures) }

  /// A time of day as a cell states it.
  struct Reading: Equatable {
    let millisecondOfDay: Int
    /// Seconds ahead of UTC; nil for a time without zone.
    let offset: Int?
  }

  /// Nil where a cell is not written so, or two pictures read different times.
  func read(_ cell: Span<UInt8>) -> Reading? {
    var found: Reading?
    for index in pictures.indices {
      var cursor = ByteCursor(cell)
      guard let parts = WrittenParts(pictures[index], &cursor), cursor.isAtEnd,
        let millisecondOfDay = parts.millisecondOfDay
      else { continue }
      let reading = Reading(millisecondOfDay: millisecondOfDay, offset: parts.offset)
      if let found, found != reading { return nil }
      found = reading
    }
    return found
  }

  /// The time of a date and the cell with its time of day; nil where the cell is none, or the date has hours of its own.
  ///
  /// Midnight is how programs write a date where only times are to be had.
  func time(_ date: WrittenTime, _ cell: Span<UInt8>) -> WrittenTime? {
    guard date.millisecondOfDay ?? 0 == 0, date.offset == nil else { return nil }
    if let bare = BareText.stripped(cell) { return time(on: date.date, bare.span.trimmed) }
    return time(on: date.date, cell)
  }

  private func time(on date: CivilDate, _ cell: Span<UInt8>) -> WrittenTime? {
    if let reading = read(cell) {
      return WrittenTime(
        date: date, millisecondOfDay: reading.millisecondOfDay, offset: reading.offset)
    }
    return FieldValidity.isFilled(cell) ? nil : WrittenTime(date: date)
  }
}
