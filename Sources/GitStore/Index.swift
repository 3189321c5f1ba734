internal import CGit2
package import History
internal import SystemPackage

extension Repository {
  /// Writes the tree that a commit of the index would have, and returns its id.
  ///
  /// What was only announced (`git add --intent-to-add`) is left out, as git leaves it out. Throws where a merge is
  /// unfinished.
  package func indexTree() throws(GitError) -> ObjectID {
    guard !isQuarantined else { throw .quarantined }
    let index = try Index(of: self)
    return try index.tree()
  }
}

/// The index: what the next commit would hold, as git remembers it between two commands.
struct Index: ~Copyable {
  private let handle: Handle<IndexResource>
  private let repository: Repository

  /// Reads the index from its file, which need not exist.
  init(of repository: Repository) throws(GitError) {
    let doing = "the index cannot be read"
    let opened = try Handle<IndexResource>(doing) {
      unsafe git_repository_index(&$0.pointer, repository.handle.pointer)
    }
    try check(unsafe git_index_read(opened.pointer, 1), doing)
    handle = opened
    self.repository = repository
  }

  /// What the index holds at a path; nil for nothing, and for a path on which a merge could not decide.
  func entry(at path: String) -> (mode: UInt32, id: ObjectID)? {
    guard let entry = unsafe git_index_get_bypath(handle.pointer, path, 0) else { return nil }
    return unsafe (entry.pointee.mode, ObjectID(entry.pointee.id))
  }

  /// Puts a file into the index, with what the disk says of it where it was written just now.
  func put(_ path: String, _ new: Tree.Entry, _ status: Stat?) throws(GitError) {
    var entry = unsafe git_index_entry()
    unsafe entry.mode = new.mode.index
    unsafe entry.id = new.id.library
    if let status {
      unsafe entry.ctime = git_index_time(status.st_ctim)
      unsafe entry.mtime = git_index_time(status.st_mtim)
      unsafe entry.dev = UInt32(truncatingIfNeeded: status.deviceID.rawValue)
      unsafe entry.ino = UInt32(truncatingIfNeeded: status.inode.rawValue)
      unsafe entry.uid = UInt32(truncatingIfNeeded: status.userID.rawValue)
      unsafe entry.gid = UInt32(truncatingIfNeeded: status.groupID.rawValue)
      unsafe entry.file_size = UInt32(truncatingIfNeeded: status.size)
    }
    let result = unsafe path.withCString { name in
      unsafe entry.path = name
      return unsafe git_index_add(handle.pointer, &entry)
    }
    try check(result, "\(PrintableText.line(path)) cannot be put into the index")
  }

  /// Takes a path out of the index.
  func remove(_ path: String) throws(GitError) {
    try check(
      unsafe git_index_remove(handle.pointer, path, 0),
      "\(PrintableText.line(path)) cannot be taken out of the index")
  }

  /// Writes the index back to its file.
  func write() throws(GitError) {
    try check(unsafe git_index_write(handle.pointer), "the index cannot be written")
  }

  /// Writes the tree of the index's entries.
  func tree() throws(GitError) -> ObjectID {
    guard unsafe git_index_has_conflicts(handle.pointer) == 0 else { throw .unmerged }
    // A fresh index, so that no tree that was remembered with the old one is taken for its entries'.
    let copy = try Handle<IndexResource>("the index cannot be read") { unsafe git_index_new(&$0.pointer) }
    for position in 0..<(unsafe git_index_entrycount(handle.pointer)) {
      guard let entry = unsafe git_index_get_byindex(handle.pointer, position) else { continue }
      let isIntentOnly =
        unsafe entry.pointee.flags_extended & UInt16(GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue) != 0
      if isIntentOnly { continue }
      try check(unsafe git_index_add(copy.pointer, entry), "the index cannot be read")
    }
    var id = git_oid()
    try check(
      unsafe git_index_write_tree_to(&id, copy.pointer, repository.handle.pointer),
      "the index's tree cannot be written")
    return ObjectID(id)
  }
}

extension EntryMode {
  /// The mode as a number, as the index holds it.
  var index: UInt32 { UInt32(rawValue, radix: 8) ?? 0 }
}

extension git_index_time {
  fileprivate init(_ time: timespec) {
    self.init(
      seconds: Int32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
  }
}
