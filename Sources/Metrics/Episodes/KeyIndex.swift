internal import Wire

/// Where each of many keys turned up first: open addressing with linear probing.
///
/// A slot holds half of a key's secret and the place of the key, which is looked at only where that half is equal. As the
/// secret is random bits to whoever chose the values, it needs no further hashing, and nobody can make keys crowd.
struct KeyIndex {
  private var slots: [UInt64]
  private let mask: Int

  /// Has room for `count` keys.
  init(count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: Self.free, count: size)
    mask = size - 1
  }

  /// Notes that `key` stands at `place`, unless it was noted before: then answers where.
  @inline(__always)
  mutating func insert(_ key: KeyedDigest, at place: Int32, _ keyAt: (Int32) -> KeyedDigest?) -> Int32? {
    let (slot, known) = search(key, keyAt)
    if known == nil { slots[slot] = Self.half(key) | UInt64(UInt32(truncatingIfNeeded: place)) }
    return known
  }

  /// Where `key` was noted; nil where it was not.
  func find(_ key: KeyedDigest, _ keyAt: (Int32) -> KeyedDigest?) -> Int32? { search(key, keyAt).known }

  @inline(__always)
  private func search(_ key: KeyedDigest, _ keyAt: (Int32) -> KeyedDigest?) -> (slot: Int, known: Int32?) {
    var slot = Int(truncatingIfNeeded: key.secret) & mask
    while slots[slot] != Self.free {
      if slots[slot] & Self.upper == Self.half(key) {
        let place = Int32(truncatingIfNeeded: slots[slot])
        if keyAt(place) == key { return (slot, place) }
      }
      slot = (slot + 1) & mask
    }
    return (slot, nil)
  }

  private static func half(_ key: KeyedDigest) -> UInt64 { key.secret & upper }

  private static let upper: UInt64 = 0xFFFF_FFFF_0000_0000
  /// No place is so great.
  private static let free = UInt64.max
}
