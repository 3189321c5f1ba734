internal import Wire

/// Reads paths of trees, and keeps the trees that were read last.
///
/// Paths are names joined by `/`, without one at either end; the root's is empty.
package final class TreeReader {
  private let store: any ObjectStore
  private let limits: Limits
  /// Two generations instead of an order of use: when the recent ones fill it, the older ones go.
  private var recent: [ObjectID: Tree] = [:]
  private var older: [ObjectID: Tree] = [:]
  private var recentEntries = 0

  /// How far an unknown tree is followed.
  package struct Limits: Sendable {
    /// Directories below each other.
    package var depth = 16
    /// Paths that differ between two trees.
    package var changes = 100_000
    /// Pairs of directories that are compared for them.
    package var comparisons = 200_000
    /// Entries of trees that are kept, at about a hundred bytes each.
    package var cachedEntries = 50_000

    package init() {}
  }

  /// A reader over a store; its reads are bounded by `limits`.
  package init(_ store: any ObjectStore, limits: Limits = Limits()) {
    self.store = store
    self.limits = limits
  }

  /// What stands at a path; nil where nothing does, or where a part of it is no directory.
  package func entry(at path: String, in root: ObjectID) throws(HistoryError) -> Tree.Entry? {
    let names = path.pathNames
    guard names.count <= limits.depth else { throw .tooDeep(path: path, limit: limits.depth) }
    guard let last = names.last else { return Tree.Entry(mode: .directory, name: "", id: root) }
    var tree = try self.tree(root, path: "")
    for (depth, name) in names.dropLast().enumerated() {
      guard let entry = tree.entry(named: name), entry.isDirectory else { return nil }
      tree = try self.tree(entry.id, path: names[...depth].joined(separator: "/"))
    }
    return tree.entry(named: last)
  }

  /// The entries of a directory in git's order; none where it does not exist.
  ///
  /// Throws where something else than a directory stands there.
  package func entries(in path: String, root: ObjectID) throws(HistoryError) -> [Tree.Entry] {
    guard let entry = try entry(at: path, in: root) else { return [] }
    guard entry.isDirectory else { throw .notADirectory(path: path) }
    return try tree(entry.id, path: path).entries
  }

  /// The content of a file, at most `limit` bytes; nil where there is nothing at that path.
  ///
  /// Throws where something else than a file stands there, and where the file is larger.
  package func blob(at path: String, in root: ObjectID, limit: Int) throws(HistoryError) -> [UInt8]? {
    guard let entry = try entry(at: path, in: root) else { return nil }
    guard entry.mode == .file || entry.mode == .executable else { throw .notAFile(path: path) }
    return try blob(entry.id, limit: limit)
  }

  /// The content of a blob, at most `limit` bytes.
  package func blob(_ id: ObjectID, limit: Int) throws(HistoryError) -> [UInt8] {
    try reading { () throws(ObjectStoreError) in try store.bytes(of: id, kind: .blob, limit: limit) }
  }

  /// The paths that differ between two trees, in the order of their bytes; from nil, all paths of `to`.
  ///
  /// Only directories that differ are opened. Throws for a directory with nothing in it, in which a difference
  /// could not be seen.
  package func changes(from: ObjectID?, to: ObjectID) throws(HistoryError) -> [TreeChange] {
    var comparison = TreeComparison(reader: self, limits: limits)
    try comparison.compare(from, to)
    return comparison.changes
  }

  /// A tree by its id; `path` is where it stands, for the error.
  package func tree(_ id: ObjectID, path: String) throws(HistoryError) -> Tree {
    if let tree = recent[id] { return tree }
    if let tree = older[id] {
      keep(tree, id)
      return tree
    }
    let raw = try reading { () throws(ObjectStoreError) in
      try store.bytes(of: id, kind: .tree, limit: Tree.maximumSize)
    }
    let tree: Tree
    do { tree = try Tree(parsing: raw) } catch { throw .tree(id, path: path, error) }
    keep(tree, id)
    return tree
  }

  private func keep(_ tree: Tree, _ id: ObjectID) {
    if recentEntries + tree.entries.count > limits.cachedEntries / 2 {
      older = recent
      recent = [:]
      recentEntries = 0
    }
    recent[id] = tree
    recentEntries += tree.entries.count + 1
  }
}

extension String {
  /// The names of a path.
  var pathNames: [String] { utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) } }

  /// This path, one name further.
  func appendingName(_ name: String) -> String { isEmpty ? name : self + "/" + name }
}
