import Agreements
package import History
package import Policy
import Signatures
package import Wire

/// What happened in a ledger, commit by commit, oldest first.
package struct EventLog {
  package let events: [Event]

  /// One commit.
  package struct Event {
    package let commit: ObjectID
    package let when: Instant
    /// The member whose key signed it.
    package let person: String
    package let subject: String
    package let acts: [Act]
  }

  /// What a commit did, read from its paths.
  package struct Act: Sendable {
    /// `signed`, `in-force`, `measured` and the like.
    package let kind: String
    /// The agreement, or charter.
    package let series: String?
    package let path: String
    /// In a few words.
    package let words: String
  }

  /// Reads the events of a verified history.
  package init(_ clone: LedgerClone, _ history: VerifiedHistory) throws(Failure) {
    events = try attempt {
      var events: [Event] = []
      var parent: ObjectID?
      for id in try Ancestry(of: history.tip, in: clone.repository).commits {
        let commit = try clone.repository.commit(id)
        let roster = try LedgerTree(clone.reader, root: parent ?? commit.tree).roster()
        let person = try commit.signature.flatMap {
          roster?.owner(of: try SSHSignature(armored: $0).publicKey)
        }
        let changes = try clone.reader.trees.changes(from: parent, to: commit.tree)
        events.append(
          Event(
            commit: id, when: commit.committer.when, person: person ?? "?", subject: commit.subject,
            acts: try changes.filter { $0.after != nil }.compactMap { try Act($0, clone.reader) }))
        parent = commit.tree
      }
      return events
    }
  }
}

extension EventLog.Act {
  /// The act, with the reason that a document gives for it.
  init?(_ change: TreeChange, _ reader: LedgerReader) throws(LedgerError) {
    guard let act = Self(change) else { return nil }
    guard let place = LedgerPath(change.path), let blob = change.after?.id,
      let reason = try reader.reason(in: blob, at: place)
    else {
      self = act
      return
    }
    self.init(kind: act.kind, series: act.series, path: act.path, words: "\(act.words): \(reason)")
  }

  init?(_ change: TreeChange) {
    guard let place = LedgerPath(change.path) else {
      self.init(kind: "host", series: nil, path: change.path, words: "host file changed")
      return
    }
    switch place {
    case .version(let series, let number):
      self.init(
        kind: "in-force", series: series.name, path: change.path,
        words: "\(series.title(number)) put in force")
    case .draft(let series, let slug):
      self.init(
        kind: "drafted", series: series.name, path: change.path,
        words: "\(change.before == nil ? "drafted" : "edited") \(slug) of \(series.name)")
    case .draftSignOff(let series, let slug, let round, let name, false):
      self.init(
        kind: name.decision == .approve ? "signed" : "declined", series: series.name, path: change.path,
        words:
          "\(name.person) \(name.decision == .approve ? "approved" : "declined") \(slug) (round \(round)) as \(name.role)"
      )
    case .sealedSignOff(let series, let version, let round, let name, false):
      self.init(
        kind: name.decision == .approve ? "signed" : "declined", series: series.name, path: change.path,
        words:
          "\(name.person)'s \(name.decision == .approve ? "approval" : "refusal") of \(series.title(version)) (round \(round)) as \(name.role)"
      )
    case .closedDraft(let series, let slug):
      self.init(
        kind: "withdrawn", series: series.name, path: change.path,
        words: "\(slug) of \(series.name) withdrawn")
    case .snapshot(let agreement, let period, let revision):
      self.init(
        kind: "measured", series: agreement, path: change.path,
        words: "\(period) r\(revision) of \(agreement) measured")
    case .attestation(let agreement, let period, let revision, let person):
      self.init(
        kind: "attested", series: agreement, path: change.path,
        words: "\(person) attested \(period) r\(revision) of \(agreement)")
    case .reading(let agreement, let period, let day):
      self.init(
        kind: "read", series: agreement, path: change.path, words: "\(period) of \(agreement) read on \(day)")
    case .mapping(let name, let revision):
      self.init(kind: "mapped", series: nil, path: change.path, words: "mapping \(name) r\(revision)")
    case .reviewOpening(let agreement, let review):
      self.init(
        kind: "review-opened", series: agreement, path: change.path, words: "\(review) of \(agreement) opened"
      )
    case .contribution(let agreement, let review, let person, _, false):
      self.init(
        kind: "contributed", series: agreement, path: change.path,
        words: "\(person) spoke in \(review) of \(agreement)")
    case .reviewClosing(let agreement, let review):
      self.init(
        kind: "review-closed", series: agreement, path: change.path, words: "\(review) of \(agreement) closed"
      )
    case .draftSignOff, .sealedSignOff, .closedSignOff, .contribution: return nil
    }
  }
}

extension LedgerReader {
  /// Why something was declined or corrected, in its author's words; nil for records that give no reason.
  fileprivate func reason(in blob: ObjectID, at place: LedgerPath) throws(LedgerError) -> String? {
    switch place {
    case .draftSignOff(_, _, _, let name, false) where name.decision == .decline:
      return try document(blob, kind: .signoff, path: place.description).json["comment"]?.text
    case .snapshot:
      let purpose = try document(blob, kind: .snapshot, path: place.description).json["purpose"]
      guard let reason = purpose?["reason"]?.text else { return nil }
      let withdrawn = (purpose?["withdraws"]?.items ?? []).compactMap { item -> String? in
        guard case .snapshot(_, _, let revision)? = item.text.flatMap({ LedgerPath($0) }) else { return nil }
        return "r\(revision)"
      }
      return "corrects \(withdrawn.joined(separator: ", ")): \(reason)"
    default: return nil
    }
  }
}
