internal import Wire

/// A name of at most 24 bytes, which three words say all of.
struct ShortName: Equatable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var length: Int32 = -1

  var count: Int { Int(length) }

  static let longest = 24

  /// None, which equals no name.
  init() {}

  /// The `count` bytes from `start` on; nil where they are more than a short name has, or end with what holds them.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, from start: Int, count: Int) {
    guard count <= Self.longest, start &+ Self.longest <= bytes.count else { return nil }
    first = bytes.eightBytes(at: start) & Self.lowest(count)
    if count > 8 { second = bytes.eightBytes(at: start &+ 8) & Self.lowest(count &- 8) }
    if count > 16 { third = bytes.eightBytes(at: start &+ 16) & Self.lowest(count &- 16) }
    length = Int32(truncatingIfNeeded: count)
  }

  /// The same for bytes of which nothing follows.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count <= Self.longest else { return nil }
    first = bytes.word(at: 0)
    if bytes.count > 8 { second = bytes.word(at: 8) }
    if bytes.count > 16 { third = bytes.word(at: 16) }
    length = Int32(truncatingIfNeeded: bytes.count)
  }

  /// Some bits that names differ in.
  @inline(__always)
  func place(bits: Int) -> Int {
    let mixed = (first ^ second &* 31 ^ third &* 961) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> UInt64(64 &- bits))
  }

  /// As many bytes of a word as there are of `count`, from the lowest on.
  @inline(__always)
  private static func lowest(_ count: Int) -> UInt64 {
    count >= 8 ? UInt64.max : (1 &<< UInt64(8 &* count)) &- 1
  }
}
