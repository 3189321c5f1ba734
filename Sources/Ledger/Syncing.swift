package import GitStore
package import History
package import Policy
package import SystemPackage
package import Wire

/// Exchanging commits with the shared remote: fetch, verify, replay own work, verify, push.
package struct Syncing {
  let clone: LedgerClone
  let remote: String
  let report: @Sendable (String) -> Void

  package init(_ clone: LedgerClone, remote: String = "origin", report: @escaping @Sendable (String) -> Void)
  {
    self.clone = clone
    self.remote = remote
    self.report = report
  }

  /// What a sync did.
  package struct Result: Sendable {
    package var received = 0
    package var replayed = 0
    package var pushed = 0
    /// A branch with commits that no longer apply, and the findings that say why.
    package var unsynced: (branch: String, findings: [Finding])?
  }

  /// Syncs, and tries again when somebody else was faster; gives up after five rounds with ``ExitStatus/busy``.
  package func run() async throws(Failure) -> Result {
    var result = Result()
    for _ in 0..<5 {
      if try await round(&result) { return result }
    }
    throw Failure(.busy, "the remote moved on five times while this was pushing", do: "Run sla sync again.")
  }

  /// One round; false where somebody else pushed in between.
  private func round(_ result: inout Result) async throws(Failure) -> Bool {
    let lock = try WriteLock(clone.repository)
    defer { lock.release() }
    let journal = WorkTreeJournal(clone.repository)
    try journal.recover()
    let before = try attempt { try clone.repository.reference(LedgerClone.remoteMain) }
    let published = try await fetch()
    if let published { try requireFresh(published, since: before) }
    let local = try clone.tip()
    guard let published else {
      _ = try clone.verified()
      return try await push(local, from: nil, &result)
    }
    let theirs = try verified(published)
    guard local != published else { return true }
    let chain = Chain(clone.repository, tip: local)
    if try attempt({ try chain.contains(published) }) {
      _ = try clone.verified()
      result.pushed = try count(from: published, to: local)
      return try await push(local, from: published, &result)
    }
    let root = try attempt { try clone.repository.commit(local).tree }
    if try attempt({ try Chain(clone.repository, tip: published).contains(local) }) {
      result.received += try count(from: local, to: published)
      try move(from: local, root, to: published, journal, "sync")
      return true
    }
    if let before { result.received += try count(from: before, to: published) }
    let tip = try await replay(local, on: theirs, &result)
    try move(from: local, root, to: tip, journal, "sync")
    guard tip != published else { return true }
    return try await push(tip, from: published, &result)
  }

  private func move(
    from local: ObjectID, _ root: ObjectID, to tip: ObjectID, _ journal: WorkTreeJournal, _ reason: String
  ) throws(Failure) {
    try journal.open(from: root, to: tip)
    try writing {
      try clone.repository.moveReference(LedgerClone.main, from: local, to: tip, message: "sla: \(reason)")
    }
    for path in try journal.settle() { report("\(path) has changes of yours and was left as it is") }
  }

  /// Fetches main; nil where the remote has none yet.
  private func fetch() async throws(Failure) -> ObjectID? {
    try requireRemote()
    let git = git()
    let outcome = try await attempt {
      try await git.fetch(remote, ["+refs/heads/main:\(LedgerClone.remoteMain)"])
    }
    switch outcome {
    case .done: return try attempt { try clone.repository.reference(LedgerClone.remoteMain) }
    // Over ssh git may say besides that the other end hung up, which it does when there is nothing to send.
    case .failed(let said), .unreachable(let said):
      if said.contains(where: { $0.contains("couldn't find remote ref") }) { return nil }
      throw Failure(outcome, "main could not be fetched from \(remote)")
    default: throw Failure(outcome, "main could not be fetched from \(remote)")
    }
  }

  /// A name that stands for no remote is wrong usage, which no waiting will mend; paths and URLs are git's to judge.
  private func requireRemote() throws(Failure) {
    guard !remote.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }) else { return }
    guard try attempt({ try clone.repository.setting("remote.\(remote).url") }) == nil else { return }
    throw Failure(
      .usage, "this clone has no remote called \(remote)", do: "Add it with: git remote add \(remote) URL")
  }

  /// A remote that lost what this clone saw was rewound or forked.
  private func requireFresh(_ published: ObjectID, since before: ObjectID?) throws(Failure) {
    guard let before, before != published,
      try !attempt({ try Chain(clone.repository, tip: published).contains(before) })
    else { return }
    // What was seen stays known, so that the next fetch is held to it as well.
    try attempt {
      try clone.repository.moveReference(
        LedgerClone.remoteMain, from: published, to: before, message: "sla: refused a rewound remote")
    }
    throw Failure(
      .found,
      "the remote's main is \(published.short), which does not contain \(before.short) that it had before: it was rewound or forked",
      do: "Have its operator reset main to \(before), or compare with the others by another way.")
  }

  private func verified(_ commit: ObjectID) throws(Failure) -> VerifiedHistory {
    switch try clone.verdict(commit) {
    case .verified(let history):
      let tolerance = 10 * 60_000
      guard history.latestDate <= SystemCall.now.adding(milliseconds: tolerance) else {
        throw Failure(
          .found, "the remote's main holds a commit dated \(history.latestDate), which is ahead of now",
          do: "Correct your clock, or have the remote reset.")
      }
      return history
    case .refused(let findings, let lastGood, _):
      throw Failure(
        .found, "the remote's main does not verify, and nothing of it was taken over",
        do: lastGood.map { "Have its operator reset main to the last good commit, \($0)." }
          ?? "No commit of it is good.", findings: findings)
    }
  }

  /// Makes the commits that only this clone has again, on top of the remote's, signed anew; documents keep their bytes.
  private func replay(_ local: ObjectID, on base: VerifiedHistory, _ result: inout Result)
    async throws(Failure) -> ObjectID
  {
    let writer = try ChangeWriter(clone, try await Member.current(in: clone.repository))
    let own = try attempt {
      let published = Set(try Ancestry(of: base.tip, in: clone.repository).commits)
      return try Ancestry(of: local, in: clone.repository, until: published.contains)
    }
    var tip = base.tip
    for (index, id) in own.commits.enumerated() {
      let commit = try attempt { try clone.repository.commit(id) }
      let parent = try attempt { try commit.parents.first.map { try clone.repository.commit($0).tree } }
      let root = try attempt { try clone.repository.commit(tip).tree }
      guard let next = try await apply(commit, since: parent, on: root, tip, writer) else {
        let findings = try conflictFindings(commit, since: parent, on: root)
        try keep(local, own.commits.count - index, findings, &result)
        return tip
      }
      if case .refused(let findings, _, _) = try clone.verdict(next) {
        try keep(local, own.commits.count - index, findings, &result)
        return tip
      }
      tip = next
      result.replayed += 1
    }
    return tip
  }

  /// The commit's change on another tree; nil where a file it touches is not what it was.
  private func apply(
    _ commit: Commit, since parent: ObjectID?, on root: ObjectID, _ tip: ObjectID, _ writer: ChangeWriter
  ) async throws(Failure) -> ObjectID? {
    let changes = try attempt { try clone.reader.trees.changes(from: parent, to: commit.tree) }
    for change in changes {
      let present = try attempt { try clone.reader.trees.entry(at: change.path, in: root)?.id }
      guard present == change.before?.id else { return nil }
    }
    let edits = changes.map { change in
      if let after = change.after {
        TreeEdit.put(change.path, after.id)
      } else {
        TreeEdit.remove(change.path)
      }
    }
    let tree = try writing { try clone.repository.writeTree(base: root, edits: edits) }
    return try await writer.write(tree, parents: [tip], message: commit.message)
  }

  private func conflictFindings(_ commit: Commit, since parent: ObjectID?, on root: ObjectID) throws(Failure)
    -> [Finding]
  {
    let changes = try attempt { try clone.reader.trees.changes(from: parent, to: commit.tree) }
    var findings: [Finding] = []
    for change in changes {
      let present = try attempt { try clone.reader.trees.entry(at: change.path, in: root)?.id }
      guard present != change.before?.id else { continue }
      findings.append(Finding.conflict(change.path, commit.subject))
    }
    return findings
  }

  /// Keeps what no longer applies on a branch of its own.
  private func keep(_ local: ObjectID, _ count: Int, _ findings: [Finding], _ result: inout Result)
    throws(Failure)
  {
    let branch = "unsynced/\(local.short)"
    try writing {
      if try clone.repository.reference("refs/heads/\(branch)") == nil {
        try clone.repository.moveReference(
          "refs/heads/\(branch)", from: nil, to: local, message: "sla: \(count) commits no longer apply")
      }
    }
    result.unsynced = (branch, findings)
  }

  private func push(_ commit: ObjectID, from published: ObjectID?, _ result: inout Result)
    async throws(Failure) -> Bool
  {
    let git = git()
    let outcome = try await attempt {
      try await git.push(remote, [Git.Update(LedgerClone.main, from: published, to: commit)])
    }
    switch outcome {
    case .done:
      result.pushed = try count(from: published, to: commit)
      return true
    case .outrun: return false
    // The server's hook may be the first to see that somebody else was faster.
    case .rejected(_, let said) where said.contains(where: { $0.contains(HookGuard.outrun) }): return false
    default: throw Failure(outcome, "main could not be pushed to \(remote); your commits are kept here")
    }
  }

  private func count(from old: ObjectID?, to new: ObjectID) throws(Failure) -> Int {
    try attempt { try Ancestry(of: new, in: clone.repository, until: { $0 == old }).commits.count }
  }

  private func git() -> Git {
    Git(directory: clone.repository.workDirectory ?? clone.repository.gitDirectory, report: report)
  }
}

extension Failure {
  /// What a transfer that did not come through means.
  init(_ outcome: TransferOutcome, _ what: String) {
    switch outcome {
    case .done: self.init(.bug, what)
    case .outrun: self.init(.busy, what, do: "Somebody else was faster: run sla sync again.")
    case .rejected(let reason, let said):
      self.init(
        .found, "\(what): \(([reason] + said).joined(separator: "\n  "))", do: "Look at what the remote said."
      )
    case .unreachable(let said):
      self.init(
        .unreachable, "\(what): \(said.joined(separator: "\n  "))",
        do: "Check the address and your access, and try again.")
    case .failed(let said): self.init(.unreachable, "\(what): \(said.joined(separator: "\n  "))")
    }
  }
}

/// Cloning a ledger: verified and pinned before a single file is checked out.
package enum Cloning {
  /// Clones; with `trust`, the identity has to be that, else the one found is pinned on first use.
  package static func clone(
    _ url: String, into directory: FilePath, trust: SHA256Digest?,
    report: @escaping @Sendable (String) -> Void
  ) async throws(Failure) -> (clone: LedgerClone, history: VerifiedHistory) {
    let folder = NewFolder(directory)
    let outcome = try await attempt { try await Git.clone(url, into: directory, report: report) }
    guard case .done = outcome else { throw Failure(outcome, "\(url) could not be cloned") }
    do { return try checkedOut(directory, trust) } catch {
      // What cannot be trusted is not left lying about.
      await folder.discard([".git"])
      throw error
    }
  }

  private static func checkedOut(
    _ directory: FilePath, _ trust: SHA256Digest?
  ) throws(Failure) -> (clone: LedgerClone, history: VerifiedHistory) {
    let repository = try attempt { try Repository.open(path: directory) }
    guard let tip = try attempt({ try repository.reference(LedgerClone.remoteMain) }) else {
      throw Failure(.unreadable, "the remote has no branch main", do: "Push the ledger there first.")
    }
    let identity: SHA256Digest = if let trust { trust } else { try found(repository, tip) }
    let clone = LedgerClone(repository, identity: identity)
    switch try clone.verdict(tip) {
    case .refused(let findings, _, _):
      throw Failure(
        .found, "what was cloned into \(directory) does not verify, and nothing was checked out",
        findings: findings)
    case .verified(let history):
      try Pin(repository).write(identity)
      let local = try attempt { try repository.reference(LedgerClone.main) }
      let journal = WorkTreeJournal(repository)
      try journal.open(from: nil, to: tip)
      try attempt {
        if local != tip {
          try repository.moveReference(LedgerClone.main, from: local, to: tip, message: "sla: clone")
        }
        try repository.setHead(to: LedgerClone.main)
      }
      try journal.settle()
      return (clone, history)
    }
  }

  /// The identity that a history claims: the digest of its root commit's charter.
  package static func found(_ repository: Repository, _ tip: ObjectID) throws(Failure) -> SHA256Digest {
    try attempt {
      guard let root = try Ancestry(of: tip, in: repository).commits.first,
        let identity = try LedgerTree(LedgerReader(repository), root: try repository.commit(root).tree)
          .identity()
      else {
        throw Failure(.unreadable, "the first commit of main holds no charter", do: "This is no ledger.")
      }
      return identity
    }
  }
}
