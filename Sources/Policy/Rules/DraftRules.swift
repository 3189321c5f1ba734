import Agreements
import Wire

/// What the header of a draft says about itself.
struct DraftHeader {
  let version: Int
  /// The version that it was written on.
  let base: Predecessor?
  let slug: String
  let round: Int
  let proposed: Instant

  init(_ charter: Charter) {
    (version, base, slug, round, proposed) =
      (charter.version, charter.supersedes, charter.slug, charter.round, charter.proposed)
  }

  init(_ agreement: Agreement) {
    (version, base, slug, round, proposed) =
      (agreement.version, agreement.supersedes, agreement.slug, agreement.round, agreement.proposed)
  }

  init(_ exception: Exception) {
    (version, base, slug, round, proposed) =
      (exception.version, exception.inForce, exception.slug, exception.round, exception.proposed)
  }
}

/// Drafts that a commit adds or edits.
extension Judgement {
  mutating func judgeDrafts() throws(LedgerError) {
    let claimed = claim { path, change in
      if case .draft = path { change.after != nil } else { false }
    }
    for (path, change) in claimed {
      guard case .draft(let series, let slug) = path else { continue }
      require(.drafts, for: path, in: series)
      guard let header = try header(path, series) else { continue }
      if header.slug != slug {
        report(
          .place, path, "the draft calls itself \(header.slug)", do: "Name its folder and its \"slug\" alike."
        )
      }
      if change.before == nil, try isUsed(slug, beside: series) {
        report(.draftSlug, path, "the name \(slug) was used before", do: "Take another name.")
      }
      try judgeRound(header, path, change)
      judgeProposed(header, path)
      try judgePredecessor(header, series, path, .draftNumber)
    }
  }

  /// Whether a name was used before, or is given to two drafts in this commit.
  private func isUsed(_ slug: String, beside series: Series) throws(LedgerError) -> Bool {
    if try act.before.usedSlugs(of: series).contains(slug) { return true }
    for other in series.namesakes where other != series {
      if try act.after.blob(.draft(other, slug: slug)) != nil { return true }
    }
    return false
  }

  /// Reads a draft or version and judges what belongs to its series.
  mutating func header(_ path: LedgerPath, _ series: Series) throws(LedgerError) -> DraftHeader? {
    switch series {
    case .charter:
      guard let (_, charter) = try read(path, { (json) throws(StructureProblem) in try Charter(json) }) else {
        return nil
      }
      judgeConstants(charter, path)
      CharterContent(Roster(charter)).findings(path: path.description).forEach { report($0) }
      return DraftHeader(charter)
    case .agreement(let id):
      guard let (_, agreement) = try read(path, { (json) throws(StructureProblem) in try Agreement(json) })
      else { return nil }
      judgeAgreement(agreement.id, id, path)
      return DraftHeader(agreement)
    case .exceptions(let id):
      guard let (_, exception) = try read(path, { (json) throws(StructureProblem) in try Exception(json) })
      else { return nil }
      judgeAgreement(exception.agreement, id, path)
      return DraftHeader(exception)
    }
  }

  private mutating func judgeAgreement(_ named: String, _ id: String, _ path: LedgerPath) {
    guard named != id else { return }
    report(
      .place, path, "the draft is one of the agreement \(named)", do: "Put it under agreements/\(named)/.")
  }

  private mutating func judgeRound(_ header: DraftHeader, _ path: LedgerPath, _ change: FileChange)
    throws(LedgerError)
  {
    let before = change.before == nil ? 0 : try act.before.document(path)?.json["round"]?.number ?? 0
    if header.round != before + 1 {
      report(
        .draftRound, path, "the draft is at round \(header.round) where round \(before + 1) comes next",
        do: "Set \"round\" to \(before + 1); sla amend does.")
    }
  }

  private mutating func judgeProposed(_ header: DraftHeader, _ path: LedgerPath) {
    let week = 7 * 86_400_000
    if header.proposed > act.when.adding(milliseconds: tolerance)
      || header.proposed < act.when.adding(milliseconds: -week - tolerance)
    {
      report(
        .draftProposed, path, "the round is proposed \(header.proposed) and committed \(act.when)",
        do: "Set \"proposed\" to now; sla amend does.")
    }
  }

  /// Judges number and predecessor against the versions before.
  mutating func judgePredecessor(_ header: DraftHeader, _ series: Series, _ path: LedgerPath, _ rule: Rule)
    throws(LedgerError)
  {
    let next = try act.before.latestVersion(of: series) + 1
    let base = try act.before.base(of: series)
    guard header.version != next || header.base != base else { return }
    report(
      rule, path, Self.expectation(of: series, next, base),
      do: "Bring the draft up to the version in force: sla amend rebase.")
  }

  /// What number and base the next text of a series has, and the one at hand has not.
  private static func expectation(of series: Series, _ next: Int, _ base: Predecessor?) -> String {
    let inForce = base.map { "the version in force is \($0.version) (\($0.digest.short)…)" }
    return switch (series, inForce) {
    case (.exceptions, nil): "no version is in force that there could be an exception from"
    case (.exceptions, let inForce?):
      "\(inForce); this text does not say that it is exception \(next), from that version"
    case (_, nil): "the first version has number 1 and no predecessor"
    case (_, let inForce?): "\(inForce); this text does not say that it follows on it as number \(next)"
    }
  }

  private mutating func judgeConstants(_ charter: Charter, _ path: LedgerPath) {
    if charter.json["nonce"] != self.charter.json["nonce"] {
      report(.charterConstant, path, "the nonce is another one", do: "Keep the nonce of the first charter.")
    }
    if charter.rules != self.charter.rules {
      report(
        .charterConstant, path,
        "this sla knows edition \(self.charter.rules) of the rules, not \(charter.rules)",
        do: "Keep \"rules\" as it is.")
    }
  }
}
