internal import Agreements
internal import Wire

/// The events of rows that are deals.
extension MappingDraft {
  /// That it was opened, won or lost, with its id and what it is worth.
  var dealEvents: [JSON] {
    let worth: [JSON.Member] = [("deal", ColumnRole.deal), ("amount", .amount), ("currency", .currency)]
      .compactMap { key, role in name(role).map { JSON.Member(key, $0) } }
    var events: [JSON] = []
    if let opened = column(.event(.opportunity)) ?? column(.event(.created)), let format = opened.writing {
      events.append(.object(event(.opportunity, opened, format) + worth))
    }
    for kind in [Mapping.EventKind.won, .lost] {
      guard let when = closing(kind),
        let closed = kind == .lost ? column(.event(.lost)) ?? column(.event(.won)) : column(.event(.won)),
        let format = closed.writing
      else { continue }
      let value =
        kind == .won ? column(.dealStage).map { [JSON.Member("value", .string($0.profile.name))] } ?? [] : []
      let conditions = when.isEmpty ? [] : [JSON.Member("when", .array(when))]
      events.append(.object(event(kind, closed, format) + worth + value + conditions))
    }
    return events
  }

  /// What says of a row that its deal was won or lost: its stage, else a flag, else that it has a time of its own; nil where
  /// nothing does.
  private func closing(_ kind: Mapping.EventKind) -> [JSON]? {
    if let stage = column(.dealStage) {
      let values = stages(kind == .won ? .won : .lost)
      if let condition = Self.condition(stage, values) { return [condition] }
    }
    if let won = column(.wonFlag) {
      let yes = Self.flags(won, isSet: true)
      let no = Self.flags(won, isSet: false)
      if kind == .won { return Self.condition(won, yes).map { [$0] } }
      if let closed = column(.closedFlag),
        let isClosed = Self.condition(closed, Self.flags(closed, isSet: true)),
        let isNotWon = Self.condition(won, no)
      {
        return [isClosed, isNotWon]
      }
    }
    let name = column(.event(kind)).map { Vocabulary.normalized($0.profile.name) } ?? ""
    let isOwn = Vocabulary.sense(of: name, among: [kind == .won ? .won : .lost]) != nil
    return isOwn ? [] : nil
  }

  /// The values of a flag that say that it is set, or that it is not.
  static func flags(_ column: MappingProposal.Column, isSet: Bool) -> [String] {
    let words: Set<String> =
      isSet
      ? ["true", "1", "yes", "ja", "oui", "si", "sim"] : ["false", "0", "no", "nein", "non", "nao", "nee"]
    return (column.profile.values ?? []).filter { words.contains(Vocabulary.normalized($0)) }
  }
}
