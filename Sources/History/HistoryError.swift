/// Why history could not be read: never to be taken for "there is nothing".
package enum HistoryError: Error, Equatable, Sendable {
  case store(ObjectStoreError)
  case commit(ObjectID, CommitError)
  /// A tree that is not well formed, and the directory that it is, empty for the root.
  case tree(ObjectID, path: String, TreeError)
  case tooDeep(path: String, limit: Int)
  case tooManyChanges(limit: Int)
  case tooManyCommits(limit: Int)
  /// A directory was wanted where something else stands, or the reverse.
  case notADirectory(path: String)
  case notAFile(path: String)
  case nothingThere(path: String)
  case badName(path: String, NameProblem)
  case conflictingEdits(path: String)
}

extension HistoryError: CustomStringConvertible {
  /// One sentence in the reader's words.
  package var description: String {
    switch self {
    case .store(let error): error.description
    case .commit(let id, let error): "commit \(id): \(error)"
    case .tree(_, let path, let error):
      "\(path.isEmpty ? "the top directory" : "the directory \(PlainText.shown(path))"): \(error)"
    case .tooDeep(let path, let limit):
      "\(PlainText.shown(path)) lies more than \(limit) directories deep"
    case .tooManyChanges(let limit): "more than \(limit) paths differ; that is no change a person makes"
    case .tooManyCommits(let limit): "the history has more than \(limit) commits"
    case .notADirectory(let path): "\(PlainText.shown(path)) is not a directory"
    case .notAFile(let path): "\(PlainText.shown(path)) is not a file"
    case .nothingThere(let path): "there is no \(PlainText.shown(path)) to remove"
    case .badName(let path, let problem): "a name in \(PlainText.shown(path)) \(problem)"
    case .conflictingEdits(let path): "\(PlainText.shown(path)) is edited twice in one change"
    }
  }
}

/// Runs a read of the store, and says of its error that it was the store's.
func reading<Value: ~Copyable>(
  _ read: () throws(ObjectStoreError) -> Value
) throws(HistoryError) -> Value {
  do { return try read() } catch { throw .store(error) }
}

extension ObjectStore {
  /// What a commit that cannot be read as one gives as its first parent; only good for finding what lies below it.
  package func parentOfMalformed(_ id: ObjectID) throws(HistoryError) -> ObjectID? {
    let raw = try reading { () throws(ObjectStoreError) in
      try bytes(of: id, kind: .commit, limit: Commit.maximumSize)
    }
    for line in raw.prefix(4096).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { return nil }
      if line.starts(with: "parent ".utf8) { return ObjectID(hex: line.dropFirst(7)) }
    }
    return nil
  }

  /// A commit, read strictly.
  package func commit(_ id: ObjectID) throws(HistoryError) -> Commit {
    let raw = try reading { () throws(ObjectStoreError) in
      try bytes(of: id, kind: .commit, limit: Commit.maximumSize)
    }
    do { return try Commit(parsing: raw) } catch { throw .commit(id, error) }
  }
}
