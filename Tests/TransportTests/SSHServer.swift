import Foundation
import Harness
import Subprocess

/// A real `sshd` on a loopback port of its own, with a host key, settings and authorised keys in a directory of its own.
struct SSHServer: Sendable {
  let port: Int
  private let folder: String

  /// Serves while `body` runs, and ends the server by its id, however `body` ends.
  static func serving<Value: Sendable>(
    _ people: [Person], in workplace: Workplace, _ body: (SSHServer) async throws -> Value
  ) async throws -> Value {
    let folder = "\(workplace.path)/sshd"
    try await prepare(folder, people, workplace)
    for _ in 0..<8 {
      let server = SSHServer(port: .random(in: 20_000..<60_000), folder: folder)
      if let value = try await server.run(body) { return value }
    }
    throw ProgramFailed(description: "sshd found no free port eight times")
  }

  /// Runs the server around `body`; nil where its port was taken.
  private func run<Value: Sendable>(_ body: (SSHServer) async throws -> Value) async throws -> Value? {
    try settings().write(toFile: "\(folder)/sshd_config", atomically: true, encoding: .utf8)
    try? FileManager.default.removeItem(atPath: log)
    // Bounded by `timeout` as well, should the tests themselves be killed.
    let program = Program(
      "timeout", environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"], directory: folder)
    let arguments = [
      "--kill-after=5", "1200", "/usr/sbin/sshd", "-D", "-f", "\(folder)/sshd_config", "-E", log,
    ]
    let result = try await Subprocess.run(
      program.configuration(arguments), input: .none, output: .discarded, error: .discarded
    ) { execution -> Swift.Result<Value?, any Error> in
      defer { try? execution.send(signal: .terminate) }
      do {
        guard try await isListening() else { return .success(nil) }
        return .success(try await body(self))
      } catch { return .failure(error) }
    }
    return try result.closureResult.get()
  }

  /// Whether the server took its port; throws with its log where it came to nothing.
  private func isListening() async throws -> Bool {
    for _ in 0..<200 {
      let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      if said.contains("Server listening on 127.0.0.1") { return true }
      if said.contains("Address already in use") { return false }
      if said.contains("fatal:") || said.contains("error:") { throw ProgramFailed(description: said) }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw ProgramFailed(description: "sshd did not start: is /usr/sbin/sshd installed (openssh-server)?")
  }

  private static func prepare(_ folder: String, _ people: [Person], _ workplace: Workplace) async throws {
    try FileManager.default.createDirectory(atPath: "\(folder)/home", withIntermediateDirectories: true)
    if getuid() == 0 {
      // Where sshd as root locks away its unprivileged part; packages make it when the service starts.
      try FileManager.default.createDirectory(
        atPath: "/run/sshd", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }
    let keygen = Program(
      "ssh-keygen", environment: ["PATH": "/usr/bin:/bin", "HOME": folder], directory: folder)
    try await keygen.run(["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/host_key"]).require(0)
    let keys = try people.map { try String(contentsOfFile: "\($0.key).pub", encoding: .utf8) }
    try keys.joined().write(toFile: "\(folder)/authorized_keys", atomically: true, encoding: .utf8)
  }

  private func settings() -> String {
    """
    Port \(port)
    ListenAddress 127.0.0.1
    HostKey \(folder)/host_key
    PidFile \(folder)/sshd.pid
    AuthorizedKeysFile \(folder)/authorized_keys
    StrictModes no
    UsePAM no
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    PermitRootLogin prohibit-password
    MaxStartups 100
    LogLevel VERBOSE
    SetEnv HOME=\(folder)/home GIT_CONFIG_NOSYSTEM=1 LC_ALL=C

    """
  }

  private var log: String { "\(folder)/sshd.log" }

  /// A person whose git reaches this server, by settings in a file of theirs.
  func connecting(_ person: Person) throws -> Person {
    let host = try String(contentsOfFile: "\(folder)/host_key.pub", encoding: .utf8)
    try "[127.0.0.1]:\(port) \(host)".write(
      toFile: "\(person.home)/.ssh/hosts", atomically: true, encoding: .utf8)
    let settings = """
      Host *
        IdentityFile \(person.key)
        IdentitiesOnly yes
        IdentityAgent none
        UserKnownHostsFile \(person.home)/.ssh/hosts
        StrictHostKeyChecking yes
        BatchMode yes
        LogLevel ERROR

      """
    let file = "\(person.home)/.ssh/config-of-test"
    try settings.write(toFile: file, atomically: true, encoding: .utf8)
    return person.with(["GIT_SSH_COMMAND": "ssh -F \(file)"])
  }

  /// How a repository on this machine is reached through the server.
  func url(_ path: String) -> String { "ssh://\(NSUserName())@127.0.0.1:\(port)\(path)" }
}
