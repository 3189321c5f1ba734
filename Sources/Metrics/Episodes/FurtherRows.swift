internal import Wire

/// The rows of leads besides those that stand for them, each lead's in one run.
///
/// They are copied there from all over the exports, as fetching each by itself would take longer than all else. Pages, which
/// are in the order of rows, and slices of leads take turns: pages hand out what is true of their rows, slices find out
/// which leads matter, pages copy the rows of these, and slices put them in order. So each goes forward through what is
/// far, and anywhere only within little memory.
struct FurtherRows: Sendable {
  private let slices: [FurtherRowSlice]

  /// How many rows a slice is for.
  static let width = 1 << 16

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
      FurtherRowFlags(page, of: table, slices: count)
    }
    let leads = WorkerThreads.map(count, threads: threads) { number in
      FurtherRowLeads(number, pages, table, where: matter)
    }
    let copies = WorkerThreads.map(table.pages.count, threads: threads) { page in
      FurtherRowCopies(page, of: table, leads)
    }
    slices = WorkerThreads.map(count, threads: threads) { number in
      FurtherRowSlice(number, leads[number], copies, table)
    }
  }

  /// What is true of any row of the lead that a row stands for; nil where it may be the only one.
  @inline(__always)
  func flags(ofLead row: Int) -> LeadRow.Flags? {
    if slices.isEmpty { return nil }
    let slice = row / Self.width
    return slices[slice].leads.flags.isEmpty ? nil : slices[slice].leads.flags[row % Self.width]
  }

  /// The further rows of the lead that a row stands for; empty where it is the only one, or they were not gathered.
  @inline(__always)
  func run(ofLead row: Int) -> Run {
    if slices.isEmpty { return Run(slice: 0, range: 0..<0, haveSpeakers: false) }
    let slice = row / Self.width
    let range = slices[slice].leads.run(of: row % Self.width)
    return Run(
      slice: slice, range: range,
      haveSpeakers: !range.isEmpty && slices[slice].leads.haveSpeakers[row % Self.width])
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

  /// Appends the events of a run's rows, and what else is known of them.
  func readEvents(of run: Run, _ events: inout [LeadEvent], _ details: inout [EventDetail]) {
    // Once a run, as counting references to them takes as long as reading a row.
    let (places, bytes) = (slices[run.slice].places, slices[run.slice].bytes)
    for row in run.range { PackedRows.readEvents(at: Int(places[row]), of: bytes, &events, &details) }
  }

  /// Appends the events of a row of a run, and what else is known of them.
  @inline(__always)
  func readEvents(
    _ row: Int, of run: Run, _ events: inout [LeadEvent], _ details: inout [EventDetail]
  ) {
    PackedRows.readEvents(
      at: Int(slices[run.slice].places[row]), of: slices[run.slice].bytes, &events, &details)
  }
}

/// The further rows of the leads that the rows of a slice stand for.
private struct FurtherRowSlice: Sendable {
  let leads: FurtherRowLeads
  /// The rows that were gathered, by their leads: their numbers in the table, and where their bytes start.
  private(set) var rows: [Int32]
  private(set) var places: [UInt32]
  /// In the order in which they were found, with eight more.
  private(set) var bytes: [UInt8] = []

  init(_ number: Int, _ leads: FurtherRowLeads, _ pages: [FurtherRowCopies], _ table: LeadTable) {
    self.leads = leads
    rows = Array(repeating: 0, count: leads.count)
    places = Array(repeating: 0, count: leads.count)
    bytes.reserveCapacity(pages.reduce(8) { $0 + $1.bytes(ofSlice: number).count })
    var next = leads.starts
    for (page, copies) in pages.enumerated() {
      var end = bytes.count
      for row in copies[slice: number] {
        let lead = Int(row.lead) - number * FurtherRows.width
        let place = Int(next[lead])
        next[lead] += 1
        rows[place] = Int32(truncatingIfNeeded: table.firstRows[page] + Int(row.row))
        places[place] = UInt32(clamping: end)
        end += Int(row.length)
      }
      bytes += copies.bytes(ofSlice: number)
    }
    bytes += repeatElement(0, count: 8)
  }
}
