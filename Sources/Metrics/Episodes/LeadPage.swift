internal import Agreements
internal import Wire

/// The rows of one block of an export.
struct LeadPage: Sendable {
  /// What its rows are to their leads.
  let role: Role
  private(set) var rows: PackedRows
  /// By what rows find the others of their leads.
  var mentions: KeyMentions

  /// What a row is to its lead.
  enum Role: Sendable {
    /// It is the lead, as the CRM lists it.
    case lead
    /// Something that happened to a lead that nothing else lists.
    case event
    /// Something that happened to a lead of another export.
    case activity
  }

  /// Lets go of all that its rows tell; what is true of them stays.
  mutating func dropRows() { rows = PackedRows(bytes: [], starts: [], flags: rows.flags) }

  /// When a row's first MQL or demo request was; `Int.max` for never.
  func start(of row: Int) -> Int {
    rows.events(of: row).lazy.filter { $0.kind == .mql || $0.kind == .requested }.map(\.at).min() ?? Int.max
  }
}

/// A page while its rows are read.
struct PageWriter {
  private let role: LeadPage.Role
  var rows = PackedRowWriter()
  var mentions = KeyMentions()

  init(role: LeadPage.Role) { self.role = role }

  /// Keeps the room for other rows.
  mutating func removeAll() {
    rows.removeAll()
    mentions.removeAll()
  }

  /// The page, with its mentions in order and in as much memory as it needs.
  var page: LeadPage {
    LeadPage(role: role, rows: rows.rows, mentions: mentions.ordered)
  }
}
