package import Agreements
package import History
package import Policy
package import Wire

/// Saying with one's own key that a snapshot follows from its exports.
package struct Attesting {
  package let writer: ChangeWriter
  package let base: VerifiedHistory
  private let roster: Roster

  package init(_ clone: LedgerClone) async throws(Failure) {
    writer = try ChangeWriter(clone, try await Member.current(in: clone.repository))
    let base = try clone.verified()
    self.base = base
    guard let roster = try attempt({ try base.tree.roster() }) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    self.roster = roster
  }

  /// Commits the signer's word on a snapshot that was computed again without a difference.
  package func attest(
    _ snapshot: Snapshot, digest: SHA256Digest, isDryRun: Bool
  ) async throws(Failure) -> (person: String, side: Side?, commit: ObjectID?) {
    guard let person = roster.owner(of: writer.member.publicKey) else {
      throw Failure(.notAllowed, "your key is not listed in the charter")
    }
    let path = LedgerPath.attestation(
      agreement: snapshot.agreement, snapshot.period, revision: snapshot.revision, person: person)
    if try attempt({ try base.tree.blob(path) }) != nil {
      throw Failure(.found, "\(person) has attested \(snapshot.period) r\(snapshot.revision) already")
    }
    let word = Attestation(
      agreement: snapshot.agreement, period: snapshot.period, revision: snapshot.revision, snapshot: digest,
      person: person, attestedAt: writer.dates.committer.when)
    let document: Document
    do { document = try Document(word.json, kind: .attestation) } catch {
      throw Failure(error, in: path.description)
    }
    var change = LedgerChange(
      "Attest \(snapshot.period) r\(snapshot.revision) of \(snapshot.agreement) as \(person)")
    change.trailers = [("Countersign-Series", snapshot.agreement)]
    change.put(path, document.bytes)
    let side = roster.charter.roles.first { role in
      role.side != nil && (role.scope == nil || role.scope == snapshot.agreement)
        && role.holders.contains(person)
    }?.side
    return (person, side, try await writer.commit(change, isDryRun: isDryRun))
  }
}
