/// Finds the bytes that end fields and rows, 64 at a time.
///
/// Eight bytes are compared at once within a word: of `word ^ pattern` those bytes are zero that equal the pattern's, and
/// adding 7F to the lower seven bits of a byte sets its highest bit unless they are zero.
struct SeparatorSearch {
  private let first, second, third, fourth: UInt64

  /// The bytes that are looked for; one may stand there twice.
  init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
    self.first = UInt64(first) &* Self.ones
    self.second = UInt64(second) &* Self.ones
    self.third = UInt64(third) &* Self.ones
    self.fourth = UInt64(fourth) &* Self.ones
  }

  /// How many bytes are looked at together; so many have to be there.
  static let width = 64

  /// A bit for each of the 64 bytes from `start` on that is one of those, the lowest for the first.
  @inline(__always)
  func marks(in bytes: Span<UInt8>, from start: Int) -> UInt64 { found(in: bytes, from: start).all }

  /// The marks of the 64 bytes that follow those with `marks`, but of none before `place`.
  @inline(__always)
  func marks(
    in bytes: Span<UInt8>, after marks: SeparatorMarks, notBefore place: Int
  ) -> SeparatorMarks {
    let window = Swift.max(marks.window + Self.width, place)
    let found = found(in: bytes, from: window)
    return SeparatorMarks(all: found.all, delimiters: found.first, window: window)
  }

  /// A bit for each byte that is one of those, and for each that is the first of those.
  @inline(__always)
  private func found(in bytes: Span<UInt8>, from start: Int) -> (all: UInt64, first: UInt64) {
    var (all, firsts): (UInt64, UInt64) = (0, 0)
    for step in 0..<8 {
      let word = bytes.eight(at: start &+ 8 &* step)
      let notFirst = Self.others(word ^ first)
      let others =
        notFirst & Self.others(word ^ second) & Self.others(word ^ third) & Self.others(word ^ fourth)
      firsts |= Self.gathered(~notFirst) &<< UInt64(truncatingIfNeeded: 8 &* step)
      all |= Self.gathered(~others) &<< UInt64(truncatingIfNeeded: 8 &* step)
    }
    return (all, firsts)
  }

  /// The highest bits of eight bytes, that of the first byte lowest.
  @inline(__always)
  private static func gathered(_ word: UInt64) -> UInt64 {
    (((word & tops) &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// The highest bit of each byte that is not zero.
  @inline(__always)
  private static func others(_ word: UInt64) -> UInt64 { ((word & ~tops) &+ ~tops) | word }

  fileprivate static let ones: UInt64 = 0x0101_0101_0101_0101
  fileprivate static let tops: UInt64 = 0x8080_8080_8080_8080
}

/// Which of 64 bytes may end a field.
struct SeparatorMarks {
  /// A bit for each that was not come to yet, the lowest for the first byte.
  var all: UInt64 = 0
  /// A bit for each that is a delimiter.
  var delimiters: UInt64 = 0
  /// Where the first byte stands.
  var window = -SeparatorSearch.width
}

extension UInt64 {
  /// Takes the lowest bit that is set away and answers which it was.
  @inline(__always)
  mutating func takeLowestBit() -> Int {
    let index = trailingZeroBitCount
    self &= self &- 1
    return index
  }
}

extension Span<UInt8> {
  /// Whether a byte stands in a range, after which as many more have to be there as are looked at together.
  func contains(_ byte: UInt8, in range: Range<Int>) -> Bool {
    let pattern = UInt64(byte) &* SeparatorSearch.ones
    var index = range.lowerBound
    while index < range.upperBound {
      // Subtracting 1 from a byte sets its highest bit where it is zero, or where that is set.
      var found: UInt64 = 0
      for step in 0..<8 {
        let word = eight(at: index &+ 8 &* step) ^ pattern
        found |= (word &- SeparatorSearch.ones) & ~word
      }
      if found & SeparatorSearch.tops != 0 {
        for place in index..<Swift.min(index + SeparatorSearch.width, range.upperBound)
        where self[place] == byte {
          return true
        }
      }
      index += SeparatorSearch.width
    }
    return false
  }

  /// Whether all bytes of a range are ASCII and none is NUL.
  func isPlainASCII(in range: Range<Int>) -> Bool {
    var tops: UInt64 = 0
    var index = range.lowerBound
    while index + 64 <= range.upperBound {
      for step in 0..<8 {
        let word = eight(at: index &+ 8 &* step)
        tops |= word | (word &- SeparatorSearch.ones)
      }
      index += 64
    }
    while index < range.upperBound {
      let byte = self[index]
      tops |= UInt64(byte | (byte &- 1))
      index += 1
    }
    return tops & SeparatorSearch.tops == 0
  }

  @inline(__always)
  fileprivate func eight(at index: Int) -> UInt64 {
    // Bounds are checked; any eight bytes are a number.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}
