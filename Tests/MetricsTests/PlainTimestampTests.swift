import TestMaterial
import Testing
import Wire

@testable import Metrics

@Suite struct PlainTimestampTests {
  private static let reader = PlainTimestamp()

  private static func read(_ text: String) -> Int? { reader.milliseconds(Array(text.utf8).span) }

  /// What the reader of all of ISO 8601 makes of a text; nil without an offset.
  private static func slowly(_ text: String) -> Int? {
    guard let time = TimestampFormat.iso8601(Array(text.utf8).span), let offset = time.offset,
      let millisecond = time.millisecondOfDay
    else { return nil }
    return LocalTimestamp(date: time.date, millisecondOfDay: millisecond).instant(offsetSeconds: offset)
      .milliseconds
  }

  @Test(arguments: [
    "2026-01-31T09:30:00Z", "2024-02-29T23:59:59Z", "1970-01-01T00:00:00Z", "1900-01-01T00:00:00Z",
    "2199-12-31T23:59:59Z", "1969-12-31T23:59:59Z",
  ]) func `common times are read at once`(_ text: String) {
    #expect(Self.read(text) != nil && Self.read(text) == Self.slowly(text))
  }

  @Test(arguments: [
    "2023-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-01-32T00:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T23:60:00Z", "2026-01-31T23:59:60Z",
    "2026-01-31T09:30:00", "2026-01-31T09:30:0Z", "2026-01-31T09:30:00z", "", "2026-01-31T09:30:00+",
  ]) func `what is no such time is left to others`(_ text: String) { #expect(Self.read(text) == nil) }

  @Test func `whatever is read is what the words of ISO 8601 say, with any byte at any place`() {
    let base = Array("2026-09-29T19:59:09Z".utf8)
    for place in base.indices {
      for byte in UInt8.min...UInt8.max {
        var bytes = base
        bytes[place] = byte
        let read = Self.reader.milliseconds(bytes.span)
        guard let text = String(validating: bytes, as: UTF8.self) else {
          #expect(read == nil)
          continue
        }
        let slowly = Self.slowly(text)
        #expect(read == nil || read == slowly, "\(text)")
        // Other years, and letters that ISO 8601 lets stand for these, go the slower way.
        if slowly != nil, place > 3, byte != UInt8(ascii: "t"), byte != UInt8(ascii: " "),
          byte != UInt8(ascii: "z")
        {
          #expect(read == slowly, "\(text)")
        }
      }
    }
  }

  @Test func `random times are read as they were written`() {
    var random = SeededGenerator()
    for _ in 0..<2000 {
      let seconds = Int.random(in: -2_208_988_800..<7_258_118_400, using: &random)
      let text = Instant(seconds: seconds).description
      #expect(Self.read(text) != nil && Self.read(text) == Self.slowly(text), "\(text)")
    }
  }
}
