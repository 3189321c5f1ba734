package import History
internal import SystemPackage
internal import Wire

/// What came of bringing the work tree from one tree to another.
package struct WorkTreeUpdate: Equatable, Sendable {
  /// Paths that the user has changed, staged or put something in the way of; they were left as they are.
  package let locallyModified: [String]
}

extension Repository {
  /// Brings files and index from one tree to another, path by path, and leaves what the user changed.
  ///
  /// A file that is as `old` has it is replaced or removed, one that is as `new` has it already is kept; so that it
  /// can be run again after it was interrupted. Any other is the user's: it stays, and shows up as modified. Does
  /// nothing in a bare repository. Throws where a path of `new` has no place on a disk; nothing was written then.
  package func bringWorkTree(from old: ObjectID?, to new: ObjectID) throws(GitError) -> WorkTreeUpdate {
    guard let workDirectory else { return WorkTreeUpdate(locallyModified: []) }
    guard !isQuarantined else { throw .quarantined }
    let reader = TreeReader(self)
    let changes = try GitError.reading { () throws(HistoryError) in try reader.changes(from: old, to: new) }
    guard !changes.isEmpty else { return WorkTreeUpdate(locallyModified: []) }
    var files: [(change: TreeChange, file: WorkFile)] = []
    for change in changes {
      files.append((change, try WorkFile(change.path, root: workDirectory, repository: self)))
    }
    let index = try Index(of: self)
    var modified: [String] = []
    // Removals first: a directory may have to go before a file can take its name.
    for (change, file) in files.filter({ $0.change.after == nil }) + files.filter({ $0.change.after != nil })
    {
      let isBrought = try bring(file, change)
      let isStaged = try !bring(index, file, change, isBrought: isBrought)
      if !isBrought || isStaged { modified.append(change.path) }
    }
    try index.write()
    return WorkTreeUpdate(locallyModified: modified.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// Whether the file is now as the change leaves it; false where it is the user's.
  private func bring(_ file: WorkFile, _ change: TreeChange) throws(GitError) -> Bool {
    if try file.holds(change.after) { return true }
    guard try file.holds(change.before) else { return false }
    guard let after = change.after else {
      try file.remove()
      return true
    }
    return try file.put(after)
  }

  /// Whether the index is now as the change leaves it; false where something else was staged.
  private func bring(
    _ index: borrowing Index, _ file: WorkFile, _ change: TreeChange, isBrought: Bool
  ) throws(GitError) -> Bool {
    let staged = index.entry(at: change.path)
    let isOld = staged?.id == change.before?.id && staged?.mode == change.before?.mode.index
    let isNew = staged?.id == change.after?.id && staged?.mode == change.after?.mode.index
    guard isOld || isNew else { return false }
    if let after = change.after {
      try index.put(change.path, after, isBrought ? file.status() : nil)
    } else if staged != nil {
      try index.remove(change.path)
    }
    return true
  }
}
