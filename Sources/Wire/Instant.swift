/// A point in time, in milliseconds since 1970-01-01T00:00:00Z without leap seconds.
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int

  package init(milliseconds: Int) { self.milliseconds = milliseconds }
  /// Times of unknown origin may be any number: past the range it is the range's end.
  package init(seconds: Int) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// Reads an RFC 3339 timestamp: `2011-10-01T00:38:44.546+02:00`, seconds and fraction optional, zone required.
  ///
  /// Up to nine digits of fraction are read and cut to milliseconds. Nil for anything else, also for second 60
  /// and for years outside 0–9999.
  package init?(_ text: String) {
    guard let local = LocalTimestamp(text), let offset = local.offsetMinutes else { return nil }
    self = local.instant(offsetSeconds: offset * 60)
  }

  package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  /// The instant that many milliseconds later; past the range it is the range's end.
  package func adding(milliseconds: Int) -> Instant {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    return Instant(milliseconds: overflow ? (milliseconds < 0 ? .min : .max) : sum)
  }

  /// Milliseconds from `other` to this; past the range it is the range's end.
  package func milliseconds(since other: Instant) -> Int {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return overflow ? (other.milliseconds > 0 ? .min : .max) : difference
  }
}

extension Instant: CustomStringConvertible {
  /// The one way documents write an instant: UTC, `2011-12-31T23:00:00Z`, with `.mmm` only where not zero.
  package var description: String {
    let date = CivilDate(day: milliseconds.floorDivided(by: 86_400_000))
    let inDay = milliseconds.modulo(86_400_000)
    let fraction = inDay % 1000
    let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1000 % 60].map { Decimals.pad($0, 2) }
    return
      "\(date)T\(clock[0]):\(clock[1]):\(clock[2])\(fraction == 0 ? "" : ".\(Decimals.pad(fraction, 3))")Z"
  }
}

/// A date and time of day as written, with or without an offset from UTC.
package struct LocalTimestamp: Hashable, Sendable {
  package var date: CivilDate
  /// Milliseconds since local midnight, as the clock on the wall shows them.
  package var millisecondOfDay: Int
  /// Minutes east of UTC; nil for a naive timestamp.
  package var offsetMinutes: Int?

  package init(date: CivilDate, millisecondOfDay: Int, offsetMinutes: Int? = nil) {
    self.date = date
    self.millisecondOfDay = millisecondOfDay
    self.offsetMinutes = offsetMinutes
  }

  /// Reads ISO 8601 as RFC 3339 narrows it, with `T` or a space, seconds and offset optional.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)), bytes[13] == UInt8(ascii: ":"),
      let hour = Decimals.read(bytes[11..<13]), let minute = Decimals.read(bytes[14..<16]), hour < 24,
      minute < 60
    else { return nil }
    var index = 16
    var milliseconds = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
      guard bytes.count >= 19, let second = Decimals.read(bytes[17..<19]), second < 60 else { return nil }
      milliseconds = second * 1000
      index = 19
      if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
        let digits = bytes[(index + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...9).contains(digits.count), let value = Decimals.read((digits + [48, 48]).prefix(3)) else {
          return nil
        }
        milliseconds += value
        index = digits.endIndex
      }
    }
    guard let offset = Self.offset(bytes[index...]) else { return nil }
    self.init(
      date: date, millisecondOfDay: hour * 3_600_000 + minute * 60_000 + milliseconds,
      offsetMinutes: offset.minutes)
  }

  /// The instant at which a clock that runs `offsetSeconds` ahead of UTC shows this.
  package func instant(offsetSeconds: Int) -> Instant {
    Instant(milliseconds: date.day * 86_400_000 + millisecondOfDay - offsetSeconds * 1000)
  }

  /// Reads nothing, `Z`, `+02:00` or `+0200`; nil for anything else.
  private static func offset(_ text: ArraySlice<UInt8>) -> (minutes: Int?, Void)? {
    if text.isEmpty { return (nil, ()) }
    if text.elementsEqual([UInt8(ascii: "Z")]) { return (0, ()) }
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    var digits = Array(text.dropFirst())
    if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
    guard digits.count == 4, let hours = Decimals.read(digits[0..<2]),
      let minutes = Decimals.read(digits[2..<4]),
      hours <= 18, minutes < 60
    else { return nil }
    let total = hours * 60 + minutes
    return (sign == UInt8(ascii: "-") ? -total : total, ())
  }
}
