package import GitStore
package import History
package import Policy
package import SystemPackage
package import Wire

/// A ledger on this machine: its repository, the identity pinned for it, and what was verified of it.
package final class LedgerClone {
  package let repository: Repository
  /// SHA-256 of the first charter, as pinned in this clone.
  package let identity: SHA256Digest
  package let reader: LedgerReader

  /// The branch that is the ledger.
  package static let main = "refs/heads/main"
  /// What was last seen of the shared remote's.
  package static let remoteMain = "refs/remotes/origin/main"

  package init(_ repository: Repository, identity: SHA256Digest) {
    self.repository = repository
    self.identity = identity
    reader = LedgerReader(repository)
  }

  /// Opens the ledger that a directory lies in; throws where nothing was pinned for it.
  package static func open(_ directory: FilePath) throws(Failure) -> LedgerClone {
    let repository = try attempt { try Repository.open(path: directory) }
    return try open(repository)
  }

  /// Opens the ledger of a repository that is open already.
  package static func open(_ repository: Repository) throws(Failure) -> LedgerClone {
    guard let identity = try Pin(repository).read() else {
      throw Failure(
        .usage, "no ledger's identity is pinned in this repository",
        do: "Clone it with: sla clone URL --trust DIGEST, or pin it here with: sla verify --trust DIGEST")
    }
    return LedgerClone(repository, identity: identity)
  }

  /// The tip of main; throws where there is none.
  package func tip() throws(Failure) -> ObjectID {
    guard let tip = try attempt({ try repository.reference(Self.main) }) else {
      throw Failure(.unreadable, "there is no branch main here", do: "Fetch it: sla sync.")
    }
    return tip
  }

  /// The ledger at a commit, whether it was verified or not.
  package func tree(at commit: ObjectID) throws(Failure) -> LedgerTree {
    LedgerTree(reader, root: try attempt { try repository.commit(commit).tree })
  }

  /// What came of verifying up to a commit; what was verified before is taken from memory unless `isFull`.
  package func verdict(
    _ commit: ObjectID, isFull: Bool = false, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(Failure) -> Verdict {
    let memory = VerifiedMemory(repository, identity: identity)
    let milestone = isFull ? nil : try memory.read()
    let verdict = try attempt {
      try Verifier(identity: identity).verify(
        UnverifiedHistory(repository, tip: commit), from: milestone, progress: progress)
    }
    if case .verified(let history) = verdict, !repository.isQuarantined, history.judged > 0 {
      memory.write(
        Milestone(
          commit: history.tip, latestDate: history.latestDate, count: history.judged + history.trusted))
    }
    return verdict
  }

  /// The verified ledger at the tip of main; throws where a commit is not allowed.
  package func verified() throws(Failure) -> VerifiedHistory {
    switch try verdict(tip()) {
    case .verified(let history): return history
    case .refused(let findings, let lastGood, _):
      throw Failure(
        .found, "this ledger's main does not verify",
        do: lastGood.map { "The last good commit is \($0). Nothing is built on what follows it." }
          ?? "No commit of it is good.", findings: findings)
    }
  }
}

/// The identity that was pinned for a repository, in a file of its own inside `.git`.
package struct Pin {
  private let path: FilePath

  package init(_ repository: Repository) { path = repository.stateFile("pin") }

  /// The pinned digest; nil where none is.
  package func read() throws(Failure) -> SHA256Digest? {
    guard let bytes = try Disk.read(path, limit: 1024) else { return nil }
    guard
      let digest = SHA256Digest(String(decoding: bytes.dropLast(bytes.last == 0x0A ? 1 : 0), as: UTF8.self))
    else {
      throw Failure(
        .unreadable, "\(path) does not hold a digest",
        do: "Remove the file, and pin again with: sla verify --trust DIGEST")
    }
    return digest
  }

  /// Pins a digest.
  package func write(_ identity: SHA256Digest) throws(Failure) {
    try Disk.write(Array("\(identity.hex)\n".utf8), to: path)
  }
}

/// What was verified once, under the same identity and rules, remembered in a private file inside `.git`.
///
/// It is trusted as the program is; a file that others could have written, or that is not whole, is not read.
package struct VerifiedMemory {
  private let path: FilePath
  private let identity: SHA256Digest
  private static let heading = "countersign verified, rules 1"

  package init(_ repository: Repository, identity: SHA256Digest) {
    path = repository.stateFile("verified")
    self.identity = identity
  }

  /// The milestone of this identity; nil where there is none that can be trusted.
  package func read() throws(Failure) -> Milestone? {
    guard SystemCall.isPrivate(path), let bytes = try Disk.read(path, limit: 1024) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    guard lines.count == 6, lines[0] == Self.heading, lines[1] == identity.hex,
      let commit = ObjectID(lines[2]),
      let date = Decimals.read(Array(lines[3].utf8)[...]),
      let count = Decimals.read(Array(lines[4].utf8)[...]), lines[5].isEmpty
    else { return nil }
    return Milestone(commit: commit, latestDate: Instant(milliseconds: date), count: count)
  }

  /// Remembers a milestone; where that fails, the next verification takes longer and nothing else is lost.
  package func write(_ milestone: Milestone) {
    let lines = [
      Self.heading, identity.hex, milestone.commit.description, "\(milestone.latestDate.milliseconds)",
      "\(milestone.count)", "",
    ]
    try? Disk.write(Array(lines.joined(separator: "\n").utf8), to: path)
  }
}

extension Repository {
  /// A file of ours inside `.git`, in a directory that only its owner may enter.
  func stateFile(_ name: String) -> FilePath {
    let directory = commonDirectory.appending("countersign")
    SystemCall.makeDirectory(directory)
    return directory.appending(name)
  }
}
