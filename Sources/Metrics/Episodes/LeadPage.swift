internal import Agreements
internal import Wire

/// The rows of one block of an export.
struct LeadPage: Sendable {
  /// What its rows are to their leads.
  let role: Role
  var rows = PackedRows()
  /// By what rows find the others of their leads.
  var mentions = KeyMentions()

  init(role: Role) { self.role = role }

  /// What a row is to its lead.
  enum Role: Sendable {
    /// It is the lead, as the CRM lists it.
    case lead
    /// Something that happened to a lead that nothing else lists.
    case event
    /// Something that happened to a lead of another export.
    case activity
  }

  /// When a row's first MQL or demo request was; `Int.max` for never.
  func start(of row: Int) -> Int {
    rows.events(of: row).lazy.filter { $0.kind == .mql || $0.kind == .requested }.map(\.at).min() ?? Int.max
  }

  /// Keeps the room for other rows.
  mutating func removeAll() {
    rows.removeAll()
    mentions.removeAll()
  }

  /// The page, once all rows are read, with its mentions in order and in as much memory as it needs.
  var finished: LeadPage {
    var page = LeadPage(role: role)
    page.rows = rows.exact
    page.mentions = mentions.ordered(rows: rows.count)
    return page
  }
}
