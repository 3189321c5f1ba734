internal import Wire

/// A path at which two trees differ: a file, link or submodule added, removed or changed.
package struct TreeChange: Equatable, Sendable {
  package let path: String
  /// What stood there; nil where it was added.
  package let before: Tree.Entry?
  /// What stands there now; nil where it was removed.
  package let after: Tree.Entry?

  package init(path: String, before: Tree.Entry?, after: Tree.Entry?) {
    self.path = path
    self.before = before
    self.after = after
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.path.hasSameBytes(as: right.path) && left.before == right.before && left.after == right.after
  }
}

/// Two trees compared, from the root down.
///
/// As both are in git's order, in which a file `a` and a directory `a` are different places, a single walk over the
/// two lists finds every difference, in the order of the paths' bytes.
struct TreeComparison {
  let reader: TreeReader
  let limits: TreeReader.Limits
  private(set) var changes: [TreeChange] = []
  private var comparisons = 0

  init(reader: TreeReader, limits: TreeReader.Limits) {
    self.reader = reader
    self.limits = limits
  }

  mutating func compare(
    _ from: ObjectID?, _ to: ObjectID?, at path: String = "", depth: Int = 0
  ) throws(HistoryError) {
    guard from != to else { return }
    guard depth <= limits.depth else { throw .tooDeep(path: path, limit: limits.depth) }
    comparisons += 1
    guard comparisons <= limits.comparisons else { throw .tooManyChanges(limit: limits.comparisons) }
    let before = try entries(from, at: path)
    let after = try entries(to, at: path)
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if new == after.count || old < before.count && before[old].precedes(after[new]) {
        try note(before[old], nil, at: path, depth: depth)
        old += 1
      } else if old == before.count || after[new].precedes(before[old]) {
        try note(nil, after[new], at: path, depth: depth)
        new += 1
      } else {
        if before[old] != after[new] { try note(before[old], after[new], at: path, depth: depth) }
        old += 1
        new += 1
      }
    }
  }

  private func entries(_ id: ObjectID?, at path: String) throws(HistoryError) -> [Tree.Entry] {
    guard let id else { return [] }
    let entries = try reader.tree(id, path: path).entries
    guard !entries.isEmpty || path.isEmpty else { throw .tree(id, path: path, .empty) }
    return entries
  }

  /// Both are directories, or neither is.
  private mutating func note(
    _ before: Tree.Entry?, _ after: Tree.Entry?, at directory: String, depth: Int
  ) throws(HistoryError) {
    guard let entry = after ?? before else { return }
    let path = directory.appendingName(entry.name)
    if entry.isDirectory { return try compare(before?.id, after?.id, at: path, depth: depth + 1) }
    guard changes.count < limits.changes else { throw .tooManyChanges(limit: limits.changes) }
    changes.append(TreeChange(path: path, before: before, after: after))
  }
}
