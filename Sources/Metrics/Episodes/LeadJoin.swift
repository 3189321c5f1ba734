internal import Wire

/// Which rows speak of the same lead: those with the same id, or the same normalised e-mail address.
struct LeadJoin {
  private var parents: [Int32]

  init(_ rows: [LeadRow]) {
    parents = (0..<Int32(clamping: rows.count)).map { $0 }
    var byID: [SHA256Key: Int32] = [:]
    byID.reserveCapacity(rows.count)
    var byEmail: [SHA256Key: Int32] = [:]
    for (index, row) in rows.enumerated() {
      let index = Int32(clamping: index)
      join(index, &byID, row.id)
      if let email = row.email { join(index, &byEmail, email) }
    }
  }

  /// The rows of each lead, as indices; what order leads and rows come in means nothing.
  mutating func leads() -> [Int: [Int]] {
    var others: [Int: [Int]] = [:]
    for index in parents.indices {
      let root = Int(root(of: Int32(index)))
      if root != index { others[root, default: [root]].append(index) }
    }
    return others
  }

  /// Whether a row stands for its lead in ``leads()``.
  func isRoot(_ index: Int) -> Bool { parents[index] == Int32(index) }

  private mutating func join(_ index: Int32, _ known: inout [SHA256Key: Int32], _ key: SHA256Key) {
    guard let other = known[key] else {
      known[key] = index
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
