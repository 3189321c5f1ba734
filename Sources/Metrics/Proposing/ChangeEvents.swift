internal import Agreements
internal import Wire

/// The events of rows that say to which stage or owner a lead came.
extension MappingDraft {
  /// The column with the stages: of a property's history, or of rows that are stages by themselves.
  var changed: MappingProposal.Column? { kind == .stages ? column(.stage) : column(.value) }

  /// Stages that a lead came to, and owners that it was given to.
  var changeEvents: [JSON] {
    guard let time = column(.time), let format = time.writing, let changed else { return [] }
    let properties = column(.property)
    let names = properties?.profile.values ?? []
    guard kind == .stages || properties != nil else { return [] }
    /// What picks the rows of some properties; nothing where every row is a stage.
    func only(_ names: [String]) -> [(MappingProposal.Column, [String])] {
      properties.map { [($0, names)] } ?? []
    }
    let ofStages = only(names.filter { Vocabulary.isStageProperty($0) })
    func reached(_ kind: Mapping.EventKind, _ sense: Vocabulary.Sense, _ more: [JSON.Member] = []) -> JSON? {
      told(kind, time, format, ofStages + [(changed, stages(sense))], more)
    }
    let value = JSON.Member("value", .string(changed.profile.name))
    var events: [JSON?] = []
    // Which values these are is for the agreement to say; they are read where some value is known to be one.
    for (kind, sense) in [
      (Mapping.EventKind.mql, Vocabulary.Sense.qualified), (.accepted, .accepted), (.rejected, .rejected),
    ]
    where !stages(sense).isEmpty || kind == .mql && self.kind == .history {
      let reason = kind == .rejected ? name(.rejectionReason).map { [JSON.Member("reason", $0)] } ?? [] : []
      events.append(told(kind, time, format, ofStages, [value] + reason))
    }
    events += [
      reached(.handoff, .handedOver), reached(.recycled, .recycled), reached(.sql, .salesQualified),
      reached(.opportunity, .opportunity), reached(.lost, .lost), reached(.won, .won, [value]),
    ]
    let ofOwners = names.filter { Vocabulary.isOwnerProperty($0) }
    if properties != nil {
      events.append(
        told(.assigned, time, format, only(ofOwners), [.init("owner", .string(changed.profile.name))]))
    }
    return events.compactMap { $0 }
  }
}
