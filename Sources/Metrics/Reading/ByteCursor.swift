/// Takes what is expected from the front of a cell's bytes.
struct ByteCursor: ~Escapable {
  private let bytes: Span<UInt8>
  private var index = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  /// The next byte; nil at the end.
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool { take(UInt8(ascii: character)) }

  /// Takes `word`, whose letters are upper case, in either case.
  mutating func take(word: StaticString) -> Bool {
    let start = index
    for scalar in word.description.utf8 {
      guard let byte = next, byte == scalar || byte == scalar | 0x20 else {
        index = start
        return false
      }
      index += 1
    }
    return true
  }

  /// The value of as many digits as there are, if that is a number of digits in `count`; the range ends below ten.
  mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var value = 0
    var taken = 0
    while let byte = next, byte &- 0x30 < 10, taken < count.upperBound {
      value = value * 10 + Int(byte - 0x30)
      index += 1
      taken += 1
    }
    return taken >= count.lowerBound ? value : nil
  }

  mutating func digits(_ count: Int) -> Int? { digits(count...count) }
}
