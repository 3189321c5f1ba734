internal import Wire

/// Which rows speak of the same lead: those with an id in common, its own or a further one, or the same normalised
/// e-mail address; and the activities that go by one of these.
struct LeadJoin {
  private var parents: [Int32]
  private var byID: [SHA256Key: Int32] = [:]
  private var byEmail: [SHA256Key: Int32] = [:]

  init(_ table: LeadTable) {
    parents = (0..<Int32(clamping: table.rows.count)).map { $0 }
    byID.reserveCapacity(table.rows.count)
    for (index, row) in table.rows.enumerated() where row.role != .activity {
      let index = Int32(clamping: index)
      if let id = row.id { join(index, \.byID, id) }
      for alias in table.aliases[row.aliases] { join(index, \.byID, alias) }
      if let email = row.email { join(index, \.byEmail, email) }
    }
    // An activity joins no two leads: it belongs to that of its id, else to that of its address.
    for (index, row) in table.rows.enumerated() where row.role == .activity {
      let ids = [row.id].compactMap { $0 } + table.aliases[row.aliases]
      let owner = ids.lazy.compactMap { [byID] in byID[$0] }.first ?? row.email.flatMap { byEmail[$0] }
      parents[index] = owner ?? Self.nobody
    }
  }

  private static let nobody: Int32 = -1

  /// The further rows of each lead, as indices, by the row that stands for it; what order leads and rows come in means
  /// nothing.
  mutating func others() -> [Int: [Int]] {
    var others: [Int: [Int]] = [:]
    for index in parents.indices where parents[index] != Self.nobody {
      let root = Int(root(of: Int32(index)))
      if root != index { others[root, default: []].append(index) }
    }
    return others
  }

  /// Whether a row stands for its lead.
  func isRoot(_ index: Int) -> Bool { parents[index] == Int32(index) }

  /// Whether a row is an activity of no lead that is known.
  func isUnmatched(_ index: Int) -> Bool { parents[index] == Self.nobody }

  private mutating func join(
    _ index: Int32, _ known: WritableKeyPath<LeadJoin, [SHA256Key: Int32]>, _ key: SHA256Key
  ) {
    guard let other = self[keyPath: known][key] else {
      self[keyPath: known][key] = index
      return
    }
    let (a, b) = (root(of: other), root(of: index))
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
