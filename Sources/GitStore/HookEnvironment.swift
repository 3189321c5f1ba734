internal import CGit2
internal import History
internal import SystemPackage

extension Repository {
  /// Opens the repository that a hook runs in, by the variables that git set for it.
  ///
  /// In `pre-receive` the pushed objects lie in quarantine, and only these variables say where. Where none are set,
  /// this is the repository of the current directory.
  package static func openFromEnvironment() throws(GitError) -> Repository {
    try open(variables: { ProcessEnvironment[$0] })
  }

  /// Opens by the given variables, named as git names them.
  ///
  /// Before a commit git may name an index and no repository: then it is that of the current directory.
  package static func open(variables: (String) -> String?) throws(GitError) -> Repository {
    try Library.start()
    let directory = variables("GIT_DIR")
    let path = FilePath(directory ?? ".")
    let flags = directory == nil ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    let handle = try open(path) { pointer in
      unsafe path.withPlatformString { unsafe git_repository_open_ext(&pointer.pointer, $0, flags, nil) }
    }
    if let workTree = variables("GIT_WORK_TREE") {
      try check(
        unsafe git_repository_set_workdir(handle.pointer, workTree, 0),
        "the work tree \(PrintableText.line(workTree)) cannot be used")
    }
    if let file = variables("GIT_INDEX_FILE") {
      let index = try Handle<IndexResource>("the index \(PrintableText.line(file)) cannot be opened") {
        unsafe git_index_open(&$0.pointer, file)
      }
      try check(
        unsafe git_repository_set_index(handle.pointer, index.pointer),
        "the index \(PrintableText.line(file)) cannot be used")
    }
    guard let quarantine = variables("GIT_OBJECT_DIRECTORY") else { return try Repository(handle) }
    // The repository's own objects are among the alternates here, but quoted where their path has a colon in it:
    // they are found by the repository itself.
    let alternates = (variables("GIT_ALTERNATE_OBJECT_DIRECTORIES") ?? "").split(separator: ":").map(
      String.init)
    guard !alternates.contains(where: { $0.utf8.starts(with: "\"".utf8) }) || alternates.count == 1 else {
      throw .store(.unreadable("the objects of this push", reason: "their path holds a colon or a quote"))
    }
    let others = alternates.filter { !$0.utf8.starts(with: "\"".utf8) }
    return try Repository(
      handle, moreObjects: ([quarantine] + others).map { FilePath($0) }, isQuarantined: true,
      isShallowPush: variables("GIT_SHALLOW_FILE") != nil)
  }
}
