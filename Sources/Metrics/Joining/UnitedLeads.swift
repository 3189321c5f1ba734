internal import Wire

/// Which ids are of one lead: those of which rows have a further id or a normalised e-mail address in common.
struct UnitedLeads: Sendable {
  private var numbers = KeyTable<Int32>()
  /// By its number each id, until all pairs are joined, and then the id that stands for its lead.
  private var homes: [KeyedDigest] = []

  /// None are.
  init() {}

  /// Of two ids each that are of one lead.
  init(_ pairs: [[(KeyedDigest, KeyedDigest)]]) {
    var roots: [Int] = []
    for (first, second) in pairs.joined() {
      let (a, b) = (
        Self.root(of: number(of: first, &roots), &roots), Self.root(of: number(of: second, &roots), &roots)
      )
      if a != b { roots[max(a, b)] = min(a, b) }
    }
    // The least stands for all, whatever the order of rows.
    var least = homes
    for number in homes.indices {
      let root = Self.root(of: number, &roots)
      if homes[number] < least[root] { least[root] = homes[number] }
    }
    for number in homes.indices { homes[number] = least[Self.root(of: number, &roots)] }
  }

  var isEmpty: Bool { homes.isEmpty }

  /// The id that stands for the lead with an id.
  @inline(__always)
  func home(of id: KeyedDigest) -> KeyedDigest {
    if homes.isEmpty { return id }
    return numbers[id].map { homes[Int($0)] } ?? id
  }

  private mutating func number(of id: KeyedDigest, _ roots: inout [Int]) -> Int {
    if let known = numbers.insert(id, Int32(clamping: homes.count)) { return Int(known) }
    roots.append(homes.count)
    homes.append(id)
    return homes.count - 1
  }

  /// The root of a number's tree, whose paths are halved on the way (Tarjan and van Leeuwen 1984).
  private static func root(of number: Int, _ roots: inout [Int]) -> Int {
    var number = number
    while roots[number] != number {
      roots[number] = roots[roots[number]]
      number = roots[number]
    }
    return number
  }
}
