import Foundation

/// A directory of its own for one test: people's homes, their clones and the shared remote; gone when the test is over.
package final class Workplace: Sendable {
  package let path: String

  package init() throws {
    // Short, as a socket's path has to be; without links, as programs print paths that are resolved.
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "sla-\(UUID().uuidString.prefix(8).lowercased())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Somebody with a home, a key and settings for git of their own; the given name is their id.
  package func person(_ name: String) async throws -> Person {
    let id = String(name.split(separator: " ")[0]).lowercased()
    let person = Person(id: id, name: name, home: "\(path)/\(id)")
    try FileManager.default.createDirectory(
      atPath: "\(person.home)/.ssh", withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: "\(person.home)/.ssh")
    try await person.run(
      "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", person.email, "-f", person.key], in: path
    ).require(0)
    let settings = """
      [user]
        name = \(person.name)
        email = \(person.email)
        signingKey = \(person.key).pub
      [gpg]
        format = ssh
      [init]
        defaultBranch = main
      """
    try Data(settings.utf8).write(to: URL(filePath: "\(person.home)/.gitconfig"))
    return person
  }

  @discardableResult
  package func write(_ text: String, to file: String) throws -> String {
    let url = URL(filePath: path).appending(path: file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}

extension Outcome {
  /// Throws with all that was said where the command ended otherwise.
  @discardableResult
  package func require(_ wanted: Int) throws -> Outcome {
    guard status == wanted else { throw ProgramFailed(description: "not \(wanted): \(self)") }
    return self
  }
}
