import Agreements
package import Metrics

/// A proposed mapping in words, for whoever knows the export.
package enum ProposalReport {
  /// What each column is taken for, some rows as they are read, and what to look at.
  package static func text(_ proposal: MappingProposal, file: String, _ style: Style) -> String {
    let rows =
      switch proposal.rows {
      case .leads: "a lead a row"
      case .events: "something that happened a row"
      case .activities: "what happened to leads that another export lists"
      }
    let count = proposal.columns.first?.profile.rows ?? 0
    var text = style.bold(file.shownOnOneLine) + ": \(proposal.system.rawValue), \(rows)"
    text += " (\(count.counted("row")) looked at)\n\n"
    text += Table.text(
      proposal.columns.filter { $0.role != nil }.map { column in
        [
          "  \(column.profile.name.shownOnOneLine.shortened(40))", "\(column.role?.description ?? "")",
          sure(column.certainty),
          sample(column),
        ]
      })
    let others = proposal.columns.filter { $0.role == nil }.map(\.profile.name)
    if !others.isEmpty { text += "\nnot used:\n" + list(others) }
    text += stages(proposal.stages)
    if !proposal.uncounted.isEmpty { text += "\ncounted as nothing:\n" + list(proposal.uncounted) }
    if !proposal.samples.isEmpty { text += "\nread like this:\n" + proposal.samples.map(row).joined() }
    if let zone = proposal.givenZone {
      let advice =
        "times without a zone are taken for those of \(zone); where the CRM shows others, a mapping names its zone"
      text += "\nwhere clocks are:\n" + paragraph(advice)
    }
    for left in proposal.meanings.left {
      let values = left.values.isEmpty ? "" : ": " + left.values.joined(separator: ", ")
      text += "\nfor the agreement to say:\n" + paragraph("\"\(left.column)\" \(left.why)\(values)")
    }
    for note in proposal.notes { text += "\nbeside the other exports:\n" + paragraph(note) }
    for advice in proposal.advice { text += "\nbetter with names:\n" + paragraph(advice) }
    for doubt in proposal.doubts { text += "\n\(style.yellow("look at this:"))\n" + paragraph(doubt) }
    return text
  }

  /// Why an export cannot be used, and what to add to it.
  package static func text(obstacles: [String], _ style: Style) -> String {
    obstacles.map { "\(style.red("cannot be used:"))\n" + paragraph($0) }.joined(separator: "\n")
  }

  /// Which numbers cannot be had, and what to add to the export for them.
  package static func text(_ missing: [MissingNumbers], _ style: Style) -> String {
    guard !missing.isEmpty else { return "" }
    let lines = missing.map { missing in
      let metrics = missing.metrics.joined(separator: ", ")
      return "  \(metrics)\n" + missing.reason.shownOnOneLine.wrapped(80, indent: "    ")
    }
    return "\(style.yellow("cannot be had from this:"))\n" + lines.joined(separator: "\n") + "\n"
  }

  /// What would be written into a draft's measurement.
  package static func text(changes: [String], to draft: String, _ style: Style) -> String {
    let lines = changes.map { "  " + $0.shownOnOneLine.wrapped(80, indent: "    ").drop { $0 == " " } }
    return "\(style.bold("would be written into the draft \(draft):"))\n" + lines.joined(separator: "\n")
      + "\n"
  }

  /// What stages are taken to say, each thing with those that say it, and those of which nothing is known.
  private static func stages(_ stages: [StageReading]) -> String {
    var said: [(words: String, stages: [StageReading])] = []
    for stage in stages {
      guard let words = stage.words else { continue }
      if let index = said.firstIndex(where: { $0.words == words }) {
        said[index].stages.append(stage)
      } else {
        said.append((words, [stage]))
      }
    }
    let silent = stages.filter { $0.words == nil }
    if !silent.isEmpty { said.append(("nothing known", silent)) }
    guard !said.isEmpty else { return "" }
    return "\nwhat its stages say:\n"
      + said.map { words, stages in
        let shown = stages.prefix(12).map { "\"\($0.value.shortened(60))\"\($0.isSure ? "" : " (likely)")" }
        let more = stages.count > shown.count ? " and \(stages.count - shown.count) more" : ""
        return paragraph("\(words): \(shown.joined(separator: ", "))\(more)")
      }.joined()
  }

  private static func row(_ row: SampleRow) -> String {
    var text = "  row \(row.row)  \(row.lead.shownOnOneLine)\n"
    for event in row.events { text += "    \(event.shownOnOneLine.prefix(100))\n" }
    if !row.facts.isEmpty {
      text += row.facts.joined(separator: ", ").shownOnOneLine.wrapped(80, indent: "    ") + "\n"
    }
    return text
  }

  /// The first of many names.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(24).map { $0.shownOnOneLine.shortened(60) }
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
    guard column.role?.isTime == true else { return cell }
    return column.writing.map { "\(cell)  as \($0.text)" } ?? "\(cell)  not read"
  }
}
