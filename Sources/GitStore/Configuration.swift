internal import CGit2
internal import History
internal import SystemPackage

/// git's settings for a repository: the system's, the user's, its own, and those of the environment.
struct Configuration: ~Copyable {
  private let handle: Handle<ConfigurationResource>

  /// Opens the files that git would read, by the variables that it obeys.
  init(of repository: borrowing Handle<RepositoryResource>) throws(GitError) {
    let files = try Handle<ConfigurationResource>(Self.doing) { unsafe git_config_new(&$0.pointer) }
    for (file, level) in Self.files(of: repository) {
      let status = unsafe file.withPlatformString {
        unsafe git_config_add_file_ondisk(files.pointer, $0, level, repository.pointer, 1)
      }
      if status == GIT_ENOTFOUND.rawValue { continue }
      try check(status, "the settings in \(PrintableText.line(file.string)) cannot be read")
    }
    handle = files
  }

  /// The files in the order in which they give way to the next.
  private static func files(
    of repository: borrowing Handle<RepositoryResource>
  ) -> [(FilePath, git_config_level_t)] {
    var files: [(FilePath?, git_config_level_t)] = []
    if ProcessEnvironment["GIT_CONFIG_NOSYSTEM"] == nil {
      let system = ProcessEnvironment["GIT_CONFIG_SYSTEM"].map { FilePath($0) }
      files.append((system ?? found { unsafe git_config_find_system(&$0.buffer) }, GIT_CONFIG_LEVEL_SYSTEM))
    }
    if let global = ProcessEnvironment["GIT_CONFIG_GLOBAL"] {
      files.append((FilePath(global), GIT_CONFIG_LEVEL_GLOBAL))
    } else {
      files.append((found { unsafe git_config_find_xdg(&$0.buffer) }, GIT_CONFIG_LEVEL_XDG))
      files.append((found { unsafe git_config_find_global(&$0.buffer) }, GIT_CONFIG_LEVEL_GLOBAL))
    }
    let common = unsafe FilePath(platformString: git_repository_commondir(repository.pointer))
    files.append((common.appending("config"), GIT_CONFIG_LEVEL_LOCAL))
    return files.compactMap { file, level in file.map { ($0, level) } }
  }

  /// The value of a key, the nearest file's; nil where none has it.
  func string(_ key: String) throws(GitError) -> String? {
    if let value = Self.fromEnvironment(key) { return value }
    return try value(of: key) { unsafe git_config_get_string_buf(&$0.buffer, handle.pointer, key) }
  }

  /// The value of a key that is a path, with `~` for the user's home directory.
  func path(_ key: String) throws(GitError) -> FilePath? {
    if let value = Self.fromEnvironment(key), !value.utf8.starts(with: "~".utf8) { return FilePath(value) }
    return try value(of: key) { unsafe git_config_get_path(&$0.buffer, handle.pointer, key) }.map {
      FilePath($0)
    }
  }

  /// Writes a value into the repository's own file.
  func setLocal(_ key: String, to value: String) throws(GitError) {
    let local = try Handle<ConfigurationResource>(Self.doing) {
      unsafe git_config_open_level(&$0.pointer, handle.pointer, GIT_CONFIG_LEVEL_LOCAL)
    }
    try check(
      unsafe git_config_set_string(local.pointer, key, value),
      "the setting \(PrintableText.line(key)) cannot be written")
  }

  /// Whether a remote has promised objects that were left out of this clone.
  func isPartialClone() throws(GitError) -> Bool {
    if try string("extensions.partialclone") != nil { return true }
    var iterator: OpaquePointer?
    let pattern = "^remote\\..*\\.(promisor|partialclonefilter)$"
    try check(unsafe git_config_iterator_glob_new(&iterator, handle.pointer, pattern), Self.doing)
    defer { unsafe git_config_iterator_free(iterator) }
    var entry: UnsafeMutablePointer<git_config_entry>?
    let status = unsafe git_config_next(&entry, iterator)
    if status == GIT_ITEROVER.rawValue { return false }
    try check(status, Self.doing)
    return true
  }

  /// The hash by which a repository that cannot be opened names its objects, where it says so.
  static func objectFormat(at path: FilePath) -> String? {
    let (found, directory) = text { buffer in
      unsafe path.withPlatformString { unsafe git_repository_discover(&buffer.buffer, $0, 0, nil) }
    }
    guard found >= 0 else { return nil }
    let file = FilePath(String(decoding: directory, as: UTF8.self)).appending("config")
    let opened = try? Handle<ConfigurationResource>(doing) { pointer in
      unsafe file.withPlatformString { unsafe git_config_open_ondisk(&pointer.pointer, $0) }
    }
    guard let opened else { return nil }
    let (status, value) = text {
      unsafe git_config_get_string_buf(&$0.buffer, opened.pointer, "extensions.objectformat")
    }
    let format = String(decoding: value, as: UTF8.self)
    return status >= 0 && format.lowercased() != "sha1" ? PrintableText.line(format) : nil
  }

  private static let doing = "git's settings cannot be read"

  private func value(of key: String, _ get: (inout TextSlot) -> Int32) throws(GitError) -> String? {
    let (status, bytes) = text(get)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check(status, "the setting \(PrintableText.line(key)) cannot be read")
    guard let value = String(validating: bytes, as: UTF8.self) else {
      throw .library("the setting \(PrintableText.line(key)) cannot be read", reason: "it is not UTF-8")
    }
    return value
  }

  private static func found(_ find: (inout TextSlot) -> Int32) -> FilePath? {
    let (status, bytes) = text(find)
    return status >= 0 ? FilePath(String(decoding: bytes, as: UTF8.self)) : nil
  }

  /// What `GIT_CONFIG_COUNT` and its numbered pairs say of a key, the last one winning.
  private static func fromEnvironment(_ key: String) -> String? {
    guard let count = ProcessEnvironment["GIT_CONFIG_COUNT"].flatMap({ Int($0) }), (1...1000).contains(count)
    else { return nil }
    for number in (0..<count).reversed()
    where ProcessEnvironment["GIT_CONFIG_KEY_\(number)"]?.lowercased() == key.lowercased() {
      return ProcessEnvironment["GIT_CONFIG_VALUE_\(number)"]
    }
    return nil
  }
}
