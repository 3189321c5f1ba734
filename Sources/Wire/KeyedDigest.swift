/// What a value is known by in memory without being kept: 64 bits of SipHash (Aumasson and Bernstein 2012) under a key
/// that is drawn anew in each run, and 64 bits that are the same in every run.
///
/// One round a word and three at the end, as hash tables have: nobody ever sees a digest.
/// Whoever writes the values does not know the key, so that nobody can make two that fall together, nor guess a value from
/// what is left of it; both words together tell as many values apart as anybody has. The order of digests is that of the
/// second word alone: what goes by it comes out the same in every run.
package struct KeyedDigest: Hashable, Comparable, Sendable {
  /// Random bits to everybody.
  package let secret: UInt64
  /// The same in every run.
  package let order: UInt64

  /// What `bytes` are known by in this run.
  package init(of bytes: ArraySlice<UInt8>) { self.init(of: bytes.span) }

  /// The same for bytes that live elsewhere.
  package init(of bytes: Span<UInt8>) { self.init(of: bytes, key: Self.key) { $0 } }

  /// The same for `bytes` with ASCII letters in lower case.
  package init(lowercasing bytes: Span<UInt8>) { self.init(of: bytes, key: Self.key, \.lowercased) }

  init(of bytes: Span<UInt8>, key: (UInt64, UInt64)) { self.init(of: bytes, key: key) { $0 } }

  /// `read` turns eight bytes at once, or what is left over with zeros above, into what is digested.
  @inline(__always)
  private init(of bytes: Span<UInt8>, key: (UInt64, UInt64), _ read: (UInt64) -> UInt64) {
    var state = SipState(key)
    var order = OrderState()
    var index = 0
    while index + 8 <= bytes.count {
      let word = read(bytes.word(at: index))
      state.add(word)
      order.add(word)
      index += 8
    }
    let last = read(bytes.word(at: index)) | UInt64(truncatingIfNeeded: bytes.count) << 56
    state.add(last)
    order.add(last)
    secret = state.end()
    self.order = order.end()
  }

  /// What is secret is random already.
  package func hash(into hasher: inout Hasher) { hasher.combine(secret) }

  /// A digest whose words were kept.
  package init(secret: UInt64, order: UInt64) {
    self.secret = secret
    self.order = order
  }

  /// What the same value is known by where it means something else, so that it equals no value's own digest.
  package var ofOtherMeaning: KeyedDigest { KeyedDigest(secret: ~secret, order: ~order) }

  @inline(__always)
  package static func == (left: KeyedDigest, right: KeyedDigest) -> Bool {
    left.secret == right.secret && left.order == right.order
  }

  package static func < (left: KeyedDigest, right: KeyedDigest) -> Bool { left.order < right.order }

  private static let key = (UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max))
}

/// A word that is mixed by multiplication, of which both halves are folded together.
private struct OrderState {
  private var word: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  mutating func add(_ next: UInt64) {
    let (high, low) = (word ^ next).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    word = (high ^ low) &+ 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  func end() -> UInt64 {
    let mixed = (word ^ word >> 32) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 32
  }
}

/// The four words that SipHash mixes.
private struct SipState {
  private var a, b, c, d: UInt64

  init(_ key: (UInt64, UInt64)) {
    a = key.0 ^ 0x736f_6d65_7073_6575
    b = key.1 ^ 0x646f_7261_6e64_6f6d
    c = key.0 ^ 0x6c79_6765_6e65_7261
    d = key.1 ^ 0x7465_6462_7974_6573
  }

  @inline(__always)
  mutating func add(_ word: UInt64) {
    d ^= word
    round()
    a ^= word
  }

  @inline(__always)
  mutating func end() -> UInt64 {
    c ^= 0xFF
    for _ in 0..<3 { round() }
    return a ^ b ^ c ^ d
  }

  @inline(__always)
  private mutating func round() {
    a = a &+ b
    b = b.rotated(by: 13) ^ a
    a = a.rotated(by: 32)
    c = c &+ d
    d = d.rotated(by: 16) ^ c
    a = a &+ d
    d = d.rotated(by: 21) ^ a
    c = c &+ b
    b = b.rotated(by: 17) ^ c
    c = c.rotated(by: 32)
  }
}

extension UInt64 {
  /// With each of its bytes that is an ASCII capital in lower case.
  fileprivate var lowercased: UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The highest bit of each byte tells: seven bits are at least `A`, are beyond `Z`.
    let seven = self & (ones &* 0x7F)
    let capitals =
      (seven &+ ones &* (0x80 - 0x41)) & ~(seven &+ ones &* (0x80 - 0x5B)) & ~self & (ones &* 0x80)
    return self | capitals >> 2
  }

  @inline(__always)
  fileprivate func rotated(by bits: UInt64) -> UInt64 { self &<< bits | self &>> (64 &- bits) }
}
