internal import Wire

/// Values by the keys of what they belong to: open addressing with linear probing.
///
/// As a key's secret is random bits to whoever chose what it is of, it needs no further hashing, and nobody can make keys
/// crowd.
struct KeyTable<Value> {
  private var slots: [Int32]
  private var entries: [(key: KeyedDigest, value: Value)] = []
  private var mask: Int

  /// Has room for `count` keys before it grows.
  init(count: Int = 8) {
    var size = 16
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
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
    let place = slots[slot(of: key)]
    return place < 0 ? nil : entries[Int(place)].value
  }

  /// Gives a key a value, unless it has one already: then answers that.
  mutating func insert(_ key: KeyedDigest, _ value: @autoclosure () -> Value) -> Value? {
    let slot = slot(of: key)
    if slots[slot] >= 0 { return entries[Int(slots[slot])].value }
    slots[slot] = Int32(truncatingIfNeeded: entries.count)
    entries.append((key, value()))
    if entries.count * 2 > slots.count { grow() }
    return nil
  }

  @inline(__always)
  private func slot(of key: KeyedDigest) -> Int {
    var slot = Int(truncatingIfNeeded: key.secret) & mask
    while slots[slot] >= 0, entries[Int(slots[slot])].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for index in entries.indices { slots[slot(of: entries[index].key)] = Int32(truncatingIfNeeded: index) }
  }
}
