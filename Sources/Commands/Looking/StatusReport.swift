import Agreements
import History
import Ledger
import Policy
import Presentation
import Wire

/// The ledger's status in words and as JSON.
enum StatusReport {
  static func text(_ status: LedgerStatus, _ style: Style) -> String {
    var text =
      "\(style.bold("Ledger")) \(status.identity.short)…  \(status.commits.counted("commit")), verified\n"
    if !status.missingFounders.isEmpty {
      text +=
        style.yellow("Not sealed:")
        + " the first charter waits for \(status.missingFounders.joined(separator: ", "))\n"
    }
    for agreement in status.agreements { text += "\n" + self.text(agreement, style) }
    if status.agreements.isEmpty { text += "\nNo agreement is in force yet.\n" }
    for waiting in status.waiting { text += "\n" + self.text(waiting, style) }
    for branch in status.unsynced {
      text += "\n\(style.yellow("Unsynced:")) commits that no longer applied are kept on \(branch)\n"
    }
    if let unpublished = status.unpublished, unpublished > 0 {
      text += "\n\(unpublished.counted("commit")) not published yet.\n"
    }
    let isSyncLast = (status.unpublished ?? 0) > 0 && next(status) != "sla sync"
    return text + "\nNext: \(next(status))\(isSyncLast ? ", then: sla sync" : "")\n"
  }

  private static func text(_ inForce: LedgerStatus.InForce, _ style: Style) -> String {
    let agreement = inForce.agreement
    var text =
      style.bold("\(agreement.id) v\(agreement.version)")
      + " \(agreement.isTrial ? "Trial agreement: " : "")\(agreement.title.shown)\n"
    text +=
      "  \(inForce.isEffective ? "effective since" : "not effective before") \(agreement.effective), signed by \(inForce.signedBy.map { "\($0.person) (\($0.role))" }.joined(separator: ", "))\n"
    text += Table.text(agreement.commitments.map { ["  \($0.id)", $0.words.shown] })
    for exception in inForce.exceptions {
      text +=
        "  excused in \(exception.periods.map(\.description).joined(separator: ", ")): \(exception.reliefs.map(words).joined(separator: ", ")) (exception \(exception.version))\n"
    }
    if !inForce.measured.isEmpty {
      text += "  last measured: \(inForce.measured.map(\.description).joined(separator: ", "))\n"
    }
    return text + "  first review: \(agreement.firstReview)\n"
  }

  /// What an exception does to one commitment.
  private static func words(_ relief: Exception.Relief) -> String {
    relief.commitment + (relief.target.map { " to \($0.words)" } ?? "")
  }

  private static func text(_ waiting: LedgerStatus.Waiting, _ style: Style) -> String {
    let draft = waiting.draft
    var text =
      style.bold("Draft \(draft.slug)") + ": \(draft.title), round \(draft.round)\n"
    for name in waiting.approved { text += "  approved by \(name.person) as \(name.role)\n" }
    for decline in waiting.declined {
      let reason = decline.comment.map { ": \($0.shownOnOneLine)" } ?? ""
      text += "  \(style.red("declined")) by \(decline.person) as \(decline.role)\(reason)\n"
    }
    if !waiting.missing.isEmpty, waiting.declined.isEmpty {
      text += "  waits for \(waiting.missing.joined(separator: " and "))\n"
    }
    if !waiting.findings.isEmpty {
      text +=
        "  \(style.yellow(waiting.findings.count.counted("finding"))) to settle before it can be ratified: sla lint \(draft.slug)\n"
    }
    return text
  }

  /// The one thing to type next.
  private static func next(_ status: LedgerStatus) -> String {
    if !status.missingFounders.isEmpty {
      return "sla charter sign (\(status.missingFounders.joined(separator: ", ")))"
    }
    if let draft = status.waiting.first(where: { !$0.findings.isEmpty && $0.declined.isEmpty }) {
      return "sla lint \(draft.draft.slug)"
    }
    if let draft = status.waiting.first(where: { $0.declined.isEmpty }) {
      let flag = draft.draft.series == .charter ? " --agreement charter" : ""
      return draft.missing.isEmpty
        ? "sla ratify \(draft.draft.slug)\(flag)"
        : "sla sign \(draft.draft.slug)\(flag) (\(draft.missing.joined(separator: ", ")))"
    }
    if let draft = status.waiting.first {
      return
        "sla amend edit \(draft.draft.slug) (declined by \(draft.declined.map(\.role).joined(separator: ", ")))"
    }
    if (status.unpublished ?? 0) > 0 { return "sla sync" }
    return status.agreements.isEmpty
      ? "sla amend new SLUG --agreement ID" : "sla snapshot take PERIOD --source FILE --mapping FILE"
  }

  static func json(_ status: LedgerStatus) -> JSON {
    .object([
      .init("ledger", .string(status.identity.hex)), .init("tip", .string(status.tip.description)),
      .init("commits", .integer(status.commits)),
      .init("charterVersion", .integer(status.charterVersion)),
      .init("missingFounders", .array(status.missingFounders.map(JSON.string))),
      .init("agreements", .array(status.agreements.map(json))),
      .init("drafts", .array(status.waiting.map(json))),
      .init("unsynced", .array(status.unsynced.map(JSON.string))),
      .init("unpublished", status.unpublished.map(JSON.integer) ?? .null),
      .init("next", .string(next(status))),
    ])
  }

  private static func json(_ inForce: LedgerStatus.InForce) -> JSON {
    .object([
      .init("agreement", .string(inForce.agreement.id)),
      .init("version", .integer(inForce.agreement.version)),
      .init("effective", .string(inForce.agreement.effective.description)),
      .init("isEffective", .bool(inForce.isEffective)),
      .init("isTrial", .bool(inForce.agreement.isTrial)),
      .init(
        "signedBy",
        .array(
          inForce.signedBy.map {
            .object([.init("person", .string($0.person)), .init("role", .string($0.role))])
          })),
      .init(
        "commitments",
        .array(
          inForce.agreement.commitments.map {
            .object([.init("id", .string($0.id)), .init("words", .string($0.words))])
          })),
      .init(
        "exceptions",
        .array(
          inForce.exceptions.map { exception in
            .object([
              .init("number", .integer(exception.version)),
              .init("periods", .array(exception.periods.map { .string($0.description) })),
              .init("commitments", .array(exception.reliefs.map(\.json))),
            ])
          })),
    ])
  }

  private static func json(_ waiting: LedgerStatus.Waiting) -> JSON {
    .object([
      .init("series", .string(waiting.draft.series.name)), .init("slug", .string(waiting.draft.slug)),
      .init("version", .integer(waiting.draft.version)),
      .init("round", .integer(waiting.draft.round)),
      .init("approvedBy", .array(waiting.approved.map { .string($0.role) })),
      .init("declinedBy", .array(waiting.declined.map { .string($0.role) })),
      .init("declinedBecause", .array(waiting.declined.map { .string($0.comment ?? "") })),
      .init("missing", .array(waiting.missing.map(JSON.string))),
      .init("findings", FindingReport.json(waiting.findings)),
    ])
  }
}
