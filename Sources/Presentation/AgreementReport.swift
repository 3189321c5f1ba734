package import Agreements
import Policy
import Wire

/// What an agreement says besides its commitments, in words: what a signer signs with them.
package enum AgreementReport {
  package static func text(_ agreement: Agreement, _ style: Style) -> String {
    let measurement = agreement.measurement
    let lines = [
      ("tiers", tiers(measurement.tiers)), ("covers", scope(measurement.scope)),
      ("an MQL is", meaning(measurement.meanings[.mql])),
      ("a human attempt is", meaning(measurement.meanings[.humanAttempt])),
      ("required fields", list(measurement.requiredFields)),
      ("excluded sources", list(measurement.excludedSources)),
      ("rejection reasons", list(measurement.rejectionReasons.map(\.id))),
      ("opening hours", "\(hours(measurement.calendar)) (\(measurement.zone))"),
      ("holidays", list(measurement.calendar.holidays.map(\.description))),
      ("clocks start at", measurement.clockStart.rawValue), ("cool-off", "\(measurement.coolOffDays) days"),
      ("cancellation", said(agreement, "cancellation")),
      ("first miss", said(agreement, "consequences", "first")),
      ("second miss", said(agreement, "consequences", "second")),
      ("third miss", said(agreement, "consequences", "third")),
      ("first review", agreement.firstReview.description),
    ]
    return lines.map { name, words in
      let column = "  \(name):" + String(repeating: " ", count: max(1, 21 - name.count))
      let indent = String(repeating: " ", count: 24)
      let wrapped = words.shownOnOneLine.wrapped(80, indent: indent)
      return column + wrapped.dropFirst(indent.count) + "\n"
    }.joined()
  }

  private static func tiers(_ tiers: Measurement.Tiers?) -> String {
    guard let tiers else { return "none" }
    let unit = tiers.basis == .score ? "points" : "\(tiers.currency ?? "") in minor units"
    return tiers.bands.map { "\($0.id) from \($0.atLeast)" }.joined(separator: ", ") + " \(unit)"
  }

  private static func scope(_ rules: [Measurement.ScopeRule]) -> String {
    rules.isEmpty
      ? "all leads" : rules.map { "\($0.field) is \(list($0.values))" }.joined(separator: ", and ")
  }

  private static func meaning(_ meaning: Measurement.Meaning?) -> String {
    switch meaning {
    case nil: "not said"
    case .stamped: "whatever has a time in its column"
    case .values(let values): list(values)
    case .otherThan(let values): "any but \(list(values))"
    }
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "none" : items.joined(separator: ", ")
  }

  /// The week, days with the same hours together: `mon–fri 09:00–17:00, sat–sun closed`.
  private static func hours(_ calendar: CalendarRules) -> String {
    var runs: [(first: String, last: String, hours: String)] = []
    for (day, windows) in zip(CalendarRules.weekdays, calendar.week) {
      let name = String(day.prefix(3))
      let hours = windows.map { "\(clock($0.from))–\(clock($0.to))" }.joined(separator: " ")
      if let last = runs.last, last.hours == hours {
        runs[runs.count - 1].last = name
      } else {
        runs.append((name, name, hours))
      }
    }
    return runs.map { run in
      let days = run.first == run.last ? run.first : "\(run.first)–\(run.last)"
      return "\(days) \(run.hours.isEmpty ? "closed" : run.hours)"
    }.joined(separator: ", ")
  }

  private static func clock(_ minutes: Int) -> String {
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  private static func said(_ agreement: Agreement, _ keys: String...) -> String {
    var value = agreement.json as JSON?
    for key in keys { value = value?[key] }
    return value?.text ?? "not said"
  }
}
