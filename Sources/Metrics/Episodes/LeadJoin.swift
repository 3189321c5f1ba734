internal import Wire

/// Which rows speak of the same lead: those with an id in common, its own or a further one, or the same normalised
/// e-mail address; and the activities that go by one of these.
struct LeadJoin: Sendable {
  /// For each row the row that stands for its lead.
  private var roots: [Int32]
  /// Whether each lead has one row, and no activity.
  let isOfSingleRows: Bool

  /// Joins the rows of pages, before each of which so many rows stand, on several threads.
  init(_ pages: [LeadPage], firstRows: [Int], threads: Int) {
    let parts = WorkerThreads.map(MentionedKeys.parts, threads: threads) { Part($0, of: pages, firstRows) }
    isOfSingleRows = parts.allSatisfy { $0.pairs.isEmpty && $0.matches.values.allSatisfy(\.isEmpty) }
    roots = (0..<Int32(clamping: firstRows.last ?? 0)).map { $0 }
    for part in parts {
      for pair in part.pairs { join(pair.0, pair.1) }
    }
    let haveJoined = parts.contains { !$0.pairs.isEmpty }
    if haveJoined {
      for row in roots.indices { roots[row] = root(of: Int32(truncatingIfNeeded: row)) }
    }
    // An activity joins no two leads: it belongs to that of its id, else to that of its address.
    let activities = Self.activities(pages, firstRows)
    for (rows, leads) in zip(
      activities, Self.leads(of: activities, parts, haveJoined ? roots : nil, threads: threads))
    {
      roots.replaceSubrange(rows, with: leads)
    }
  }

  /// The rows that are activities, in parts of which each is within little memory.
  private static func activities(_ pages: [LeadPage], _ firstRows: [Int]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for (index, page) in pages.enumerated() where page.role == .activity {
      let rows = firstRows[index]..<firstRows[index + 1]
      if let last = found.last, last.upperBound == rows.lowerBound, last.count < 1 << 16 {
        found[found.count - 1] = last.lowerBound..<rows.upperBound
      } else {
        found.append(rows)
      }
    }
    return found
  }

  /// For each part of the activities the rows that stand for their leads; with nil for roots each row stands for its own.
  private static func leads(
    of activities: [Range<Int>], _ parts: [Part], _ roots: [Int32]?, threads: Int
  ) -> [[Int32]] {
    WorkerThreads.map(activities.count, threads: threads) { leads(of: activities[$0], parts, roots) }
  }

  private static func leads(of rows: Range<Int>, _ parts: [Part], _ roots: [Int32]?) -> [Int32] {
    var leads = [Int32](repeating: nobody, count: rows.count)
    // What decides comes last.
    for kind in KeyMentions.Kind.allCases.reversed() {
      var ranks: [UInt16] = []
      for part in parts { part.matches[kind]?.tell(of: rows, &leads, &ranks) }
    }
    guard let roots else { return leads }
    return leads.map { $0 == nobody ? nobody : roots[Int($0)] }
  }

  private static let nobody: Int32 = -1

  /// What one part of the keys says.
  private struct Part: Sendable {
    /// Two rows of one lead.
    private(set) var pairs: [(Int32, Int32)] = []
    /// By each kind of key the leads of activities.
    private(set) var matches: [KeyMentions.Kind: Matches] = [:]

    /// Looks through a part of the mentions of all pages: ids, then addresses, which equal no id.
    init(_ number: Int, of pages: [LeadPage], _ firstRows: [Int]) {
      join(number, of: pages, firstRows, [.id, .alias])
      join(number, of: pages, firstRows, [.email])
    }

    private mutating func join(
      _ number: Int, of pages: [LeadPage], _ firstRows: [Int], _ kinds: [KeyMentions.Kind]
    ) {
      var count = 0
      for page in pages where page.role != .activity {
        for kind in kinds { count += page.mentions[kind].range(ofPart: number).count }
      }
      // By their keys the rows that were mentioned first.
      var firsts = KeyTable<Int32>(count: count)
      for kind in kinds {
        for page in pages.indices where pages[page].role != .activity {
          add(pages[page].mentions[kind], number, from: firstRows[page], to: &firsts)
        }
      }
      for kind in kinds {
        var found = Matches()
        found.reserve(
          pages.reduce(0) { most, page in
            page.role == .activity ? most + page.mentions[kind].range(ofPart: number).count : most
          })
        for page in pages.indices where pages[page].role == .activity {
          found.add(pages[page].mentions[kind], number, from: firstRows[page], firsts)
        }
        matches[kind] = found
      }
    }

    private mutating func add(
      _ mentioned: MentionedKeys, _ part: Int, from first: Int, to firsts: inout KeyTable<Int32>
    ) {
      for place in mentioned.range(ofPart: part) {
        let row = Int32(clamping: first + Int(mentioned.rows[place]))
        if let known = firsts.insert(mentioned.keys[place], row), known != row { pairs.append((row, known)) }
      }
    }
  }

  /// The leads of activities that one kind of key finds, in the order of activities.
  private struct Matches: Sendable {
    private var found: [(activity: Int32, lead: Int32)] = []
    /// Which of an activity's keys found each, the lowest decides; empty where activities have one each.
    private var ranks: [UInt16] = []

    var isEmpty: Bool { found.isEmpty }

    mutating func reserve(_ count: Int) { found.reserveCapacity(count) }

    mutating func add(
      _ mentioned: MentionedKeys, _ part: Int, from first: Int, _ firsts: KeyTable<Int32>
    ) {
      for place in mentioned.range(ofPart: part) {
        guard let lead = firsts[mentioned.keys[place]] else { continue }
        found.append((Int32(clamping: first + Int(mentioned.rows[place])), lead))
        if !mentioned.ranks.isEmpty { ranks.append(mentioned.ranks[place]) }
      }
    }

    /// Tells the leads of some activities, where none with a lower rank was told before.
    func tell(of rows: Range<Int>, _ leads: inout [Int32], _ told: inout [UInt16]) {
      if !ranks.isEmpty, told.isEmpty { told = Array(repeating: UInt16.max, count: rows.count) }
      var index = found.partition { Int($0.activity) >= rows.lowerBound }
      while index < found.count, Int(found[index].activity) < rows.upperBound {
        let activity = Int(found[index].activity) - rows.lowerBound
        if ranks.isEmpty {
          leads[activity] = found[index].lead
        } else if ranks[index] < told[activity] {
          told[activity] = ranks[index]
          leads[activity] = found[index].lead
        }
        index += 1
      }
    }
  }

  /// Whether a row stands for its lead.
  func isRoot(_ row: Int) -> Bool { roots[row] == Int32(row) }

  /// Whether a row is an activity of no lead that is known.
  func isUnmatched(_ row: Int) -> Bool { roots[row] == Self.nobody }

  /// The row that stands for the lead of one that does not; nil for one that does, or is nobody's.
  @inline(__always)
  func lead(ofFurther row: Int) -> Int? {
    let root = Int(roots[row])
    return root < 0 || root == row ? nil : root
  }

  /// The row that stands for the lead that goes by an id; nil where none does.
  func root(ofLead id: KeyedDigest, in pages: [LeadPage], firstRows: [Int]) -> Int? {
    for (index, page) in pages.enumerated() where page.role != .activity {
      for kind in KeyMentions.Kind.allCases {
        let mentioned = page.mentions[kind]
        if let place = mentioned.range(ofPart: MentionedKeys.part(of: id)).first(where: {
          mentioned.keys[$0] == id
        }) {
          return Int(roots[firstRows[index] + Int(mentioned.rows[place])])
        }
      }
    }
    return nil
  }

  private mutating func join(_ first: Int32, _ second: Int32) {
    let (a, b) = (root(of: first), root(of: second))
    if a != b { roots[Int(max(a, b))] = min(a, b) }
  }

  /// The root of a row's tree, whose paths are halved on the way (Tarjan and van Leeuwen 1984).
  private mutating func root(of row: Int32) -> Int32 {
    var row = Int(row)
    while Int(roots[row]) != row {
      roots[row] = roots[Int(roots[row])]
      row = Int(roots[row])
    }
    return Int32(row)
  }
}
