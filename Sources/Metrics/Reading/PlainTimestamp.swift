internal import Wire

/// Reads the times that most exports write, `2026-01-31T09:30:00Z`, eight bytes at once.
struct PlainTimestamp {
  /// The first day of each month of `years`, and of the year after.
  private let months: [Int]

  private static let years = 1900..<2200
  private static let length = 20

  init() {
    months = (Self.years.lowerBound...Self.years.upperBound).flatMap { year in
      (1...12).compactMap { CivilDate(year: year, month: $0, day: 1)?.day }
    }
  }

  /// Milliseconds of the epoch; nil for whatever is written otherwise, which may be a time all the same.
  @inline(__always)
  func milliseconds(_ cell: Span<UInt8>) -> Int? {
    guard cell.count == Self.length else { return nil }
    // "2026-01-" "31T09:30" "09:30:00", and the Z. All bits of the digits, the first byte lowest, and the bytes between.
    let date = Digits(cell.eightBytes(at: 0), at: 0x00FF_FF00_FFFF_FFFF, among: 0x2D00_002D_0000_0000)
    let hours = Digits(cell.eightBytes(at: 8), at: 0xFFFF_00FF_FF00_FFFF, among: 0x0000_3A00_0054_0000)
    let seconds = Digits(cell.eightBytes(at: 11), at: 0xFFFF_00FF_FF00_FFFF, among: 0x0000_3A00_003A_0000)
    guard date.others | hours.others | seconds.others == 0, cell[19] == UInt8(ascii: "Z") else { return nil }
    let year = date.pair(0) &* 100 &+ date.pair(2) &- Self.years.lowerBound
    let (month, day) = (date.pair(5) &- 1, hours.pair(0))
    let (hour, minute, second) = (seconds.pair(0), seconds.pair(3), seconds.pair(6))
    guard 0..<Self.years.count ~= year, 0..<12 ~= month, day > 0, hour < 24, minute < 60, second < 60 else {
      return nil
    }
    let index = year &* 12 &+ month
    let first = months[index]
    guard day <= months[index &+ 1] &- first else { return nil }
    return ((((first &+ day &- 1) &* 24 &+ hour) &* 60 &+ minute) &* 60 &+ second) &* 1000
  }

  /// Eight bytes of which some are digits.
  private struct Digits {
    /// The number of the two digits from each byte on, where there are two.
    private let pairs: UInt64
    /// Zero unless digits do not stand where they should, or another byte not for itself.
    let others: UInt64

    @inline(__always)
    init(_ word: UInt64, at digits: UInt64, among picture: UInt64) {
      // Of a digit the higher half is 3, and 6 more than the lower half does not reach 16.
      let values = word & digits & 0x0F0F_0F0F_0F0F_0F0F
      others =
        (word & (~digits | 0xF0F0_F0F0_F0F0_F0F0)) ^ (digits & 0x3030_3030_3030_3030 | picture)
        | (values &+ (digits & 0x0606_0606_0606_0606)) & 0x1010_1010_1010_1010
      // Ten times a digit and another fit into a byte.
      pairs = values &* 10 &+ values &>> 8
    }

    /// The number of the two digits from `index` on.
    @inline(__always)
    func pair(_ index: Int) -> Int { Int(truncatingIfNeeded: pairs &>> UInt64(8 &* index) & 0xFF) }
  }
}
