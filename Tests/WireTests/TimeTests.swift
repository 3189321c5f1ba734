import Foundation
import TestMaterial
import Testing
import Wire

/// Dates and instants, with Foundation as the other opinion.
struct TimeTests {
  /// From 1600, when Foundation's Gregorian calendar has begun, to 9999.
  static let days = -135_140...2_932_896

  @Test func `dates agree with Foundation`() throws {
    var random = SeededGenerator()
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for _ in 0..<5000 {
      let date = CivilDate(day: Int.random(in: Self.days, using: &random))
      let theirs = calendar.dateComponents(
        [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(date.day) * 86_400))
      let ours = date.components
      #expect(
        ours.year == theirs.year && ours.month == theirs.month && ours.day == theirs.day, "day \(date.day)")
      #expect((date.weekday + 1) % 7 + 1 == theirs.weekday)
      #expect(CivilDate(year: ours.year, month: ours.month, day: ours.day) == date)
      #expect(CivilDate("\(date)") == date)
    }
  }

  @Test func `instants agree with Foundation`() throws {
    var random = SeededGenerator()
    let whole = Date.ISO8601FormatStyle()
    let fraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for _ in 0..<5000 {
      let seconds = Int.random(
        in: (Self.days.lowerBound * 86_400)...(Self.days.upperBound * 86_400), using: &random)
      let instant = Instant(seconds: seconds)
      #expect("\(instant)" == Date(timeIntervalSince1970: Double(seconds)).formatted(whole))
      #expect(Instant("\(instant)") == instant)
      let precise = instant.adding(milliseconds: Int.random(in: 1..<1000, using: &random))
      #expect(Instant("\(precise)") == precise)
      let theirs = try fraction.parse(
        "\(precise)".contains(".") ? "\(precise)" : "\(precise)".replacing("Z", with: ".000Z"))
      #expect(Int((theirs.timeIntervalSince1970 * 1000).rounded()) == precise.milliseconds)
    }
  }

  @Test func `every day from year 0 to 9999 is read as it is written`() {
    var previous: CivilDate?
    for year in stride(from: 0, through: 9999, by: 7) {
      for month in 1...12 {
        guard let first = CivilDate(year: year, month: month, day: 1) else {
          Issue.record("\(year)-\(month) has no first day")
          continue
        }
        if let previous { #expect(previous < first) }
        previous = first
        #expect(CivilDate(first.description) == first)
        #expect(first.adding(days: -1).components.month == (month + 10) % 12 + 1)
      }
    }
  }

  @Test(arguments: [
    "", "2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-01",
    "24-01-01",
    "2024-01-01 ", "2024/01/01", "+024-01-01", "-024-01-01", "٢٠٢٤-01-01", "2024-01-1a", "20240101",
  ])
  func `what is no date is refused`(text: String) { #expect(CivilDate(text) == nil) }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2011-10-01T00:38:44.546+02:00", 1_317_422_324_546),
    ("1969-12-31T23:59:59.999Z", -1), ("2000-02-29 12:00+00:00", 951_825_600_000),
    ("2000-02-29T12:00:00-0530", 951_845_400_000), ("2000-02-29T12:00:00.1234567Z", 951_825_600_123),
    ("2000-02-29T12:00:00.1Z", 951_825_600_100), ("2000-02-29T12:00:00+18:00", 951_760_800_000),
  ])
  func `an instant with its zone is read`(text: String, milliseconds: Int) {
    #expect(Instant(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "2000-02-29T12:00:00", "2000-02-29T24:00:00Z", "2000-02-29T12:60:00Z", "2000-02-29T12:00:60Z",
    "2000-02-29T12:00:00z",
    "2000-02-29t12:00:00Z", "2000-02-29T12:00:00.Z", "2000-02-29T12:00:00.1234567890Z",
    "2000-02-29T12:00:00+2:00",
    "2000-02-29T12:00:00+02", "2000-02-29T12:00:00+19:00", "2000-02-29T12:00:00+02:60", "2000-02-29T12:00:0Z",
    "2000-02-29T12Z",
    "2000-02-30T12:00:00Z", "2000-02-29T12:00:00ZZ", " 2000-02-29T12:00:00Z", "2000-02-29T12:00:00 Z",
    "2000-02-29T-1:00:00Z",
  ])
  func `what is no instant is refused`(text: String) { #expect(Instant(text) == nil) }

  @Test func `arithmetic beyond the range stops at its end`() {
    #expect(Instant(seconds: .max) == Instant(milliseconds: .max))
    #expect(Instant(seconds: .min) == Instant(milliseconds: .min))
    #expect(Instant(milliseconds: .max).adding(milliseconds: 1).milliseconds == .max)
    #expect(Instant(milliseconds: .min).adding(milliseconds: -1).milliseconds == .min)
    #expect(Instant(milliseconds: .max).milliseconds(since: Instant(milliseconds: -1)) == .max)
    #expect(Instant(milliseconds: .min).milliseconds(since: Instant(milliseconds: 1)) == .min)
    for instant in [Instant(seconds: .max), Instant(seconds: .min)] { #expect(!"\(instant)".isEmpty) }
  }
}
