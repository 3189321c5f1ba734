internal import Wire

/// By what the rows of a page can be found: their leads' ids and addresses, ordered into parts by chance, so that each
/// part of all pages can be looked through by itself.
struct KeyMentions: Sendable {
  /// The keys of ids, their rows, and where each row's key stands among them; `UInt32.max` for nowhere.
  private var ids: [KeyedDigest] = []
  private var idRows: [UInt32] = []
  private var places: [UInt32] = []
  /// By what else rows can be found.
  private(set) var others: [KeyMention] = []
  /// Where each part of either starts, and the last ends; empty until they are ordered.
  private var idStarts: [UInt32] = []
  private var otherStarts: [UInt32] = []

  /// Some dozens of a page's rows fall into one part, so that going from page to page takes little of the time, and some ten
  /// thousands of a great export's, so that the processor has their table near.
  static let parts = 64

  mutating func append(id: KeyedDigest, row: UInt32) {
    ids.append(id)
    idRows.append(row)
  }

  mutating func append(_ mention: KeyMention) { others.append(mention) }

  /// Keeps the room for others.
  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    idRows.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
  }

  /// The part that a key falls into.
  static func part(of key: KeyedDigest) -> Int { Int(truncatingIfNeeded: key.secret >> 58) }

  /// The mentions of so many rows in order by their parts; within one they stay in the order of rows.
  func ordered(rows: Int) -> KeyMentions {
    var ordered = KeyMentions()
    let order = Self.order(ids)
    ordered.idStarts = order.starts
    ordered.ids = order.indices.map { ids[Int($0)] }
    ordered.idRows = order.indices.map { idRows[Int($0)] }
    ordered.places = Array(repeating: UInt32.max, count: rows)
    for place in ordered.idRows.indices {
      ordered.places[Int(ordered.idRows[place])] = UInt32(clamping: place)
    }
    let otherOrder = Self.order(others.lazy.map(\.key))
    ordered.otherStarts = otherOrder.starts
    ordered.others = otherOrder.indices.map { others[Int($0)] }
    return ordered
  }

  /// The indices of keys in order by their parts, and where each part starts.
  private static func order(
    _ keys: some RandomAccessCollection<KeyedDigest>
  ) -> (starts: [UInt32], indices: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: parts + 1)
    for key in keys { starts[part(of: key) + 1] += 1 }
    for part in 1..<starts.count { starts[part] += starts[part - 1] }
    var indices = [UInt32](repeating: 0, count: keys.count)
    var next = starts
    for (index, key) in keys.enumerated() {
      let part = part(of: key)
      indices[Int(next[part])] = UInt32(truncatingIfNeeded: index)
      next[part] += 1
    }
    return (starts, indices)
  }
}

/// Mentions that are ordered.
extension KeyMentions {
  /// How many fall into a part.
  func count(inPart number: Int) -> Int {
    Self.range(number, idStarts).count + Self.range(number, otherStarts).count
  }

  /// Goes through those that fall into a part: those by ids, then the others.
  @inline(__always)
  func forEach(inPart number: Int, _ body: (KeyMention) -> Void) {
    for place in Self.range(number, idStarts) {
      body(KeyMention(key: ids[place], row: idRows[place], kind: .id))
    }
    for place in Self.range(number, otherStarts) { body(others[place]) }
  }

  private static func range(_ number: Int, _ starts: [UInt32]) -> Range<Int> {
    starts.isEmpty ? 0..<0 : Int(starts[number])..<Int(starts[number + 1])
  }

  /// The key of the id of a row's lead; nil where it has none.
  func id(of row: Int) -> KeyedDigest? {
    places[row] == UInt32.max ? nil : ids[Int(places[row])]
  }

  /// The ids alone, by their rows.
  var withIDsOnly: KeyMentions {
    var left = KeyMentions()
    (left.ids, left.places) = (ids, places)
    return left
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
