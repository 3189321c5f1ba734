internal import Wire

/// The rows of a block of an export while they are read.
struct PageWriter {
  let role: RowRole
  private let store: RowStore
  var rows: RowWriter
  private var mentions = KeyMentions()
  private var traits: RowStore.Traits

  /// For rows that are all the same to their leads, and go into `store`.
  init(role: RowRole, into store: RowStore) {
    self.role = role
    self.store = store
    rows = RowWriter(role: role)
    traits = role == .activity ? .activities : []
  }

  /// Appends a further id or an address of the lead that goes by `id`.
  mutating func append(_ key: KeyedDigest, _ kind: LeadKey, ofLead id: KeyedDigest) {
    mentions.append(key, of: id)
    if kind == .furtherID { traits.insert(.furtherIDs) }
  }

  /// Ends the page, and keeps the room for the next; throws where its rows are too many for memory, and no file takes them.
  mutating func finish() throws(ExportError) -> RowStore.Traits {
    defer {
      rows.removeAll()
      mentions.removeAll()
    }
    try store.rows.add(rows.page)
    try store.mentions.add(mentions.page)
    return rows.roams ? traits.union(.roamingActivities) : traits
  }
}
