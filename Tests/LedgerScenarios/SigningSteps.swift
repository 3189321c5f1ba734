package import Agreements
import History
import Policy
package import Wire

/// A sign-off as its two files.
package struct SignedStatement: Sendable {
  package var name: SignOffName
  package var document: [UInt8]
  package var signature: [UInt8]

  package init(name: SignOffName, document: [UInt8], signature: [UInt8]) {
    self.name = name
    self.document = document
    self.signature = signature
  }
}

/// What is done to a sign-off before it is signed, and how.
package struct SigningPlan {
  package var decision = SignOff.Decision.approve
  package var number = 1
  /// Edits of the document, by pointer.
  package var edits: [(pointer: String, value: JSON?)] = []
  package var namespace = SignOff.namespace
  /// The key; nil for the actor's own.
  package var key: KeyPair?
  /// When it is dated; nil for half an hour after the last commit.
  package var when: Instant?
  /// The name of the file; nil for what the document says.
  package var name: SignOffName?

  package init(decision: SignOff.Decision = .approve, number: Int = 1) {
    self.decision = decision
    self.number = number
  }

  /// A plan with edits of the document.
  package init(_ edits: [(pointer: String, value: JSON?)]) { self.edits = edits }
}

extension LedgerScenario {
  /// The sign-off of a draft by somebody in a role, as the tool would write it, apart from the plan's edits.
  package func signOff(
    _ series: Series, _ slug: String, by actor: Actor, as role: String, _ plan: SigningPlan = SigningPlan()
  ) async throws -> SignedStatement {
    let draft = try document(LedgerPath.draft(series, slug: slug).description)
    let signOff = SignOff(
      ledger: identity, series: series.name, version: draft.json["version"]?.number ?? 0,
      round: draft.json["round"]?.number ?? 0, subject: draft.digest, decision: plan.decision, role: role,
      person: actor.id, head: tip.description, templates: Statement.templates,
      statement: try statement(on: draft, series, plan.decision), comment: nil,
      signedAt: plan.when ?? clock.adding(milliseconds: 1_800_000))
    return try await signed(signOff, by: actor, plan)
  }

  /// The sign-off of the first charter.
  package func foundingSignOff(by actor: Actor, as role: String, _ plan: SigningPlan = SigningPlan())
    async throws
    -> SignedStatement
  {
    let charter = try document("charter/versions/0001.json")
    let signOff = SignOff(
      ledger: identity, series: SignOff.charterSeries, version: 1, round: 1, subject: charter.digest,
      decision: plan.decision, role: role, person: actor.id, head: tip.description,
      templates: Statement.templates,
      statement: Statement.founding(try Charter(charter.json), person: actor.id, identity: identity),
      comment: nil, signedAt: plan.when ?? clock.adding(milliseconds: 1_800_000))
    return try await signed(signOff, by: actor, plan)
  }

  private func signed(_ signOff: SignOff, by actor: Actor, _ plan: SigningPlan) async throws
    -> SignedStatement
  {
    let json = plan.edits.reduce(signOff.json) { $0.replacing($1.pointer, with: $1.value) }
    let bytes = json.written(as: .signoff)
    let signer = plan.key.map { actor.with($0) } ?? actor
    return SignedStatement(
      name: plan.name
        ?? SignOffName(
          role: json["role"]?.text ?? "", person: json["person"]?.text ?? "", number: plan.number,
          decision: SignOff.Decision(rawValue: json["decision"]?.text ?? "") ?? .approve),
      document: bytes, signature: try await signer.sign(bytes, namespace: plan.namespace))
  }

  /// The words that the tool gives a signer.
  package func statement(on draft: Document, _ series: Series, _ decision: SignOff.Decision) throws -> String
  {
    let tree = try tree()
    guard let charter = try tree.charter() else { throw Missing(path: "charter/versions") }
    switch series {
    case .charter: return Statement.of(try Charter(draft.json), decision: decision, against: charter)
    case .agreement:
      return try Statement.of(try Agreement(draft.json), decision: decision, in: tree, charter: charter)
    case .exceptions:
      let review = try ExceptionReview(
        of: try Exception(draft.json), in: tree, Chain(repository, tip: tip), charter: charter)
      return Statement.of(review, decision: decision)
    }
  }

  /// The files that bring a sign-off in beside its draft.
  package func filing(_ signed: SignedStatement, _ series: Series, _ slug: String, round: Int? = nil) throws
    -> Files
  {
    let draft = try document(LedgerPath.draft(series, slug: slug).description)
    let round = round ?? draft.json["round"]?.number ?? 0
    return files(signed) { name, isSignature in
      .draftSignOff(series, slug: slug, round: round, name, isSignature: isSignature)
    }
  }

  /// The two files of a sign-off at the places given.
  package func files(_ signed: SignedStatement, at place: (SignOffName, Bool) -> LedgerPath) -> Files {
    [
      place(signed.name, false).description: signed.document,
      place(signed.name, true).description: signed.signature,
    ]
  }

  /// The files of the first charter's sign-off.
  package func founding(_ signed: SignedStatement) -> Files {
    files(signed) { name, isSignature in
      .sealedSignOff(.charter, version: 1, round: 1, name, isSignature: isSignature)
    }
  }

  /// The files that put a draft in force, with sign-offs that the same commit adds.
  package func ratification(_ series: Series, _ slug: String, adding arrivals: [SignedStatement] = []) throws
    -> Files
  {
    let draft = try document(LedgerPath.draft(series, slug: slug).description)
    let version = draft.json["version"]?.number ?? 0
    var files = try moving(series, slug, to: .version(series, version)) { round, name, isSignature in
      .sealedSignOff(series, version: version, round: round, name, isSignature: isSignature)
    }
    for arrival in arrivals {
      let round = draft.json["round"]?.number ?? 0
      files.merge(
        self.files(arrival) { name, isSignature in
          .sealedSignOff(series, version: version, round: round, name, isSignature: isSignature)
        }
      ) { $1 }
    }
    return files
  }

  /// The files that withdraw a draft.
  package func withdrawal(_ series: Series, _ slug: String) throws -> Files {
    try moving(series, slug, to: .closedDraft(series, slug: slug)) { round, name, isSignature in
      .closedSignOff(series, slug: slug, round: round, name, isSignature: isSignature)
    }
  }

  private func moving(
    _ series: Series, _ slug: String, to target: LedgerPath, _ place: (Int, SignOffName, Bool) -> LedgerPath
  ) throws -> Files {
    let draft = LedgerPath.draft(series, slug: slug).description
    var files: Files = [draft: nil, target.description: try bytes(draft)]
    let folder = "\(series.drafts)/\(slug)/signoffs"
    let tree = try tree()
    for round in try tree.names(in: folder) {
      for name in try tree.names(in: "\(folder)/\(round)") {
        let path = "\(folder)/\(round)/\(name)"
        guard case .draftSignOff(_, _, let round, let signOff, let isSignature)? = LedgerPath(path) else {
          continue
        }
        files[path] = .some(nil)
        files[place(round, signOff, isSignature).description] = try bytes(path)
      }
    }
    return files
  }
}
