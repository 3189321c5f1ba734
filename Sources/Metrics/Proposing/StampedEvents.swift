internal import Agreements
internal import Wire

/// The events of rows that are leads.
extension MappingDraft {
  /// The events of a table of leads: columns with their times.
  var stampedEvents: [JSON] {
    columns.flatMap { column -> [JSON] in
      guard case .event(let kind)? = column.role, let format = column.writing else { return [] }
      if kind == .requested { return requests(column, format) }
      if column.isClosing { return closings(column, format) }
      var members = event(kind, column, format)
      func add(_ key: String, _ role: ColumnRole) {
        if let name = name(role) { members.append(.init(key, name)) }
      }
      switch kind {
      case .attempt: members += details(ofAttempt: column)
      case .rejected:
        add("reason", .rejectionReason)
        members += beside(("documentedAt", "documentedTime"), .documentedAt, format)
      case .accepted: add("reason", .acceptance)
      case .alert: members += beside(("deliveredAt", "deliveredTime"), .deliveredAt, format)
      // A lead that was converted says into which deal.
      case .opportunity, .won, .lost: add("deal", .alias(.deal))
      default: break
      }
      return [.object(members)]
    }
  }
}
