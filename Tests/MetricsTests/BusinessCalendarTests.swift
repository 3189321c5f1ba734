import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// A calendar with the same windows on the given weekdays (0 is Monday).
func calendar(
  _ zone: String = "Europe/Amsterdam", _ windows: [(Int, Int)] = [(540, 1020)],
  weekdays: Set<Int> = [0, 1, 2, 3, 4],
  holidays: [String] = [], halfDays: [(String, [(Int, Int)])] = []
) throws -> BusinessCalendar {
  let hours = windows.map { CalendarRules.Window(from: $0.0, to: $0.1) }
  let rules = CalendarRules(
    week: (0..<7).map { weekdays.contains($0) ? hours : [] }, holidays: try holidays.map { try date($0) },
    halfDays: try halfDays.map { day in
      (try date(day.0), day.1.map { CalendarRules.Window(from: $0.0, to: $0.1) })
    })
  return BusinessCalendar(rules: rules, zone: try Zone(named: zone))
}

private struct BusinessHours: Decodable {
  struct Vector: Decodable {
    let zone, open, close: String
    let weekdays_mon0: Set<Int>
    let holidays: [String]
    let start, end: String
    let business_seconds: Double
  }
  let vectors: [Vector]
}

@Test func `business hours agree with two independent implementations on all their vectors`() throws {
  let data = Data(try TestData.bytes("data/oracles/business-hours.json"))
  let vectors = try JSONDecoder().decode(BusinessHours.self, from: data).vectors
  #expect(vectors.count == 720)
  func minutes(_ text: String) throws -> Int {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    return try #require(parts.count == 2 ? parts[0] * 60 + parts[1] : nil)
  }
  for vector in vectors {
    let calendar = try calendar(
      vector.zone, [(minutes(vector.open), minutes(vector.close))], weekdays: vector.weekdays_mon0,
      holidays: vector.holidays)
    let start = try instant(vector.start)
    let end = try instant(vector.end)
    let open = calendar.openMilliseconds(from: start, to: end)
    #expect(open == Int(vector.business_seconds * 1000), "\(vector)")
    // The other way round: that much open time has run at the end, or ran out before it while closed.
    if open > 0 {
      let back = try #require(calendar.instant(after: start, open: open))
      #expect(back <= end && calendar.openMilliseconds(from: start, to: back) == open, "\(vector)")
    }
  }
}

@Test func `a day on which clocks change has its true length`() throws {
  let calendar = try calendar("Europe/Amsterdam", [(0, 1440)], weekdays: Set(0..<7))
  let hours = try ["2026-03-29", "2026-10-25", "2026-10-26"].map { day in
    calendar.openMilliseconds(
      from: calendar.zone.startOfDay(try date(day)),
      to: calendar.zone.startOfDay(try date(day).adding(days: 1))) / 3_600_000
  }
  #expect(hours == [23, 25, 24])
}

@Test func `windows run past midnight, and a holiday closes those that start on it`() throws {
  // Friday 22:00 to Saturday 06:00.
  let night = try calendar("UTC", [(1320, 360)], weekdays: [4])
  let friday = try instant("2026-01-02T00:00:00Z")
  let sunday = try instant("2026-01-04T00:00:00Z")
  #expect(night.openMilliseconds(from: friday, to: sunday) == 8 * 3_600_000)
  let saturdayOff = try calendar("UTC", [(1320, 360)], weekdays: [4], holidays: ["2026-01-03"])
  #expect(saturdayOff.openMilliseconds(from: friday, to: sunday) == 8 * 3_600_000)
  let fridayOff = try calendar("UTC", [(1320, 360)], weekdays: [4], holidays: ["2026-01-02"])
  #expect(fridayOff.openMilliseconds(from: friday, to: sunday) == 0)
  // Across a year's end too.
  let newYear = try calendar("UTC", [(1320, 360)], weekdays: [3])
  #expect(
    newYear.openMilliseconds(
      from: try instant("2026-12-31T23:00:00Z"), to: try instant("2027-01-01T12:00:00Z"))
      == 7 * 3_600_000)
}

@Test func `overlapping windows count once`() throws {
  let calendar = try calendar("UTC", [(540, 780), (720, 1020), (540, 600)])
  #expect(
    calendar.openMilliseconds(
      from: try instant("2026-01-05T00:00:00Z"), to: try instant("2026-01-06T00:00:00Z"))
      == 8 * 3_600_000)
}

@Test func `a half day replaces the windows of its weekday, and a holiday wins over it`() throws {
  let day = try (instant("2026-12-24T00:00:00Z"), instant("2026-12-25T00:00:00Z"))
  let half = try calendar("UTC", halfDays: [("2026-12-24", [(540, 720)])])
  #expect(half.openMilliseconds(from: day.0, to: day.1) == 3 * 3_600_000)
  let both = try calendar("UTC", holidays: ["2026-12-24"], halfDays: [("2026-12-24", [(540, 720)])])
  #expect(both.openMilliseconds(from: day.0, to: day.1) == 0)
}

@Test func `open time adds up wherever it is cut`() throws {
  let calendar = try calendar(
    "America/New_York", [(510, 720), (780, 1095), (1320, 120)], weekdays: [0, 1, 3, 6],
    holidays: ["2026-03-08"])
  var generator = SeededGenerator(seed: 5)
  let base = try instant("2024-06-01T00:00:00Z")
  for _ in 0..<3000 {
    let times = (0..<3).map { _ in Int.random(in: 0..<120_000_000_000, using: &generator) }.sorted().map {
      base.adding(milliseconds: $0)
    }
    let whole = calendar.openMilliseconds(from: times[0], to: times[2])
    #expect(
      whole
        == calendar.openMilliseconds(from: times[0], to: times[1])
        + calendar.openMilliseconds(from: times[1], to: times[2]))
    #expect(calendar.openMilliseconds(from: times[2], to: times[0]) == 0)
    if whole > 0 {
      let reached = try #require(calendar.instant(after: times[0], open: whole))
      #expect(calendar.openMilliseconds(from: times[0], to: reached) == whole)
      #expect(
        calendar.openMilliseconds(from: times[0], to: reached.adding(milliseconds: -1)) == whole - 1)
    }
  }
}

@Test(arguments: [
  // Within hours: that very day's close, the next one's, across the weekend.
  ("2026-01-08T10:00:00Z", 0, "2026-01-08T17:00:00Z"), ("2026-01-08T10:00:00Z", 1, "2026-01-09T17:00:00Z"),
  ("2026-01-09T10:00:00Z", 1, "2026-01-12T17:00:00Z"),
  // Off hours the clock starts at the next opening.
  ("2026-01-09T17:00:00Z", 0, "2026-01-12T17:00:00Z"), ("2026-01-10T12:00:00Z", 1, "2026-01-13T17:00:00Z"),
  ("2026-01-08T06:00:00Z", 0, "2026-01-08T17:00:00Z"),
  // A holiday is no business day.
  ("2026-01-13T10:00:00Z", 1, "2026-01-15T17:00:00Z"),
])
func `whole business days run to the close of the day`(
  _ start: String, _ days: Int, _ close: String
) throws {
  let calendar = try calendar("UTC", holidays: ["2026-01-14"])
  #expect(calendar.close(ofBusinessDay: days, after: try instant(start)) == (try instant(close)))
}

@Test func `business days are counted in both directions`() throws {
  let calendar = try calendar("UTC", holidays: ["2026-01-14"])
  let friday = try date("2026-01-09")
  #expect(calendar.date(3, businessDaysAfter: friday) == (try date("2026-01-15")))
  #expect(calendar.date(-5, businessDaysAfter: try date("2026-01-17")) == (try date("2026-01-09")))
  #expect(calendar.date(0, businessDaysAfter: try date("2026-01-17")) == (try date("2026-01-17")))
  #expect(
    calendar.opening(ofBusinessDay: 1, before: try instant("2026-01-12T10:00:00Z"))
      == (try instant("2026-01-09T09:00:00Z")))
}

@Test func `a window past midnight belongs to the day on which it starts`() throws {
  let calendar = try calendar("UTC", [(1320, 360)], weekdays: [0, 1])
  // 02:00 on Tuesday is still Monday's business day.
  #expect(
    calendar.close(ofBusinessDay: 1, after: try instant("2026-01-06T02:00:00Z"))
      == (try instant("2026-01-07T06:00:00Z")))
}

@Test func `a calendar that never opens answers nil instead of searching without end`() throws {
  let never = try calendar("UTC", [], weekdays: [])
  let start = try instant("2026-01-05T10:00:00Z")
  #expect(never.instant(after: start, open: 1) == nil)
  #expect(never.close(ofBusinessDay: 0, after: start) == nil)
  #expect(never.date(-1, businessDaysAfter: try date("2026-01-05")) == nil)
  #expect(!never.rules.everOpens)
  let once = try calendar("UTC", [], weekdays: [], halfDays: [("2026-01-06", [(540, 720)])])
  #expect(once.instant(after: start, open: 1) == (try instant("2026-01-06T09:00:00.001Z")))
  #expect(once.instant(after: start, open: 4 * 3_600_000) == nil)
  #expect(once.instant(after: start, open: Int.max) == nil)
}

@Test(arguments: [
  ("PT2H", "business", "2026-01-12T10:30:00Z"), ("PT2H", "wall", "2026-01-09T18:30:00Z"),
  ("P1D", "business", "2026-01-12T17:00:00Z"), ("endOfBusinessDay", "business", "2026-01-09T17:00:00Z"),
])
func `a deadline runs on its own clock`(_ duration: String, _ clock: String, _ end: String) throws {
  let within = try #require(ClockDuration(duration))
  let clock = try #require(MetricParameters.Clock(rawValue: clock))
  let start = try instant("2026-01-09T16:30:00Z")
  #expect(try calendar("UTC").deadline(of: within, clock: clock, from: start) == instant(end))
}

@Test func `evidence is mature once its clocks have run out`() throws {
  let maturity = Maturity(calendar: try calendar("UTC"))
  let end = try instant("2026-02-01T00:00:00Z")  // A Sunday.
  let contact = Measure(metric: .firstContact, parameters: parameters(within: "PT4H"))
  #expect(maturity.instant(of: Measure(metric: .mqlDelivered), periodEnd: end) == end)
  #expect(maturity.instant(of: contact, periodEnd: end) == (try instant("2026-02-02T13:00:00.001Z")))
  var depth = MetricParameters()
  depth.businessDays = 10
  #expect(
    maturity.instant(of: Measure(metric: .followUpDepth, parameters: depth), periodEnd: end)
      == (try instant("2026-02-16T17:00:00Z")))
}

@Test(arguments: [(100, 2, true), (100, 3, false), (49, 0, true), (49, 1, false), (0, 0, false)])
func `two in a hundred may be pending at the period's end`(_ n: Int, _ pending: Int, _ isComplete: Bool) {
  var clock = Figures.Clock()
  clock.n = n
  clock.pending = pending
  #expect(Maturity.isComplete(.clock(clock)) == isComplete)
}

/// Parameters of first contact.
func parameters(
  within: String, clock: MetricParameters.Clock = .business, start: Agreements.Measurement.ClockStart = .mql
) -> MetricParameters {
  var parameters = MetricParameters()
  parameters.within = ClockDuration(within)
  parameters.clock = clock
  parameters.start = start
  return parameters
}
