internal import Wire

/// What a cell says of a time, part by part.
struct WrittenParts {
  private var (year, month, day) = (0, 0, 0)
  private var weekday: Int?
  private var hour: Int?
  /// Milliseconds of the hour.
  private var rest = 0
  private var isAfternoon: Bool?
  private(set) var offset: Int?

  /// Nil where a cell is not written as the items are.
  init?(_ items: [TimestampFormat.Item], _ cursor: inout ByteCursor) {
    for item in items {
      switch item {
      case .year: guard let value = cursor.digits(4) else { return nil }; year = value
      case .shortYear: guard let value = cursor.digits(2) else { return nil }; year = 2000 + value
      case .monthName: guard let value = MonthName.read(&cursor) else { return nil }; month = value
      case .weekday: guard let value = WeekdayName.read(&cursor) else { return nil }; weekday = value
      case .month(let count): guard let value = cursor.digits(count) else { return nil }; month = value
      case .day(let count): guard let value = cursor.digits(count) else { return nil }; day = value
      case .ordinal: OrdinalEnding.skip(&cursor)
      case .hour(let count): guard let value = cursor.digits(count) else { return nil }; hour = value
      case .minute(let count):
        guard let value = cursor.digits(count), value < 60 else { return nil }
        rest += value * 60_000
      case .second(let count):
        guard let value = cursor.digits(count), value < 60 else { return nil }
        rest += value * 1000
      case .fraction:
        guard let value = TimestampFormat.fraction(&cursor) else { return nil }
        rest += value
      case .offset: guard let value = TimestampFormat.offset(&cursor) else { return nil }; offset = value
      case .half:
        guard let value = cursor.takeHalf() else { return nil }
        isAfternoon = value
      case .literal(0x20): guard cursor.takeBlank() else { return nil }
      case .literal(let byte): guard cursor.take(byte) else { return nil }
      }
    }
  }

  /// Nil for no day of the calendar, or one of another weekday than is said.
  private var date: CivilDate? {
    guard let date = CivilDate(year: year, month: month, day: day), weekday ?? date.weekday == date.weekday
    else { return nil }
    return date
  }

  /// Of parts with an hour; nil for no time of a day.
  var millisecondOfDay: Int? {
    guard let hour, let hour = isAfternoon.map({ Self.hour(hour, isAfternoon: $0) }) ?? hour,
      hour < 24
    else { return nil }
    return hour * 3_600_000 + rest
  }

  /// Of parts with a date.
  var time: WrittenTime? {
    guard let date else { return nil }
    guard hour != nil else { return WrittenTime(date: date) }
    guard let millisecondOfDay else { return nil }
    return WrittenTime(date: date, millisecondOfDay: millisecondOfDay, offset: offset)
  }

  /// The hour of a day of an hour from 1 to 12 with AM or PM; nil for others.
  private static func hour(_ hour: Int, isAfternoon: Bool) -> Int? {
    (1...12).contains(hour) ? hour % 12 + (isAfternoon ? 12 : 0) : nil
  }
}
