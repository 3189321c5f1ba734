import Wire

/// How long a clock may run: a length of time, or whole business days.
package enum ClockDuration: Hashable, Sendable {
  /// Milliseconds on the commitment's clock.
  case time(milliseconds: Int)
  /// Until the close of that many business days after the one on which the clock starts; 0 is the end of that very day.
  case businessDays(Int)

  /// Reads `PT2H`, `PT90M`, `P2D` or `endOfBusinessDay`; nil for anything else.
  package init?(_ text: String) {
    guard TextFormat.duration.accepts(text) else { return nil }
    if text == "endOfBusinessDay" {
      self = .businessDays(0)
      return
    }
    let bytes = Array(text.utf8)
    let isTime = bytes[1] == UInt8(ascii: "T")
    guard let value = Decimals.read(bytes[(isTime ? 2 : 1)..<(bytes.count - 1)]) else { return nil }
    switch bytes[bytes.count - 1] {
    case UInt8(ascii: "H"): self = .time(milliseconds: value * 3_600_000)
    case UInt8(ascii: "M"): self = .time(milliseconds: value * 60_000)
    default: self = .businessDays(value)
    }
  }

  /// Reads what people write: `2h`, `90min`, `2 business days`, `2d`, or the documents' own form.
  package init?(typed text: String) {
    if let duration = ClockDuration(text) {
      self = duration
      return
    }
    let bytes = Array(text.lowercased().utf8.filter { $0 != UInt8(ascii: " ") })
    let digits = bytes.prefix { $0.isDigit }
    guard let value = Decimals.read(digits), value > 0, value < 1_000_000 else { return nil }
    switch String(decoding: bytes[digits.count...], as: UTF8.self) {
    case "h", "hour", "hours", "hr", "hrs": self = .time(milliseconds: value * 3_600_000)
    case "m", "min", "mins", "minute", "minutes": self = .time(milliseconds: value * 60_000)
    case "d", "bd", "day", "days", "businessday", "businessdays":
      // Documents write at most three digits of days.
      guard value < 1000 else { return nil }
      self = .businessDays(value)
    default: return nil
    }
  }
}

extension ClockDuration: CustomStringConvertible {
  /// The one way documents write it: hours where they are whole, minutes else.
  package var description: String {
    switch self {
    case .businessDays(0): "endOfBusinessDay"
    case .businessDays(let days): "P\(days)D"
    case .time(let milliseconds) where milliseconds.isMultiple(of: 3_600_000):
      "PT\(milliseconds / 3_600_000)H"
    case .time(let milliseconds): "PT\(milliseconds / 60_000)M"
    }
  }

  /// As it stands in a sentence: `4 h`, `90 min`, `2 business days`.
  package var words: String {
    switch self {
    case .businessDays(0): "the end of the business day"
    case .businessDays(let days): days == 1 ? "1 business day" : "\(days) business days"
    case .time(let milliseconds) where milliseconds.isMultiple(of: 3_600_000): "\(milliseconds / 3_600_000) h"
    case .time(let milliseconds): "\(milliseconds / 60_000) min"
    }
  }
}
