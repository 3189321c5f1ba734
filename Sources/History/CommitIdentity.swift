package import Wire

/// Who wrote or committed, and when, as a commit's `author` and `committer` headers say it.
package struct CommitIdentity: Hashable, Sendable {
  package let name: String
  package let email: String
  /// The time to the second.
  package let when: Instant
  /// Minutes east of UTC, of the writer's clock.
  package let offsetMinutes: Int

  /// The last second of the year 9999: beyond it a date is absurd.
  package static let latest = Instant(seconds: 253_402_300_799)

  /// Nothing is checked here; a commit drafted with it is.
  package init(name: String, email: String, when: Instant, offsetMinutes: Int) {
    self.name = name
    self.email = email
    self.when = when
    self.offsetMinutes = offsetMinutes
  }

  /// Reads `Name <email> 1700000000 +0100`.
  init(parsing value: ArraySlice<UInt8>, of header: Commit.Header) throws(CommitError) {
    guard let open = value.firstIndex(of: UInt8(ascii: "<")),
      let close = value.firstIndex(of: UInt8(ascii: ">")), open < close,
      open > value.startIndex + 1, value[open - 1] == UInt8(ascii: " "),
      close + 1 < value.endIndex, value[close + 1] == UInt8(ascii: " ")
    else { throw .malformedIdentity(header) }
    name = try Self.text(value[..<(open - 1)], of: header)
    email = try Self.text(value[(open + 1)..<close], of: header)
    let time = value[(close + 2)...]
    guard let space = time.firstIndex(of: UInt8(ascii: " ")) else { throw .malformedDate(header) }
    when = try Self.date(time[..<space], of: header)
    offsetMinutes = try Self.zone(time[(space + 1)...], of: header)
  }

  /// The header's value as git writes it.
  var written: String {
    let minutes = Int(offsetMinutes.magnitude)
    let zone = Decimals.pad(minutes / 60, 2) + Decimals.pad(minutes % 60, 2)
    let seconds = when.milliseconds.floorDivided(by: 1000)
    return "\(name) <\(email)> \(seconds) \(offsetMinutes < 0 ? "-" : "+")\(zone)"
  }

  private static func text(
    _ bytes: ArraySlice<UInt8>, of header: Commit.Header
  ) throws(CommitError) -> String {
    guard bytes.first != UInt8(ascii: " "), bytes.last != UInt8(ascii: " "),
      bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
    else { throw .malformedIdentity(header) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(header.rawValue) }
    return text
  }

  private static func date(
    _ digits: ArraySlice<UInt8>, of header: Commit.Header
  ) throws(CommitError) -> Instant {
    guard !digits.isEmpty,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      digits.count == 1 || digits.first != UInt8(ascii: "0")
    else { throw digits.first == UInt8(ascii: "-") ? .dateOutOfRange(header) : .malformedDate(header) }
    guard let seconds = Decimals.read(digits), seconds <= latest.milliseconds / 1000 else {
      throw .dateOutOfRange(header)
    }
    return Instant(seconds: seconds)
  }

  /// Reads `+HHMM` or `-HHMM`, up to the fourteen hours that zones lie apart from UTC.
  private static func zone(
    _ text: ArraySlice<UInt8>, of header: Commit.Header
  ) throws(CommitError) -> Int {
    let digits = text.dropFirst()
    guard digits.count == 4, let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = Decimals.read(digits.prefix(2)), let minutes = Decimals.read(digits.suffix(2)),
      minutes < 60, hours * 60 + minutes <= 14 * 60
    else { throw .malformedZone(header) }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
  }
}
