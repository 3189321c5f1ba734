internal import CVectors

/// Finds the bytes that end fields and rows, 64 at a time.
struct SeparatorSearch {
  private let first, second, third, fourth: UInt8

  /// The bytes that are looked for; one may stand there twice.
  init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
    (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
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
    let window = bytes.window(at: start)
    let firsts = countersign_vectors_equal(window, first)
    let others =
      countersign_vectors_equal(window, second) | countersign_vectors_equal(window, third)
      | countersign_vectors_equal(window, fourth)
    return (firsts | others, firsts)
  }
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
    var index = range.lowerBound
    while index < range.upperBound {
      let found = countersign_vectors_equal(window(at: index), byte)
      if found != 0, index + found.trailingZeroBitCount < range.upperBound { return true }
      index += SeparatorSearch.width
    }
    return false
  }

  /// Whether all bytes of a range are ASCII and none is NUL.
  func isPlainASCII(in range: Range<Int>) -> Bool {
    var ordinary = UInt64.max
    var index = range.lowerBound
    while index + SeparatorSearch.width <= range.upperBound {
      let window = window(at: index)
      ordinary &= countersign_vectors_less(window, 0x80) & ~countersign_vectors_equal(window, 0)
      index += SeparatorSearch.width
    }
    while index < range.upperBound {
      if self[index] &- 1 >= 0x7F { return false }
      index += 1
    }
    return ordinary == UInt64.max
  }

  /// The 64 bytes from `index` on, which all have to be there.
  @inline(__always)
  fileprivate func window(at index: Int) -> SIMD64<UInt8> {
    // Bounds are checked; any bytes are bytes.
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: SIMD64<UInt8>.self)
  }
}
