internal import CGit2
internal import History
internal import SystemPackage

/// One path of a work tree, reached without following a symbolic link.
struct WorkFile {
  let repository: Repository
  let root: FilePath
  /// The path below the root, names joined by `/`.
  let path: String

  /// Throws for a path with a name that is not one, or is git's own.
  init(_ path: String, root: FilePath, repository: Repository) throws(GitError) {
    let odd: Set<NameProblem> = [.dots, .dotGit, .controlCharacter, .backslash]
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for name in names {
      guard !name.isEmpty, odd.isDisjoint(with: NameProblem.problems(in: String(Substring(name)))) else {
        throw .unsafePath(path)
      }
    }
    self.path = path
    self.root = root
    self.repository = repository
  }

  private var place: FilePath { root.pushing(FilePath(path)) }

  /// The directories above the file, from the root down, without the root.
  private var parents: [FilePath] {
    var parents: [FilePath] = []
    var next = place.removingLastComponent()
    while next != root, next.components.count > root.components.count {
      parents.append(next)
      next = next.removingLastComponent()
    }
    return parents.reversed()
  }

  /// What the disk says of the file; nil where there is none, or where something above it is no directory.
  func status() throws(GitError) -> Stat? {
    for parent in parents {
      guard try Self.status(of: parent)?.type == .directory else { return nil }
    }
    return try Self.status(of: place)
  }

  /// Whether the disk holds just this entry; nil stands for nothing.
  func holds(_ entry: Tree.Entry?) throws(GitError) -> Bool {
    let status = try status()
    guard let entry, let status else { return entry == nil && status == nil }
    switch entry.mode {
    case .file, .executable:
      let isExecutable = status.permissions.contains(.ownerExecute)
      guard status.type == .regular, isExecutable == (entry.mode == .executable) else { return false }
      if try hash() == entry.id { return true }
      return try filteredHash() == entry.id
    case .symbolicLink:
      guard status.type == .symbolicLink else { return false }
      let wanted = try content(entry.id)
      return try wanted == file { () throws(Errno) in try SystemCalls.target(ofLink: place) }
    case .gitlink, .directory: return status.type == .directory
    }
  }

  /// Puts the entry on the disk, whole or not at all; false where something that is no directory is in the way.
  func put(_ entry: Tree.Entry) throws(GitError) -> Bool {
    for parent in parents {
      switch try Self.status(of: parent)?.type {
      case .directory?: continue
      case nil: try file { () throws(Errno) in try SystemCalls.makeDirectory(parent) }
      default: return false
      }
    }
    guard entry.mode != .gitlink else { return false }
    let bytes = try content(entry.id)
    let staging = try stagingPlace()
    try file { () throws(Errno) in
      if entry.mode == .symbolicLink {
        try SystemCalls.makeLink(staging, to: bytes)
      } else {
        try Self.write(bytes, to: staging, isExecutable: entry.mode == .executable)
      }
      do throws(Errno) { try SystemCalls.move(staging, to: place) } catch {
        try SystemCalls.removeFile(staging)
        throw error
      }
    }
    return true
  }

  /// Removes the file, and the directories above that are empty then.
  func remove() throws(GitError) {
    try file { () throws(Errno) in
      try SystemCalls.removeFile(place)
      for parent in parents.reversed() {
        do throws(Errno) { try SystemCalls.removeDirectory(parent) } catch {
          guard error == .directoryNotEmpty || error == .fileExists else { throw error }
          return
        }
      }
    }
  }

  /// A fresh name to write to before the file gets its own: among git's files, where no `git status` sees what a
  /// killed command left, unless those lie on another disk.
  private func stagingPlace() throws(GitError) -> FilePath {
    let directory = place.removingLastComponent()
    let isOneDisk =
      try Self.status(of: directory)?.deviceID == Self.status(of: repository.gitDirectory)?.deviceID
    let name = "countersign-\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).tmp"
    return (isOneDisk ? repository.gitDirectory : directory).appending(name)
  }

  private func content(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try GitError.storing { () throws(ObjectStoreError) in
      try repository.bytes(of: id, kind: .blob, limit: 256 << 20)
    }
  }

  private func hash() throws(GitError) -> ObjectID {
    var id = git_oid()
    let status = unsafe place.withPlatformString { unsafe git_odb_hashfile(&id, $0, GIT_OBJECT_BLOB) }
    try check(status, "\(PrintableText.line(path)) cannot be read")
    return ObjectID(id)
  }

  /// The id that git's own conversions (line endings) give the file.
  private func filteredHash() throws(GitError) -> ObjectID {
    var id = git_oid()
    try check(
      unsafe git_repository_hashfile(&id, repository.handle.pointer, path, GIT_OBJECT_BLOB, nil),
      "\(PrintableText.line(path)) cannot be read")
    return ObjectID(id)
  }

  private func file<Value>(_ access: () throws(Errno) -> Value) throws(GitError) -> Value {
    do { return try access() } catch { throw .file(path, reason: error.description) }
  }

  private static func status(of path: FilePath) throws(GitError) -> Stat? {
    do { return try path.stat(followTargetSymlink: false) } catch {
      guard error == .noSuchFileOrDirectory || error == .notDirectory else {
        throw .file(path.string, reason: error.description)
      }
      return nil
    }
  }

  private static func write(_ bytes: [UInt8], to path: FilePath, isExecutable: Bool) throws(Errno) {
    let permissions = FilePermissions(rawValue: isExecutable ? 0o777 : 0o666)
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate], permissions: permissions)
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
  }
}
