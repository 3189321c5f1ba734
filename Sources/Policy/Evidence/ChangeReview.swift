package import Agreements
import History
import Wire

/// A draft's changes as they are judged and told: each difference with its reason and its evidence.
package struct ChangeReview {
  package let draft: Agreement
  /// The version that it would follow; nil for a first version.
  package let previous: Agreement?
  package let items: [Item]
  /// What is wrong with numbers that are shown for other changes than those of a commitment's target.
  private let unresolved: [(pointer: JSONPointer, problem: Evidence.Problem)]
  private let charter: Charter
  /// What earlier versions tried, for what this one would try.
  private let trials: [Trial]

  /// One difference.
  package struct Item {
    package let difference: Difference
    /// The entry of `changes` that covers it most closely.
    package let change: Change?
    /// The commitment before and after, where it is one.
    package let before: Commitment?
    package let after: Commitment?
    package let evidence: Evidence?
    package let baseline: Baseline?
  }

  /// Reviews a draft against the ledger that it was written on.
  package init(of draft: Agreement, in tree: LedgerTree, charter: Charter) throws(LedgerError) {
    self.draft = draft
    self.charter = charter
    let number = draft.supersedes?.version ?? 0
    let previous = number == 0 ? nil : try tree.agreement(draft.id, version: number)
    self.previous = previous
    var items: [Item] = []
    for difference in Difference.all(from: previous, to: draft) {
      let change = draft.changes.nearest(to: difference)
      let id =
        difference.pointer.tokens.count == 2 && difference.pointer.tokens[0] == "commitments"
        ? difference.pointer.tokens[1] : nil
      let (before, after) = (id.flatMap { previous?.commitment($0) }, id.flatMap(draft.commitment))
      var evidence: Evidence?
      if let change, let after, !change.evidence.isEmpty || Self.needsEvidence(difference.change, after) {
        evidence = try Evidence(change.evidence, for: after, of: draft, in: tree, charter: charter)
      }
      let volumes = (evidence?.cited ?? []).compactMap(\.entry.figures.volume)
      let baseline = after?.measure.metric.isVolume == true ? Baseline(of: volumes) : nil
      items.append(
        Item(
          difference: difference, change: change, before: before, after: after, evidence: evidence,
          baseline: baseline))
    }
    self.items = items
    var unresolved: [(pointer: JSONPointer, problem: Evidence.Problem)] = []
    for change in draft.changes
    where !items.contains(where: { $0.change?.pointer == change.pointer && $0.evidence != nil }) {
      unresolved += try Evidence.problems(with: change.evidence, of: draft, in: tree).map {
        (change.pointer, $0)
      }
    }
    self.unresolved = unresolved
    trials = try Trial.all(of: draft.id, upTo: number, in: tree, charter: charter)
  }

  /// Whether a commitment's change of that class has to be supported by numbers of its own.
  private static func needsEvidence(_ change: ChangeClass, _ commitment: Commitment) -> Bool {
    switch change {
    case .added, .tightened: !commitment.isProvisional
    case .weakened: true
    default: false
    }
  }

  /// What approval the change takes.
  ///
  /// A version carries along what its predecessor changed: one that is effective earlier brings that forward, which
  /// is no maintenance.
  package var approvalKind: Charter.ApprovalKind {
    guard let previous, draft.effective >= previous.effective else { return .agreement }
    let light: Set<ChangeClass> = [.maintenance, .editorial]
    return items.allSatisfy { light.contains($0.difference.change) } ? .maintenance : .agreement
  }

  /// Everything that keeps the draft from being ratified.
  package func findings(path: String) -> [Finding] {
    let all =
      Self.listingFindings(items.map(\.difference), draft.changes, path: path)
      + items.flatMap { findings(of: $0, path: path) } + boundaryFindings(path: path)
      + trialFindings(path: path)
      + unresolved.map { pointer, problem in
        Finding(problem.rule, path: path, pointer: pointer, problem.message, do: problem.advice)
      }
    return all.map { $0.located(in: draft.json) }
  }

  /// Differences that are not listed, and listings without a difference.
  package static func listingFindings(_ differences: [Difference], _ changes: [Change], path: String)
    -> [Finding]
  {
    let unlisted = differences.filter { difference in
      !changes.contains { $0.pointer.covers(difference.pointer) }
    }
    let used = Set(differences.compactMap { changes.nearest(to: $0)?.pointer })
    let superfluous = changes.filter { !used.contains($0.pointer) }
    return unlisted.map { difference in
      Finding(
        .unlisted, path: path, pointer: difference.pointer,
        "\(difference.pointer) \(difference.verb) and is not listed in \"changes\"",
        do: "List it with its reason: sla amend set … --because.")
    }
      + superfluous.map { change in
        Finding(
          .superfluous, path: path, pointer: change.pointer,
          "\(change.pointer) is listed in \"changes\" without a difference of its own",
          do: "Remove the entry.")
      }
  }

  private func findings(of item: Item, path: String) -> [Finding] {
    let pointer = item.difference.pointer
    var findings = (item.evidence?.problems ?? []).map { problem in
      Finding(problem.rule, path: path, pointer: pointer, problem.message, do: problem.advice)
    }
    if let unsupported = unsupported(item) {
      findings.append(
        Finding(.unsupported, path: path, pointer: pointer, unsupported, do: "Leave it out of this draft."))
    }
    guard let commitment = item.after else {
      return findings + generalFindings(of: item, path: path)
    }
    let isSet = item.difference.change == .added || item.before?.isOutdone(by: commitment) == true
    guard isSet, !commitment.isProvisional, let evidence = item.evidence, evidence.isComplete,
      !evidence.cited.isEmpty
    else { return findings }
    if commitment.measure.metric.isVolume {
      if let baseline = item.baseline,
        commitment.target.value > baseline.ceiling(capPercent: charter.parameters.growthCapPercent)
      {
        let ceiling = baseline.ceiling(capPercent: charter.parameters.growthCapPercent)
        findings.append(
          Finding(
            .aboveCap, path: path, pointer: pointer.appending("target").appending("value"),
            "\(commitment.id) asks for \(commitment.target.value); the baseline is \(baseline.words), and \(charter.parameters.growthCapPercent) % above it is \(ceiling)",
            do: "Set it to at most \(ceiling), or make it provisional."))
      }
    } else if !evidence.cited.contains(where: {
      $0.entry.figures.meets(commitment.target, of: commitment.measure.metric) == true
    }) {
      findings.append(
        Finding(
          .neverReached, path: path, pointer: pointer,
          "\(commitment.id) asks for \(commitment.target.words), which no cited period reached: \(evidence.cited.map(\.entry.figures.words).joined(separator: ", "))",
          do: "Set a target that was reached, or make it provisional."))
    }
    return findings
  }

  /// Removals and redefinitions show at least one number of a snapshot.
  private func generalFindings(of item: Item, path: String) -> [Finding] {
    let needsSome = item.difference.change == .removed || item.difference.change == .redefined
    guard needsSome, previous != nil, !isReasonEnough(item), let change = item.change, change.evidence.isEmpty
    else { return [] }
    return [
      Finding(
        .evidenceMissing, path: path, pointer: item.difference.pointer,
        "\(item.difference.pointer) \(item.difference.verb) without a number that shows why",
        do: "Cite a metric entry of a snapshot.")
    ]
  }

  /// Future holidays, further rejection reasons and when there are reviews take both sides, and no numbers.
  private func isReasonEnough(_ item: Item) -> Bool {
    let tokens = item.difference.pointer.tokens
    if tokens == ["ends"] || tokens == ["cancellation"] || tokens.first == "review" { return true }
    guard tokens.first == "measurement", item.difference.before == nil else { return false }
    if tokens.count == 3, tokens[1] == "rejectionReasons" { return true }
    let isDay =
      tokens.count == 4 && tokens[1] == "calendar" && (tokens[2] == "holidays" || tokens[2] == "halfDays")
    let proposed = CivilDate(day: draft.proposed.milliseconds.floorDivided(by: 86_400_000))
    return isDay && (CivilDate(tokens[3]).map { $0 > proposed } ?? false)
  }

  /// What this edition cannot judge yet, in words; nil for what it can.
  private func unsupported(_ item: Item) -> String? {
    if let commitment = item.after, commitment.from != nil || commitment.until != nil {
      return "\(commitment.id) has a season, which is not supported yet"
    }
    guard let previous, !isReasonEnough(item) else { return nil }
    let tokens = item.difference.pointer.tokens
    if item.difference.change == .redefined, tokens.first == "commitments" {
      return
        "\(item.difference.pointer) changes what is measured; add a commitment under another id and remove this one in a later version"
    }
    if item.difference.change == .redefined, tokens.first == "measurement",
      (previous.commitments + draft.commitments).contains(where: { !$0.isProvisional })
    {
      return
        "\(item.difference.pointer) re-means firm commitments, whose baselines under both meanings cannot be judged yet"
    }
    if item.difference.change == .removed, let removed = item.before,
      let twin = draft.commitments.first(where: { added in
        previous.commitment(added.id) == nil && added.party == removed.party
          && added.measure.metric == removed.measure.metric
          && added.measure.filter.overlaps(removed.measure.filter)
      })
    {
      return
        "\(removed.id) is removed and \(twin.id) added in its place; change the target of \(removed.id) instead"
    }
    return nil
  }

  /// What was tried and lapsed is not tried again at once.
  private func trialFindings(path: String) -> [Finding] {
    items.compactMap { item in
      guard item.difference.change == .added, let commitment = item.after, commitment.isProvisional else {
        return nil
      }
      let trial = Trial(commitment, effective: draft.effective, charter: charter)
      guard let lapsed = trials.first(where: { $0.bars(trial) }) else { return nil }
      return Finding(
        .trialAgain, path: path, pointer: item.difference.pointer,
        "\(commitment.id) would try from \(trial.first) what \(lapsed.commitment.id) tries until \(lapsed.last)",
        do:
          "Make \(lapsed.commitment.id) firm on what was measured, or wait \(Trial.pause) periods after that."
      )
    }
  }

  /// What concerns the version as a whole.
  private func boundaryFindings(path: String) -> [Finding] {
    let firm = draft.commitments.filter { !$0.isProvisional }
    let sides = Set(firm.map(\.party))
    guard sides.count == 1, let side = sides.first else { return [] }
    return [
      Finding(
        .oneSided, path: path, pointer: JSONPointer(["commitments"]),
        "only \(side.rawValue) makes firm commitments",
        do: "Add a firm commitment of \(side.other.rawValue), or make all provisional.")
    ]
  }
}

extension Difference {
  /// What happened to the place, to stand behind its name.
  fileprivate var verb: String {
    switch change {
    case .added: "is added"
    case .removed: "is removed"
    case .tightened: "is tightened"
    case .weakened: "is weakened"
    default: before == nil ? "is added" : after == nil ? "is removed" : "changes"
    }
  }
}

extension [Change] {
  /// The entry that covers a difference; of several the one that says most closely what it is about.
  fileprivate func nearest(to difference: Difference) -> Change? {
    filter { $0.pointer.covers(difference.pointer) }.max { $0.pointer.tokens.count < $1.pointer.tokens.count }
  }
}
