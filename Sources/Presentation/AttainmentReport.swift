package import Agreements
package import Policy
package import Wire

/// What became of commitments, period by period, and how they stand now.
package enum AttainmentReport {
  /// A table with a line for each commitment: its last periods, the streak, and what that asks for.
  package static func text(
    _ items: [(id: String, periods: [Attainment])], _ rules: Charter.Parameters.Escalation, _ style: Style
  ) -> String {
    if items.isEmpty { return "No period is over yet that a version governed.\n" }
    var text = ""
    for item in items {
      guard let last = item.periods.last else { continue }
      let escalation = Escalation(item.periods, rules)
      text += style.bold(item.id) + "  \(last.commitment.words.shown)\n"
      text += Table.text(
        item.periods.map { period in
          [
            "  \(period.period)", state(period, style), period.figures?.words ?? "",
            period.relief.map { against($0, period.commitment) } ?? "", period.isLowCount ? "few cases" : "",
            period.isBackdated ? "backdated" : "",
          ]
        })
      if let demand = demand(escalation) { text += "  \(style.red(demand))\n" }
      text += "\n"
    }
    return text
  }

  private static func state(_ attainment: Attainment, _ style: Style) -> String {
    let trial = attainment.commitment.isProvisional ? " (trial)" : ""
    return switch attainment.state {
    case .met: style.green("met") + trial
    case .missed: style.red("missed") + trial
    case .unmeasured: style.red("unmeasured") + trial
    case .noData: "no data" + trial
    case .pending, .excused: attainment.state.rawValue + trial
    }
  }

  /// What an excused period is held against: what was promised, and what took its place.
  private static func against(_ relief: Attainment.Relief, _ commitment: Commitment) -> String {
    let original = relief.original == .noData ? "no data" : relief.original.rawValue
    let promised = "\(original) against \(commitment.target.words)"
    guard let target = relief.target else { return "exception \(relief.exception): \(promised)" }
    let softer = relief.isTargetMet.map { "\($0 ? "met" : "missed") against" } ?? "meanwhile"
    return "exception \(relief.exception): \(promised), \(softer) \(target.words)"
  }

  /// What a streak asks for now.
  private static func demand(_ escalation: Escalation) -> String? {
    switch escalation.level {
    case .none: nil
    case .flagged: "Missed \(escalation.misses.counted("time")): bring it up in the weekly review."
    case .leadership: "Missed \(escalation.misses.counted("time")): both VPs meet about it."
    case .process: "Missed \(escalation.misses.counted("time")): a formal review of the process is due."
    }
  }

  /// The record as a value.
  package static func json(
    _ items: [(id: String, periods: [Attainment])], _ rules: Charter.Parameters.Escalation
  ) -> JSON {
    .array(
      items.map { item in
        let escalation = Escalation(item.periods, rules)
        return .object([
          .init("commitment", .string(item.id)), .init("misses", .integer(escalation.misses)),
          .init("escalation", .string(escalation.level.rawValue)),
          .init(
            "periods",
            .array(
              item.periods.map { period in
                .object([
                  .init("period", .string(period.period.description)),
                  .init("version", .integer(period.version)),
                  .init("state", .string(period.state.rawValue)),
                  .init("provisional", .bool(period.commitment.isProvisional)),
                  .init("lowCount", .bool(period.isLowCount)),
                  .init("backdated", .bool(period.isBackdated)),
                  .init("exception", period.relief.map(json) ?? .null),
                  .init("figures", period.figures?.json ?? .null),
                  .init("snapshot", period.snapshot.map { .string($0.description) } ?? .null),
                ])
              })),
        ])
      })
  }

  private static func json(_ relief: Attainment.Relief) -> JSON {
    .object([
      .init("number", .integer(relief.exception)), .init("original", .string(relief.original.rawValue)),
      .init("target", relief.target?.json ?? .null),
      .init("targetMet", relief.isTargetMet.map(JSON.bool) ?? .null),
    ])
  }

  /// How a running period stands.
  package static func progress(_ items: [PeriodProgress], _ reading: Reading, _ style: Style) -> String {
    var text = style.bold("\(reading.agreement) \(reading.period)") + ", as of \(reading.asOf)\n"
    if items.isEmpty { return text + "No commitment has such a period.\n" }
    text += Table.text(
      items.map { item in
        let due = item.dueByNow.map { ", \($0) due by now" } ?? ""
        return [
          "  \(item.commitment.id)", verdict(item, style), "\(item.figures.words)\(due)",
          "of \(item.commitment.target.words)",
        ]
      })
    return text
  }

  private static func verdict(_ item: PeriodProgress, _ style: Style) -> String {
    if let exception = item.exception { return "excused (exception \(exception))" }
    return switch item.isOnTrack {
    case nil: "no data"
    case true?: style.green("on track")
    case false?: style.red("at risk")
    }
  }
}
