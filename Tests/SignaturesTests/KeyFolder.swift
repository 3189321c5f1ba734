import Foundation
import Signatures
import Subprocess
import SystemPackage
import Testing

/// Runs `ssh-keygen`; throws with its words where it fails.
@discardableResult func keygen(_ arguments: [String], input: String = "") async throws -> String {
  struct Failure: Error { let words: String }
  let result = try await run(
    .name("ssh-keygen"), arguments: Arguments(arguments), input: .string(input),
    output: .string(limit: 1 << 20),
    error: .string(limit: 1 << 20))
  guard result.terminationStatus.isSuccess else {
    throw Failure(words: "\(arguments): \(result.standardError) \(result.standardOutput)")
  }
  return result.standardOutput
}

/// A folder for keys, gone with all that is in it, agents included, when the test is done.
final class Folder {
  let path: FilePath
  private var agents: [Int32] = []

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = FilePath(url.path)
  }

  deinit {
    for agent in agents { kill(agent, SIGTERM) }
    try? FileManager.default.removeItem(atPath: path.string)
  }

  /// A new key of its own name.
  func key(_ kind: [String], passphrase: String = "") async throws -> FilePath {
    let key = path.appending("key-\(UUID().uuidString.prefix(8))")
    try await keygen(["-q", "-N", passphrase, "-C", "dana@example.com", "-f", key.string, "-t"] + kind)
    return key
  }

  func fingerprint(_ key: FilePath) async throws -> String {
    let words = try await keygen(["-l", "-f", key.string + ".pub"]).split(separator: " ")
    return String(try #require(words.dropFirst().first))
  }

  /// An executable script.
  func script(_ body: String) throws -> FilePath {
    let script = path.appending("program-\(UUID().uuidString.prefix(8))")
    try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(filePath: script.string))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script.string)
    return script
  }

  /// A program that is `ssh-keygen` beside an agent that holds `key`.
  func agent(holding key: FilePath) async throws -> FilePath {
    let socket = path.appending("agent").string
    let started = try await run(
      .name("ssh-agent"), arguments: ["-s", "-a", socket], output: .string(limit: 4096), error: .discarded)
    let process = started.standardOutput.split(separator: ";").compactMap { part in
      part.split(separator: "=").count == 2 ? Int32(part.split(separator: "=")[1]) : nil
    }.first
    agents.append(try #require(process))
    let added = try await run(
      .name("ssh-add"), arguments: ["-q", key.string],
      environment: .inherit.updating(["SSH_AUTH_SOCK": socket]),
      output: .discarded, error: .discarded)
    try #require(added.terminationStatus.isSuccess)
    return try script("SSH_AUTH_SOCK='\(socket)' exec ssh-keygen \"$@\"")
  }

  /// What signing left behind here.
  func temporaries() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: path.string)
    return names.filter { $0.hasPrefix("countersign-") }
  }

  /// `ssh-keygen` says of the signature what this project says: good, and bad for another message.
  func expectAgreement(on signature: SSHSignature, by key: SSHPublicKey, _ message: [UInt8]) async throws {
    let file = path.appending("signature").string
    let signers = path.appending("signers").string
    try Data(signature.armored).write(to: URL(filePath: file))
    try Data("dana \(key.line)\n".utf8).write(to: URL(filePath: signers))
    let text = String(decoding: message, as: UTF8.self)
    let verify = ["-q", "-Y", "verify", "-f", signers, "-I", "dana", "-n", "git", "-s", file]
    let check = ["-q", "-Y", "check-novalidate", "-n", "git", "-s", file]
    try await keygen(verify, input: text)
    try await keygen(check, input: text)
    for arguments in [verify, check] {
      await #expect(throws: (any Error).self) { try await keygen(arguments, input: text + "x") }
    }
    #expect(signature.verify(message: message + [0x78], namespace: "git") == .bad(.doesNotMatch))
  }
}
