package import Agreements
package import History
package import Policy
package import Wire

/// Writing drafts: every commit of one raises its round and renews its date.
package struct Drafting {
  package let writer: ChangeWriter
  package let base: VerifiedHistory
  package let charter: Charter

  package init(_ clone: LedgerClone) async throws(Failure) {
    let member = try await Member.current(in: clone.repository)
    writer = try ChangeWriter(clone, member)
    let base = try clone.verified()
    self.base = base
    guard let charter = try attempt({ try base.tree.charter() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.charter = charter
  }

  /// The date that drafts written now are proposed at.
  package var now: Instant { writer.dates.committer.when }

  /// Finds the one open draft of a slug; a near miss is suggested.
  package func draft(_ slug: String, in series: Series?) throws(Failure) -> SignableDraft {
    try base.tree.onlyDraft(slug, in: series)
  }

  /// The text that a new draft starts from: the latest version of its series, as the next one.
  package func successor(of series: Series, slug: String) throws(Failure) -> JSON? {
    try attempt {
      let latest = try base.tree.latestVersion(of: series)
      guard let document = try base.tree.document(.version(series, latest)) else { return nil }
      return document.json
        .setting("version", to: .integer(latest + 1))
        .setting("supersedes", to: Predecessor(version: latest, digest: document.digest).json)
        .setting("slug", to: .string(slug)).setting("changes", to: .array([]))
    }
  }

  /// Writes a draft's next round and commits it.
  ///
  /// `text` may carry any round, date and predecessor: they are set here.
  package func write(_ text: JSON, series: Series, slug: String, subject: String, isDryRun: Bool = false)
    async throws(Failure) -> (commit: ObjectID?, draft: SignableDraft)
  {
    let path = LedgerPath.draft(series, slug: slug)
    let before = try attempt { try base.tree.document(path) }
    let round = (before?.json["round"]?.number ?? 0) + 1
    let latest = try attempt { try base.tree.latestVersion(of: series) }
    var json = text.setting("version", to: .integer(latest + 1)).setting("slug", to: .string(slug))
      .setting("round", to: .integer(round)).setting("proposed", to: .string(now.description))
    if let predecessor = try attempt({ try base.tree.document(.version(series, latest)) }) {
      json = json.setting("supersedes", to: Predecessor(version: latest, digest: predecessor.digest).json)
    }
    let document: Document
    do { document = try Document(json, kind: series.kind) } catch {
      throw Failure(error, in: path.description)
    }
    var change = LedgerChange(subject)
    change.put(path, document.bytes)
    let draft = SignableDraft(
      series: series, slug: slug, document: document, version: latest + 1, round: round)
    change.trailers = SigningOff.trailers(draft)
    return (try await writer.commit(change, isDryRun: isDryRun), draft)
  }

  /// Lists a change of a draft with its reason and the evidence that qualifies now; an entry for the same place goes.
  package func listing(
    _ pointer: JSONPointer, because reason: String, evidence: [Change.Evidence], in text: JSON
  ) -> JSON {
    let entry = JSON.object([
      .init("pointer", .string(pointer.description)), .init("reason", .string(reason)),
      .init("evidence", .array(evidence.map(\.json))),
    ])
    let others = (text["changes"]?.items ?? []).filter { $0["pointer"]?.text != pointer.description }
    let sorted = (others + [entry]).sorted { ($0["pointer"]?.text ?? "") < ($1["pointer"]?.text ?? "") }
    return text.setting("changes", to: .array(sorted))
  }

  /// Takes a place out of a draft's listed changes.
  package func unlisting(_ pointer: JSONPointer, in text: JSON) -> JSON {
    text.setting(
      "changes",
      to: .array((text["changes"]?.items ?? []).filter { $0["pointer"]?.text != pointer.description }))
  }

  /// Lists with one reason every commitment of a first version that is not listed yet.
  package func listingAll(because reason: String, in text: JSON) -> JSON {
    (text["commitments"]?.items ?? []).compactMap { $0["id"]?.text }.reduce(text) { text, id in
      let pointer = JSONPointer(["commitments", id])
      let isListed = (text["changes"]?.items ?? []).contains { $0["pointer"]?.text == pointer.description }
      return isListed ? text : listing(pointer, because: reason, evidence: [], in: text)
    }
  }

  /// The evidence that qualifies for a commitment of a text, and the periods that lack a snapshot.
  package func evidence(for id: String, in text: JSON) throws(Failure) -> (
    evidence: [Change.Evidence], missing: [Period]
  ) {
    let agreement: Agreement
    do {
      agreement = try Document(text, kind: .agreement).decoded { (json) throws(StructureProblem) in
        try Agreement(json)
      }
    } catch {
      throw Failure(error, in: "the draft")
    }
    guard let commitment = agreement.commitment(id) else { return ([], []) }
    return try attempt {
      try EvidenceProposal.find(
        for: commitment, of: agreement, proposed: now, in: base.tree, charter: charter)
    }
  }
}

extension LedgerTree {
  /// The one open draft of a slug; throws with a suggestion where there is none, or several.
  package func onlyDraft(_ slug: String, in series: Series?) throws(Failure) -> SignableDraft {
    let found = try attempt { try draft(slug, in: series) }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw Failure(
        .usage, "there are drafts \(slug) in \(found.map(\.series.name).joined(separator: " and "))",
        do: "Name one with --agreement ID.")
    }
    let open = try attempt { try allDrafts() }.map(\.slug)
    let isClosed = try attempt {
      try self.series().contains { try (series == nil || series == $0) && usedSlugs(of: $0).contains(slug) }
    }
    guard !isClosed else {
      throw Failure(
        .usage, "the draft \(slug) is closed: it was put in force, or withdrawn", do: "sla log says when.")
    }
    let matches = open.filter { $0.hasPrefix(slug) }
    if matches.count == 1 { return try onlyDraft(matches[0], in: series) }
    let hint = NearMiss.closest(to: slug, among: open).map { "Did you mean \($0)?" }
    throw Failure(
      .usage, "there is no open draft \(slug)",
      do: hint
        ?? (open.isEmpty ? "Start one with: sla amend new \(slug)" : "Open: \(open.joined(separator: ", ")).")
    )
  }

  /// The agreement that a command is about: the one named, or the only one.
  package func onlyAgreement(_ wanted: String?) throws(Failure) -> String {
    let all = try attempt { try agreements() }
    if let wanted {
      let matches = all.filter { $0 == wanted }.isEmpty ? all.filter { $0.hasPrefix(wanted) } : [wanted]
      if matches.count == 1 { return matches[0] }
      let hint = NearMiss.closest(to: wanted, among: all).map { "Did you mean \($0)?" }
      throw Failure(
        .usage, "there is no agreement \(wanted)",
        do: hint ?? "Known: \(all.isEmpty ? "none yet" : all.joined(separator: ", ")).")
    }
    if all.count == 1 { return all[0] }
    throw Failure(
      .usage,
      all.isEmpty
        ? "there is no agreement yet" : "there are several agreements: \(all.joined(separator: ", "))",
      do: "Name one with --agreement ID.")
  }
}

extension JSON {
  /// This object with a member set, or put last where it was not there.
  package func setting(_ key: String, to value: JSON) -> JSON {
    guard case .object(var members) = self else { return self }
    if let index = members.firstIndex(where: { $0.key.hasSameBytes(as: key) }) {
      members[index].value = value
    } else {
      members.append(.init(key, value))
    }
    return .object(members)
  }

  /// This object without a member.
  package func removing(_ key: String) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !$0.key.hasSameBytes(as: key) })
  }

  /// This list of records with the one of an id replaced by what `change` makes of it; nil removes it.
  package func changingItem(_ id: String, _ change: (JSON?) throws -> JSON?) rethrows -> JSON {
    let items = items ?? []
    guard let index = items.firstIndex(where: { $0["id"]?.text == id }) else {
      return .array(items + (try change(nil).map { [$0] } ?? []))
    }
    var changed = items
    if let item = try change(items[index]) { changed[index] = item } else { changed.remove(at: index) }
    return .array(changed)
  }
}
