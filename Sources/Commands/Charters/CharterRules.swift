import Agreements
import Presentation

/// What a charter lets people do besides approving, and the rules that it sets, in words.
enum CharterRules {
  static func rights(_ charter: Agreements.Charter) -> [[String]] {
    Agreements.Charter.Right.allCases.map { right in
      let roles = charter.rights[right] ?? []
      return ["  \(right.rawValue)", roles.isEmpty ? "nobody" : roles.joined(separator: ", ")]
    } + [["  host files", hostFiles(charter)]]
  }

  private static func hostFiles(_ charter: Agreements.Charter) -> String {
    charter.host.isEmpty ? "none" : "admin: " + charter.host.map(\.shownOnOneLine).joined(separator: ", ")
  }

  static func rules(_ charter: Agreements.Charter) -> [[String]] {
    let rules = charter.parameters
    return [
      [
        "  targets",
        "volume at most \(rules.growthCapPercent) % above the baseline of \(count(rules.baselinePeriods, "period")); counts below \(rules.lowCountFloor) are flagged as low",
      ],
      [
        "  evidence",
        "an earlier run of periods may be cited for \(count(rules.evidenceAgeDays, "day")); "
          + (rules.attestationRequired
            ? "the other side has to attest it" : "whether the other side attested it is shown"),
      ],
      [
        "  drafts",
        "in force within \(count(rules.draftLifetimeDays, "day")) or never; clocks may differ by \(count(rules.clockToleranceMinutes, "minute"))",
      ],
      ["  misses", misses(rules.escalation)],
      ["  reviews", "at least once a \(rules.reviewCadence)"],
      ["  fiscal year", rules.fiscal.words],
    ]
  }

  private static func misses(_ escalation: Agreements.Charter.Parameters.Escalation) -> String {
    let counted = escalation.countsThreeOfFour ? "among the last four periods" : "in a row"
    return
      "\(escalation.leadership) \(counted): both VPs meet; \(escalation.process): the process is reviewed"
  }

  private static func count(_ number: Int, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }
}

extension FiscalCalendar {
  /// When its years start, and what its months are.
  fileprivate var words: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    let month = months[startMonth - 1]
    guard let weeks else { return "starts on 1 \(month); months are the calendar's" }
    let weekday = CalendarRules.weekdays[weeks.weekday]
    let rule =
      switch weeks.firstDay {
      case .nearest: "nearest to"
      case .onOrBefore: "on or before"
      case .onOrAfter: "on or after"
      }
    return
      "starts on the \(weekday.prefix(1).uppercased())\(weekday.dropFirst()) \(rule) 1 \(month); months have \(weeks.pattern.rawValue) weeks"
  }
}
