internal import Agreements
internal import Wire

/// The events of rows that are leads.
extension MappingDraft {
  /// The events of a table of leads: columns with their times.
  var stampedEvents: [JSON] {
    columns.compactMap { column in
      guard case .event(let kind)? = column.role, let format = column.writing else { return nil }
      var members = event(kind, column, format)
      func add(_ key: String, _ role: ColumnRole) {
        if let name = name(role) { members.append(.init(key, name)) }
      }
      func addTime(_ key: String, _ role: ColumnRole) {
        if format.isSame(as: self.column(role)?.writing) { add(key, role) }
      }
      switch kind {
      case .attempt: add("value", .contactedBy)
      case .requested:
        // A first conversion may be any form; only its name says that a demo was asked for.
        let isConversion = Vocabulary.normalized(column.profile.name).contains("conversion")
        if isConversion, demoForms.isEmpty { return nil }
        if !demoForms.isEmpty { add("value", .requestKind) }
      case .rejected:
        add("reason", .rejectionReason)
        addTime("documentedAt", .documentedAt)
      case .accepted: add("reason", .acceptance)
      case .alert: addTime("deliveredAt", .deliveredAt)
      // A lead that was converted says into which deal.
      case .opportunity, .won, .lost: add("deal", .alias(.deal))
      default: break
      }
      return .object(members)
    }
  }

  /// The forms that are a demo request by their names.
  var demoForms: [String] {
    (column(.requestKind)?.profile.values ?? []).filter { value in
      let name = " \(Vocabulary.normalized(value)) "
      return [" demo ", " trial ", " contact sales "].contains { name.contains($0) }
    }
  }
}
