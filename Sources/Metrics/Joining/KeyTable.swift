internal import Wire

/// Values by the keys of what they belong to: open addressing with linear probing.
///
/// A slot holds, beside the number of its entry, bits of its key, so that other keys' entries are hardly ever looked at.
/// As a key's secret is random bits to whoever chose what it is of, it needs no further hashing, and nobody can make keys
/// crowd.
struct KeyTable<Value> {
  private var slots: [Slot]
  private var entries: [(key: KeyedDigest, value: Value)] = []
  private var mask: Int

  private struct Slot: Sendable {
    /// The number of the entry; -1 for none.
    var entry: Int32 = -1
    var bits: UInt32 = 0
  }

  /// Has room for `count` keys before it grows.
  init(count: Int = 8) {
    var size = 16
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    mask = size - 1
    entries.reserveCapacity(count)
  }

  init(_ pairs: some Sequence<(KeyedDigest, Value)>) {
    self.init()
    for (key, value) in pairs { _ = insert(key, value) }
  }

  /// The value of a key; nil where it has none.
  @inline(__always)
  subscript(key: KeyedDigest) -> Value? {
    let entry = slots[slot(of: key)].entry
    return entry < 0 ? nil : entries[Int(entry)].value
  }

  /// Gives a key a value, unless it has one already: then answers that.
  mutating func insert(_ key: KeyedDigest, _ value: @autoclosure () -> Value) -> Value? {
    let slot = slot(of: key)
    let entry = slots[slot].entry
    if entry >= 0 { return entries[Int(entry)].value }
    slots[slot] = Slot(entry: Int32(truncatingIfNeeded: entries.count), bits: Self.bits(of: key))
    entries.append((key, value()))
    if entries.count * 2 > slots.count { grow() }
    return nil
  }

  /// Others than those that a place is chosen by.
  @inline(__always)
  private static func bits(of key: KeyedDigest) -> UInt32 { UInt32(truncatingIfNeeded: key.secret >> 24) }

  @inline(__always)
  private func slot(of key: KeyedDigest) -> Int {
    let bits = Self.bits(of: key)
    var place = Int(truncatingIfNeeded: key.secret) & mask
    while true {
      let slot = slots[place]
      if slot.entry < 0 || slot.bits == bits && entries[Int(slot.entry)].key == key { return place }
      place = (place + 1) & mask
    }
  }

  private mutating func grow() {
    slots = Array(repeating: Slot(), count: slots.count * 2)
    mask = slots.count - 1
    for index in entries.indices {
      let key = entries[index].key
      slots[slot(of: key)] = Slot(entry: Int32(truncatingIfNeeded: index), bits: Self.bits(of: key))
    }
  }
}

extension KeyTable: Sendable where Value: Sendable {}
