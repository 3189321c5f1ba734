import Agreements
package import History
import Signatures
package import Wire

/// A history that claims to be a ledger's, and nothing more yet.
package struct UnverifiedHistory {
  package let store: any ObjectStore
  package let tip: ObjectID

  package init(_ store: any ObjectStore, tip: ObjectID) {
    self.store = store
    self.tip = tip
  }
}

/// A history in which every commit was judged and allowed.
package struct VerifiedHistory {
  package let tip: ObjectID
  package let tree: LedgerTree
  package let identity: SHA256Digest
  /// Commits judged now, and commits taken on trust before them.
  package let judged: Int
  package let trusted: Int
  /// The latest date of any commit.
  package let latestDate: Instant
}

/// What came of a verification.
package enum Verdict {
  case verified(VerifiedHistory)
  /// The first commit that is not allowed, with everything that is wrong with it, and the last good one.
  case refused(findings: [Finding], lastGood: ObjectID?, unjudged: Int)
}

/// A commit up to which history was verified before, and what has to be known of it.
package struct Milestone: Sendable, Equatable {
  package let commit: ObjectID
  package let latestDate: Instant
  /// How many commits it stands on, itself included.
  package let count: Int

  package init(commit: ObjectID, latestDate: Instant, count: Int) {
    self.commit = commit
    self.latestDate = latestDate
    self.count = count
  }
}

/// Judges a history commit by commit, oldest first, each under the charter of the one before.
///
/// The verdict depends on the pinned identity and the bytes in the store, and on nothing else.
package struct Verifier {
  /// SHA-256 of the first charter.
  package let identity: SHA256Digest

  package init(identity: SHA256Digest) { self.identity = identity }

  /// Judges everything from the root, or from after a milestone, up to the tip.
  ///
  /// Throws ``LedgerError`` where something could not be read; that is never a pass.
  package func verify(
    _ history: UnverifiedHistory, from milestone: Milestone? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> Verdict {
    do { try history.store.requireComplete() } catch { throw .history(.store(error)) }
    var walk = try Walk(history, from: milestone, identity: identity)
    while let finding = try walk.step(progress) { return finding }
    return .verified(walk.verified)
  }
}

/// The state of a verification between two commits.
private struct Walk {
  let reader: LedgerReader
  let identity: SHA256Digest
  let commits: [ObjectID]
  let trusted: Int
  let chain: Chain
  var index = 0
  var parent: ObjectID?
  var tree: LedgerTree
  var latestDate: Instant

  init(_ history: UnverifiedHistory, from milestone: Milestone?, identity: SHA256Digest) throws(LedgerError) {
    self.identity = identity
    reader = LedgerReader(history.store)
    let found = try Self.line(to: history.tip, in: history.store, until: milestone?.commit)
    commits = found.commits
    let start = found.base == nil ? nil : milestone
    trusted = start?.count ?? 0
    parent = start?.commit
    latestDate = start?.latestDate ?? Instant(seconds: 0)
    chain = Chain(history.store, tip: start?.commit)
    let root = try start.map { (start) throws(LedgerError) in
      try reading { () throws(HistoryError) in try history.store.commit(start.commit).tree }
    }
    tree = LedgerTree(reader, root: root)
  }

  /// The commits from the root, or from after `known`, up to the tip, oldest first.
  ///
  /// A commit that is not well formed has its place in it, so that it can be named, and the last good one below it.
  private static func line(
    to tip: ObjectID, in store: any ObjectStore, until known: ObjectID?
  ) throws(LedgerError) -> (commits: [ObjectID], base: ObjectID?) {
    var commits: [ObjectID] = []
    var next: ObjectID? = tip
    while let id = next {
      if id == known { return (commits.reversed(), id) }
      guard commits.count < Ancestry.maximumCount else {
        throw .history(.tooManyCommits(limit: Ancestry.maximumCount))
      }
      commits.append(id)
      do { next = try store.commit(id).parents.first } catch {
        guard case .commit = error else { throw .history(error) }
        next = try reading { () throws(HistoryError) in try store.parentOfMalformed(id) }
      }
    }
    return (commits.reversed(), nil)
  }

  var verified: VerifiedHistory {
    VerifiedHistory(
      tip: parent ?? .zero, tree: tree, identity: identity, judged: commits.count, trusted: trusted,
      latestDate: latestDate)
  }

  /// Judges the next commits; a verdict where one is refused, nil when all are judged.
  mutating func step(_ progress: (Int, Int) -> Void) throws(LedgerError) -> Verdict? {
    while index < commits.count {
      let id = commits[index]
      let findings = try judge(id)
      guard findings.isEmpty else {
        let named = findings.map { finding in
          var finding = finding
          finding.commit = id
          return finding
        }
        return .refused(findings: named, lastGood: parent, unjudged: commits.count - index - 1)
      }
      index += 1
      parent = id
      if index.isMultiple(of: 256) { progress(index, commits.count) }
    }
    return nil
  }

  private mutating func judge(_ id: ObjectID) throws(LedgerError) -> [Finding] {
    do {
      let commit = try reading { () throws(HistoryError) in try reader.store.commit(id) }
      let (findings, after) = try CommitJudgement(
        commit: commit, parent: parent, before: tree, latestDate: latestDate, identity: identity, chain: chain
      )
      .findings()
      if findings.isEmpty {
        tree = after
        latestDate = max(latestDate, commit.committer.when)
        chain.append(id)
      }
      return findings
    } catch {
      guard let finding = Finding(malformed: error) else { throw error }
      return [finding]
    }
  }
}

extension Finding {
  /// A commit or tree that is not well formed is a finding; what could not be read at all is not.
  package init?(malformed error: LedgerError) {
    switch error {
    case .history(.commit(_, let problem)):
      self.init(
        .malformedCommit, "\(problem)",
        do: "Reset the remote to the last good commit, and make the change again with sla or git.")
    case .history(.tree(_, let path, let problem)):
      self.init(
        .malformedTree, path: path, "\(problem)",
        do: "Reset the remote to the last good commit, and make the change again with sla or git.")
    case .history(.tooDeep(let path, _)), .history(.notADirectory(let path)), .history(.notAFile(let path)),
      .history(.badName(let path, _)):
      self.init(.layout, path: path, "\(error)", do: "Remove it from the commit.")
    case .history(.tooManyChanges): self.init(.layout, "\(error)", do: "Commit changes one by one.")
    default: return nil
    }
  }
}
