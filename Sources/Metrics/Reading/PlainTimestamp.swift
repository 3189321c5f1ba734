internal import Wire

/// Reads the times that most exports write, `2026-01-31T09:30:00Z`, eight bytes at once.
struct PlainTimestamp {
  /// The first day of each month of `years`, and of the year after.
  private let months: [Int]

  private static let years = 1900..<2200
  private static let length = 20
  // All bits of the digits, the first byte lowest, and the bytes between them.
  private static var date: (zeros: UInt64, others: UInt64) { (0x00FF_FF00_FFFF_FFFF, 0x2D00_002D_0000_0000) }
  private static var hours: (zeros: UInt64, others: UInt64) { (0xFFFF_00FF_FF00_FFFF, 0x0000_3A00_0054_0000) }
  private static var seconds: (zeros: UInt64, others: UInt64) {
    (0xFFFF_00FF_FF00_FFFF, 0x0000_3A00_003A_0000)
  }

  init() {
    months = (Self.years.lowerBound...Self.years.upperBound).flatMap { year in
      (1...12).compactMap { CivilDate(year: year, month: $0, day: 1)?.day }
    }
  }

  /// Milliseconds of the epoch; nil for whatever is written otherwise, which may be a time all the same.
  @inline(__always)
  func milliseconds(_ cell: Span<UInt8>) -> Int? {
    guard cell.count == Self.length else { return nil }
    // "2026-01-" "31T09:30" "09:30:00", and the Z.
    let date = Digits(cell.eightBytes(at: 0), among: Self.date)
    let hours = Digits(cell.eightBytes(at: 8), among: Self.hours)
    let seconds = Digits(cell.eightBytes(at: 11), among: Self.seconds)
    guard let date, let hours, let seconds, cell[19] == UInt8(ascii: "Z") else { return nil }
    let year = date.pair(0) * 100 + date.pair(2)
    let (month, day) = (date.pair(5), hours.pair(0))
    let (hour, minute, second) = (seconds.pair(0), seconds.pair(3), seconds.pair(6))
    guard Self.years.contains(year), 1...12 ~= month, day > 0, hour < 24, minute < 60, second < 60 else {
      return nil
    }
    let index = (year - Self.years.lowerBound) * 12 + month - 1
    guard day <= months[index + 1] - months[index] else { return nil }
    return ((((months[index] + day - 1) * 24 + hour) * 60 + minute) * 60 + second) * 1000
  }

  /// Eight bytes of which some are digits.
  private struct Digits {
    private let values: UInt64

    /// Nil where digits do not stand where the picture has them, or another byte not for itself.
    @inline(__always)
    init?(_ word: UInt64, among picture: (zeros: UInt64, others: UInt64)) {
      // Of a digit the higher half is 3, and 6 more than the lower half does not reach 16.
      let digits = picture.zeros & 0x3030_3030_3030_3030
      let values = word & picture.zeros & 0x0F0F_0F0F_0F0F_0F0F
      guard word & (~picture.zeros | 0xF0F0_F0F0_F0F0_F0F0) == digits | picture.others,
        (values &+ (picture.zeros & 0x0606_0606_0606_0606)) & 0x1010_1010_1010_1010 == 0
      else { return nil }
      self.values = values
    }

    /// The number of the two digits from `index` on.
    @inline(__always)
    func pair(_ index: Int) -> Int {
      let tens = values >> UInt64(8 * index) & 0xF
      let ones = values >> UInt64(8 * index + 8) & 0xF
      return Int(truncatingIfNeeded: tens &* 10 &+ ones)
    }
  }
}
