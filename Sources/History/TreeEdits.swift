internal import Wire

/// One file to be put into a tree, or taken out.
package struct TreeEdit: Sendable {
  package let path: String
  /// The content to stand there; nil to remove what does.
  package let blob: ObjectID?

  package init(path: String, blob: ObjectID?) {
    self.path = path
    self.blob = blob
  }

  /// Puts a file at `path`, in place of one that may be there.
  package static func put(_ path: String, _ blob: ObjectID) -> TreeEdit { TreeEdit(path: path, blob: blob) }

  /// Removes the file at `path`; directories left empty go with it.
  package static func remove(_ path: String) -> TreeEdit { TreeEdit(path: path, blob: nil) }
}

extension ObjectStore where Self: ObjectWriter {
  /// Writes the tree that `base` becomes by the edits, and returns its id; from nil, out of nothing.
  ///
  /// A file keeps its mode; a new one is a plain file. Throws for odd names, a removal of what is not there, a file
  /// where a directory stands or the reverse, and two edits of one path.
  package func writeTree(base: ObjectID?, edits: [TreeEdit]) throws(HistoryError) -> ObjectID {
    let reader = TreeReader(self)
    let pending = try edits.map { (edit) throws(HistoryError) in try PendingEdit(edit) }
      .sorted { $0.names.lexicographicallyPrecedes($1.names) { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    let entries = try edited(base, pending[...], at: "", depth: 0, reader)
    return try writeTree(entries, at: "")
  }

  /// The entries of one directory after the edits, which are all below it and sorted.
  private func edited(
    _ base: ObjectID?, _ edits: ArraySlice<PendingEdit>, at path: String, depth: Int, _ reader: TreeReader
  ) throws(HistoryError) -> [Tree.Entry] {
    var entries = try base.map { (id) throws(HistoryError) in try reader.tree(id, path: path).entries } ?? []
    var rest = edits
    while let first = rest.first {
      let name = first.names[depth]
      let group = rest.prefix { $0.names[depth].hasSameBytes(as: name) }
      rest = rest[group.endIndex...]
      let place = entries.firstIndex { $0.name.hasSameBytes(as: name) }
      let here = path.appendingName(name)
      let edited = try replacement(
        for: place.map { entries[$0] }, name: name, group, at: here, depth: depth, reader)
      if let place { entries.remove(at: place) }
      if let edited { entries.append(edited) }
    }
    return entries
  }

  /// What takes the place of one entry; nil where nothing is left of it.
  private func replacement(
    for entry: Tree.Entry?, name: String, _ edits: ArraySlice<PendingEdit>, at path: String, depth: Int,
    _ reader: TreeReader
  ) throws(HistoryError) -> Tree.Entry? {
    if let edit = edits.first, edit.names.count == depth + 1 {
      guard edits.count == 1 else { throw .conflictingEdits(path: path) }
      if let entry, entry.isDirectory { throw .notAFile(path: path) }
      guard entry != nil || edit.blob != nil else { throw .nothingThere(path: path) }
      return edit.blob.map { Tree.Entry(mode: entry?.mode ?? .file, name: name, id: $0) }
    }
    if let entry, !entry.isDirectory { throw .notADirectory(path: path) }
    let below = try edited(entry?.id, edits, at: path, depth: depth + 1, reader)
    guard !below.isEmpty else { return nil }
    return Tree.Entry(mode: .directory, name: name, id: try writeTree(below, at: path))
  }

  private func writeTree(_ entries: [Tree.Entry], at path: String) throws(HistoryError) -> ObjectID {
    let raw: [UInt8]
    do { raw = try Tree.written(entries) } catch { throw .tree(.zero, path: path, error) }
    return try reading { () throws(ObjectStoreError) in try write(raw, kind: .tree) }
  }
}

/// An edit whose path was taken apart and found plain.
private struct PendingEdit {
  let names: [String]
  let blob: ObjectID?

  init(_ edit: TreeEdit) throws(HistoryError) {
    names = edit.path.pathNames
    blob = edit.blob
    guard !names.isEmpty, names.joined(separator: "/").hasSameBytes(as: edit.path) else {
      throw .notAFile(path: edit.path)
    }
    let depth = TreeReader.Limits().depth
    guard names.count <= depth else { throw .tooDeep(path: edit.path, limit: depth) }
    for name in names {
      if let problem = NameProblem.problems(in: name).first { throw .badName(path: edit.path, problem) }
    }
  }
}
