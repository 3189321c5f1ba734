package import Agreements
import Signatures
package import Wire

/// What a signer signs, in words: made from the draft and its evidence, the same for everybody who makes it.
package enum Statement {
  /// The edition of the templates that statements are made with.
  package static let templates = "statements-1"

  /// The statement on an agreement's draft, from the ledger that it stands in.
  package static func of(
    _ draft: Agreement, decision: SignOff.Decision, in tree: LedgerTree, charter: Charter
  ) throws(LedgerError) -> String {
    let template: StatementTemplate = decision == .approve ? .approve : .decline
    let title = draft.isTrial ? "Trial agreement \(draft.title.quoted)" : draft.title.quoted
    let head = template.filled([
      "title": title, "series": draft.id, "version": String(draft.version), "round": String(draft.round),
      "effective": draft.effective.description,
    ])
    let review = try ChangeReview(of: draft, in: tree, charter: charter)
    let cap = charter.parameters.growthCapPercent
    let circumstances = Set(review.items.flatMap { $0.evidence?.circumstances ?? [] }).sorted()
    return joined(
      [head] + review.items.flatMap { sentences(on: $0, cap: cap) }
        + circumstances.map { StatementTemplate.note.filled(["note": $0]) })
  }

  /// The statement on a charter's draft, against the charter in force.
  package static func of(_ draft: Charter, decision: SignOff.Decision, against charter: Charter) -> String {
    let template: StatementTemplate = decision == .approve ? .approveCharter : .declineCharter
    let head = template.filled(["version": String(draft.version), "round": String(draft.round)])
    let differences = Difference.all(from: charter.json, to: draft.json, kind: .charter)
    var told: Set<String> = []
    let reasons = draft.changes.map(\.reason.escaped).filter { told.insert($0).inserted }
    return joined(
      [head] + differences.map { changed(withFingerprints($0)) }
        + reasons.map { StatementTemplate.because.filled(["reason": $0]) })
  }

  /// A difference between charters with each key by its fingerprint, as people compare keys.
  package static func withFingerprints(_ difference: Difference) -> Difference {
    Difference(
      pointer: JSONPointer(difference.pointer.tokens.map(fingerprint)),
      before: difference.before.map(withFingerprints), after: difference.after.map(withFingerprints),
      change: difference.change)
  }

  private static func withFingerprints(_ value: JSON) -> JSON {
    switch value {
    case .string(let text): .string(fingerprint(text))
    case .array(let items): .array(items.map(withFingerprints))
    case .object(let members): .object(members.map { JSON.Member($0.key, withFingerprints($0.value)) })
    default: value
    }
  }

  /// The fingerprint of a key line; any other text as it is.
  private static func fingerprint(_ text: String) -> String {
    (try? SSHPublicKey(line: text))?.fingerprint ?? text
  }

  /// The statement that seals the first charter.
  package static func founding(_ charter: Charter, person: String, identity: SHA256Digest) -> String {
    let roles = charter.roles.filter { $0.holders.contains(person) }.map(\.id).joined(separator: ", ")
    return StatementTemplate.founding.filled(["ledger": identity.hex, "roles": roles])
  }

  /// The statement that a sign-off on a subject has to carry.
  static func of(
    _ subject: SignOffSubject, decision: SignOff.Decision, person: String, before tree: LedgerTree,
    _ chain: Chain, identity: SHA256Digest
  ) throws(LedgerError) -> String {
    let path = LedgerPath.version(subject.series, subject.version).description
    do {
      switch subject.series {
      case .charter:
        let draft = try subject.document.decoded { (json) throws(StructureProblem) in try Charter(json) }
        guard subject.version > 1, let charter = try? tree.charter() else {
          return founding(draft, person: person, identity: identity)
        }
        return of(draft, decision: decision, against: charter)
      case .agreement:
        let draft = try subject.document.decoded { (json) throws(StructureProblem) in try Agreement(json) }
        return try of(draft, decision: decision, in: tree, charter: try charter(in: tree))
      case .exceptions:
        let draft = try subject.document.decoded { (json) throws(StructureProblem) in try Exception(json) }
        let review = try ExceptionReview(of: draft, in: tree, chain, charter: try charter(in: tree))
        return of(review, decision: decision)
      }
    } catch let error as DocumentError { throw .document(path: path, error) } catch let error as LedgerError {
      throw error
    } catch {
      throw .missing(path: path)
    }
  }

  private static func charter(in tree: LedgerTree) throws(LedgerError) -> Charter {
    guard let charter = try tree.charter() else { throw .missing(path: "charter/versions") }
    return charter
  }

  private static func sentences(on item: ChangeReview.Item, cap: Int) -> [String] {
    var sentences = [change(item)]
    if let evidence = item.evidence, !evidence.cited.isEmpty {
      sentences.append(measured(evidence.cited))
      if let baseline = item.baseline {
        sentences.append(
          StatementTemplate.baseline.filled([
            "baseline": baseline.words, "cap": String(cap),
            "ceiling": String(baseline.ceiling(capPercent: cap)),
          ]))
      }
      if item.difference.change == .weakened, let before = item.before,
        evidence.cited.allSatisfy({ $0.entry.figures.meets(before.target, of: before.measure.metric) == true }
        )
      {
        sentences.append(StatementTemplate.keptBefore.text)
      }
      var told: Set<String> = []
      for note in evidence.notes where told.insert(note).inserted {
        sentences.append(StatementTemplate.note.filled(["note": note]))
      }
    }
    if let reason = item.change?.reason {
      sentences.append(StatementTemplate.because.filled(["reason": reason.escaped]))
    }
    return sentences
  }

  /// The cited numbers, and where they stand.
  static func measured(_ cited: [Evidence.Cited]) -> String {
    StatementTemplate.evidence.filled([
      "figures": cited.map(\.entry.figures.words).joined(separator: ", "),
      "snapshots": cited.map { "\($0.period) r\($0.snapshot.revision)" }.joined(separator: ", "),
    ])
  }

  private static func change(_ item: ChangeReview.Item) -> String {
    let template: StatementTemplate
    switch item.difference.change {
    case .added where item.after != nil: template = .added
    case .removed where item.before != nil: template = .removed
    case .tightened: template = .tightened
    case .weakened: template = .weakened
    default: return changed(item.difference)
    }
    let commitment = item.after ?? item.before
    return template.filled([
      "id": commitment?.id ?? "", "before": item.before?.words ?? "", "after": item.after?.words ?? "",
      "party": commitment?.party.rawValue ?? "",
    ])
  }

  private static func changed(_ difference: Difference) -> String {
    StatementTemplate.changed.filled([
      "pointer": difference.pointer.description.quotedUnlessPlain,
      "before": difference.before?.brief ?? "nothing", "after": difference.after?.brief ?? "nothing",
    ])
  }

  /// One line: a document's strings have no line breaks.
  static func joined(_ sentences: [String]) -> String { sentences.joined(separator: " ") }
}
