internal import Wire

/// The rows of leads that have several, by the row that stands for each.
///
/// They are found slice by slice of the rows that stand for leads, so that several threads find them, each within little
/// memory.
struct LeadGroups: Sendable {
  /// How many rows a slice is for.
  private let width: Int
  private let slices: [Slice]

  /// Those of leads whose row lies in a slice.
  fileprivate struct Slice: Sendable {
    /// Each lead's rows in one run, in order.
    var members: [Int32] = []
    /// Where the rows of each lead start among them; empty where each lead has one row.
    var starts: [Int32] = []
  }

  /// For leads of one row each.
  init() { (width, slices) = (1, []) }

  /// Groups rows by the rows that stand for their leads, which are given for each; a number below 0 stands for none.
  init(_ roots: [Int32], threads: Int) {
    let width = max(1 << 12, (roots.count + Self.greatestCount - 1) / Self.greatestCount)
    self.width = width
    slices = WorkerThreads.map((roots.count + width - 1) / width, threads: threads) { number in
      Slice(roots, number * width..<min((number + 1) * width, roots.count))
    }
  }

  /// All rows of the lead that a row stands for, in order; empty where it is the only one.
  subscript(root: Int) -> ArraySlice<Int32> {
    let slice = root / width
    guard slice < slices.count, !slices[slice].starts.isEmpty else { return [] }
    let index = root - slice * width
    return slices[slice].members[Int(slices[slice].starts[index])..<Int(slices[slice].starts[index + 1])]
  }

  /// Whether each lead has one row.
  var isEmpty: Bool { slices.allSatisfy(\.starts.isEmpty) }

  /// Whether a row is the only one of the lead that it stands for.
  func isAlone(_ root: Int) -> Bool {
    let slice = root / width
    guard slice < slices.count, !slices[slice].starts.isEmpty else { return true }
    let index = root - slice * width
    return slices[slice].starts[index] == slices[slice].starts[index + 1]
  }

  /// Each slice goes through all rows.
  private static let greatestCount = 8
}

extension LeadGroups.Slice {
  init(_ roots: [Int32], _ range: Range<Int>) {
    let (rows, first, count) = (roots.span, Int32(range.lowerBound), UInt32(range.count))
    var counts = [Int32](repeating: 0, count: range.count + 1)
    var joined: Int32 = 0
    for row in rows.indices {
      let index = rows[row] &- first
      guard UInt32(bitPattern: index) < count, rows[row] != Int32(truncatingIfNeeded: row) else { continue }
      // The row that stands for the lead is one of its rows, too.
      let added: Int32 = counts[Int(index)] == 0 ? 2 : 1
      counts[Int(index)] += added
      joined += added
    }
    guard joined > 0 else { return }
    var next: Int32 = 0
    for index in counts.indices { (counts[index], next) = (next, next + counts[index]) }
    starts = counts
    members = Array(repeating: 0, count: Int(joined))
    for row in rows.indices {
      let index = rows[row] &- first
      guard UInt32(bitPattern: index) < count else { continue }
      let place = counts[Int(index)]
      if place == starts[Int(index) + 1] { continue }
      members[Int(place)] = Int32(truncatingIfNeeded: row)
      counts[Int(index)] += 1
    }
  }
}
