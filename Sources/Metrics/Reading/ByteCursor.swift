/// Takes what is expected from the front of a cell's bytes.
struct ByteCursor: ~Escapable {
  private let bytes: Span<UInt8>
  private var index = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  /// The next byte; nil at the end.
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  var isAtDigit: Bool { next.map { $0 &- 0x30 < 10 } ?? false }

  /// How many bytes were taken.
  var taken: Int { index }

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

  /// Takes a sign of Latin-1 by its number, from U+0080 to U+00BF.
  mutating func take(sign: UInt8) -> Bool {
    guard next == 0xC2, index + 1 < bytes.count, bytes[index + 1] == sign else { return false }
    index += 2
    return true
  }

  /// Takes a dot, and such a sign behind it.
  mutating func take(dottedSign sign: UInt8) -> Bool {
    let start = index
    if take("."), take(sign: sign) { return true }
    index = start
    return false
  }

  /// Takes a space, or one of the no-break spaces that programs write before words such as PM.
  mutating func takeBlank() -> Bool {
    guard let byte = next, byte != 0x20 else { return take(0x20) }
    if take(sign: 0xA0) { return true }
    if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
      index += 3
      return true
    }
    return false
  }

  /// Takes AM or PM, in either case and with dots (`a.m.`, `p. m.`) or without; whether it is PM.
  mutating func takeHalf() -> Bool? {
    let isAfternoon = take(word: "P")
    guard isAfternoon || take(word: "A") else { return nil }
    if take("."), next != UInt8(ascii: "m"), next != UInt8(ascii: "M"), !takeBlank() { return nil }
    guard take(word: "M") else { return nil }
    _ = take(".")
    return isAfternoon
  }

  /// Takes a letter of ``WordNumbers``, in either case; its place in the alphabet, from 1, without its mark.
  mutating func letter() -> UInt8? {
    guard let byte = next else { return nil }
    // In UTF-8 as everywhere in Latin-1, cases are 0x20 apart.
    let isMarked = byte == 0xC3 && index + 1 < bytes.count
    let letter = (isMarked ? bytes[index + 1] : byte) | 0x20
    let place: UInt8
    switch (isMarked, letter) {
    case (false, UInt8(ascii: "a")...UInt8(ascii: "z")): place = letter & 0x1F
    case (true, 0xA1), (true, 0xA4): place = 1
    case (true, 0xA7): place = 3
    case (true, 0xA9): place = 5
    case (true, 0xAC): place = 9
    case (true, 0xBB): place = 21
    default: return nil
    }
    index += isMarked ? 2 : 1
    return place
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
