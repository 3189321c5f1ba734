/// Takes what is expected from the front of a cell's bytes.
struct ByteCursor {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  /// The next byte; nil at the end.
  var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

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

extension ArraySlice<UInt8> {
  /// Without the blanks (spaces, tabs, line ends, and the no-break spaces of spreadsheets) around it.
  var trimmed: ArraySlice<UInt8> {
    // Most cells have nothing around them.
    if let first, let last, first > 0x20, last > 0x20, first != 0xC2, last != 0xA0 { return self }
    var slice = self
    while true {
      if let first = slice.first, first.isBlank {
        slice = slice.dropFirst()
      } else if slice.starts(with: [0xC2, 0xA0]) {
        slice = slice.dropFirst(2)
      } else {
        break
      }
    }
    while true {
      if let last = slice.last, last.isBlank {
        slice = slice.dropLast()
      } else if slice.count >= 2, slice.last == 0xA0, slice[slice.endIndex - 2] == 0xC2 {
        slice = slice.dropLast(2)
      } else {
        return slice
      }
    }
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
