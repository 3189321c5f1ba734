internal import Agreements
internal import Wire

/// The events of rows that say what happened.
extension MappingDraft {
  /// The events of activities.
  var toldEvents: [JSON] {
    guard let time = column(.time), let format = time.writing else { return [] }
    guard let what = column(.kind) else { return soleEvents(time, format) }
    if let named = namedEvents(what, time, format) { return named }
    // A rejected MQL is none, and neither is one that was assigned.
    let qualified = values(of: what, .qualified).filter { [nil, .mql].contains(Vocabulary.happening($0)) }
    var events = [
      told(.mql, time, format, [(what, qualified)]),
      told(.requested, time, format, [(what, values(of: what, .request))]),
      told(.requestedPricing, time, format, [(what, values(of: what, .pricingRequest))]),
      told(.requestedContact, time, format, [(what, values(of: what, .contactRequest))]),
    ]
    events += attempts(what, time, format)
    events.append(told(.replied, time, format, [(what, values(of: what, .reply))]))
    // A meeting is booked when it is entered, and takes place when its own time says.
    let booked = column(.logged).flatMap { logged in logged.writing.map { (logged, $0) } } ?? (time, format)
    events.append(told(.meetingBooked, booked.0, booked.1, [(what, values(of: what, .meeting))]))
    events += decidedEvents(what, time, format)
    return events.compactMap { $0 }
  }

  /// What became of leads and deals, by what is said to have been done with them.
  private func decidedEvents(
    _ what: MappingProposal.Column, _ time: MappingProposal.Column, _ format: TimeWriting
  ) -> [JSON?] {
    let said = (what.profile.values ?? []).map { ($0, Vocabulary.happening($0)) }
    return Mapping.EventKind.allCases.filter { $0 != .mql && (kind == .events || $0 != .created) }.map {
      kind in
      told(
        kind, time, format, [(what, said.filter { $0.1 == kind }.map(\.0))], details(of: kind, format))
    }
  }

  /// The events of rows that call what happened as mappings do; nil where they have words of their own.
  private func namedEvents(
    _ what: MappingProposal.Column, _ time: MappingProposal.Column, _ format: TimeWriting
  ) -> [JSON]? {
    let values = what.profile.values ?? []
    let named = Mapping.EventKind.allCases.compactMap { kind -> (Mapping.EventKind, [String])? in
      let own = values.filter { Vocabulary.normalized($0) == Vocabulary.normalized(kind.rawValue) }
      return own.isEmpty ? nil : (kind, own)
    }
    guard named.count >= 3, named.contains(where: { $0.0 == .mql || $0.0 == .requested }) else { return nil }
    return named.compactMap { kind, values in
      told(kind, time, format, [(what, values)], details(of: kind, format))
    }
  }

  /// What else is told of what happened.
  private func details(of kind: Mapping.EventKind, _ format: TimeWriting) -> [JSON.Member] {
    switch kind {
    case .attempt: details(format)
    case .rejected, .accepted: name(.rejectionReason).map { [.init("reason", $0)] } ?? []
    case .assigned: name(.owner).map { [.init("owner", $0)] } ?? []
    case .opportunity, .won, .lost:
      [("deal", ColumnRole.deal), ("amount", .amount), ("currency", .currency)].compactMap { key, role in
        name(role).map { JSON.Member(key, $0) }
      }
    default: []
    }
  }

  /// The events of an export of calls, mails or meetings only.
  private func soleEvents(_ time: MappingProposal.Column, _ format: TimeWriting) -> [JSON] {
    let names = Set(columns.map { Vocabulary.normalized($0.profile.name) })
    guard let sense = ExportKind.soleKind(names) else { return [] }
    guard sense != .meeting else {
      let booked = column(.logged).flatMap { logged in logged.writing.map { (logged, $0) } } ?? (time, format)
      return [.object(event(.meetingBooked, booked.0, booked.1))]
    }
    var events: [JSON?] = []
    var conditions: [(MappingProposal.Column, [String])] = []
    if let direction = column(.direction), let ways = ways(direction) {
      conditions = [(direction, ways.out)]
      if !ways.in.isEmpty { events = [told(.replied, time, format, [(direction, ways.in)])] }
    }
    var more = [JSON.Member("channel", .string(sense == .call ? "call" : "email"))]
    more += details(format)
    events.insert(
      conditions.isEmpty
        ? .object(event(.attempt, time, format) + more) : told(.attempt, time, format, conditions, more),
      at: 0)
    if let outcome = column(.outcome) {
      events.append(told(.connected, time, format, [(outcome, reached(outcome))]))
    }
    return events.compactMap { $0 }
  }

  /// What else is told of an attempt: by whom it was made, what came of it, when it was entered.
  private func details(_ format: TimeWriting) -> [JSON.Member] {
    var more: [JSON.Member] = []
    if let by = name(.actor) { more.append(.init("value", by)) }
    if let outcome = name(.outcome) { more.append(.init("outcome", outcome)) }
    return more + beside(("loggedAt", "loggedTime"), .logged, format)
  }

  private func reached(_ outcome: MappingProposal.Column) -> [String] {
    zip(outcome.profile.values ?? [], outcome.profile.counts).filter { value, count in
      Vocabulary.sense(of: value, among: [.connected]) != nil && labels.allows(value, count: count)
    }.map(\.0)
  }

  /// Calls that went out and were made, and what was written; what came of them.
  private func attempts(
    _ what: MappingProposal.Column, _ time: MappingProposal.Column, _ format: TimeWriting
  ) -> [JSON?] {
    let (calls, messages) = (values(of: what, .call), values(of: what, .message))
    var done: [(MappingProposal.Column, [String])] = []
    if let column = column(.done), let values = finished(column) { done = [(column, values)] }
    let more = [JSON.Member("channelColumn", .string(what.profile.name))] + details(format)
    var events: [JSON?] = []
    if let direction = column(.direction), let ways = ways(direction) {
      // Mails mostly went out, and say so in few exports.
      let isSaid = messagesSayTheirWay
      events = [
        told(.attempt, time, format, [(what, calls), (direction, ways.out)] + done, more),
        told(
          .attempt, time, format, [(what, messages)] + (isSaid ? [(direction, ways.out)] : []) + done, more),
      ]
      if !ways.in.isEmpty {
        events.append(
          told(.replied, time, format, [(what, isSaid ? calls + messages : calls), (direction, ways.in)]))
      }
    } else {
      let ordered = (what.profile.values ?? []).filter { calls.contains($0) || messages.contains($0) }
      events = [told(.attempt, time, format, [(what, ordered)] + done, more)]
    }
    if let outcome = column(.outcome) {
      events.append(told(.connected, time, format, [(what, calls), (outcome, reached(outcome))]))
    }
    return events
  }

  /// The values of a column that say that something is done; nil where it does not say so of nearly every row.
  private func finished(_ column: MappingProposal.Column) -> [String]? {
    guard column.profile.filled * 20 >= column.profile.rows * 19 else { return nil }
    let values = (column.profile.values ?? []).filter {
      Vocabulary.doneWords.contains(Vocabulary.normalized($0))
    }
    return values.isEmpty ? nil : values
  }

  /// The values of a column that say that a call went out, and those that say that it came in; nil where none says either.
  private func ways(_ column: MappingProposal.Column) -> (out: [String], in: [String])? {
    let values = column.profile.values ?? []
    let out = values.filter { Vocabulary.outboundWords.contains(Vocabulary.normalized($0)) }
    return out.isEmpty ? nil : (out, values.filter { Vocabulary.sense(of: $0, among: [.reply]) != nil })
  }

  /// An event that only rows with certain values tell of; nil where a column has none of them.
  func told(
    _ kind: Mapping.EventKind, _ time: MappingProposal.Column, _ format: TimeWriting,
    _ conditions: [(MappingProposal.Column, [String])], _ more: [JSON.Member] = []
  ) -> JSON? {
    let when = conditions.compactMap { Self.condition($0.0, $0.1) }
    guard when.count == conditions.count else { return nil }
    let conditions = when.isEmpty ? [] : [JSON.Member("when", .array(when))]
    return .object(event(kind, time, format) + more + conditions)
  }
}
