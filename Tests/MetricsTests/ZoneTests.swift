import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

@Test(arguments: [
  ("2026-03-29T00:59:59Z", 3600), ("2026-03-29T01:00:00Z", 7200), ("2026-10-25T00:59:59Z", 7200),
  ("2026-10-25T01:00:00Z", 3600), ("2120-07-01T00:00:00Z", 7200), ("2120-01-01T00:00:00Z", 3600),
])
func `clocks change on the second, also long after the last listed change`(
  _ text: String, _ offset: Int
) throws {
  #expect(try Zone(named: "Europe/Amsterdam").offset(at: instant(text)) == offset)
}

@Test(arguments: [
  "Europe/Amsterdam", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata",
  "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Apia", "Asia/Tokyo", "America/St_Johns", "UTC",
])
func `offsets agree with another reader of the same rules`(_ name: String) throws {
  var generator = SeededGenerator(seed: 7)
  let zone = try Zone(named: name)
  let other = try #require(TimeZone(identifier: name))
  for _ in 0..<2000 {
    let second = Int.random(in: 0..<3_900_000_000, using: &generator)
    let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
    #expect(zone.offset(at: Instant(seconds: second)) == expected, "\(name) at \(Instant(seconds: second))")
  }
}

@Test func `a local time that is skipped or shown twice takes the offset before the change`() throws {
  let zone = try Zone(named: "Europe/Amsterdam")
  let skipped = zone.instant(of: try #require(LocalTimestamp("2026-03-29T02:30")))
  #expect(skipped.instant == (try instant("2026-03-29T01:30:00Z")) && skipped.isAmbiguousOrMissing)
  let twice = zone.instant(of: try #require(LocalTimestamp("2026-10-25T02:30")))
  #expect(twice.instant == (try instant("2026-10-25T00:30:00Z")) && twice.isAmbiguousOrMissing)
  let plain = zone.instant(of: try #require(LocalTimestamp("2026-10-25T03:00")))
  #expect(plain.instant == (try instant("2026-10-25T02:00:00Z")) && !plain.isAmbiguousOrMissing)
}

@Test(arguments: [
  // Midnight is skipped: the day begins at 01:00.
  ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
  // 30 minutes before and after midnight are skipped.
  ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"),
  // Midnight is shown once, an hour after it would have been.
  ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"),
  // Midnight is shown twice.
  ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"),
  // A whole day is skipped: it is empty.
  ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
  ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
  ("Europe/Amsterdam", "2026-03-30", "2026-03-29T22:00:00Z"),
])
func `a day begins at its first instant`(_ name: String, _ day: String, _ start: String) throws {
  #expect(try Zone(named: name).startOfDay(date(day)) == instant(start))
}

@Test func `local time and instants go there and back`() throws {
  var generator = SeededGenerator(seed: 11)
  for name in ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"] {
    let zone = try Zone(named: name)
    for _ in 0..<2000 {
      let moment = Instant(seconds: Int.random(in: 0..<3_000_000_000, using: &generator))
      let local = moment.adding(milliseconds: zone.offset(at: moment) * 1000).milliseconds
      let (back, isUnclear) = zone.instant(
        of: LocalTimestamp(date: zone.date(of: moment), millisecondOfDay: local.modulo(86_400_000)))
      #expect(back == moment || isUnclear, "\(name) \(moment)")
    }
  }
}

@Test(arguments: [
  "", "Europe", "Europe/", "/Europe/Amsterdam", "../../etc/passwd", "Europe/../Europe/Amsterdam",
  "Europe/Amsterdm",
  "Europe/Amsterdam\0", "Eur ope", "zone.tab", "localtime", "Factory",
  String(repeating: "A/", count: 200) + "A",
])
func `a name that is no zone is refused`(_ name: String) {
  #expect(throws: ZoneError.self) { try Zone(named: name) }
}

@Test func `a file with leap seconds or cut short is refused, and no byte of it can crash`() throws {
  let path = "/usr/share/zoneinfo/Europe/Amsterdam"
  let bytes = Array(try Data(contentsOf: URL(filePath: path)))
  #expect(try TZif.rules(in: bytes, path: path).rest != nil)
  for length in 0..<bytes.count {
    #expect(throws: ZoneError.self) { try TZif.rules(in: Array(bytes[..<length]), path: path) }
  }
  var generator = SeededGenerator(seed: 3)
  for _ in 0..<3000 {
    var damaged = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      damaged[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
    }
    if let rules = try? TZif.rules(in: damaged, path: path) {
      for second in [Int.min / 1000, -1, 0, 4_000_000_000, Int.max / 1000] {
        _ = rules.offset(atSecond: second)
      }
    }
  }
}

@Test(arguments: [
  // Never daylight, named with signs; all year daylight; daylight time that is behind; hours beyond a day.
  ("<-03>3", "2026-07-01T00:00:00Z", -10_800), ("EST5EDT4,0/0,J365/25", "2026-12-31T23:59:59Z", -14_400),
  ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-12-01T00:00:00Z", 0),
  ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600),
  ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
  ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
  ("AAA0BBB,J60,J300", "2028-03-01T02:00:00Z", 3600), ("AAA0BBB,J60,J300", "2028-03-01T01:59:59Z", 0),
  ("AAA0BBB,59,300", "2028-02-29T02:00:00Z", 3600),
])
func `a rule without end is read as POSIX has it`(_ rule: String, _ text: String, _ offset: Int) throws {
  let read = try #require(DaylightRule(posix: Array(rule.utf8)[...]))
  #expect(read.offset(atSecond: try instant(text).milliseconds / 1000) == offset)
}

@Test(arguments: [
  "", "CET", "CE-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
  "CET-1CEST,M3.5.0,M10.5.0x",
  "CET-25", "<CET-1", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,J0,J366", "CET-1CEST,M3.5.0/168,M10.5.0",
])
func `a rule that is not POSIX is refused`(_ rule: String) {
  #expect(DaylightRule(posix: Array(rule.utf8)[...]) == nil)
}

@Test(arguments: [
  ("2026-03", 1, "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"),
  ("2026-W13", 1, "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"),
  ("2026-Q1", 4, "2026-03-31T22:00:00Z", "2026-06-30T22:00:00Z"),
  ("2026", 7, "2026-06-30T22:00:00Z", "2027-06-30T22:00:00Z"),
])
func `a period is bounded by local days`(
  _ text: String, _ startMonth: Int, _ start: String, _ end: String
) throws {
  let bounds = try #require(Period(text)).bounds(
    in: Zone(named: "Europe/Amsterdam"), fiscal: FiscalCalendar(startMonth: startMonth))
  #expect(bounds == (try instant(start)..<instant(end)))
}
