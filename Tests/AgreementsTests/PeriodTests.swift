import Agreements
import Foundation
import Testing
import Wire

struct PeriodTests {
  @Test(arguments: [
    "2026", "0001", "9998", "2026-01", "2026-12", "2026-Q1", "2026-Q4", "2026-W01", "2026-W53",
  ])
  func `a period is written as it is read`(text: String) throws {
    #expect(try #require(Period(text)).description == text)
  }

  @Test(arguments: [
    "", "202", "20266", "0000", "9999", "2026-", "2026-1", "2026-00", "2026-13", "2026-Q0", "2026-Q5",
    "2026-Q01",
    "2026-W00", "2026-W54", "2025-W53", "2026-W1", "2026-w01", "2026-q1", "2026-01-01", " 2026", "2026 ",
    "-026",
    "+026", "２０２６", "2026-Q\u{661}", "2026\u{301}", "2026-0\u{30}\u{301}",
  ])
  func `anything else is no period`(text: String) { #expect(Period(text) == nil) }

  @Test(arguments: [
    ("2026-W01", "2025-12-29", "2026-01-05"), ("2026-W53", "2026-12-28", "2027-01-04"),
    ("2020-W53", "2020-12-28", "2021-01-04"), ("2024-02", "2024-02-01", "2024-03-01"),
    ("2026-12", "2026-12-01", "2027-01-01"), ("2026-Q4", "2026-10-01", "2027-01-01"),
    ("2026", "2026-01-01", "2027-01-01"), ("9998", "9998-01-01", "9999-01-01"),
  ])
  func `a period's days end before the next period's`(text: String, first: String, end: String) throws {
    let days = try #require(Period(text)).days(in: .calendarYear)
    #expect(days.lowerBound.description == first)
    #expect(days.upperBound.description == end)
  }

  @Test(arguments: [
    ("2026-Q1", 4, "2026-04-01", "2026-07-01"), ("2026-Q4", 4, "2027-01-01", "2027-04-01"),
    ("2026", 10, "2026-10-01", "2027-10-01"), ("2026-Q2", 12, "2027-03-01", "2027-06-01"),
    ("2026-03", 10, "2026-03-01", "2026-04-01"),
  ])
  func `quarters and years start in the fiscal year's start month, months are the calendar's`(
    text: String, start: Int, first: String, end: String
  ) throws {
    let days = try #require(Period(text)).days(in: FiscalCalendar(startMonth: start))
    #expect(days.lowerBound.description == first)
    #expect(days.upperBound.description == end)
  }

  /// The years of the National Retail Federation end on the Saturday nearest to 31 January, and those of a company that
  /// publishes its own on the last Saturday of September; both had a year of 53 weeks of late.
  @Test(arguments: [
    ("2022", "2022-01-30", "2023-01-29"), ("2023", "2023-01-29", "2024-02-04"),
    ("2024", "2024-02-04", "2025-02-02"), ("2017", "2017-01-29", "2018-02-04"),
    ("2023-02", "2023-01-29", "2023-02-26"), ("2023-03", "2023-02-26", "2023-04-02"),
    ("2023-04", "2023-04-02", "2023-04-30"), ("2023-Q1", "2023-01-29", "2023-04-30"),
    ("2024-01", "2023-12-31", "2024-02-04"), ("2023-Q4", "2023-10-29", "2024-02-04"),
    ("2025-01", "2025-01-05", "2025-02-02"), ("2026-W05", "2026-01-26", "2026-02-02"),
  ])
  func `retail's years have 52 or 53 weeks`(text: String, first: String, end: String) throws {
    let retail = FiscalCalendar(
      startMonth: 2, weeks: .init(pattern: .fourFiveFour, weekday: 6, firstDay: .nearest))
    let days = try #require(Period(text)).days(in: retail)
    #expect(days.lowerBound.description == first)
    #expect(days.upperBound.description == end)
  }

  @Test func `a charter says how years are made of weeks`() throws {
    let fiscal = try Charter(Fixtures.json(.charter)).parameters.fiscal
    #expect(
      fiscal
        == FiscalCalendar(
          startMonth: 2, weeks: .init(pattern: .fourFiveFour, weekday: 6, firstDay: .nearest)))
  }

  @Test(arguments: [
    (FiscalCalendar.FirstDay.onOrBefore, "2022", "2022-09-25", "2023-10-01"),
    (.onOrBefore, "2023", "2023-10-01", "2024-09-29"), (.onOrBefore, "2023-10", "2023-10-01", "2023-10-29"),
    (.onOrBefore, "2023-12", "2023-11-26", "2023-12-31"), (.onOrAfter, "2022", "2022-10-02", "2023-10-01"),
    (.onOrAfter, "2024", "2024-10-06", "2025-10-05"), (.nearest, "2024", "2024-09-29", "2025-09-28"),
  ])
  func `a year starts on the weekday that the charter says`(
    rule: FiscalCalendar.FirstDay, text: String, first: String, end: String
  ) throws {
    let fiscal = FiscalCalendar(
      startMonth: 10, weeks: .init(pattern: .fourFourFive, weekday: 6, firstDay: rule))
    let days = try #require(Period(text)).days(in: fiscal)
    #expect(days.lowerBound.description == first)
    #expect(days.upperBound.description == end)
  }

  /// Calendars of months, and of weeks in all their forms.
  static var calendars: [FiscalCalendar] {
    var calendars = [1, 2, 4, 10, 12].map { FiscalCalendar(startMonth: $0) }
    for pattern in FiscalCalendar.Pattern.allCases {
      for rule in FiscalCalendar.FirstDay.allCases {
        for (month, weekday) in [(1, 6), (2, 6), (7, 0), (12, 5)] {
          calendars.append(
            FiscalCalendar(
              startMonth: month, weeks: .init(pattern: pattern, weekday: weekday, firstDay: rule)))
        }
      }
    }
    return calendars
  }

  @Test(arguments: PeriodUnit.allCases, calendars)
  func `every day is in exactly one period, and periods follow each other`(
    unit: PeriodUnit, fiscal: FiscalCalendar
  ) throws {
    let last = try #require(CivilDate("2031-03-05"))
    var day = try #require(CivilDate("2019-12-25"))
    var period = Period.containing(day, unit: unit, in: fiscal)
    while day < last {
      let found = Period.containing(day, unit: unit, in: fiscal)
      #expect(found.days(in: fiscal).contains(day))
      #expect(Period(found.description) == found)
      if found != period {
        #expect(found == period.next && found.previous == period && period < found)
        #expect(period.days(in: fiscal).upperBound == day)
        period = found
      }
      day = day.adding(days: 1)
    }
  }

  @Test func `ISO weeks are those of Foundation's calendar`() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: -30_000, to: 60_000, by: 3) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = calendar.dateComponents([.weekOfYear, .yearForWeekOfYear], from: date)
      let week = Period.containing(CivilDate(day: day), unit: .week, in: .calendarYear)
      #expect(week.ordinal == parts.weekOfYear && week.year == parts.yearForWeekOfYear, "day \(day)")
    }
  }

  @Test(arguments: PeriodUnit.allCases, ["0000-01-01", "0000-01-03", "9999-01-01", "9999-12-31"])
  func `the ends of the calendar break nothing`(unit: PeriodUnit, text: String) throws {
    let day = try #require(CivilDate(text))
    for fiscal in Self.calendars {
      let period = Period.containing(day, unit: unit, in: fiscal)
      // The ISO week of 1 January 0000 belongs to the year before, which the calendar does not have.
      #expect(period.days(in: fiscal).contains(day) || (unit == .week && period.year < 0))
      _ = (period.next.days(in: fiscal), period.previous.days(in: fiscal))
    }
  }
}

struct ClockDurationTests {
  @Test(arguments: [
    ("PT2H", ClockDuration.time(milliseconds: 7_200_000), "2 h"),
    ("PT90M", .time(milliseconds: 5_400_000), "90 min"),
    ("PT999999H", .time(milliseconds: 3_599_996_400_000), "999999 h"),
    ("P1D", .businessDays(1), "1 business day"), ("P999D", .businessDays(999), "999 business days"),
    ("endOfBusinessDay", .businessDays(0), "the end of the business day"),
  ])
  func `a duration is written as it is read`(text: String, duration: ClockDuration, words: String) {
    #expect(ClockDuration(text) == duration)
    #expect(duration.description == text)
    #expect(duration.words == words)
  }

  @Test(arguments: [
    "", "P", "PT", "PTH", "PT0H", "PT02H", "PT2S", "P2H", "P0D", "P1000D", "PT1000000H", "PT-1H", "PT2H ",
    "pt2h", "P2W",
    "endofbusinessday", "PT\u{662}H", "PT2H\u{301}",
  ])
  func `anything else is no duration`(text: String) { #expect(ClockDuration(text) == nil) }

  @Test(arguments: [
    ("2h", "PT2H"), ("90min", "PT90M"), ("120 min", "PT2H"), ("2 business days", "P2D"), ("1d", "P1D"),
    ("2 Hours", "PT2H"),
    ("PT4H", "PT4H"), ("endOfBusinessDay", "endOfBusinessDay"), ("999bd", "P999D"),
  ])
  func `what people type is understood`(typed: String, written: String) {
    #expect(ClockDuration(typed: typed)?.description == written)
  }

  @Test(arguments: [
    "", "h", "0h", "-1h", "1.5h", "2 weeks", "1000000h", "1000d", "99999999999999999999h", "same day",
  ])
  func `what nobody can tell is refused`(typed: String) { #expect(ClockDuration(typed: typed) == nil) }

  @Test func `whatever can be typed can be written`() {
    for unit in ["h", "min", "d"] {
      for value in [1, 59, 60, 61, 998, 999, 1000, 999_999] {
        guard let duration = ClockDuration(typed: "\(value)\(unit)") else { continue }
        #expect(ClockDuration(duration.description) == duration, "\(value)\(unit)")
      }
    }
  }
}

struct NearMissTests {
  @Test(arguments: [
    ("txet", "text"), ("Commitments", "commitments"), ("commitment", "commitments"), ("titel", "title"),
  ])
  func `a slip of the fingers is recognised`(word: String, meant: String) {
    #expect(NearMiss.closest(to: word, among: ["title", "commitments", "text", "zone"]) == meant)
  }

  @Test(arguments: ["", "zzz", "agreement", String(repeating: "x", count: 100_000)])
  func `a word far from all is left alone`(word: String) {
    #expect(NearMiss.closest(to: word, among: ["title", "commitments", "text"]) == nil)
    #expect(NearMiss.closest(to: word, among: []) == nil)
  }

  @Test func `of equally near words the first in the alphabet is taken`() {
    #expect(NearMiss.closest(to: "bat", among: ["cat", "hat", "rat", "eat"]) == "cat")
  }
}
