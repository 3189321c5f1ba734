internal import Wire

/// Whose the keys of one part are: ids of leads, and what else leads go by.
struct PartDirectory {
  private var ids: KeyTable<KeyedDigest>
  /// Two ids each that are of one lead, as they go by the same.
  private(set) var pairs: [(KeyedDigest, KeyedDigest)] = []

  /// Of all that leads go by, `mentions`, and with the ids of `rows` that speak for leads.
  init(_ mentions: [UInt8], rows: [UInt8]) {
    ids = KeyTable(count: mentions.count / KeyMentions.length + rows.count / 64)
    RowHead.forEach(in: rows) { head in
      if head.role != .activity { _ = ids.insert(head.key, head.key) }
    }
    KeyMentions.forEach(in: mentions) { key, id in
      if let known = ids.insert(key, id), known != id { pairs.append((known, id)) }
    }
  }

  /// The id of the lead that goes by a key; nil where none does.
  subscript(key: KeyedDigest) -> KeyedDigest? { ids[key] }
}
