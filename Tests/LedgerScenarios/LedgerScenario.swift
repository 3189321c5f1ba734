package import Agreements
package import GitStore
package import History
package import Policy
import Signatures
import SystemPackage
package import Wire

/// A real ledger under construction: real objects in a real repository, signed by the real `ssh-keygen`.
///
/// Everything that a careful tool would see to is left to the test, so that it can be done wrong.
package final class LedgerScenario {
  /// Files by path; nil removes.
  package typealias Files = [String: [UInt8]?]

  package let bench: Workbench
  package let repository: Repository
  /// SHA-256 of the first charter.
  package let identity: SHA256Digest
  /// What the shared remote has.
  package internal(set) var published: ObjectID
  /// The last commit.
  package internal(set) var tip: ObjectID
  /// When the last commit was made; the next one is an hour later.
  package var clock: Instant
  /// The end of the stage that this began with, which was verified in full; nil for a ledger of its own.
  let milestone: Milestone?

  init(
    _ bench: Workbench, identity: SHA256Digest, tip: ObjectID, clock: Instant, milestone: Milestone? = nil
  ) throws {
    self.bench = bench
    self.milestone = milestone
    repository = try Repository.open(path: bench.path.appending("work"))
    self.identity = identity
    self.tip = tip
    published = tip
    self.clock = clock
  }

  /// The folder of the repository, beside the server's.
  package static let work = "work"

  /// The ledger as the last commit leaves it.
  package func tree() throws -> LedgerTree { try tree(at: tip) }

  package func tree(at commit: ObjectID) throws -> LedgerTree {
    LedgerTree(LedgerReader(repository), root: try repository.commit(commit).tree)
  }

  /// The document at a path of the last commit; throws where there is none.
  package func document(_ path: String) throws -> Document {
    guard let place = LedgerPath(path), let document = try tree().document(place) else {
      throw Missing(path: path)
    }
    return document
  }

  /// The bytes at a path of the last commit; throws where there are none.
  package func bytes(_ path: String) throws -> [UInt8] {
    guard let place = LedgerPath(path), let bytes = try tree().bytes(place) else { throw Missing(path: path) }
    return bytes
  }

  /// Something that a test took for granted is not there.
  package struct Missing: Error { package let path: String }

  /// Takes the last commit for what the shared remote has.
  package func publish() { published = tip }

  /// The commit that many before the last one.
  package func tip(before count: Int) throws -> ObjectID {
    try (0..<count).reduce(tip) { commit, _ in try repository.commit(commit).parents.first ?? commit }
  }

  /// Goes back to a commit, as if what followed had not been made.
  package func rewind(to commit: ObjectID) throws {
    tip = commit
    clock = try repository.commit(commit).committer.when
    try pointMain()
  }
}

/// How a commit comes about.
package struct CommitPlan {
  /// Whose name and key it is signed with.
  package var by: Actor
  /// The tree; nil for the files on top of the parent's.
  package var tree: ObjectID?
  /// The parents; nil for the last commit.
  package var parents: [ObjectID]?
  /// The date; nil for an hour after the last commit.
  package var when: Instant?
  package var message = "Change the ledger\n"
  /// What makes the finished object of the unsigned one; nil for an honest signature of the actor's.
  package var finish: (([UInt8]) async throws -> [UInt8])?

  package init(by: Actor, when: String? = nil) {
    self.by = by
    self.when = when.flatMap { Instant($0) }
  }
}

extension LedgerScenario {
  /// Makes a commit with files put in or (nil) taken out, and moves main to it.
  @discardableResult
  package func commit(_ files: Files, by: Actor) async throws -> ObjectID {
    try await commit(files, CommitPlan(by: by))
  }

  /// Makes a commit as planned, and moves main to it.
  @discardableResult
  package func commit(_ files: Files, _ plan: CommitPlan) async throws -> ObjectID {
    let when = plan.when ?? clock.adding(milliseconds: 3_600_000)
    let parents = plan.parents ?? (tip == .zero ? [] : [tip])
    let root = try plan.tree ?? tree(files, on: parents.first)
    let identity = CommitIdentity(
      name: plan.by.name, email: plan.by.email, when: when, offsetMinutes: 60)
    let draft = CommitDraft(
      tree: root, parents: parents, author: identity, committer: identity, message: plan.message)
    let raw: [UInt8]
    if let finish = plan.finish {
      raw = try await finish(try draft.payload())
    } else {
      raw = try draft.signed(with: try await plan.by.sign(try draft.payload(), namespace: "git"))
    }
    tip = try repository.write(raw, kind: .commit)
    clock = when
    try pointMain()
    return tip
  }

  /// The tree that files make of a commit's.
  package func tree(_ files: Files, on parent: ObjectID?) throws -> ObjectID {
    let base = try parent.map { try repository.commit($0).tree }
    let edits = try files.sorted { $0.key < $1.key }.map { path, bytes in
      try TreeEdit(path: path, blob: bytes.map { try repository.writeBlob($0) })
    }
    return try repository.writeTree(base: base, edits: edits)
  }

  func pointMain() throws {
    let present = try repository.reference("refs/heads/main")
    guard present != tip else { return }
    try repository.moveReference("refs/heads/main", from: present, to: tip, message: "test")
  }
}

extension Actor {
  /// Signs bytes for a namespace with the real `ssh-keygen`; the armour as it wrote it.
  package func sign(_ bytes: [UInt8], namespace: String) async throws -> [UInt8] {
    try await SSHKeygen().sign(bytes, namespace: namespace, with: .file(key.path)).armored
  }
}
