internal import Wire

/// By what the rows of a page can be found: their leads' ids and addresses, ordered into parts by chance, so that each
/// part of all pages can be looked through by itself.
struct KeyMentions: Sendable {
  private(set) var ids = MentionedKeys()
  /// Further ids.
  private(set) var aliases = MentionedKeys()
  private(set) var emails = MentionedKeys()

  mutating func append(id: KeyedDigest, row: UInt32) { ids.append(id, row: row) }

  /// Appends a row's `number`th further id, from 0.
  mutating func append(alias: KeyedDigest, number: Int, row: UInt32) {
    aliases.append(alias, row: row, rank: UInt16(clamping: min(number, 0xFFFE)))
  }

  mutating func append(email: KeyedDigest, row: UInt32) { emails.append(email, row: row) }

  /// What keys are of.
  enum Kind: CaseIterable { case id, alias, email }

  @inline(__always)
  subscript(kind: Kind) -> MentionedKeys {
    switch kind {
    case .id: ids
    case .alias: aliases
    case .email: emails
    }
  }

  /// Keeps the room for others.
  mutating func removeAll() {
    ids.removeAll()
    aliases.removeAll()
    emails.removeAll()
  }

  /// The same in order by their parts; within one they stay in the order of rows.
  var ordered: KeyMentions {
    var ordered = KeyMentions()
    ordered.ids = ids.ordered
    ordered.aliases = aliases.ordered
    ordered.emails = emails.ordered
    return ordered
  }

  /// The key of the id of a row's lead; nil where it has none.
  func id(of row: Int) -> KeyedDigest? { ids.key(of: UInt32(truncatingIfNeeded: row)) }

  /// The ids alone.
  var withIDsOnly: KeyMentions {
    var left = KeyMentions()
    left.ids = ids
    return left
  }
}

/// Keys of one kind, and the rows of a page that go by them.
struct MentionedKeys: Sendable {
  private(set) var keys: [KeyedDigest] = []
  private(set) var rows: [UInt32] = []
  /// Which of a row's keys decides before others, the lowest first; empty where rows have one each.
  private(set) var ranks: [UInt16] = []
  /// Where each part starts, and the last ends; empty until they are ordered.
  private var starts: [UInt32] = []

  /// Some dozens of a page's keys fall into one part, so that going from page to page takes little of the time, and ten or
  /// twenty thousand of a great export's, so that the processor has their table near.
  static let parts = 128

  /// The part that a key falls into.
  static func part(of key: KeyedDigest) -> Int { Int(truncatingIfNeeded: key.secret >> 57) }

  mutating func append(_ key: KeyedDigest, row: UInt32) {
    keys.append(key)
    rows.append(row)
  }

  mutating func append(_ key: KeyedDigest, row: UInt32, rank: UInt16) {
    append(key, row: row)
    ranks.append(rank)
  }

  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
  }

  /// The same in order by their parts.
  var ordered: MentionedKeys {
    var ordered = MentionedKeys()
    if keys.isEmpty { return ordered }
    let order = PartOrder(parts: Self.parts, of: keys, part: Self.part)
    (ordered.starts, ordered.keys, ordered.rows) = (order.starts, order(keys), order(rows))
    if !ranks.isEmpty { ordered.ranks = order(ranks) }
    return ordered
  }

  /// Which of them fall into a part.
  func range(ofPart number: Int) -> Range<Int> {
    starts.isEmpty ? 0..<0 : Int(starts[number])..<Int(starts[number + 1])
  }

  /// The key that a row goes by, of which it has one at most; nil where it has none.
  fileprivate func key(of row: UInt32) -> KeyedDigest? {
    for part in 0..<Self.parts {
      let range = range(ofPart: part)
      let place = range.partition { rows[$0] >= row }
      if place < range.upperBound, rows[place] == row { return keys[place] }
    }
    return nil
  }
}
