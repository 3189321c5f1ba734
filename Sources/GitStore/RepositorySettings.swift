package import SystemPackage

extension Repository {
  /// The value of one of git's settings, such as `user.signingKey`; nil where it is not set.
  package func setting(_ key: String) throws(GitError) -> String? { try settings.string(key) }

  /// The value of a setting that is a path, with the user's home directory put in for `~`.
  package func pathSetting(_ key: String) throws(GitError) -> FilePath? { try settings.path(key) }

  /// Writes a setting into the repository's own configuration.
  package func setSetting(_ key: String, to value: String) throws(GitError) {
    try settings.setLocal(key, to: value)
  }

  /// Where git looks for this repository's hooks: `core.hooksPath`, or `hooks` beside the objects.
  package func hooksDirectory() throws(GitError) -> FilePath {
    guard let path = try settings.path("core.hooksPath") else { return commonDirectory.appending("hooks") }
    return path.isAbsolute ? path : (workDirectory ?? gitDirectory).pushing(path)
  }
}
