import Agreements
import Signatures
import Wire

/// A sign-off of the current round that was checked and counts.
struct CountedSignOff {
  let role: String
  let person: String
  let decision: SignOff.Decision
}

/// Whether the approvals of a round fill an alternative.
extension Judgement {
  mutating func judgeAgreementApprovals(
    _ subject: SignOffSubject, kind: Charter.ApprovalKind, _ path: LedgerPath
  ) throws(LedgerError) {
    let counted = try counted(subject, under: roster, path)
    let alternatives = charter.approvals[kind] ?? []
    let declined = Set(counted.filter { $0.decision == .decline }.map(\.role))
    guard Self.filled(alternatives, by: counted) == nil else { return }
    reportShortfall(alternatives, counted, declined, path, .approvals)
  }

  /// The first alternative that the approvals fill and no decline bars.
  private static func filled(_ alternatives: [Charter.Alternative], by counted: [CountedSignOff]) -> Charter
    .Alternative?
  {
    let declined = Set(counted.filter { $0.decision == .decline }.map(\.role))
    return alternatives.first { alternative in
      declined.isDisjoint(with: alternative)
        && Assignment.exists(
          alternative.map { role in
            counted.filter { $0.role == role && $0.decision == .approve }.map(\.person)
          })
    }
  }

  private mutating func reportShortfall(
    _ alternatives: [Charter.Alternative], _ counted: [CountedSignOff], _ declined: Set<String>,
    _ path: LedgerPath, _ rule: Rule
  ) {
    if !declined.isEmpty {
      report(
        .declined, path, "\(declined.sorted().joined(separator: " and ")) declined this round",
        do: "Change the draft and ask again; a refusal stands for its round.")
    }
    let approved = counted.filter { $0.decision == .approve }.map { "\($0.person) as \($0.role)" }.sorted()
    let wanted = alternatives.map { $0.joined(separator: " + ") }.joined(separator: ", or ")
    report(
      rule, path,
      "approved by \(approved.isEmpty ? "nobody" : approved.joined(separator: ", ")); needed: \(wanted), by different people",
      do: "Have it signed: sla sign.")
  }

  /// The sign-offs of the current round that count under a charter.
  ///
  /// An approval counts while its person holds that role and that key, a decline while they hold the role.
  private mutating func counted(_ subject: SignOffSubject, under roster: Roster, _ path: LedgerPath)
    throws(LedgerError) -> [CountedSignOff]
  {
    let folder = "\(subject.series.signOffs(of: subject.version))/\(subject.round)"
    var counted: [CountedSignOff] = []
    for file in try act.after.signOffs(in: folder) {
      guard let place = LedgerPath("\(folder)/\(file)"), let parts = place.signOffPlace,
        let (document, signOff) = try read(place, { (json) throws(StructureProblem) in try SignOff(json) })
      else { continue }
      let pair = SignOffPair(
        name: parts.name, round: parts.round, path: place, signaturePath: parts.counterpart, signOff: nil,
        signature: try act.after.blob(parts.counterpart))
      guard signOff.subject == subject.document.digest, signOff.round == subject.round,
        signOff.version == subject.version,
        signOff.series == subject.series.name, signOff.ledger == act.identity,
        parts.name.decision == signOff.decision,
        roster.holds(signOff.person, role: signOff.role, for: subject.series)
      else { continue }
      // It was good when it was brought in; what a key was removed for since then no longer counts.
      var hasKey = false
      if case .success(let key) = try signer(of: document, pair) {
        hasKey = counts(key, of: signOff.person, under: roster, subject)
      }
      guard hasKey || signOff.decision == .decline else { continue }
      counted.append(CountedSignOff(role: signOff.role, person: signOff.person, decision: signOff.decision))
    }
    return counted
  }

  /// Whether a key counts for a person: the one listed in the charter in force or, for people who are new, in the next.
  private func counts(_ key: SSHPublicKey, of person: String, under roster: Roster, _ subject: SignOffSubject)
    -> Bool
  {
    if self.roster.owner(of: key) == person { return true }
    return charter.person(person) == nil && subject.successor?.owner(of: key) == person
  }
}

/// Approval of charters: under the old and the new rules, and what recovery may do.
extension Judgement {
  mutating func judgeCharterApprovals(
    _ subject: SignOffSubject, _ successor: Roster, _ differences: [Difference], _ path: LedgerPath
  ) throws(LedgerError) {
    let old = try counted(subject, under: roster, path)
    let new = try counted(subject, under: successor, path)
    for (which, counted, alternatives) in [
      ("the charter in force", old, charter.approvals[.charter] ?? []),
      ("the new charter itself", new, successor.charter.approvals[.charter] ?? []),
    ] where Self.filled(alternatives, by: counted) == nil {
      report(
        .charterThreshold, path, "the approvals do not fill an alternative of \(which)",
        do: "Have it signed under both: sla sign.")
      reportShortfall(
        alternatives, counted, Set(counted.filter { $0.decision == .decline }.map(\.role)), path, .approvals)
    }
    let content = CharterContent(roster)
    let full = (charter.approvals[.charter] ?? []).filter(content.coversBothSides)
    if Self.filled(full, by: old) == nil, Self.filled(charter.approvals[.charter] ?? [], by: old) != nil {
      try judgeRecovery(subject, successor, differences, old, path)
    }
  }

  private mutating func judgeRecovery(
    _ subject: SignOffSubject, _ successor: Roster, _ differences: [Difference], _ counted: [CountedSignOff],
    _ path: LedgerPath
  ) throws(LedgerError) {
    var sides: Set<Side> = []
    var affected: Set<String> = []
    for difference in differences {
      let tokens = difference.pointer.tokens
      if tokens.count >= 2, tokens[0] == "people", tokens.count == 2 || tokens[2] == "keys" {
        affected.insert(tokens[1])
      } else if tokens.count >= 3, tokens[0] == "roles", tokens[2] == "holders",
        let role = charter.roles.first(where: { $0.id == tokens[1] }), let side = role.side
      {
        sides.insert(side)
        affected.formUnion(
          Set(role.holders).symmetricDifference(
            successor.charter.roles.first { $0.id == role.id }?.holders ?? []))
      } else {
        report(
          .recoveryLimits, path, "without both VPs, \(difference.pointer) may not change",
          do: "Change only keys and the holders of one side's roles.")
      }
    }
    if sides.count > 1 {
      report(
        .recoveryLimits, path, "without both VPs, only one side's holders change at a time",
        do: "Replace the one whose key is lost.")
    }
    let ofHolders = (charter.approvals[.charter] ?? []).filter { alternative in
      alternative.allSatisfy { $0 == Charter.recovery }
    }
    if let barred = counted.first(where: { $0.decision == .decline && affected.contains($0.person) }),
      Self.filled(ofHolders, by: counted) == nil
    {
      report(
        .recoveryLimits, path, "\(barred.person), whom this replaces, has declined",
        do: "Settle it with them, or take the way of two recovery holders.")
    }
    // The draft stands in the parent's tree; the chain ends at the parent.
    let slug = subject.document.json["slug"]?.text ?? ""
    let place = LedgerPath.draft(.charter, slug: slug)
    guard let blob = try act.before.blob(place),
      let written = try act.chain.whenWritten(place, blob, act.before.reader)
    else { return }
    if act.when < written.adding(milliseconds: 14 * 86_400_000) {
      report(
        .recoveryLimits, path,
        "this round was written \(written), less than fourteen days before this commit",
        do: "Ratify it fourteen days after that.")
    }
  }
}
