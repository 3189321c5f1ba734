internal import Wire

/// Writes numbers one after the other, small ones in few bytes.
struct PackedNumberWriter: ~Copyable, ~Escapable {
  private var bytes: MutableRawSpan
  /// How many bytes are written, what stood before them counted.
  private(set) var end: Int

  /// Writes from `start` on into `bytes`, which have eight more than all that is written.
  @_lifetime(copy bytes)
  init(_ bytes: consuming MutableRawSpan, from start: Int) {
    self.bytes = bytes
    end = start
  }

  @inline(__always)
  @_lifetime(self: copy self)
  mutating func put(byte: UInt8) {
    bytes.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
    end += 1
  }

  /// The lowest `length` bytes of a word, at most eight.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func put(_ word: UInt64, length: Int) {
    // What is written beyond them is written over by what follows.
    bytes.storeBytes(of: word.littleEndian, toByteOffset: end, as: UInt64.self)
    end += length
  }

  /// Seven bits a byte, the lowest first, the highest bit of each telling whether more follow (LEB128); at most ten bytes.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func put(number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      put(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    put(byte: UInt8(truncatingIfNeeded: rest))
  }

  @inline(__always)
  @_lifetime(self: copy self)
  mutating func put(_ key: KeyedDigest) {
    put(key.secret, length: 8)
    put(key.order, length: 8)
  }
}

/// Reads what a ``PackedNumberWriter`` has written.
struct PackedNumberReader: ~Escapable {
  private let bytes: Span<UInt8>
  private var place: Int

  /// Reads from `start` on; behind all that is read eight more bytes have to be there.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, from start: Int) {
    self.bytes = bytes
    place = start
  }

  @inline(__always)
  mutating func byte() -> UInt8 {
    defer { place += 1 }
    return bytes[place]
  }

  /// A word of which the lowest `length` bytes were written.
  @inline(__always)
  mutating func word(length: Int) -> UInt64 {
    defer { place += length }
    return bytes.eightBytes(at: place) & (length == 8 ? UInt64.max : (1 << UInt64(8 * length)) - 1)
  }

  @inline(__always)
  mutating func number() -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = byte()
      number |= UInt64(next & 0x7F) &<< shift
      if next < 0x80 { return number }
      shift += 7
    }
  }

  @inline(__always)
  mutating func key() -> KeyedDigest {
    let secret = word(length: 8)
    return KeyedDigest(secret: secret, order: word(length: 8))
  }
}

extension Int {
  /// A number whose bits above the highest that matters are zero, whether this is below zero or not.
  var zigzag: UInt64 { UInt64(bitPattern: Int64(self << 1 ^ self >> 63)) }

  init(zigzag word: UInt64) {
    self = Int(truncatingIfNeeded: word >> 1) ^ -Int(truncatingIfNeeded: word & 1)
  }
}
