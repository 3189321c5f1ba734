package import GitStore
import History
package import Signatures
import SystemPackage
package import Wire

/// The person at the keyboard: who git says they are, and the key they sign with.
package struct Member: Sendable {
  package let name: String
  package let email: String
  package let signingKey: SigningKey
  package let publicKey: SSHPublicKey
  private let keygen: SSHKeygen

  /// Reads `user.name`, `user.email`, `user.signingKey` and `gpg.ssh.program`, as git does.
  ///
  /// Throws where no signing key is set, or where its public half cannot be found.
  package static func current(in repository: Repository) async throws(Failure) -> Member {
    func setting(_ variable: String, _ key: String) throws(Failure) -> String? {
      if let value = SystemCall.environment(variable), !value.isEmpty { return value }
      return try attempt { try repository.setting(key) }
    }
    guard let configured = try attempt({ try repository.setting("user.signingKey") }) else {
      throw Failure(
        .usage, "no signing key is set",
        do:
          "Run: git config --global gpg.format ssh && git config --global user.signingKey ~/.ssh/id_ed25519.pub"
      )
    }
    let program = try attempt { try repository.pathSetting("gpg.ssh.program")?.string }
    let keygen = program.map { SSHKeygen(program: $0) } ?? SSHKeygen()
    let key = try attempt { try SigningKey(configured: configured, home: .home) }
    let publicKey = try await attempt { try await keygen.publicKey(for: key) }
    guard let name = try setting("GIT_AUTHOR_NAME", "user.name"),
      let email = try setting("GIT_AUTHOR_EMAIL", "user.email")
    else {
      throw Failure(
        .usage, "git does not know your name and address",
        do: "Run: git config --global user.name NAME; git config --global user.email ADDRESS")
    }
    return Member(name: name, email: email, signingKey: key, publicKey: publicKey, keygen: keygen)
  }

  /// Signs bytes for a namespace; the armour as `ssh-keygen` wrote it.
  package func sign(_ bytes: [UInt8], namespace: String) async throws(Failure) -> [UInt8] {
    try await attempt { try await keygen.sign(bytes, namespace: namespace, with: signingKey).armored }
  }
}

/// The dates that a command writes: git's own variables where they are set, else the system's clock.
package struct CommitDates: Sendable {
  package let author: (when: Instant, offsetMinutes: Int)
  package let committer: (when: Instant, offsetMinutes: Int)

  /// Reads `GIT_AUTHOR_DATE` and `GIT_COMMITTER_DATE`; throws where one is set and cannot be read.
  package static func current() throws(Failure) -> CommitDates {
    CommitDates(author: try read("GIT_AUTHOR_DATE"), committer: try read("GIT_COMMITTER_DATE"))
  }

  private static func read(_ variable: String) throws(Failure) -> (when: Instant, offsetMinutes: Int) {
    let now = Instant(seconds: SystemCall.now.milliseconds / 1000)
    guard let text = SystemCall.environment(variable), !text.isEmpty else { return (now, 0) }
    guard let date = parse(text) else {
      throw Failure(
        .usage, "\(variable) is \"\(text)\", which is no date that is read here",
        do: "Write it as 2026-02-28T09:00:00Z or @1772269200 +0000.")
    }
    return date
  }

  /// Reads `@SECONDS +ZONE`, `SECONDS +ZONE` and RFC 3339; nil for anything else.
  package static func parse(_ text: String) -> (when: Instant, offsetMinutes: Int)? {
    if let local = LocalTimestamp(text), let offset = local.offsetMinutes {
      let instant = local.instant(offsetSeconds: offset * 60)
      return (Instant(seconds: instant.milliseconds.floorDivided(by: 1000)), offset)
    }
    let parts = text.split(separator: " ").map(String.init)
    guard (1...2).contains(parts.count) else { return nil }
    let digits = Array(parts[0].utf8.drop { $0 == UInt8(ascii: "@") })
    guard let seconds = Decimals.read(digits[...]) else { return nil }
    guard parts.count == 2 else { return (Instant(seconds: seconds), 0) }
    guard let zone = LocalTimestamp("2000-01-01T00:00:00\(parts[1])")?.offsetMinutes else { return nil }
    return (Instant(seconds: seconds), zone)
  }
}
