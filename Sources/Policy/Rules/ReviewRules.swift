import Agreements
import Signatures
import Wire

/// Reviews: opened, contributed to, closed; each part a record.
extension Judgement {
  mutating func judgeReviews() throws(LedgerError) {
    let added = claim { path, change in
      switch path {
      case .reviewOpening, .contribution, .reviewClosing: change.before == nil
      default: false
      }
    }
    for (path, _) in added {
      switch path {
      case .reviewOpening(let agreement, let review): try judgeOpening(path, agreement, review)
      case .contribution(let agreement, let review, let person, _, false):
        try judgeContribution(path, agreement, review, person)
      case .contribution(let agreement, let review, let person, let number, true):
        try judgeContributionSignature(
          path,
          .contribution(
            agreement: agreement, review: review, person: person, number: number, isSignature: false), person)
      case .reviewClosing(let agreement, let review): try judgeClosing(path, agreement, review)
      default: break
      }
    }
  }

  private mutating func judgeOpening(_ path: LedgerPath, _ agreement: String, _ review: String)
    throws(LedgerError)
  {
    require(.reviews, for: path, in: .agreement(agreement))
    guard let (_, opening) = try read(path, { (json) throws(StructureProblem) in try ReviewOpening(json) })
    else { return }
    judgePlace(path, (opening.agreement, opening.review), (agreement, review))
    for named in opening.versions + opening.snapshots {
      let place = LedgerPath(named.path)
      var digest: SHA256Digest?
      switch place {
      case .version(.agreement(agreement), _)?, .snapshot(agreement, _, _)?:
        if let place { digest = try act.before.document(place)?.digest }
      default: break
      }
      if digest != named.digest {
        report(
          .reviewRecord, path, "it was computed from \(named.path), which the parent commit does not hold so",
          do: "Open the review again.")
      }
    }
  }

  private mutating func judgeContribution(
    _ path: LedgerPath, _ agreement: String, _ review: String, _ author: String
  ) throws(LedgerError) {
    guard
      let (_, contribution) = try read(path, { (json) throws(StructureProblem) in try Contribution(json) })
    else { return }
    judgePlace(path, (contribution.agreement, contribution.review), (agreement, review))
    if contribution.ledger != act.identity {
      report(
        .place, path, "it was said in another ledger, \(contribution.ledger.short)…",
        do: "Say it again in this one.")
    }
    if contribution.person != author || charter.person(author) == nil {
      report(
        .place, path, "it is the word of \(contribution.person), and its name says \(author)",
        do: "Name the file after the person.")
    }
    if try act.after.blob(.reviewOpening(agreement: agreement, review: review)) == nil {
      report(.reviewRecord, path, "the review is not open", do: "Open it first.")
    }
    if try act.before.blob(.reviewClosing(agreement: agreement, review: review)) != nil {
      report(.reviewRecord, path, "the review is closed", do: "Bring it to the next review.")
    }
  }

  private mutating func judgeContributionSignature(_ path: LedgerPath, _ signed: LedgerPath, _ author: String)
    throws(LedgerError)
  {
    if case .contribution(let agreement, let review, _, _, _) = path,
      try act.before.blob(.reviewClosing(agreement: agreement, review: review)) != nil
    {
      report(.reviewRecord, path, "the review is closed", do: "Bring it to the next review.")
    }
    guard let document = try act.after.document(signed), let armor = try act.after.bytes(path),
      case .good(let key) = SSHSignature.status(
        armored: armor, message: document.bytes, namespace: Contribution.namespace),
      roster.owner(of: key) == author
    else {
      report(
        .signOffSignature, path, "the signature is not \(author)'s over this contribution",
        do: "Sign it with ssh-keygen -Y sign -n \(Contribution.namespace).")
      return
    }
  }

  private mutating func judgeClosing(_ path: LedgerPath, _ agreement: String, _ review: String)
    throws(LedgerError)
  {
    require(.reviews, for: path, in: .agreement(agreement))
    guard
      let (document, closing) = try read(path, { (json) throws(StructureProblem) in try ReviewClosing(json) })
    else { return }
    judgePlace(path, (closing.agreement, closing.review), (agreement, review))
    guard let opening = try act.after.document(.reviewOpening(agreement: agreement, review: review)) else {
      report(.reviewRecord, path, "the review was never opened", do: "Open it first.")
      return
    }
    let contributions = try contributions(agreement, review)
    let named = document.json["contributions"]?.items ?? []
    let wanted = contributions.map {
      JSON.object([.init("path", .string($0.path.description)), .init("digest", .string($0.digest.hex))])
    }
    if named != wanted {
      report(
        .reviewRecord, path,
        "it does not name all \(wanted.count) contributions by digest, in the order of their paths",
        do: "Close the review again.")
    }
    for side in Side.allCases
    where !contributions.contains(where: { speaks($0.author, for: side, in: agreement) && $0.isTheirs }) {
      report(
        .reviewRecord, path, "\(side.rawValue) has not spoken",
        do: "Ask them for a proposal, or for why none is needed.")
    }
    for escalation in opening.json["escalations"]?.items ?? [] {
      guard let id = escalation["id"]?.text else { continue }
      if !contributions.contains(where: { $0.answers == id }) {
        report(.reviewRecord, path, "the escalation \(id) is unanswered", do: "Decide it in the review.")
      }
    }
  }

  private func contributions(_ agreement: String, _ review: String) throws(LedgerError) -> [(
    path: LedgerPath, digest: SHA256Digest, author: String, isTheirs: Bool, answers: String?
  )] {
    let folder = "agreements/\(agreement)/reviews/\(review)"
    var found: [(path: LedgerPath, digest: SHA256Digest, author: String, isTheirs: Bool, answers: String?)] =
      []
    for name in try act.after.names(in: folder) {
      guard let path = LedgerPath("\(folder)/\(name)"),
        case .contribution(_, _, let author, let number, false) = path,
        let document = try act.after.document(path)
      else { continue }
      let signature = LedgerPath.contribution(
        agreement: agreement, review: review, person: author, number: number, isSignature: true)
      let isSigned = try act.after.blob(signature) != nil
      let isTheirs = try isSigned ? true : contributor(path) == author
      found.append((path, document.digest, author, isTheirs, document.json["answers"]?.text))
    }
    return found
  }

  /// Who brought a contribution in: the signer of its commit, which may be the one that is judged.
  private func contributor(_ path: LedgerPath) throws(LedgerError) -> String? {
    if try act.before.blob(path) == nil { return person }
    return try act.chain.author(of: path, act.after.reader)
  }

  private func speaks(_ person: String, for side: Side, in agreement: String) -> Bool {
    roster.roles(of: person).contains { $0.side == side && $0.counts(for: .agreement(agreement)) }
  }

  private mutating func judgePlace(_ path: LedgerPath, _ said: (String, String), _ stands: (String, String)) {
    if said != stands {
      report(.place, path, "it calls itself part of \(said.1) of \(said.0)", do: "Put it where it belongs.")
    }
  }
}
