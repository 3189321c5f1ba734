package import Agreements
import GitStore
package import History
package import Policy
import Signatures
import Wire

/// A draft that somebody can sign: found, read, and put into words.
package struct SignableDraft {
  package let series: Series
  package let slug: String
  package let document: Document
  package var version: Int { document.json["version"]?.number ?? 0 }
  package var round: Int { document.json["round"]?.number ?? 0 }

  /// What it would become, as people call it: `emea v3`.
  package var title: String { series.title(version) }

  /// The version that it was written on, as people call it; nil for a first version.
  package var baseTitle: String? {
    document.json[series.baseKey]?["version"]?.number.map(series.base.title)
  }
}

/// Signing and declining, in a clone.
package struct SigningOff {
  let writer: ChangeWriter
  let base: VerifiedHistory
  package let roster: Roster
  package let person: String

  /// For the person whose key is set, or for another who will sign by hand.
  ///
  /// Throws where that is nobody whom the charter, or a charter draft, lists.
  package init(_ clone: LedgerClone, draft: SignableDraft?, for other: String? = nil) async throws(Failure) {
    let member = try await Member.current(in: clone.repository)
    writer = try ChangeWriter(clone, member)
    let base = try clone.verified()
    self.base = base
    guard let roster = try attempt({ try base.tree.roster() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.roster = roster
    if let other {
      guard roster.charter.person(other) != nil else {
        throw Failure(
          .usage, "nobody is called \(other) in the charter", do: "sla charter show lists the people.")
      }
      person = other
      return
    }
    var signer = roster.owner(of: member.publicKey)
    if signer == nil, let draft, draft.series == .charter {
      signer = try attempt { try base.tree.charterDraft(slug: draft.slug)?.owner(of: member.publicKey) }
    }
    guard let signer else {
      throw Failure(
        .notAllowed, "your key \(member.publicKey.fingerprint) is not listed in the charter",
        do: "Sign with a listed key, or have this one added: sla people.")
    }
    person = signer
  }

  /// The role to sign in: the one asked for, or the only one that can count.
  package func role(_ wanted: String?, for draft: SignableDraft) throws(Failure) -> String {
    let charter = roster.charter
    let kinds: [Charter.ApprovalKind] = draft.series == .charter ? [.charter] : [.agreement, .maintenance]
    let counting = Set(kinds.flatMap { charter.approvals[$0] ?? [] }.flatMap { $0 })
    var held = roster.roles(of: person).filter { counting.contains($0.id) && $0.counts(for: draft.series) }
      .map(\.id)
    if draft.series == .charter, let next = try attempt({ try base.tree.charterDraft(slug: draft.slug) }) {
      held += next.roles(of: person).map(\.id).filter {
        (next.charter.approvals[.charter] ?? []).flatMap { $0 }.contains($0)
      }
    }
    held = held.uniqued()
    if let wanted {
      let matches = held.filter { $0 == wanted || $0.hasPrefix(wanted) }
      if let exact = matches.first(where: { $0 == wanted }) ?? (matches.count == 1 ? matches.first : nil) {
        return exact
      }
      throw Failure(
        .notAllowed, "\(person) does not hold the role \(wanted) here",
        do: "Held: \(held.isEmpty ? "none that approves" : held.joined(separator: ", ")).")
    }
    if held.count == 1 { return held[0] }
    throw Failure(
      held.isEmpty ? .notAllowed : .usage,
      held.isEmpty
        ? "\(person) holds no role that approves this"
        : "\(person) holds several roles here: \(held.joined(separator: ", "))",
      do: held.isEmpty ? nil : "Name one with --as ROLE.")
  }

  /// The words that would be signed.
  package func statement(on draft: SignableDraft, _ decision: SignOff.Decision) throws(Failure) -> String {
    try attempt {
      switch draft.series {
      case .charter:
        let next = try draft.document.decoded { (json) throws(StructureProblem) in try Charter(json) }
        return Statement.of(next, decision: decision, against: roster.charter)
      case .agreement:
        let next = try draft.document.decoded { (json) throws(StructureProblem) in try Agreement(json) }
        return try Statement.of(next, decision: decision, in: base.tree, charter: roster.charter)
      case .exceptions:
        return Statement.of(try base.exceptionReview(of: draft, charter: roster.charter), decision: decision)
      }
    }
  }

  /// What would be signed, as its document: for a signature that is made by hand.
  package func document(
    on draft: SignableDraft, _ decision: SignOff.Decision, as role: String, comment: String?
  ) throws(Failure) -> Document {
    let signOff = try signOff(on: draft, decision, as: role, comment: comment)
    do { return try Document(signOff.json, kind: .signoff) } catch {
      throw Failure(error, in: "the sign-off")
    }
  }

  private func signOff(
    on draft: SignableDraft, _ decision: SignOff.Decision, as role: String, comment: String?
  ) throws(Failure) -> SignOff {
    SignOff(
      ledger: writer.clone.identity, series: draft.series.name, version: draft.version, round: draft.round,
      subject: draft.document.digest, decision: decision, role: role, person: person,
      head: try head().description,
      templates: Statement.templates, statement: try statement(on: draft, decision), comment: comment,
      signedAt: writer.dates.committer.when)
  }

  /// Signs a draft and commits; ratifies in the same commit where this was all that was missing.
  package func sign(
    _ draft: SignableDraft, _ decision: SignOff.Decision, as role: String, comment: String?,
    isDryRun: Bool = false
  ) async throws(Failure) -> (commit: ObjectID?, isRatified: Bool) {
    try requireUse(of: draft, decision)
    let signOff = try signOff(on: draft, decision, as: role, comment: comment)
    let files = try await files(signOff)
    let folder = draft.series.signOffs(on: draft.slug, round: draft.round)
    let name = try attempt { try base.tree.nextSignOffName(signOff, in: folder) }
    var change = LedgerChange(
      decision == .approve ? "Sign off \(draft.title) as \(role)" : "Decline \(draft.title) as \(role)")
    change.trailers = Self.trailers(draft)
    change.put(
      .draftSignOff(draft.series, slug: draft.slug, round: draft.round, name, isSignature: false),
      files.document)
    change.put(
      .draftSignOff(draft.series, slug: draft.slug, round: draft.round, name, isSignature: true),
      files.signature)
    if decision == .approve {
      var ratifying = try Ratifying(writer.clone, base).change(
        draft, adding: [(name, files.document, files.signature)])
      ratifying.subject = "Sign off \(draft.title) as \(role), and put it in force"
      if try writer.findings(of: ratifying, on: base).isEmpty {
        return (try await writer.commit(ratifying, isDryRun: isDryRun), true)
      }
    }
    return (try await writer.commit(change, isDryRun: isDryRun), false)
  }

  /// What keeps a draft from being ratified now, and which kind of approval it takes.
  package func review(of draft: SignableDraft) throws(Failure) -> (
    findings: [Finding], kind: Charter.ApprovalKind
  ) {
    try attempt { try base.review(of: draft, at: writer.dates.committer.when) }
  }

  /// Throws where a signature could count for nothing: on a draft that was overtaken, and an approval of a round that
  /// was declined by a role which every alternative needs.
  package func requireUse(of draft: SignableDraft, _ decision: SignOff.Decision) throws(Failure) {
    if let stale = try attempt({ try base.tree.staleness(of: draft) }) {
      throw Failure(.found, stale.message, do: stale.advice)
    }
    let declines = try attempt { try base.tree.declines(of: draft) }
    guard decision == .approve, let first = declines.first else { return }
    let kind = try review(of: draft).kind
    let barred = Set(declines.map(\.role))
    let open = (roster.charter.approvals[kind] ?? []).contains { barred.isDisjoint(with: $0) }
    if !open {
      throw Failure(
        .found,
        "round \(draft.round) was declined by \(first.person) as \(first.role)\(first.comment.map { ": \($0.quoted)" } ?? ""); an approval of it counts for nothing",
        do: "Change the draft, and ask again: sla amend set, or sla amend edit \(draft.slug).")
    }
  }

  /// Signs the first charter.
  package func signFounding(isDryRun: Bool = false) async throws(Failure) -> ObjectID? {
    guard let first = try attempt({ try base.tree.document(.version(.charter, 1)) }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    let missing = try attempt { try base.tree.missingFounders() }
    guard missing.contains(person) else {
      throw Failure(
        .usage, missing.isEmpty ? "the charter is sealed already" : "\(person) has signed, or need not",
        do: missing.isEmpty ? nil : "Missing: \(missing.joined(separator: ", ")).")
    }
    let charter = roster.charter
    let approving = Set(charter.approvals.values.flatMap { $0 }.flatMap { $0 })
    guard let role = roster.roles(of: person).first(where: { approving.contains($0.id) })?.id else {
      throw Failure(.notAllowed, "\(person) holds no role that approves")
    }
    let signOff = SignOff(
      ledger: writer.clone.identity, series: SignOff.charterSeries, version: 1, round: 1,
      subject: first.digest, decision: .approve, role: role,
      person: person, head: try head().description, templates: Statement.templates,
      statement: Statement.founding(charter, person: person, identity: writer.clone.identity), comment: nil,
      signedAt: writer.dates.committer.when)
    let files = try await files(signOff)
    let name = try attempt { try base.tree.nextSignOffName(signOff, in: "charter/signoffs/0001/1") }
    var change = LedgerChange("Sign the first charter as \(role)")
    change.put(.sealedSignOff(.charter, version: 1, round: 1, name, isSignature: false), files.document)
    change.put(.sealedSignOff(.charter, version: 1, round: 1, name, isSignature: true), files.signature)
    return try await writer.commit(change, isDryRun: isDryRun)
  }

  private func files(_ signOff: SignOff) async throws(Failure) -> (document: [UInt8], signature: [UInt8]) {
    let document: Document
    do { document = try Document(signOff.json, kind: .signoff) } catch {
      throw Failure(error, in: "the sign-off")
    }
    return (document.bytes, try await writer.member.sign(document.bytes, namespace: SignOff.namespace))
  }

  /// The last published commit that this clone knows of, if main builds on it; without a remote, the tip.
  private func head() throws(Failure) -> ObjectID {
    try attempt {
      guard let published = try writer.clone.repository.reference(LedgerClone.remoteMain),
        try Chain(writer.clone.repository, tip: base.tip).contains(published)
      else { return base.tip }
      return published
    }
  }

  static func trailers(_ draft: SignableDraft) -> [(name: String, value: String)] {
    [
      ("Countersign-Series", draft.series.name), ("Countersign-Version", "\(draft.version)"),
      ("Countersign-Round", "\(draft.round)"),
    ]
  }
}

extension LedgerTree {
  /// The file name of a person's next sign-off in a round's folder.
  package func nextSignOffName(_ signOff: SignOff, in folder: String) throws(LedgerError) -> SignOffName {
    let earlier =
      try signOffs(in: folder).compactMap { SignOffName(String($0.dropLast(5))) }
      .filter { $0.role == signOff.role && $0.person == signOff.person }.map(\.number).max() ?? 0
    return SignOffName(
      role: signOff.role, person: signOff.person, number: earlier + 1, decision: signOff.decision)
  }

  /// The open draft of a slug, in the charter or of one agreement with its exceptions, or in all.
  package func draft(_ slug: String, in wanted: Series?) throws(LedgerError) -> [SignableDraft] {
    var found: [SignableDraft] = []
    for series in try series() where wanted == nil || wanted?.agreement == series.agreement {
      guard let document = try document(.draft(series, slug: slug)) else { continue }
      found.append(SignableDraft(series: series, slug: slug, document: document))
    }
    return found
  }

  /// Every open draft.
  package func allDrafts() throws(LedgerError) -> [SignableDraft] {
    var found: [SignableDraft] = []
    for series in try series() { for slug in try drafts(of: series) { found += try draft(slug, in: series) } }
    return found
  }
}
