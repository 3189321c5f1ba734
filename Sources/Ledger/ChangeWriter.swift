package import Agreements
import GitStore
package import History
package import Policy
import SystemPackage
import Wire

/// What a command wants to put into the ledger: one commit.
package struct LedgerChange {
  /// Files to write, or to remove where nil.
  package var files: [String: [UInt8]?] = [:]
  /// What a person would write as the commit's subject.
  package var subject: String
  package var body: String?
  /// For machines: `Countersign-Series: emea`.
  package var trailers: [(name: String, value: String)] = []

  package init(_ subject: String) { self.subject = subject }

  package mutating func put(_ path: LedgerPath, _ bytes: [UInt8]) { files[path.description] = .some(bytes) }
  package mutating func remove(_ path: LedgerPath) { files[path.description] = .some(nil) }

  var message: String {
    let lines = trailers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    return [subject, body, lines.isEmpty ? nil : lines].compactMap { $0 }.joined(separator: "\n\n") + "\n"
  }
}

/// Makes one commit on main: judged before it is signed and again before main moves, all or nothing.
///
/// Objects that were written for nothing stay unreachable. Main moves by compare-and-swap. Killed after that, the next
/// command brings the work tree on.
package struct ChangeWriter {
  package let clone: LedgerClone
  package let member: Member
  package let dates: CommitDates

  package init(_ clone: LedgerClone, _ member: Member) throws(Failure) {
    self.clone = clone
    self.member = member
    dates = try CommitDates.current()
  }

  /// What rules would say of a change on top of a verified history; nothing where it is allowed.
  package func findings(of change: LedgerChange, on base: VerifiedHistory) throws(Failure) -> [Finding] {
    let root = try tree(change, on: base.tree.root)
    return try attempt {
      try Judgement.findings(
        of: Act(
          before: base.tree, after: LedgerTree(clone.reader, root: root), signer: member.publicKey,
          when: dates.committer.when,
          identity: clone.identity, chain: Chain(clone.repository, tip: base.tip)))
    }
  }

  /// Commits a change, and returns the commit; with `isDryRun`, judges it and writes no commit.
  @discardableResult
  package func commit(_ change: LedgerChange, isDryRun: Bool = false) async throws(Failure) -> ObjectID? {
    let lock = try WriteLock(clone.repository)
    defer { lock.release() }
    try WorkTreeJournal(clone.repository).recover()
    try refuseAhead()
    let base = try clone.verified()
    let refused = try findings(of: change, on: base)
    guard refused.isEmpty else { throw Failure(refused: "nothing was changed", refused) }
    if isDryRun { return nil }
    let root = try tree(change, on: base.tree.root)
    let commit = try await write(root, parents: [base.tip], message: change.message)
    guard case .verified = try clone.verdict(commit) else {
      guard case .refused(let findings, _, _) = try clone.verdict(commit) else {
        throw Failure(.bug, "two verdicts on \(commit)")
      }
      throw Failure(refused: "nothing was changed", findings)
    }
    try move(from: base.tip, base.tree.root, to: commit, root, change.subject)
    return commit
  }

  /// Writes a signed commit object; nothing points to it yet.
  package func write(_ root: ObjectID, parents: [ObjectID], message: String) async throws(Failure) -> ObjectID
  {
    let author = CommitIdentity(
      name: member.name, email: member.email, when: dates.author.when,
      offsetMinutes: dates.author.offsetMinutes)
    let committer = CommitIdentity(
      name: member.name, email: member.email, when: dates.committer.when,
      offsetMinutes: dates.committer.offsetMinutes)
    let draft = CommitDraft(
      tree: root, parents: parents, author: author, committer: committer, message: message)
    let payload = try attempt { try draft.payload() }
    let armor = try await member.sign(payload, namespace: "git")
    return try writing { try clone.repository.writeCommit(try draft.signed(with: armor)) }
  }

  /// Moves main, then the work tree.
  package func move(
    from old: ObjectID?, _ oldRoot: ObjectID?, to new: ObjectID, _ newRoot: ObjectID, _ reason: String
  ) throws(Failure) {
    let journal = WorkTreeJournal(clone.repository)
    try journal.open(from: oldRoot, to: new)
    try writing {
      try clone.repository.moveReference(LedgerClone.main, from: old, to: new, message: "sla: \(reason)")
    }
    try journal.settle()
  }

  /// The tree that a change makes of another.
  package func tree(_ change: LedgerChange, on root: ObjectID?) throws(Failure) -> ObjectID {
    try writing {
      let edits = try change.files.sorted { $0.key < $1.key }.map { path, bytes in
        if let bytes {
          TreeEdit.put(path, try clone.repository.writeBlob(bytes))
        } else {
          TreeEdit.remove(path)
        }
      }
      return try clone.repository.writeTree(base: root, edits: edits)
    }
  }

  /// A date ahead of now would push every later date forward with it.
  package func refuseAhead() throws(Failure) {
    let tolerance = 10 * 60_000
    guard dates.committer.when > SystemCall.now.adding(milliseconds: tolerance) else { return }
    throw Failure(
      .usage, "the commit would be dated \(dates.committer.when), which is ahead of now",
      do: "Correct your clock, or GIT_COMMITTER_DATE.")
  }
}

/// One writer at a time in a clone; the system lets go of the lock when the process ends.
struct WriteLock {
  private let file: FileDescriptor

  init(_ repository: Repository) throws(Failure) {
    let path = repository.stateFile("lock")
    do {
      file = try FileDescriptor.open(path, .readWrite, options: .create, permissions: .ownerReadWrite)
    } catch {
      throw Failure(.cannotWrite, "\(path) cannot be opened: \(error)")
    }
    guard SystemCall.lock(file) else {
      release()
      throw Failure(.busy, "another sla is writing to this ledger", do: "Try again when it is done.")
    }
  }

  func release() { try? file.close() }
}

/// A note of a move of main that the work tree has yet to follow, so that the next command can finish it.
struct WorkTreeJournal {
  private let repository: Repository
  private let path: FilePath

  init(_ repository: Repository) {
    self.repository = repository
    path = repository.stateFile("pending")
  }

  /// Notes which tree the files are of, and which commit main is about to be moved to.
  func open(from root: ObjectID?, to commit: ObjectID) throws(Failure) {
    try Disk.write(Array("\(root ?? .zero) \(commit)\n".utf8), to: path)
  }

  /// Goes on where a killed command stopped, before another one begins; the caller holds the write lock.
  func recover() throws(Failure) {
    guard try Disk.read(path, limit: 1024) != nil else { return }
    breakLocks()
    try settle()
  }

  /// Removes locks of main and of the index that the killed command left: no sla is alive that could hold them, and git
  /// holds them for moments only.
  private func breakLocks() {
    let locks = [
      repository.commonDirectory.appending("\(LedgerClone.main).lock"),
      repository.gitDirectory.appending("index.lock"),
    ]
    for _ in 0..<20 where locks.contains(where: SystemCall.exists) { SystemCall.sleep(milliseconds: 100) }
    for lock in locks { SystemCall.remove(lock) }
  }

  /// Brings the work tree to where main is, if a move was noted; says nothing where there is nothing to do.
  @discardableResult
  func settle() throws(Failure) -> [String] {
    guard let bytes = try Disk.read(path, limit: 1024) else { return [] }
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init)
    var left: [String] = []
    if words.count == 2, let old = ObjectID(words[0]), let target = ObjectID(words[1]),
      try attempt({ try repository.reference(LedgerClone.main) }) == target
    {
      left = try attempt {
        // Files that show another branch are not the ledger's to bring on.
        guard try repository.head() == .reference(LedgerClone.main) else { return [] }
        let root = try repository.commit(target).tree
        return try repository.bringWorkTree(from: old == .zero ? nil : old, to: root).locallyModified
      }
    }
    SystemCall.remove(path)
    return left
  }
}
