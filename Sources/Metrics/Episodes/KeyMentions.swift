internal import Wire

/// By what the rows of a page can be found: their leads' ids and addresses, ordered into parts by chance, so that each
/// part of all pages can be looked through by itself.
struct KeyMentions: Sendable {
  private(set) var all: [KeyMention] = []
  /// Where each part starts, and where the last ends.
  private var starts: [UInt32] = []

  /// A few thousand rows of a page, or some ten thousand of all pages together, fall into one part of a great export.
  static let parts = 256

  mutating func append(_ mention: KeyMention) { all.append(mention) }

  /// Takes back all but the first, and keeps the room.
  mutating func removeAll(from count: Int) { all.removeLast(all.count - count) }

  /// The mentions that fall into a part, as indices, of those that are ``ordered``.
  func part(_ number: Int) -> Range<Int> {
    starts.isEmpty ? 0..<0 : Int(starts[number])..<Int(starts[number + 1])
  }

  /// The part that a key falls into.
  static func part(of key: KeyedDigest) -> Int { Int(truncatingIfNeeded: key.secret >> 56) }

  /// The mentions in order by their parts; within one they stay in the order of rows.
  var ordered: KeyMentions {
    guard let filler = all.first else { return KeyMentions() }
    var counts = [UInt32](repeating: 0, count: Self.parts + 1)
    for index in all.indices { counts[Self.part(of: all[index].key) + 1] += 1 }
    for part in 1...Self.parts { counts[part] += counts[part - 1] }
    var ordered = KeyMentions()
    ordered.starts = counts
    var sorted = [KeyMention](repeating: filler, count: all.count)
    for index in all.indices {
      let part = Self.part(of: all[index].key)
      sorted[Int(counts[part])] = all[index]
      counts[part] += 1
    }
    ordered.all = sorted
    return ordered
  }
}

/// A row of a page goes by a key.
struct KeyMention: Sendable {
  let key: KeyedDigest
  /// The row in its page.
  let row: UInt32
  let kind: Kind

  /// What the key is of, those that decide before others first: a lead's id, its further ids in order, its address.
  struct Kind: Equatable, Sendable {
    let rank: UInt16
    static let id = Kind(rank: 0)
    static let email = Kind(rank: UInt16.max)
    static func alias(_ number: Int) -> Kind { Kind(rank: UInt16(clamping: min(number + 1, 0xFFFE))) }
  }
}
