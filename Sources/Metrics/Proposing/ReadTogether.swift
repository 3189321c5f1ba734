package import Agreements
internal import Wire

/// Mappings of exports that are measured together.
extension MappingProposal {
  /// The proposals for exports that are read together: what deals say of themselves, with id and amount, no other export says
  /// besides, or each of them would be counted twice; and what one export stamps and another tells by a value, only one of them.
  ///
  /// - Parameters:
  ///   - measurement: what the agreement says already; nil where none is known.
  ///   - isFixed: whether it stays as it is, whatever the exports' values could mean.
  package static func together(
    _ proposals: [MappingProposal], under measurement: Measurement? = nil, isFixed: Bool = false
  ) -> [MappingProposal] {
    let hasDeals = proposals.contains { proposal in
      proposal.rows == .activities && proposal.eventList.contains { $0["deal"] != nil }
    }
    let whole = hasDeals ? proposals.map { $0.withoutNamelessDeals() } : proposals
    return LastContacts.doubted(toldOnce(whole, measurement, isFixed: isFixed))
  }

  /// Without the opportunities, wins and losses of which it does not say which deal's they are.
  private func withoutNamelessDeals() -> MappingProposal {
    let kept = eventList.filter { event in
      event["deal"] != nil || !["opportunity", "won", "lost"].contains(event["event"]?.text)
    }
    let left = eventList.compactMap { event in
      kept.contains(event) ? nil : event["column"]?.text.map { "\"\($0)\"" }
    }
    guard !left.isEmpty, !kept.isEmpty else { return self }
    var other = self
    other.setEvents(kept)
    var names: [String] = []
    for name in left where !names.contains(name) { names.append(name) }
    other.notes.append(
      "\(names.joined(separator: ", ")): left out, as the export of deals says it, deal by deal")
    return other
  }

  /// Gives the mapping other events; one at least.
  mutating func setEvents(_ events: [JSON]) {
    guard case .object(var members) = mapping else { return }
    for index in members.indices where members[index].key == "events" {
      members[index].value = .array(events)
    }
    mapping = .object(members)
  }
}
