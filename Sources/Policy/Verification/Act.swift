package import Agreements
package import History
package import Signatures
package import Wire

/// One commit's change as it is judged, whether the commit is made already or about to be.
package struct Act {
  /// The ledger before: the parent's tree.
  package let before: LedgerTree
  /// The ledger after: the commit's tree.
  package let after: LedgerTree
  /// The key that signs the commit.
  package let signer: SSHPublicKey
  /// The commit's date.
  package let when: Instant
  /// SHA-256 of the first charter.
  package let identity: SHA256Digest
  /// The commits that it builds on.
  package let chain: Chain

  package init(
    before: LedgerTree, after: LedgerTree, signer: SSHPublicKey, when: Instant, identity: SHA256Digest,
    chain: Chain
  ) {
    self.before = before
    self.after = after
    self.signer = signer
    self.when = when
    self.identity = identity
    self.chain = chain
  }
}

/// The commits up to a tip, read no further back than a question needs.
package final class Chain {
  private let store: any ObjectStore
  private var known: Set<ObjectID> = []
  /// The tip, and the next commit that has not been looked at.
  private(set) var tip: ObjectID?
  private var frontier: ObjectID?
  /// What was found of each series' ratifications, and up to which commit.
  var ratified: [Series: (upTo: ObjectID, dates: [Int: Instant])] = [:]

  /// The chain that ends at `tip`; nil before the root commit.
  package init(_ store: any ObjectStore, tip: ObjectID?) {
    self.store = store
    self.tip = tip
    frontier = tip
  }

  /// Adds a commit on top of the tip.
  package func append(_ commit: ObjectID) {
    known.insert(commit)
    tip = commit
  }

  /// Whether a commit is the tip or one that it builds on.
  package func contains(_ commit: ObjectID) throws(LedgerError) -> Bool {
    if known.contains(commit) { return true }
    while let next = frontier {
      known.insert(next)
      frontier = try parent(of: next)
      if next == commit { return true }
    }
    return false
  }

  /// The first parent, also of a commit that is not well formed: judging names those.
  private func parent(of id: ObjectID) throws(LedgerError) -> ObjectID? {
    do { return try store.commit(id).parents.first } catch {
      guard case .commit = error else { throw .history(error) }
      return try reading { () throws(HistoryError) in try store.parentOfMalformed(id) }
    }
  }

  /// Goes back from the tip, commit by commit, as long as `isWanted` says so.
  func walk(_ isWanted: (ObjectID, Commit) throws(LedgerError) -> Bool) throws(LedgerError) {
    var next = tip
    while let id = next {
      let commit = try reading { () throws(HistoryError) in try store.commit(id) }
      guard try isWanted(id, commit) else { return }
      next = commit.parents.first
    }
  }

  /// The date of the commit that gave a path its present blob, looking back from the tip.
  package func whenWritten(_ path: LedgerPath, _ blob: ObjectID, _ reader: LedgerReader) throws(LedgerError)
    -> Instant?
  {
    var written: Instant?
    var next = tip
    while let id = next {
      let commit = try reading { () throws(HistoryError) in try store.commit(id) }
      guard try LedgerTree(reader, root: commit.tree).blob(path) == blob else { break }
      written = commit.committer.when
      next = commit.parents.first
    }
    return written
  }

  /// The member whose key signed the commit that added a path, under the charter of the time; nil where it is in no
  /// commit of the chain.
  func author(of path: LedgerPath, _ reader: LedgerReader) throws(LedgerError) -> String? {
    var next = tip
    while let id = next {
      let commit = try reading { () throws(HistoryError) in try store.commit(id) }
      let parent = try commit.parents.first.map { (id) throws(LedgerError) in
        try reading { () throws(HistoryError) in try store.commit(id) }
      }
      let before = LedgerTree(reader, root: parent?.tree)
      if try before.blob(path) == nil {
        guard let armor = commit.signature, let key = try? SSHSignature(armored: armor).publicKey else {
          return nil
        }
        return try before.roster()?.owner(of: key)
      }
      next = commit.parents.first
    }
    return nil
  }
}
