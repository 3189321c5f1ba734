internal import Wire

/// The rows of leads besides those that stand for them, each lead's in one run.
///
/// They are copied there from all over the exports, as fetching each by itself would take longer than all else: handed out
/// to slices of leads page by page, then put in order slice by slice, each within little memory.
struct FurtherRows: Sendable {
  private let slices: [FurtherRowSlice]

  /// How many rows a slice is for.
  private static let width = 1 << 16

  /// Gathers the further rows of the leads that `matter`, by the row that stands for each and what is true of any of its
  /// rows, and of those that several rows speak for.
  init(
    of table: LeadTable, threads: Int, where matter: @escaping @Sendable (Int, LeadRow.Flags) -> Bool
  ) {
    guard !table.join.isOfSingleRows else {
      slices = []
      return
    }
    let count = (table.rowCount + Self.width - 1) / Self.width
    let pages = WorkerThreads.map(table.pages.count, threads: threads) { page in
      FurtherRowPage(page, of: table, slices: count, of: Self.width)
    }
    slices = WorkerThreads.map(count, threads: threads) { number in
      let first = number * Self.width
      return FurtherRowSlice(
        number, of: first..<min(first + Self.width, table.rowCount), pages, table, where: matter)
    }
  }

  /// What is true of any row of the lead that a row stands for; nil where it may be the only one.
  @inline(__always)
  func flags(ofLead row: Int) -> LeadRow.Flags? {
    if slices.isEmpty { return nil }
    let slice = row / Self.width
    return slices[slice].flags.isEmpty ? nil : slices[slice].flags[row % Self.width]
  }

  /// The further rows of the lead that a row stands for; empty where it is the only one, or they were not gathered.
  @inline(__always)
  func run(ofLead row: Int) -> Run {
    if slices.isEmpty { return Run(slice: 0, range: 0..<0, haveSpeakers: false) }
    let slice = row / Self.width
    let range = slices[slice].run(of: row % Self.width)
    return Run(
      slice: slice, range: range,
      haveSpeakers: !range.isEmpty && slices[slice].haveSpeakers[row % Self.width])
  }

  /// Where a lead's further rows are.
  struct Run {
    fileprivate let slice: Int
    let range: Range<Int>
    /// Whether some speak for the lead, and are not all its activities.
    let haveSpeakers: Bool
    var isEmpty: Bool { range.isEmpty }
  }

  /// The numbers of a run's rows in the table, in order.
  func rows(of run: Run) -> ArraySlice<Int32> { run.isEmpty ? [] : slices[run.slice].rows[run.range] }

  /// The number in the table of a row of a run.
  func row(_ row: Int, of run: Run) -> Int { Int(slices[run.slice].rows[row]) }

  /// Appends the events of a row of a run, and what else is known of them.
  @inline(__always)
  func readEvents(
    _ row: Int, of run: Run, _ events: inout [LeadEvent], _ details: inout [EventDetail]
  ) {
    PackedRows.readEvents(
      at: Int(slices[run.slice].places[row]), of: slices[run.slice].bytes, &events, &details)
  }
}

/// The further rows of a page, in order by the slices of their leads.
private struct FurtherRowPage: Sendable {
  private let starts: [UInt32]
  private let rows: [Row]

  struct Row {
    /// The row that stands for its lead.
    let lead: Int32
    /// In its page.
    let row: UInt32
    let flags: LeadRow.Flags
  }

  init(_ page: Int, of table: LeadTable, slices: Int, of width: Int) {
    let first = table.firstRows[page]
    let (flags, join) = (table.pages[page].rows.flags, table.join)
    var starts = [UInt32](repeating: 0, count: slices + 1)
    for row in flags.indices {
      if let lead = join.lead(ofFurther: first + row) { starts[lead / width + 1] += 1 }
    }
    for slice in 0..<slices { starts[slice + 1] += starts[slice] }
    var next = starts
    var rows = [Row](repeating: Row(lead: 0, row: 0, flags: []), count: Int(starts[slices]))
    for row in flags.indices {
      guard let lead = join.lead(ofFurther: first + row) else { continue }
      rows[Int(next[lead / width])] = Row(
        lead: Int32(truncatingIfNeeded: lead), row: UInt32(truncatingIfNeeded: row), flags: flags[row])
      next[lead / width] += 1
    }
    (self.starts, self.rows) = (starts, rows)
  }

  subscript(slice number: Int) -> ArraySlice<Row> { rows[Int(starts[number])..<Int(starts[number + 1])] }
}

/// The further rows of the leads that the rows of a slice stand for.
private struct FurtherRowSlice: Sendable {
  /// What is true of any row of each lead; empty where each has one.
  private(set) var flags: [LeadRow.Flags] = []
  /// Whether some of its further rows speak for a lead.
  private(set) var haveSpeakers: [Bool] = []
  /// The rows that were gathered, by their leads: their numbers in the table, and where their bytes start.
  private(set) var rows: [Int32] = []
  private(set) var places: [UInt32] = []
  /// In the order in which they were found, with eight more at least.
  private(set) var bytes: [UInt8] = []
  /// Where the run of each lead starts, and the last one ends.
  private var starts: [UInt32] = []

  init(
    _ number: Int, of range: Range<Int>, _ pages: [FurtherRowPage], _ table: LeadTable,
    where matter: (Int, LeadRow.Flags) -> Bool
  ) {
    guard pages.contains(where: { !$0[slice: number].isEmpty }) else { return }
    flags = table.flags(of: range)
    var counts = [UInt32](repeating: 0, count: range.count)
    haveSpeakers = Array(repeating: false, count: range.count)
    for (page, rows) in pages.enumerated() {
      let speaks = table.pages[page].role != .activity
      for row in rows[slice: number] {
        let lead = Int(row.lead) - range.lowerBound
        flags[lead].formUnion(row.flags)
        counts[lead] += 1
        if speaks { haveSpeakers[lead] = true }
      }
    }
    starts.reserveCapacity(range.count + 1)
    var next: UInt32 = 0
    for lead in counts.indices {
      starts.append(next)
      if counts[lead] > 0, haveSpeakers[lead] || matter(range.lowerBound + lead, flags[lead]) {
        next += counts[lead]
      }
    }
    starts.append(next)
    gather(number, from: range.lowerBound, pages, table)
  }

  /// Copies the rows of the leads whose runs have room.
  private mutating func gather(_ number: Int, from first: Int, _ pages: [FurtherRowPage], _ table: LeadTable)
  {
    var next = starts
    let count = Int(starts[starts.count - 1])
    rows = Array(repeating: 0, count: count)
    places = Array(repeating: 0, count: count)
    var end = 0
    for page in pages.indices {
      let found = pages[page][slice: number]
      let length = found.reduce(0) { length, row in
        run(of: Int(row.lead) - first).isEmpty
          ? length : length + table.pages[page].rows.length(of: Int(row.row))
      }
      if end + length + 8 > bytes.count { bytes += repeatElement(0, count: max(length + 8, bytes.count)) }
      for row in found {
        let lead = Int(row.lead) - first
        let place = Int(next[lead])
        if next[lead] == starts[lead + 1] { continue }
        next[lead] += 1
        rows[place] = Int32(truncatingIfNeeded: table.firstRows[page] + Int(row.row))
        places[place] = UInt32(clamping: end)
        end += table.pages[page].rows.copy(Int(row.row), to: end, of: &bytes)
      }
    }
  }

  @inline(__always)
  func run(of lead: Int) -> Range<Int> {
    starts.isEmpty ? 0..<0 : Int(starts[lead])..<Int(starts[lead + 1])
  }
}
