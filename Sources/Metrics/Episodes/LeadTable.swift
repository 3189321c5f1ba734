internal import Agreements
internal import Wire

/// The readable rows of a snapshot's exports, joined to leads, without anything that says who a lead is.
struct LeadTable: Sendable {
  /// The period of which rows tell whether something lies in it.
  let period: Range<Instant>
  /// Without most of their mentions, which have served.
  private(set) var pages: [LeadPage]
  let join: LeadJoin
  /// How many rows stand before each page, and in all of them.
  let firstRows: [Int]
  /// What rows are to their leads: up to which, in order.
  private let roles: [(end: Int, role: LeadPage.Role)]
  let names: NameTables
  /// The row that stands for the lead that was looked for; nil where there is none.
  let wanted: Int?

  /// Joins the rows of pages, which are in the order of exports and their rows, were read for `period`, and have names
  /// numbered by `names`.
  ///
  /// With `lead`, the lead that goes by that id is looked for. Where nobody will ask for the ids of rows, they are let go.
  init(
    _ pages: [LeadPage], of period: Range<Instant>, _ names: ExportNames, lead: KeyedDigest? = nil,
    keepsIDs: Bool = true,
    threads: Int = WorkerThreads.available
  ) {
    self.period = period
    var firstRows = [0]
    for page in pages { firstRows.append(firstRows[firstRows.count - 1] + page.rows.count) }
    self.firstRows = firstRows
    join = LeadJoin(pages, firstRows: firstRows, threads: threads)
    var pages = pages
    if let lead {
      wanted = join.root(ofLead: lead, in: pages, firstRows: firstRows)
    } else {
      wanted = nil
    }
    for page in pages.indices {
      pages[page].mentions = keepsIDs ? pages[page].mentions.withIDsOnly : KeyMentions()
    }
    self.pages = pages
    roles = pages.indices.reduce(into: []) { roles, page in
      if roles.last?.role == pages[page].role { roles.removeLast() }
      roles.append((firstRows[page + 1], pages[page].role))
    }
    self.names = NameTables(names)
  }

  /// Lets go of what activities tell, all of which that matters has been gathered; what is true of them stays, and pages
  /// in which some that are nobody's are needed.
  mutating func dropActivities(butNobodys isNeeded: (LeadRow.Flags) -> Bool) {
    for page in pages.indices where pages[page].role == .activity {
      let (flags, first) = (pages[page].rows.flags, firstRows[page])
      if !flags.indices.contains(where: { isNeeded(flags[$0]) && join.isUnmatched(first + $0) }) {
        pages[page].dropRows()
      }
    }
  }

  var rowCount: Int { firstRows.last ?? 0 }

  /// Where a row stands.
  struct Place: Equatable {
    // Half as long as pages and rows are counted elsewhere, as each episode has one.
    private let pageNumber, rowNumber: Int32
    var page: Int { Int(pageNumber) }
    var row: Int { Int(rowNumber) }

    init(page: Int, row: Int) {
      (pageNumber, rowNumber) = (Int32(truncatingIfNeeded: page), Int32(truncatingIfNeeded: row))
    }

    /// The order in which rows were read.
    func precedes(_ other: Place) -> Bool { (pageNumber, rowNumber) < (other.pageNumber, other.rowNumber) }
  }

  /// Where the row stands that has so many before it.
  func place(of row: Int) -> Place {
    let page = firstRows.partition { $0 > row } - 1
    return Place(page: page, row: row - firstRows[page])
  }

  /// What a row is to its lead.
  func role(of row: Int) -> LeadPage.Role {
    var index = 0
    while row >= roles[index].end { index += 1 }
    return roles[index].role
  }

  subscript(place: Place) -> LeadRow { pages[place.page].rows[place.row] }

  /// What is true of each of some rows.
  func flags(of rows: Range<Int>) -> [LeadRow.Flags] {
    var flags: [LeadRow.Flags] = []
    flags.reserveCapacity(rows.count)
    while flags.count < rows.count {
      let place = place(of: rows.lowerBound + flags.count)
      flags += pages[place.page].rows.flags[place.row...].prefix(rows.count - flags.count)
    }
    return flags
  }

  /// The key of the id of a row's lead; nil where it has none, or the ids were let go.
  func id(at place: Place) -> KeyedDigest? { pages[place.page].mentions.id(of: place.row) }
}

extension LeadTable {
  /// An order of rows by all that numbers depend on, so that neither the order in which rows were read decides which of
  /// them speaks for a lead, nor anything that no other engine could compute.
  func precedes(_ first: Place, _ second: Place) -> Bool {
    let starts = (pages[first.page].start(of: first.row), pages[second.page].start(of: second.row))
    if starts.0 != starts.1 { return starts.0 < starts.1 }
    let (left, right) = (self[first], self[second])
    if left.tier != right.tier { return left.tier > right.tier }
    if left.validFields != right.validFields { return left.validFields > right.validFields }
    if left.isInScope != right.isInScope { return left.isInScope }
    if left.score != right.score { return left.score ?? Int.min > right.score ?? Int.min }
    if left.hasHistory != right.hasHistory { return left.hasHistory }
    for (table, column) in [
      (names.sources, \LeadRow.source), (names.regions, \.region), (names.teams, \.team),
      (names.owners, \.owner),
    ] {
      let (first, second) = (left[keyPath: column], right[keyPath: column])
      if first != second {
        return table.names[Int(first)].lexicographicallyPrecedes(table.names[Int(second)])
      }
    }
    return false
  }
}
