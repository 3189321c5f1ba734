package import History

/// Why something could not be done with a repository.
package enum GitError: Error, Equatable, Sendable {
  case notARepository(String)
  /// The repository's files belong to somebody else than the caller.
  case notOwned(String)
  case alreadyThere(String)
  /// An object or reference could not be read or written.
  case store(ObjectStoreError)
  case history(HistoryError)
  /// A reference is not what the caller last saw; nil where there is, or was, none.
  case moved(String, expected: ObjectID?, found: ObjectID?)
  case badReferenceName(String)
  /// The name cannot be, because that other reference is.
  case referenceInTheWay(String, other: String)
  /// Somebody else is writing, or was killed while writing.
  case locked(String)
  /// Objects wait for a push to be judged, and nothing may be written meanwhile.
  case quarantined
  case unmerged
  case bareRepository
  /// A path of a tree that has no place in a work tree.
  case unsafePath(String)
  case file(String, reason: String)
  case badRemote(String)
  case notAFastForward(String)
  case gitNotFound
  case library(String, reason: String)
}

extension GitError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .notARepository(let path):
      "\(shown(path)) is not in a git repository; change to the ledger's folder, or pass -C DIR"
    case .notOwned(let path):
      "the repository at \(shown(path)) belongs to another user; if you trust it, run: "
        + "git config --global --add safe.directory \(shown(path))"
    case .alreadyThere(let path): "there is a repository at \(shown(path)) already"
    case .store(let error): error.description
    case .history(let error): error.description
    case .moved(let name, let expected, let found):
      "\(shown(name)) was moved by somebody else: it is at \(found?.short ?? "nothing"), "
        + "not at \(expected?.short ?? "nothing"); try again"
    case .badReferenceName(let name): "\"\(shown(name))\" cannot be the name of a reference"
    case .referenceInTheWay(let name, let other):
      "\(shown(name)) cannot be created beside \(shown(other)); rename or delete that one"
    case .locked(let what):
      "\(shown(what)) is locked: another command is writing, or one was killed; try again, and where "
        + "nobody is writing remove the lock file that was left"
    case .quarantined: "nothing can be written while a push is being checked"
    case .unmerged: "a merge was begun and not finished; run: git merge --abort"
    case .bareRepository: "this repository has no work tree"
    case .unsafePath(let path): "\(shown(path)) is no path that may be written to disk"
    case .file(let path, let reason): "\(shown(path)): \(shown(reason))"
    case .badRemote(let name):
      "\"\(shown(name))\" is no remote that is used here; give the name of one, a path, or an ssh or https URL"
    case .notAFastForward(let name):
      "what is to be pushed to \(shown(name)) does not build on what is there; fetch first"
    case .gitNotFound: "git was not found; install it, and see that it is on the PATH"
    case .library(let doing, let reason): "\(doing): \(shown(reason))"
    }
  }

  private func shown(_ text: String) -> String { PrintableText.line(text) }
}

extension GitError {
  /// Runs what reads history, and says of its error that it came from there.
  static func reading<Value>(_ read: () throws(HistoryError) -> Value) throws(GitError) -> Value {
    do { return try read() } catch { throw .history(error) }
  }

  /// Runs what reads or writes objects, and says of its error that it came from there.
  static func storing<Value>(_ access: () throws(ObjectStoreError) -> Value) throws(GitError) -> Value {
    do { return try access() } catch { throw .store(error) }
  }
}
