import Agreements
package import Metrics
package import Wire

/// The leads that wait, for those who have to call them.
package enum TodayReport {
  /// The leads of each owner, those that are late or due first on top.
  package static func text(_ leads: [WaitingLead], _ waiting: WaitingLeads, _ style: Style) -> String {
    var text = "As of \(waiting.zone.written(waiting.asOf, isDay: false))\n"
    if leads.isEmpty { text += "No lead waits.\n" }
    for (owner, own) in byOwner(leads) {
      text += "\n" + style.bold(owner.isEmpty ? "(nobody)" : owner.shownOnOneLine)
      text += "  \(own.count.counted("lead"))\n"
      text += Table.text(
        own.map { lead in
          let isLate = lead.due < waiting.asOf
          return [
            "  " + (isLate ? style.red("late") : "due "), waiting.zone.written(lead.due, isDay: false),
            lead.id.shownOnOneLine, lead.tier.map { "tier \($0)" } ?? "no tier", lead.source.shownOnOneLine,
            promise(lead),
          ]
        })
    }
    if waiting.lateForLonger > 0 {
      let verb = waiting.lateForLonger == 1 ? "has" : "have"
      text +=
        "\n\(waiting.lateForLonger.counted("more lead")) \(verb) been late for over five business days.\n"
    }
    return text
  }

  /// A table for spreadsheets (RFC 4180), in which no cell is taken for a formula.
  package static func csv(_ leads: [WaitingLead], _ waiting: WaitingLeads) -> String {
    let header = ["owner", "lead", "state", "due", "started", "tier", "source", "promise"]
    let rows = leads.map { lead in
      [
        lead.owner, lead.id, lead.due < waiting.asOf ? "late" : "due", "\(lead.due)", "\(lead.start)",
        lead.tier ?? "", lead.source, promise(lead),
      ]
    }
    return CSVTable.text([header] + rows)
  }

  /// The leads as values.
  package static func json(_ leads: [WaitingLead], _ waiting: WaitingLeads) -> JSON {
    .object([
      .init("asOf", .string("\(waiting.asOf)")), .init("lateForLonger", .integer(waiting.lateForLonger)),
      .init(
        "leads",
        .array(
          leads.map { lead in
            .object([
              .init("owner", .string(lead.owner)), .init("lead", .string(lead.id)),
              .init("late", .bool(lead.due < waiting.asOf)), .init("due", .string("\(lead.due)")),
              .init("started", .string("\(lead.start)")),
              .init("tier", lead.tier.map { .string($0) } ?? .null), .init("source", .string(lead.source)),
              .init("metric", .string(lead.measure.metric.rawValue)),
              .init("within", .string(lead.measure.parameters.within?.words ?? "")),
            ])
          })),
    ])
  }

  /// Owners in the order in which their first lead is due.
  private static func byOwner(_ leads: [WaitingLead]) -> [(owner: String, leads: [WaitingLead])] {
    var groups: [(owner: String, leads: [WaitingLead])] = []
    var places: [[UInt8]: Int] = [:]
    for lead in leads {
      let key = Array(lead.owner.utf8)
      if let place = places[key] {
        groups[place].leads.append(lead)
      } else {
        places[key] = groups.count
        groups.append((lead.owner, [lead]))
      }
    }
    return groups
  }

  private static func promise(_ lead: WaitingLead) -> String {
    "\(lead.measure.metric.rawValue) within \(lead.measure.parameters.within?.words ?? "?")"
  }
}
