import Foundation

/// Somebody at a machine of their own: a home with git's settings, a key, and usually a clone.
package struct Person: Sendable {
  package let id: String
  package let name: String
  package let home: String
  /// The date that commits and signatures carry; the clock's where nil.
  package var date: String?
  /// More of the environment, such as how ssh is called.
  package var environment: [String: String] = [:]

  init(id: String, name: String, home: String) {
    self.id = id
    self.name = name
    self.home = home
  }

  package var email: String { "\(id)@example.com" }
  /// The private key's file; the public one has `.pub` behind it.
  package var key: String { "\(home)/.ssh/id_ed25519" }
  /// Where this person's clone is.
  package var clone: String { "\(home)/ledger" }
  /// As `sla init` takes people.
  package var introduction: String { "\(name) <\(email)> \(key).pub" }

  /// The same person on another day.
  package func at(_ date: String) -> Person {
    var other = self
    other.date = date
    return other
  }

  /// The same person with more in the environment.
  package func with(_ variables: [String: String]) -> Person {
    var other = self
    other.environment.merge(variables) { $1 }
    return other
  }

  /// A program as this person would call it; nothing of the tests' own environment but PATH reaches it.
  package func program(_ path: String, in directory: String? = nil) -> Program {
    var variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "TERM": "dumb",
    ]
    if let date {
      variables["GIT_AUTHOR_DATE"] = date
      variables["GIT_COMMITTER_DATE"] = date
    }
    variables.merge(environment) { $1 }
    return Program(path, environment: variables, directory: directory ?? clone)
  }

  package func run(_ path: String, _ arguments: [String], in directory: String? = nil, input: [UInt8] = [])
    async throws -> Outcome
  {
    try await program(path, in: directory).run(arguments, input: input)
  }

  /// Runs `sla` in this person's clone, or elsewhere.
  package func sla(_ arguments: String..., in directory: String? = nil, input: [UInt8] = []) async throws
    -> Outcome
  {
    try await run(Binary.path(), arguments, in: directory, input: input)
  }

  /// Runs `git` in this person's clone, or elsewhere.
  package func git(_ arguments: String..., in directory: String? = nil, input: [UInt8] = []) async throws
    -> Outcome
  {
    try await run("git", arguments, in: directory, input: input)
  }

  /// Runs `git`, which has to go well, and returns what it wrote without the last newline.
  @discardableResult
  package func gitText(_ arguments: String..., in directory: String? = nil, input: [UInt8] = []) async throws
    -> String
  {
    let outcome = try await run("git", arguments, in: directory, input: input).require(0)
    return outcome.text.trimmingCharacters(in: .newlines)
  }
}
