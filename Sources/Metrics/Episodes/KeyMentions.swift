internal import Wire

/// By what the rows of a page can be found: their leads' ids and addresses, ordered into parts by chance, so that each
/// part of all pages can be looked through by itself.
struct KeyMentions: Sendable {
  private(set) var ids = MentionedKeys(rank: 0)
  /// Further ids.
  private(set) var aliases = MentionedKeys(rank: 1)
  private(set) var emails = MentionedKeys(rank: UInt16.max)
  /// Where each row's id stands among them; `UInt32.max` for nowhere.
  private var places: [UInt32] = []

  mutating func append(id: KeyedDigest, row: UInt32) { ids.append(id, row: row) }

  /// Appends a row's `number`th further id, from 0.
  mutating func append(alias: KeyedDigest, number: Int, row: UInt32) {
    aliases.append(alias, row: row, rank: UInt16(clamping: min(number + 1, 0xFFFE)))
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

  /// The mentions of so many rows in order by their parts; within one they stay in the order of rows.
  func ordered(rows: Int) -> KeyMentions {
    var ordered = KeyMentions()
    ordered.ids = ids.ordered
    ordered.aliases = aliases.ordered
    ordered.emails = emails.ordered
    ordered.places = ordered.ids.places(ofRows: rows)
    return ordered
  }

  /// The key of the id of a row's lead; nil where it has none.
  func id(of row: Int) -> KeyedDigest? {
    places[row] == UInt32.max ? nil : ids.keys[Int(places[row])]
  }

  /// The ids alone, by their rows.
  var withIDsOnly: KeyMentions {
    var left = KeyMentions()
    (left.ids, left.places) = (ids.withKeysOnly, places)
    return left
  }
}

/// Keys of one kind, and the rows of a page that go by them.
struct MentionedKeys: Sendable {
  private(set) var keys: [KeyedDigest] = []
  private(set) var rows: [UInt32] = []
  /// Which keys decide before others, the lowest first: those of all, or each key's own where they differ.
  private let rankOfAll: UInt16
  private var ranks: [UInt16] = []
  /// Where each part starts, and the last ends; empty until they are ordered.
  private var starts: [UInt32] = []

  /// Some dozens of a page's keys fall into one part, so that going from page to page takes little of the time, and ten or
  /// twenty thousand of a great export's, so that the processor has their table near.
  static let parts = 128

  init(rank: UInt16) { rankOfAll = rank }

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
    var ordered = MentionedKeys(rank: rankOfAll)
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

  /// The rank of the key that stands at a place.
  func rank(at place: Int) -> UInt16 { ranks.isEmpty ? rankOfAll : ranks[place] }

  /// Where the key of each of so many rows stands; `UInt32.max` for nowhere.
  fileprivate func places(ofRows count: Int) -> [UInt32] {
    var places = [UInt32](repeating: UInt32.max, count: count)
    for place in rows.indices { places[Int(rows[place])] = UInt32(clamping: place) }
    return places
  }

  fileprivate var withKeysOnly: MentionedKeys {
    var left = MentionedKeys(rank: rankOfAll)
    left.keys = keys
    return left
  }
}
