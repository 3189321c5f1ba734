import Agreements
import Policy
import Presentation
import Signatures
import Wire

/// Who may do what and by which rules, in words: all that whoever signs a charter agrees to.
enum CharterReport {
  static func text(_ roster: Roster, missing: [String], _ style: Style) -> String {
    let charter = roster.charter
    var text = style.bold("Charter v\(charter.version)") + ", rules \(charter.rules)\n\nPeople\n"
    for person in charter.people {
      let roles = roster.roles(of: person.id).map(\.id).joined(separator: ", ")
      text += "  \(style.bold(person.id))  \(person.name.shownOnOneLine) <\(person.email.shownOnOneLine)>"
      text += roles.isEmpty ? "\n" : ": \(roles)\n"
      let keys = roster.keys(of: person.id).map(\.fingerprint)
      text += (keys.isEmpty ? ["no key"] : keys).map { "    \($0)\n" }.joined()
    }
    text += "\nApprovals\n"
    text += Table.text(
      Agreements.Charter.ApprovalKind.allCases.map { kind in
        [
          "  \(kind.rawValue)",
          (charter.approvals[kind] ?? []).map { $0.joined(separator: " + ") }.joined(separator: ", or "),
        ]
      })
    text += "\nRights\n" + Table.text(CharterRules.rights(charter))
    text += "\nRules\n" + Table.text(CharterRules.rules(charter))
    if !missing.isEmpty { text += "\nNot sealed: waits for \(missing.joined(separator: ", "))\n" }
    return text
  }

  /// What a draft changes about that: every difference, with its reason.
  static func text(_ differences: [Difference], _ changes: [Change], _ style: Style) -> String {
    differences.map { difference in
      let reason = changes.last { $0.pointer.covers(difference.pointer) }?.reason
      let shown = Statement.withFingerprints(difference)
      var lines = [
        style.bold("changes") + " \(shown.pointer.description.shownOnOneLine)",
        "  was   \((shown.before?.brief ?? "nothing").shownOnOneLine)",
        "  now   \((shown.after?.brief ?? "nothing").shownOnOneLine)",
      ]
      if let reason { lines.append("  because \(reason.shownOnOneLine)") }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
