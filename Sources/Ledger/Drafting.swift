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
  /// `text` may carry any round, date and predecessor: they are set here. Throws where another version came into force
  /// since the draft was written, unless this `isRebase`.
  package func write(
    _ text: JSON, series: Series, slug: String, subject: String, isRebase: Bool = false,
    isDryRun: Bool = false
  )
    async throws(Failure) -> (commit: ObjectID?, draft: SignableDraft)
  {
    let path = LedgerPath.draft(series, slug: slug)
    let before = try attempt { try base.tree.document(path) }
    let round = (before?.json["round"]?.number ?? 0) + 1
    let latest = try attempt { try base.tree.latestVersion(of: series) }
    if !isRebase, let before,
      let stale = try attempt({
        try base.tree.staleness(of: SignableDraft(series: series, slug: slug, document: before))
      })
    {
      throw Failure(.found, stale.message, do: stale.advice)
    }
    var json = text.setting("version", to: .integer(latest + 1)).setting("slug", to: .string(slug))
      .setting("round", to: .integer(round)).setting("proposed", to: .string(now.description))
    if let base = try attempt({ try base.tree.base(of: series) }) {
      json = json.setting(series.baseKey, to: base.json)
    }
    let document: Document
    do { document = try Document(json, kind: series.kind) } catch {
      throw Failure(error, in: path.description)
    }
    var change = LedgerChange(subject)
    change.put(path, document.bytes)
    let draft = SignableDraft(series: series, slug: slug, document: document)
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
