internal import Wire

/// The readable rows of a snapshot's exports by the leads that they are of, without anything that says who a lead is.
///
/// A lead's rows are found in the part that the id falls into which stands for it, so that each part can be looked through by
/// itself, and all others may lie in a file meanwhile.
struct LeadTable: Sendable {
  /// The period of which rows tell whether something lies in it.
  let period: Range<Instant>
  let names: NameTables
  private let rows: PartedBytes
  /// Rows that were read into other parts than their leads'; nil where there are none.
  private let strays: PartedBytes?
  private let united: UnitedLeads
  /// Whether activities may be found by something else than the id of a lead.
  private let activitiesRoam: Bool

  /// The id that stands for the lead that was looked for; that id itself where no lead goes by it.
  let wanted: KeyedDigest?

  /// Joins the rows that were read for `period`, and looks for the lead that goes by an id; throws where what is set aside
  /// in a file cannot be read.
  init(
    _ read: RowStore, of period: Range<Instant>, _ names: NameTables, lead: KeyedDigest? = nil, threads: Int
  ) throws(ExportError) {
    (self.period, self.names, rows) = (period, names, read.rows)
    let united = try read.unitedLeads(threads: threads)
    self.united = united
    wanted = try lead.map { (id) throws(ExportError) in
      united.home(of: try read.directory(ofPart: PartedPage.part(of: id))[id] ?? id)
    }
    let activitiesRoam = read.doActivitiesRoam
    self.activitiesRoam = activitiesRoam
    strays =
      united.isEmpty && !activitiesRoam
      ? nil : try StrayRows(of: read, united, threads: threads).find()
  }

  /// The id that stands for the lead with an id.
  @inline(__always)
  func home(of id: KeyedDigest) -> KeyedDigest { united.home(of: id) }

  /// Whether an activity that was read into a part, where no lead has its id, for which another may stand, comes up
  /// elsewhere.
  func strays(from part: Int, to home: KeyedDigest) -> Bool {
    activitiesRoam || PartedPage.part(of: home) != part
  }

  /// Reads the rows of a part into `bytes`.
  func read(part: Int, into bytes: inout [UInt8]) throws(ExportError) {
    bytes.removeAll(keepingCapacity: true)
    try rows.read(part: part, into: &bytes)
    try strays?.read(part: part, into: &bytes)
  }
}
