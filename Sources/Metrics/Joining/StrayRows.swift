internal import Wire

/// Finds rows that fell into another part than that of their lead's id: those of leads that are united, and activities
/// that are found by something else than the id that stands for their lead.
struct StrayRows {
  private let read: RowStore
  private let united: UnitedLeads
  private let threads: Int

  /// Of all that was read.
  init(of read: RowStore, _ united: UnitedLeads, threads: Int) {
    self.read = read
    self.united = united
    self.threads = threads
  }

  private var room: Int { read.room / 4 }

  /// Rows by the parts of their leads, each row once; activities that are nobody's, which have looked everywhere, stay in
  /// whichever part.
  func find() throws(ExportError) -> PartedBytes {
    let found = PartedBytes(room: room)
    var waiting = try look(through: read.rows, areWaiting: false, found)
    while !waiting.isEmpty { waiting = try look(through: waiting, areWaiting: true, found) }
    return found
  }

  /// Adds to `found` the rows that are not at home, and answers those that have to look in the part of their next key.
  private func look(
    through rows: PartedBytes, areWaiting: Bool, _ found: PartedBytes
  ) throws(ExportError) -> PartedBytes {
    let next = PartedBytes(room: room)
    _ = try WorkerThreads.map(PartedPage.parts, threads: threads) { (part) throws(ExportError) in
      var bytes: [UInt8] = []
      try rows.read(part: part, into: &bytes)
      if bytes.isEmpty { return }
      var sorting = Sorting(
        part: part, areWaiting: areWaiting, united,
        read.doActivitiesRoam ? try read.directory(ofPart: part) : nil)
      sorting.sort(bytes)
      try found.add(sorting.found.page)
      try next.add(sorting.next.page)
    }
    return next
  }

  /// Sorts the rows of one part.
  private struct Sorting {
    private let part: Int
    private let areWaiting: Bool
    private let united: UnitedLeads
    private let directory: PartDirectory?
    var found = RowCopies()
    var next = RowCopies()

    init(part: Int, areWaiting: Bool, _ united: UnitedLeads, _ directory: PartDirectory?) {
      self.part = part
      self.areWaiting = areWaiting
      self.united = united
      self.directory = directory
    }

    mutating func sort(_ bytes: [UInt8]) {
      RowHead.forEach(in: bytes) { head in
        if head.isNobodys { return }
        guard let lead = lead(of: head) else { return look(on: head, of: bytes) }
        let home = PartedPage.part(of: united.home(of: lead))
        if lead != head.key || areWaiting || home != part {
          found.append(head, of: bytes, key: lead, to: home)
        }
      }
    }

    /// The id of the lead that a row is of, as far as its first key tells; nil where no lead goes by that.
    private func lead(of head: RowHead) -> KeyedDigest? {
      guard head.role == .activity, let directory else { return head.key }
      return directory[head.key]
    }

    /// Where an activity was not found by its first key.
    private mutating func look(on head: RowHead, of bytes: [UInt8]) {
      guard head.furtherKeys > 0 else {
        return found.append(head, of: bytes, key: head.key, isNobodys: true, to: part)
      }
      let key = head.firstFurtherKey(of: bytes)
      next.append(head, of: bytes, key: key, furtherKeys: head.furtherKeys - 1, to: PartedPage.part(of: key))
    }
  }
}
