internal import CGit2
internal import History
package import SystemPackage

/// A git repository on disk: objects, references, index, configuration and work tree.
///
/// One per task: libgit2 allows no more, and the compiler holds callers to it.
package final class Repository {
  let handle: Handle<RepositoryResource>
  let objects: ObjectDatabase
  let settings: Configuration

  /// The repository's own directory: `.git`, that of a linked work tree, or the bare repository.
  package let gitDirectory: FilePath
  /// The directory with objects and references, which linked work trees share.
  package let commonDirectory: FilePath
  /// The directory with the files; nil for a bare repository.
  package let workDirectory: FilePath?
  /// Whether this was opened by the hook of a push whose objects are not taken in yet; nothing can be written then.
  package let isQuarantined: Bool
  /// Whether what is pushed comes from a shallow clone, as git tells the hook.
  let isShallowPush: Bool

  /// Opens the repository that `path` is, or lies in; nothing is created.
  ///
  /// Throws where there is none, where it belongs to somebody else, and for one that does not name its objects by
  /// SHA-1.
  package static func open(path: FilePath) throws(GitError) -> Repository {
    try Library.start()
    let ceilings = ProcessEnvironment["GIT_CEILING_DIRECTORIES"]
    let handle = try open(path) { pointer in
      unsafe path.withPlatformString { unsafe git_repository_open_ext(&pointer.pointer, $0, 0, ceilings) }
    }
    return try Repository(handle)
  }

  /// Creates a repository with `main` as its first branch; directories above it too.
  ///
  /// Throws where there is one already.
  package static func create(path: FilePath, bare: Bool = false) throws(GitError) -> Repository {
    try Library.start()
    var options = unsafe git_repository_init_options()
    try check(
      unsafe git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)),
      "a repository cannot be created")
    unsafe options.flags =
      GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
      | (bare ? GIT_REPOSITORY_INIT_BARE.rawValue : 0)
    var slot = unsafe Slot(pointer: nil)
    let status = unsafe "main".withCString { main in
      unsafe options.initial_head = main
      return unsafe path.withPlatformString { unsafe git_repository_init_ext(&slot.pointer, $0, &options) }
    }
    if status == GIT_EEXISTS.rawValue { throw .alreadyThere(path.string) }
    try check(status, "a repository cannot be created at \(PrintableText.line(path.string))")
    return try Repository(Handle("a repository cannot be created", slot))
  }

  /// Takes an open repository, and the directories with objects that it has besides its own.
  init(
    _ handle: consuming Handle<RepositoryResource>, moreObjects: [FilePath] = [],
    isQuarantined: Bool = false, isShallowPush: Bool = false
  ) throws(GitError) {
    settings = try Configuration(of: handle)
    if let format = try settings.string("extensions.objectformat"), format.lowercased() != "sha1" {
      throw .store(.incomplete(.objectFormat(format)))
    }
    gitDirectory = try unsafe Self.path(git_repository_path(handle.pointer))
    commonDirectory = try unsafe Self.path(git_repository_commondir(handle.pointer))
    workDirectory = try unsafe git_repository_workdir(handle.pointer).map {
      (text) throws(GitError) in try unsafe Self.path(text)
    }
    objects = try ObjectDatabase(
      of: handle, directories: [commonDirectory.appending("objects")] + moreObjects)
    self.isQuarantined = isQuarantined
    self.isShallowPush = isShallowPush
    self.handle = handle
  }

  /// Opens by one of libgit2's ways, and says in our words why it could not.
  static func open(
    _ path: FilePath, _ open: (inout Slot) -> Int32
  ) throws(GitError) -> Handle<RepositoryResource> {
    var slot = unsafe Slot(pointer: nil)
    let status = open(&slot)
    if status == GIT_ENOTFOUND.rawValue { throw .notARepository(path.string) }
    if status == GIT_EOWNER.rawValue { throw .notOwned(path.string) }
    if status < 0 {
      let reason = lastReason()
      // Newer versions of libgit2 refuse other object formats by themselves, in words for programmers.
      if let format = Configuration.objectFormat(at: path) {
        throw .store(.incomplete(.objectFormat(format)))
      }
      throw .library("the repository at \(PrintableText.line(path.string)) cannot be opened", reason: reason)
    }
    return try Handle("the repository cannot be opened", slot)
  }

  private static func path(_ text: UnsafePointer<CChar>?) throws(GitError) -> FilePath {
    guard let text = unsafe text else { throw .library("the repository cannot be opened", reason: "no path") }
    return unsafe FilePath(platformString: text)
  }
}
