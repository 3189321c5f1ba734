internal import Wire

/// By what the rows of a page can be found: their leads' ids and addresses, ordered into parts by chance, so that each
/// part of all pages can be looked through by itself.
struct KeyMentions: Sendable {
  /// Those by anything but the lead's own id, which stands in the row itself.
  private(set) var others: [KeyMention] = []
  /// The rows with ids, and where each part of both starts and the last ends; empty until they are ordered.
  private var ids: [UInt32] = []
  private var idStarts: [UInt32] = []
  private var otherStarts: [UInt32] = []

  /// A few thousand rows of a page, or some ten thousand of all pages together, fall into one part of a great export.
  static let parts = 256

  mutating func append(_ mention: KeyMention) { others.append(mention) }

  /// Keeps the room for others.
  mutating func removeAll() { others.removeAll(keepingCapacity: true) }

  /// The rows whose leads' ids fall into a part, of mentions that are ordered.
  func ids(inPart number: Int) -> ArraySlice<UInt32> {
    idStarts.isEmpty ? [] : ids[Int(idStarts[number])..<Int(idStarts[number + 1])]
  }

  /// The other mentions that fall into a part.
  func others(inPart number: Int) -> ArraySlice<KeyMention> {
    otherStarts.isEmpty ? [] : others[Int(otherStarts[number])..<Int(otherStarts[number + 1])]
  }

  /// How many mentions fall into a part.
  func count(inPart number: Int) -> Int { ids(inPart: number).count + others(inPart: number).count }

  /// The part that a key falls into.
  static func part(of key: KeyedDigest) -> Int { Int(truncatingIfNeeded: key.secret >> 56) }

  /// The mentions of `rows` in order by their parts; within one they stay in the order of rows.
  func ordered(with rows: PackedRows) -> KeyMentions {
    var ordered = KeyMentions()
    (ordered.otherStarts, ordered.others) = Self.inParts(others) { Self.part(of: $0.key) }
    // Rows that have none come behind all parts.
    let parts = (0..<rows.count).map { UInt16(rows.id(of: $0).map(Self.part) ?? Self.parts) }
    (ordered.idStarts, ordered.ids) = Self.inParts((0..<UInt32(clamping: rows.count)).map { $0 }) {
      Int(parts[Int($0)])
    }
    return ordered
  }

  /// Elements in order by their parts, one more than there are being let through, and where each part starts.
  private static func inParts<Element>(
    _ elements: [Element], _ part: (Element) -> Int
  ) -> (starts: [UInt32], elements: [Element]) {
    guard let filler = elements.first else { return ([], []) }
    var starts = [UInt32](repeating: 0, count: parts + 2)
    for index in elements.indices { starts[part(elements[index]) + 1] += 1 }
    for part in 1..<starts.count { starts[part] += starts[part - 1] }
    var sorted = [Element](repeating: filler, count: elements.count)
    var next = starts
    for index in elements.indices {
      let part = part(elements[index])
      sorted[Int(next[part])] = elements[index]
      next[part] += 1
    }
    return (starts, sorted)
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
