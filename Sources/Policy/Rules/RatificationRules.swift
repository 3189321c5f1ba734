import Agreements
import History
import Signatures
import Wire

/// A commit that brings a version into force.
extension Judgement {
  mutating func judgeRatification() throws(LedgerError) {
    let versions = claim { path, change in
      if case .version = path { change.before == nil } else { false }
    }
    if versions.count > 1 {
      report(
        .oneVersion, versions[1].path, "this commit brings \(versions.count) versions into force",
        do: "Ratify them one by one.")
    }
    for (path, change) in versions {
      guard case .version(let series, let number) = path, let blob = change.after else { continue }
      try judgeVersion(path, series, number, blob)
    }
  }

  private mutating func judgeVersion(_ path: LedgerPath, _ series: Series, _ number: Int, _ blob: ObjectID)
    throws(LedgerError)
  {
    let missing = try act.before.missingFounders()
    if !missing.isEmpty {
      report(
        .unsealed, path, "the first charter still waits for \(missing.joined(separator: ", "))",
        do: "Have them run: sla charter sign.")
    }
    if series == .charter, touchesOutsideCharter {
      report(
        .charterAlone, path, "the commit changes something outside charter/ too",
        do: "Ratify the charter by itself.")
    }
    if !roster.may(person, .drafts, in: series), !roster.mayApprove(person, series) {
      report(
        .ratifyRight, path, "\(person) may neither write drafts nor approve",
        do: "Let somebody ratify who may.")
    }
    guard let header = try header(path, series), let document = try act.after.document(path) else { return }
    if header.version != number {
      report(
        .place, path, "the text calls itself version \(header.version)",
        do: "Ratify the draft under its own number.")
    }
    try judgePredecessor(header, series, path, .ratifiedNumber)
    if try act.before.blob(.draft(series, slug: header.slug)) != blob {
      report(
        .ratifiedDraft, path, "the parent commit holds no draft \(header.slug) with these bytes",
        do: "Ratify the draft as it was signed: sla ratify.")
    }
    _ = claim { path, change in path == .draft(series, slug: header.slug) && change.after == nil }
    judgeMoves(of: series, header.slug) { round, name, isSignature in
      .sealedSignOff(series, version: number, round: round, name, isSignature: isSignature)
    }
    try judgeLeftBehind(series, header.slug)
    judgeLifetime(header, path)
    let subject = try SignOffSubject(
      series: series, version: number, round: header.round, document: document,
      successor: series == .charter ? successor(path, blob) : nil)
    try judgeArrivals(subject)
    try judgeContent(subject, path)
  }

  private func successor(_ path: LedgerPath, _ blob: ObjectID) throws(LedgerError) -> Roster {
    try act.after.reader.roster(blob, path: path.description)
  }

  private mutating func judgeLifetime(_ header: DraftHeader, _ path: LedgerPath) {
    let days = charter.parameters.draftLifetimeDays
    if act.when > header.proposed.adding(milliseconds: days * 86_400_000) {
      report(
        .expired, path,
        "the draft was proposed \(header.proposed), more than \(days) days before this commit",
        do: "Propose it anew: sla amend edit.")
    }
  }

  /// Sign-offs that the ratifying commit itself adds.
  private mutating func judgeArrivals(_ subject: SignOffSubject) throws(LedgerError) {
    let arrivals = claim { path, change in
      if case .sealedSignOff(subject.series, version: subject.version, _, _, _) = path {
        change.before == nil
      } else {
        false
      }
    }
    for pair in pairs(of: arrivals) {
      try judgeSignOff(pair, of: subject, isCurrent: pair.round == subject.round)
    }
  }

  /// Judges what the change shows, and who approved it.
  private mutating func judgeContent(_ subject: SignOffSubject, _ path: LedgerPath) throws(LedgerError) {
    switch subject.series {
    case .charter:
      guard let successor = subject.successor else { return }
      let differences = Difference.all(from: charter.json, to: successor.charter.json, kind: .charter)
      ChangeReview.listingFindings(differences, successor.charter.changes, path: path.description).forEach {
        report($0)
      }
      try judgeCharterApprovals(subject, successor, differences, path)
    case .agreement(let id):
      guard let draft = try act.after.agreement(id, version: subject.version) else { return }
      let review = try ChangeReview(of: draft, in: act.before, charter: charter)
      review.findings(path: path.description).forEach { report($0) }
      try judgeAgreementApprovals(subject, kind: review.approvalKind, path)
    case .exceptions(let id):
      guard let exception = try act.after.exception(id, number: subject.version) else { return }
      let review = try ExceptionReview(of: exception, in: act.before, act.chain, charter: charter)
      review.findings(path: path.description, at: act.when).forEach { report($0) }
      try judgeAgreementApprovals(subject, kind: .agreement, path)
    }
  }
}
