import Agreements
package import Policy
package import Wire

/// A draft's changes in words, with what was measured, for whoever is about to sign.
package enum DraftReport {
  package static func text(_ review: ChangeReview, _ style: Style) -> String {
    let draft = review.draft
    let kind = draft.isTrial ? "Trial agreement" : "Agreement"
    var text =
      style.bold("\(kind) \(draft.id) v\(draft.version), round \(draft.round): \(draft.title.shown)") + "\n"
    text += "effective \(draft.effective), proposed \(draft.proposed)\n"
    // A first version is signed with all that it says; of a later one signers see what differs.
    if review.previous == nil { text += "\n" + AgreementReport.text(draft, style) }
    for item in review.items { text += "\n" + self.text(item, style) }
    for note in Set(review.items.flatMap { $0.evidence?.circumstances ?? [] }).sorted() {
      text += "\nnote: \(note)\n"
    }
    return text
  }

  private static func text(_ item: ChangeReview.Item, _ style: Style) -> String {
    let name = item.after?.id ?? item.before?.id ?? item.difference.pointer.description
    var lines = ["\(style.bold(item.difference.change.rawValue)) \(name.shown)"]
    if let before = item.before { lines.append("  was   \(before.words.shown)") }
    if let after = item.after {
      lines.append("  \(item.before == nil ? "is   " : "now  ") \(after.words.shown)")
    }
    if item.before == nil, item.after == nil {
      lines.append("  was   \(item.difference.before?.brief.shown ?? "nothing")")
      lines.append("  now   \(item.difference.after?.brief.shown ?? "nothing")")
    }
    for cited in item.evidence?.cited ?? [] {
      lines.append("  \(cited.period) r\(cited.snapshot.revision)  \(cited.entry.figures.words)")
    }
    if let baseline = item.baseline { lines.append("  baseline \(baseline.words)") }
    for note in Set(item.evidence?.notes ?? []).sorted() { lines.append("  note: \(note.shown)") }
    if let reason = item.change?.reason { lines.append("  because \(reason.shown)") }
    return lines.joined(separator: "\n") + "\n"
  }

  package static func json(_ review: ChangeReview) -> JSON {
    .object([
      .init("agreement", .string(review.draft.id)), .init("version", .integer(review.draft.version)),
      .init("slug", .string(review.draft.slug)), .init("round", .integer(review.draft.round)),
      .init("changes", .array(review.items.map(json))),
    ])
  }

  private static func json(_ item: ChangeReview.Item) -> JSON {
    var members: [JSON.Member] = [
      .init("pointer", .string(item.difference.pointer.description)),
      .init("class", .string(item.difference.change.rawValue)),
    ]
    if let before = item.before { members.append(.init("before", .string(before.words))) }
    if let after = item.after { members.append(.init("after", .string(after.words))) }
    if let reason = item.change?.reason { members.append(.init("reason", .string(reason))) }
    let cited = (item.evidence?.cited ?? []).map { cited in
      JSON.object([
        .init("snapshot", .string(cited.path.description)), .init("entry", .string(cited.entry.id)),
        .init("measured", .string(cited.entry.figures.words)),
      ])
    }
    if !cited.isEmpty { members.append(.init("evidence", .array(cited))) }
    if let baseline = item.baseline { members.append(.init("baseline", .string(baseline.words))) }
    return .object(members)
  }
}
