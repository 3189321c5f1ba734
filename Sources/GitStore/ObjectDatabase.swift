internal import CGit2
internal import History
internal import SystemPackage

/// The objects of a repository: loose ones read here, packed ones by libgit2, which also writes.
struct ObjectDatabase: ~Copyable {
  private let loose: LooseObjects
  /// The packs alone.
  private let packs: Handle<ObjectDatabaseResource>
  /// All of it, for writing; never read from.
  private let whole: Handle<ObjectDatabaseResource>

  /// Opens the objects in the given directories and in those that they name as alternates.
  init(
    of repository: borrowing Handle<RepositoryResource>, directories: [FilePath]
  ) throws(GitError) {
    let doing = "the objects cannot be opened"
    let all = try GitError.storing { () throws(ObjectStoreError) in
      try ObjectDirectories.withAlternates(directories)
    }
    let packs = try Handle<ObjectDatabaseResource>(doing) { unsafe git_odb_new(&$0.pointer) }
    for (order, directory) in all.enumerated() {
      var backend: UnsafeMutablePointer<git_odb_backend>?
      let status = unsafe directory.withPlatformString { unsafe git_odb_backend_pack(&backend, $0) }
      try check(status, "\(doing) in \(PrintableText.line(directory.string))")
      try check(unsafe git_odb_add_backend(packs.pointer, backend, Int32(all.count - order)), doing)
    }
    whole = try Handle(doing) { unsafe git_repository_odb(&$0.pointer, repository.pointer) }
    loose = LooseObjects(directories: all)
    self.packs = packs
  }

  func header(of id: ObjectID) throws(ObjectStoreError) -> ObjectHeader {
    if let header = try loose.header(of: id) { return header }
    return try packedHeader(of: id)
  }

  private func packedHeader(of id: ObjectID) throws(ObjectStoreError) -> ObjectHeader {
    var wanted = id.library
    var size = 0
    var type = GIT_OBJECT_INVALID
    let status = unsafe git_odb_read_header(&size, &type, packs.pointer, &wanted)
    guard status >= 0 else { throw Self.failure(status, id) }
    guard let kind = ObjectKind(type) else { throw .corrupt(id) }
    return ObjectHeader(kind: kind, size: size)
  }

  func bytes(of id: ObjectID, kind: ObjectKind, limit: Int) throws(ObjectStoreError) -> [UInt8] {
    if let bytes = try loose.bytes(of: id, kind: kind, limit: limit) { return bytes }
    try packedHeader(of: id).require(id, kind: kind, limit: limit)
    var wanted = id.library
    var object: OpaquePointer?
    let status = unsafe git_odb_read(&object, packs.pointer, &wanted)
    guard status >= 0, let object = unsafe object else { throw Self.failure(status, id) }
    defer { unsafe git_odb_object_free(object) }
    // Asked again: what the header said of it came from another read.
    let size = unsafe git_odb_object_size(object)
    guard let found = unsafe ObjectKind(git_odb_object_type(object)) else { throw .corrupt(id) }
    try ObjectHeader(kind: found, size: size).require(id, kind: kind, limit: limit)
    return unsafe Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: size))
  }

  func write(_ bytes: [UInt8], kind: ObjectKind) throws(ObjectStoreError) -> ObjectID {
    var id = git_oid()
    let status = unsafe git_odb_write(&id, whole.pointer, bytes, bytes.count, kind.library)
    guard status >= 0 else { throw .unwritable("an object", reason: lastReason()) }
    return ObjectID(id)
  }

  private static func failure(_ status: Int32, _ id: ObjectID) -> ObjectStoreError {
    if status == GIT_ENOTFOUND.rawValue { return .missing(id) }
    guard let error = unsafe git_error_last(), unsafe error.pointee.klass == Int32(GIT_ERROR_OS.rawValue)
    else {
      return .corrupt(id)
    }
    return .unreadable("the object \(id)", reason: lastReason())
  }
}

extension ObjectHeader {
  /// Throws where an object is not what is wanted.
  func require(_ id: ObjectID, kind: ObjectKind, limit: Int) throws(ObjectStoreError) {
    guard self.kind == kind else { throw .wrongKind(id, expected: kind, found: self.kind) }
    guard size <= limit else { throw .tooLarge(id, size: size, limit: limit) }
  }
}

extension ObjectKind {
  init?(_ type: git_object_t) {
    switch type {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }

  /// libgit2's word for this kind.
  var library: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }
}
