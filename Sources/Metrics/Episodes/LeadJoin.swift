internal import Wire

/// Which rows speak of the same lead: those with an id in common, its own or a further one, or the same normalised
/// e-mail address; and the activities that go by one of these.
struct LeadJoin {
  private var parents: [Int32]

  init(_ table: LeadTable) {
    parents = (0..<Int32(clamping: table.rows.count)).map { $0 }
    // Ids are found by the row they stand in, further ones behind all rows.
    var ids = KeyIndex(count: table.rows.count + table.aliases.count)
    let owners = Self.owners(of: table)
    func idRow(_ place: Int32) -> Int32 {
      Int(place) < table.rows.count ? place : owners[Int(place) - table.rows.count]
    }
    func id(at place: Int32) -> KeyedDigest? {
      Int(place) < table.rows.count
        ? table.rows[Int(place)].id : table.aliases[Int(place) - table.rows.count]
    }
    var emails = KeyIndex(count: table.rows.count)
    func email(at place: Int32) -> KeyedDigest? { table.rows[Int(place)].email }
    for index in table.rows.indices where table.rows[index].role != .activity {
      let row = Int32(truncatingIfNeeded: index)
      if let key = table.rows[index].id, let known = ids.insert(key, at: row, id) {
        join(row, idRow(known))
      }
      for alias in table.rows[index].aliases {
        let place = Int32(truncatingIfNeeded: table.rows.count + alias)
        if let known = ids.insert(table.aliases[alias], at: place, id) { join(row, idRow(known)) }
      }
      if let key = table.rows[index].email, let known = emails.insert(key, at: row, email) {
        join(row, known)
      }
    }
    // An activity joins no two leads: it belongs to that of its id, else to that of its address.
    for (index, row) in table.rows.enumerated() where row.role == .activity {
      let keys = [row.id].compactMap { $0 } + table.aliases[row.aliases]
      let owner = keys.lazy.compactMap { ids.find($0, id).map(idRow) }.first
      parents[index] = owner ?? row.email.flatMap { emails.find($0, email) } ?? Self.nobody
    }
  }

  private static let nobody: Int32 = -1

  /// The row of each further id.
  private static func owners(of table: LeadTable) -> [Int32] {
    var owners = [Int32](repeating: nobody, count: table.aliases.count)
    guard !owners.isEmpty else { return [] }
    for (index, row) in table.rows.enumerated() {
      for alias in row.aliases { owners[alias] = Int32(truncatingIfNeeded: index) }
    }
    return owners
  }

  /// The further rows of each lead, as indices, by the row that stands for it; what order leads and rows come in means
  /// nothing.
  mutating func others() -> [Int: [Int]] {
    var others: [Int: [Int]] = [:]
    for index in parents.indices where parents[index] != Self.nobody && parents[index] != Int32(index) {
      others[Int(root(of: Int32(index))), default: []].append(index)
    }
    return others
  }

  /// Whether a row stands for its lead.
  func isRoot(_ index: Int) -> Bool { parents[index] == Int32(index) }

  /// Whether a row is an activity of no lead that is known.
  func isUnmatched(_ index: Int) -> Bool { parents[index] == Self.nobody }

  private mutating func join(_ first: Int32, _ second: Int32) {
    let (a, b) = (root(of: first), root(of: second))
    if a != b { parents[Int(max(a, b))] = min(a, b) }
  }

  /// The root of a row's tree, whose paths are halved on the way (Tarjan and van Leeuwen 1984).
  private mutating func root(of index: Int32) -> Int32 {
    var index = Int(index)
    while Int(parents[index]) != index {
      parents[index] = parents[Int(parents[index])]
      index = Int(parents[index])
    }
    return Int32(index)
  }
}
