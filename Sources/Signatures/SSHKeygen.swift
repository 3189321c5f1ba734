internal import Subprocess
package import SystemPackage
internal import Wire

/// Signing through `ssh-keygen`, as git does it: agents, passphrases and security keys keep working.
package struct SSHKeygen: Sendable {
  /// What is run: a name looked up in PATH, or a path; git's `gpg.ssh.program`.
  package let program: String
  /// Where short-lived private files are put.
  let temporaryDirectory: FilePath

  /// Runs `program`; short-lived private files go to `temporaryDirectory`.
  package init(program: String = "ssh-keygen", temporaryDirectory: FilePath = .temporaryDirectory) {
    self.program = program
    self.temporaryDirectory = temporaryDirectory
  }

  /// Signs `message` for `namespace`; the result was verified, and its ``SSHSignature/armored`` is what the program wrote.
  ///
  /// Takes as long as the person needs for a passphrase or a touch. Throws ``SSHKeygenError``, with the program's
  /// own words where it failed.
  package func sign(
    _ message: [UInt8], namespace: String, with key: SigningKey
  ) async throws(SSHKeygenError) -> SSHSignature {
    let signature: SSHSignature
    switch key {
    case .file(let path):
      signature = try await sign(message, ["-Y", "sign", "-n", namespace, "-f", path.string])
    case .literal(let key):
      let file = try PrivateFile(Array("\(key.line)\n".utf8), in: temporaryDirectory)
      signature = try await sign(message, ["-Y", "sign", "-n", namespace, "-f", file.path.string, "-U"])
      guard signature.publicKey == key else { throw .signedByAnotherKey(signature.publicKey) }
    }
    let status = signature.verify(message: message, namespace: namespace)
    guard case .good = status else { throw .signatureRefused(program: program, status) }
    return signature
  }

  private func sign(_ message: [UInt8], _ arguments: [String]) async throws(SSHKeygenError) -> SSHSignature {
    let output = try await run(arguments, input: message)
    do { return try SSHSignature(armored: output) } catch {
      throw .notASignature(program: program, error)
    }
  }

  /// The public half of `key`: the literal, KEY.pub, or what `ssh-keygen -y` reads from KEY without a passphrase.
  ///
  /// Never asks anybody anything. Throws ``SSHKeygenError``.
  package func publicKey(for key: SigningKey) async throws(SSHKeygenError) -> SSHPublicKey {
    switch key {
    case .literal(let key): return key
    case .file(let path) where path.extension == "pub": return try PublicKeyFile.read(path)
    case .file(let path): return try await publicKey(ofPrivateKey: path)
    }
  }

  private func publicKey(ofPrivateKey path: FilePath) async throws(SSHKeygenError) -> SSHPublicKey {
    do {
      return try PublicKeyFile.read(FilePath(path.string + ".pub"))
    } catch .unreadableKey(_, .noSuchFileOrDirectory) {
      let output = try await run(["-y", "-P", "", "-f", path.string], input: [])
      return try PublicKeyFile.parse(output, from: path)
    }
  }

  /// What the program writes to standard output; throws with what it says on standard error where it fails.
  private func run(_ arguments: [String], input: [UInt8]) async throws(SSHKeygenError) -> [UInt8] {
    // A file and not a pipe: writing to a pipe whose reader has given up would raise SIGPIPE.
    let standardInput = try PrivateFile.unnamed(input, in: temporaryDirectory)
    let result: ExecutionResult<Void, BytesOutput, BytesOutput>
    do {
      result = try await Subprocess.run(
        program.utf8.contains(UInt8(ascii: "/")) ? .path(FilePath(program)) : .name(program),
        arguments: Arguments(arguments), environment: Self.environment,
        input: .fileDescriptor(standardInput, closeAfterSpawningProcess: true),
        output: .bytes(limit: SSHArmor.limit), error: .bytes(limit: Self.errorLimit))
    } catch {
      throw .cannotRun(program: program, reason: "\(error)".cleaned(limit: 400))
    }
    guard result.terminationStatus.isSuccess else {
      let words = Self.words(result.standardError)
      throw .failed(program: program, words: words.isEmpty ? "\(result.terminationStatus)" : words)
    }
    return result.standardOutput
  }

  /// What a program said, on one line and without what would steer a terminal.
  private static func words(_ bytes: [UInt8]) -> String {
    bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
      .map { String(decoding: $0, as: UTF8.self).cleaned(limit: 400) }
      .joined(separator: "; ")
  }

  /// The environment, in which a passphrase is asked for on the terminal where there is one.
  ///
  /// Standard input is taken by the message. `ssh-keygen` would conclude that nobody is there, and would look for
  /// a graphical prompt wherever DISPLAY is set.
  private static var environment: Environment {
    guard EnvironmentVariable.value("SSH_ASKPASS_REQUIRE") == nil, hasTerminal else { return .inherit }
    return .inherit.updating(["SSH_ASKPASS_REQUIRE": "never"])
  }

  private static var hasTerminal: Bool {
    do {
      try FileDescriptor.open(FilePath("/dev/tty"), .readWrite).close()
      return true
    } catch { return false }
  }

  private static let errorLimit = 64 << 10
}
