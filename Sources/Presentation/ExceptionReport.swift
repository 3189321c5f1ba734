import Agreements
package import Policy

/// An exception in words, for whoever drafts it or is about to sign it.
package enum ExceptionReport {
  package static func text(_ review: ExceptionReview, _ style: Style) -> String {
    let exception = review.exception
    let periods = exception.periods.map(\.description).joined(separator: ", ")
    var text =
      style.bold(
        "Exception \(exception.version) of \(exception.agreement), round \(exception.round): \(periods)")
      + "\n"
    let deadline = review.deadline.map { ", to be in force by \($0)" } ?? ""
    text += "proposed \(exception.proposed)\(deadline)\n"
    for item in review.items { text += "\n" + self.text(item, style) }
    var lines: [String] = []
    if let incident = exception.incident { lines.append("incident \(incident.shown)") }
    for cited in review.cited {
      lines.append(
        "\(cited.period) r\(cited.snapshot.revision)  \(cited.entry.id.shown)  \(cited.entry.figures.words)")
    }
    lines.append("because \(exception.reason.shown)")
    return text + "\n" + lines.map { $0 + "\n" }.joined()
  }

  private static func text(_ item: ExceptionReview.Item, _ style: Style) -> String {
    let does = item.relief.target == nil ? "suspends" : "eases"
    var text = "\(style.bold(does)) \(item.relief.commitment)\n  promised  \(item.words.shown)\n"
    if let target = item.relief.target { text += "  meanwhile \(target.words)\n" }
    return text
  }
}
