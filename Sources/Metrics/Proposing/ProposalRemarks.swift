internal import Agreements
import Wire

/// What has to be said of a proposed mapping: what values could mean, what the export lacks, what was assumed.
extension MappingDraft {
  /// Values that the agreement could give a meaning.
  var meanings: [MappingProposal.Meaning] {
    var meanings: [MappingProposal.Meaning] = []
    func add(_ subject: String, _ role: ColumnRole) {
      guard let column = column(role), let values = column.profile.values, !values.isEmpty else { return }
      meanings.append(MappingProposal.Meaning(subject: subject, column: column.profile.name, values: values))
    }
    add("which stages are an MQL, accepted, rejected or won", .stage)
    add("rejectionReasons", .rejectionReason)
    add("which happenings are what", .kind)
    if kind == .activities || kind == .events { add("humanAttempt: who is a program", .owner) }
    return meanings
  }

  /// Whether rows have somebody's id, and tell of what there is to count.
  var isUsable: Bool {
    let kinds = (rows == .leads ? stampedEvents : toldEvents).compactMap { $0["event"]?.text }
    if rows == .activities { return !kinds.isEmpty && (column(.id) ?? column(.email)) != nil }
    return column(.id) != nil && (kinds.contains("mql") || kinds.contains("requested"))
  }

  /// What cannot be measured from this export, and what to add to it.
  var gaps: [String] {
    let events = rows == .leads ? stampedEvents : toldEvents
    let kinds = Set(events.compactMap { $0["event"]?.text })
    if rows == .activities {
      let nothing = "nothing in it is known as a call, a mail, a meeting, a deal or a change of stage"
      let nobody = "no column says whose it is: add the lead's or contact's id, or the e-mail address"
      let isSomebodys = column(.id) != nil || column(.email) != nil
      return (events.isEmpty ? [nothing] : []) + (isSomebodys ? [] : [nobody])
    }
    var gaps: [String] = []
    if column(.id) == nil {
      gaps.append("no column looks like the lead's id; without it nothing can be counted")
    }
    if !kinds.contains("mql"), !kinds.contains("requested") {
      gaps.append(
        "it does not say when a lead became an MQL, so that nothing can be counted: \(system.mqlAdvice)")
    }
    if kinds.isDisjoint(with: ["attempt", "replied", "meetingBooked"]) {
      gaps.append("no first contact: \(system.attemptAdvice)")
    }
    if kinds.isDisjoint(with: ["accepted", "rejected"]) {
      gaps.append("no acceptances or rejections: add when sales accepted or rejected a lead, and why")
    }
    if column(.source) == nil { gaps.append("nothing by source: add where leads come from") }
    if column(.score) == nil, column(.amount) == nil { gaps.append("no tiers: add a score, or an amount") }
    return gaps
  }

  /// What was taken for granted.
  var doubts: [String] {
    var doubts: [String] = []
    if needsZone, hints.zone == nil {
      doubts.append(
        "its times carry no zone, and are read as UTC; name the CRM's with --zone, such as --zone Europe/Amsterdam"
      )
    }
    let days = timed.filter { !$0.profile.hasHours && $0.profile.filled > 0 && $0.role != .event(.created) }
    if !days.isEmpty {
      let names = days.map { "\"\($0.profile.name)\"" }.joined(separator: ", ")
      doubts.append("\(names): dates without time; nothing in hours can be measured from them")
    }
    if sample.encoding == .windows1252 { doubts.append("it is no UTF-8, and is read as Windows-1252") }
    return doubts
  }
}
