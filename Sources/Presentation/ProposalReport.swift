import Agreements
package import Metrics

/// A proposed mapping in words, for whoever knows the export.
package enum ProposalReport {
  package static func text(_ proposal: MappingProposal, file: String, _ style: Style) -> String {
    let rows =
      switch proposal.rows {
      case .leads: "a lead a row"
      case .events: "something that happened a row"
      case .activities: "activities of leads that another export lists"
      }
    let count = proposal.columns.first?.profile.rows ?? 0
    var text = style.bold(file.shownOnOneLine) + ": \(proposal.system.rawValue), \(rows)"
    text += " (\(count.counted("row")) looked at)\n\n"
    text += Table.text(
      proposal.columns.filter { $0.role != nil }.map { column in
        [
          "  \(column.profile.name.shownOnOneLine.prefix(32))", "\(column.role?.description ?? "")",
          sure(column.certainty),
          sample(column),
        ]
      })
    let others = proposal.columns.filter { $0.role == nil }.map(\.profile.name)
    if !others.isEmpty { text += "\nnot used:\n" + list(others) }
    for meaning in proposal.meanings {
      text +=
        "\nfor the agreement, \(meaning.subject) (\(meaning.column.shownOnOneLine)):\n" + list(meaning.values)
    }
    for doubt in proposal.doubts { text += "\n\(style.yellow("look at this:"))\n" + paragraph(doubt) }
    for gap in proposal.gaps { text += "\n\(style.red("cannot be had:"))\n" + paragraph(gap) }
    return text
  }

  /// The first of many names.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(24).map { String($0.shownOnOneLine.prefix(60)) }
    let more = names.count > shown.count ? " and \(names.count - shown.count) more" : ""
    return paragraph(shown.joined(separator: ", ") + more)
  }

  private static func paragraph(_ text: String) -> String {
    text.shownOnOneLine.wrapped(80, indent: "  ") + "\n"
  }

  private static func sure(_ certainty: Int) -> String {
    switch certainty {
    case 75...: "sure"
    case 55..<75: "likely"
    default: "a guess"
    }
  }

  /// A cell, and how it is read.
  private static func sample(_ column: MappingProposal.Column) -> String {
    let cell = String(column.profile.sample.shownOnOneLine.prefix(30))
    guard !cell.isEmpty else { return "(empty)" }
    return column.format.map { "\(cell)  as \($0.text)" } ?? cell
  }
}
