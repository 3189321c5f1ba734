package import History
package import SystemPackage

/// The `git` on the PATH, for what it alone can do: fetch, push and clone.
///
/// It knows the user's ssh settings and credential helpers, asks on the terminal where it has to, and runs the
/// remote's hooks, also for one that is a path.
package struct Git: Sendable {
  let directory: FilePath
  let report: @Sendable (String) -> Void

  /// Works in a repository's directory; what git and the remote say goes to `report`, line by line, as it comes.
  package init(directory: FilePath, report: @escaping @Sendable (String) -> Void = { _ in }) {
    self.directory = directory
    self.report = report
  }

  /// One reference of the remote to be moved.
  package struct Update: Sendable {
    /// Its full name there.
    package let reference: String
    /// What it was when last seen; nil where it did not exist.
    package let from: ObjectID?
    package let to: ObjectID

    package init(_ reference: String, from: ObjectID?, to: ObjectID) {
      self.reference = reference
      self.from = from
      self.to = to
    }
  }

  /// Fetches by refspecs, such as `+refs/heads/main:refs/remotes/origin/main`, and nothing besides.
  package func fetch(_ remote: String, _ refspecs: [String]) async throws(GitError) -> TransferOutcome {
    try Self.requirePlain(remote)
    return try await transfer(
      ["fetch", "--no-tags", "--no-recurse-submodules", "--refmap=", "--", remote] + refspecs)
  }

  /// Moves references of the remote, all or none, each only from what it was when last seen, and only forward.
  ///
  /// Throws ``GitError/notAFastForward(_:)`` where the new commit does not build on what was seen.
  package func push(_ remote: String, _ updates: [Update]) async throws(GitError) -> TransferOutcome {
    try Self.requirePlain(remote)
    for update in updates { try await requireFastForward(update) }
    let leases = updates.map { "--force-with-lease=\($0.reference):\($0.from?.description ?? "")" }
    let refspecs = updates.map { "\($0.to):\($0.reference)" }
    return try await transfer(
      ["push", "--porcelain", "--atomic", "--no-follow-tags", "--recurse-submodules=no"] + leases
        + ["--", remote] + refspecs)
  }

  /// Clones a repository into a directory that does not exist or is empty, without a checkout.
  package static func clone(
    _ url: String, into directory: FilePath, report: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(GitError) -> TransferOutcome {
    try requirePlain(url)
    return try await Git(directory: ".", report: report).transfer(
      ["clone", "--no-checkout", "--no-recurse-submodules", "--origin=origin", "--", url, directory.string])
  }

  /// Throws for what git would take for an option, or hand to a program that the URL names.
  static func requirePlain(_ remote: String) throws(GitError) {
    let bytes = Array(remote.utf8)
    let scheme = bytes.prefix { $0 != UInt8(ascii: ":") }
    let isHelper =
      bytes.dropFirst(scheme.count).starts(with: "::".utf8)
      && scheme.allSatisfy { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "[") }
    guard !bytes.isEmpty, bytes.first != UInt8(ascii: "-"), !isHelper,
      bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { throw .badRemote(remote) }
  }

  private func requireFastForward(_ update: Update) async throws(GitError) {
    guard let from = update.from else { return }
    let result = try await run(["merge-base", "--is-ancestor", "\(from)", "\(update.to)"])
    switch result.status {
    case 0: return
    case 1: throw .notAFastForward(update.reference)
    default: throw .library("git merge-base", reason: result.said.joined(separator: " "))
    }
  }

  private func transfer(_ arguments: [String]) async throws(GitError) -> TransferOutcome {
    let result = try await run(arguments)
    return result.status == 0 ? .done : TransferOutcome(output: result.output, said: result.said)
  }
}
