internal import Agreements
internal import Wire

/// The events of rows that are leads.
extension MappingDraft {
  /// The events of a table of leads: columns with their times.
  var stampedEvents: [JSON] {
    columns.flatMap { column -> [JSON] in
      guard case .event(let kind)? = column.role, let format = column.writing else { return [] }
      if kind == .requested { return requests(column, format) }
      var members = event(kind, column, format)
      func add(_ key: String, _ role: ColumnRole) {
        if let name = name(role) { members.append(.init(key, name)) }
      }
      func addTime(_ key: String, _ role: ColumnRole) {
        if format.isSame(as: self.column(role)?.writing) { add(key, role) }
      }
      switch kind {
      case .attempt: add("value", .contactedBy)
      case .rejected:
        add("reason", .rejectionReason)
        addTime("documentedAt", .documentedAt)
      case .accepted: add("reason", .acceptance)
      case .alert: addTime("deliveredAt", .deliveredAt)
      // A lead that was converted says into which deal.
      case .opportunity, .won, .lost: add("deal", .alias(.deal))
      default: break
      }
      return [.object(members)]
    }
  }
}
