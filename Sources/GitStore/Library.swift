internal import CGit2
internal import History

/// libgit2, started once per process.
enum Library {
  /// Starts libgit2, with every id recomputed on reading and every write flushed to the disk.
  static func start() throws(GitError) { try started.get() }

  private static let started: Result<Void, GitError> = Result { () throws(GitError) in
    try check(git_libgit2_init(), "git's library cannot be started")
    for status in [
      countersign_git2_strict_hashes(1), countersign_git2_fsync(1), countersign_git2_cache(0),
      countersign_git2_strict_creation(0), countersign_git2_open_for_judgement(),
    ] {
      try check(status, "git's library cannot be set up")
    }
  }
}

/// Throws what libgit2 says was wrong, where a call of it returned less than zero.
///
/// libgit2 keeps its error per thread until the next call: so it is read here, in the caller's own call.
func check(_ status: Int32, _ doing: @autoclosure () -> String) throws(GitError) {
  guard status < 0 else { return }
  switch git_error_code(status) {
  case GIT_ELOCKED: throw .locked(doing())
  case GIT_EUNMERGED: throw .unmerged
  case GIT_EBAREREPO: throw .bareRepository
  default: throw .library(doing(), reason: lastReason())
  }
}

/// What libgit2 said about the call before on this thread.
func lastReason() -> String {
  guard let error = unsafe git_error_last(), let message = unsafe error.pointee.message else {
    return "no reason given"
  }
  return unsafe PrintableText.line(String(cString: message))
}

/// What libgit2 allocates and frees.
protocol LibraryResource {
  static func free(_ pointer: OpaquePointer)
}

/// Where a call of libgit2 puts the pointer that it gives out.
@safe struct Slot {
  var pointer: OpaquePointer?
}

/// Where a call of libgit2 puts the text that it gives out.
@safe struct TextSlot {
  var buffer = unsafe git_buf()
}

/// A pointer that libgit2 gave out, and that goes back to it once.
@safe struct Handle<Resource: LibraryResource>: ~Copyable {
  let pointer: OpaquePointer

  /// Takes what `make` writes; throws where it fails.
  init(_ doing: @autoclosure () -> String, _ make: (inout Slot) -> Int32) throws(GitError) {
    var slot = unsafe Slot(pointer: nil)
    try check(make(&slot), doing())
    try self.init(doing(), slot)
  }

  /// Takes what a call that succeeded left in a slot.
  init(_ doing: @autoclosure () -> String, _ slot: Slot) throws(GitError) {
    guard let made = unsafe slot.pointer else { throw .library(doing(), reason: "no result") }
    unsafe pointer = made
  }

  deinit { unsafe Resource.free(pointer) }
}

enum RepositoryResource: LibraryResource {
  static func free(_ pointer: OpaquePointer) { unsafe git_repository_free(pointer) }
}

enum ObjectDatabaseResource: LibraryResource {
  static func free(_ pointer: OpaquePointer) { unsafe git_odb_free(pointer) }
}

enum TransactionResource: LibraryResource {
  static func free(_ pointer: OpaquePointer) { unsafe git_transaction_free(pointer) }
}

enum IndexResource: LibraryResource {
  static func free(_ pointer: OpaquePointer) { unsafe git_index_free(pointer) }
}

enum ConfigurationResource: LibraryResource {
  static func free(_ pointer: OpaquePointer) { unsafe git_config_free(pointer) }
}

/// Runs `fill` on a buffer of libgit2's, and takes the text out of it.
func text(_ fill: (inout TextSlot) -> Int32) -> (status: Int32, bytes: [UInt8]) {
  var slot = TextSlot()
  let status = fill(&slot)
  defer { unsafe git_buf_dispose(&slot.buffer) }
  guard status >= 0, let start = unsafe slot.buffer.ptr else { return (status, []) }
  return unsafe (status, Array(UnsafeRawBufferPointer(start: start, count: slot.buffer.size)))
}

extension ObjectID {
  /// Takes libgit2's form of an id.
  init(_ id: git_oid) {
    let bytes = unsafe withUnsafeBytes(of: id.id) { unsafe Array($0) }
    self = ObjectID(bytes: bytes) ?? .zero
  }

  /// libgit2's form of this id.
  var library: git_oid {
    var id = git_oid()
    unsafe withUnsafeMutableBytes(of: &id.id) { unsafe $0.copyBytes(from: bytes) }
    return id
  }
}
