/// What is true of the further rows of a page, in order by the slices of their leads.
struct FurtherRowFlags: Sendable {
  /// Where those of each slice start, and the last ones end.
  private let starts: [UInt32]
  private let rows: [Row]
  /// Whether its rows speak for their leads, and are no activities.
  let speak: Bool

  struct Row {
    /// The row that stands for its lead.
    let lead: Int32
    let flags: LeadRow.Flags
  }

  init(_ page: Int, of table: LeadTable, slices: Int) {
    let first = table.firstRows[page]
    let (flags, join) = (table.pages[page].rows.flags, table.join)
    var found: [Row] = []
    for row in flags.indices {
      guard let lead = join.lead(ofFurther: first + row) else { continue }
      found.append(Row(lead: Int32(truncatingIfNeeded: lead), flags: flags[row]))
    }
    let order = PartOrder(parts: slices, of: found) { Int($0.lead) / FurtherRows.width }
    (starts, rows) = (order.starts, order(found))
    speak = table.pages[page].role != .activity
  }

  subscript(slice number: Int) -> ArraySlice<Row> {
    rows[Int(starts[number])..<Int(starts[number + 1])]
  }
}

/// What is true of the leads that the rows of a slice stand for, and how many further rows they have.
struct FurtherRowLeads: Sendable {
  /// What is true of any row of each lead; empty where each has one.
  private(set) var flags: [LeadRow.Flags] = []
  /// Whether some of its further rows speak for a lead.
  private(set) var haveSpeakers: [Bool] = []
  /// Where the run of each lead starts, and the last one ends; leads that do not matter have none.
  private(set) var starts: [UInt32] = []
  /// A bit for each lead: whether it has a run.
  ///
  /// `starts` says so, too, but pages ask it of leads anywhere, and all bits together are within little memory.
  private var haveRuns: [UInt64] = []

  init(
    _ number: Int, _ pages: [FurtherRowFlags], _ table: LeadTable, where matter: (Int, LeadRow.Flags) -> Bool
  ) {
    guard pages.contains(where: { !$0[slice: number].isEmpty }) else { return }
    let first = number * FurtherRows.width
    flags = table.flags(of: first..<min(first + FurtherRows.width, table.rowCount))
    var counts = [UInt32](repeating: 0, count: flags.count)
    haveSpeakers = Array(repeating: false, count: flags.count)
    for page in pages {
      for row in page[slice: number] {
        let lead = Int(row.lead) - first
        flags[lead].formUnion(row.flags)
        counts[lead] += 1
        if page.speak { haveSpeakers[lead] = true }
      }
    }
    haveRuns = Array(repeating: 0, count: (counts.count + 63) / 64)
    starts.reserveCapacity(counts.count + 1)
    var next: UInt32 = 0
    for lead in counts.indices {
      starts.append(next)
      guard counts[lead] > 0, haveSpeakers[lead] || matter(first + lead, flags[lead]) else { continue }
      next += counts[lead]
      haveRuns[lead / 64] |= 1 << UInt64(lead % 64)
    }
    starts.append(next)
  }

  /// How many rows the runs have.
  var count: Int { starts.last.map(Int.init) ?? 0 }

  @inline(__always)
  func run(of lead: Int) -> Range<Int> {
    starts.isEmpty ? 0..<0 : Int(starts[lead])..<Int(starts[lead + 1])
  }

  @inline(__always)
  func hasRun(_ lead: Int) -> Bool {
    !haveRuns.isEmpty && haveRuns[lead / 64] &>> UInt64(lead % 64) & 1 == 1
  }
}

/// The further rows of a page whose leads matter, in order by the slices of their leads, one behind the other.
struct FurtherRowCopies: Sendable {
  private let rows: [Row]
  private let bytes: [UInt8]
  /// Where those of each slice start, and the last ones end.
  private let rowStarts: [UInt32]
  private let byteStarts: [UInt32]

  struct Row {
    /// The row that stands for its lead.
    let lead: Int32
    /// In its page.
    let row: UInt32
    /// How many bytes it has.
    let length: UInt32
  }

  init(_ page: Int, of table: LeadTable, _ leads: [FurtherRowLeads]) {
    let (packed, first, join) = (table.pages[page].rows, table.firstRows[page], table.join)
    var found: [Row] = []
    for row in 0..<packed.count {
      guard let lead = join.lead(ofFurther: first + row),
        leads[lead / FurtherRows.width].hasRun(lead % FurtherRows.width)
      else { continue }
      found.append(
        Row(
          lead: Int32(truncatingIfNeeded: lead), row: UInt32(truncatingIfNeeded: row),
          length: UInt32(truncatingIfNeeded: packed.length(of: row))))
    }
    let order = PartOrder(parts: leads.count, of: found) { Int($0.lead) / FurtherRows.width }
    let byteOrder = PartOrder(parts: leads.count, of: found, size: { Int($0.length) }) {
      Int($0.lead) / FurtherRows.width
    }
    (rows, rowStarts, byteStarts) = (order(found), order.starts, byteOrder.starts)
    bytes = packed.copies(of: found.lazy.map { Int($0.row) }, to: byteOrder.places, count: byteOrder.count)
  }

  subscript(slice number: Int) -> ArraySlice<Row> {
    rows[Int(rowStarts[number])..<Int(rowStarts[number + 1])]
  }

  func bytes(ofSlice number: Int) -> ArraySlice<UInt8> {
    bytes[Int(byteStarts[number])..<Int(byteStarts[number + 1])]
  }
}
