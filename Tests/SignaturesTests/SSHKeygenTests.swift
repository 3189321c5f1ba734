import CryptoExtras
import Foundation
import Signatures
import Subprocess
import SystemPackage
import Testing

/// Signing, and the real `ssh-keygen` as the other opinion.
struct SSHKeygenTests {
  static let kinds = [
    ["ed25519"], ["ecdsa", "-b", "256"], ["ecdsa", "-b", "384"], ["ecdsa", "-b", "521"],
    ["rsa", "-b", "2048"],
    ["rsa", "-b", "3072"],
  ]

  @Test(arguments: kinds) func `what is signed verifies here and by ssh-keygen`(kind: [String]) async throws {
    let folder = try Folder()
    let path = try await folder.key(kind)
    let message = Array("two\nlines é\n".utf8)
    let signature = try await SSHKeygen().sign(message, namespace: "git", with: .file(path))
    let key = try await SSHKeygen().publicKey(for: .file(path))
    #expect(signature.publicKey == key)
    #expect(signature.verify(message: message, namespace: "git") == .good(key))
    try await folder.expectAgreement(on: signature, by: key, message)
    #expect(try await folder.fingerprint(path) == key.fingerprint)
  }

  @Test(arguments: kinds) func `either hash verifies`(kind: [String]) async throws {
    let folder = try Folder()
    let path = try await folder.key(kind)
    for hash in ["sha256", "sha512"] {
      let arguments = ["-q", "-Y", "sign", "-n", "n", "-f", path.string, "-O", "hashalg=\(hash)"]
      let text = try await keygen(arguments, input: "message")
      let signature = try SSHSignature(armored: Array(text.utf8))
      #expect(signature.hashAlgorithm.rawValue == hash)
      #expect(signature.verify(message: Array("message".utf8), namespace: "n") == .good(signature.publicKey))
    }
  }

  @Test func `the armour is ssh-keygen's at every length`() async throws {
    let folder = try Folder()
    let path = try await folder.key(["ed25519"])
    for length in 1...110 {
      let namespace = String(repeating: "n", count: length)
      let text = try await keygen(["-q", "-Y", "sign", "-n", namespace, "-f", path.string], input: "message")
      #expect(try SSHSignature(armored: Array(text.utf8)).armored == Array(text.utf8))
    }
  }

  @Test func `an RSA signature with SHA-256 is good to ssh-keygen too`() async throws {
    let folder = try Folder()
    let forgery = try Forgery.rsa("rsa-sha2-256", .init(keySize: .bits2048))
    let signature = try SSHSignature(blob: try forgery.blob())
    try await folder.expectAgreement(on: signature, by: signature.publicKey, forgery.message)
  }

  @Test func `a message of a megabyte is signed, and a missing key is an error in ssh-keygen's words`()
    async throws
  {
    let folder = try Folder()
    let message = [UInt8](repeating: 0x61, count: 1 << 20)
    let path = try await folder.key(["ed25519"])
    let signature = try await SSHKeygen().sign(message, namespace: "git", with: .file(path))
    #expect(signature.verify(message: message, namespace: "git") == .good(signature.publicKey))
    let missing = SigningKey.file(folder.path.appending("missing"))
    let error = await #expect(throws: SSHKeygenError.self) {
      try await SSHKeygen().sign(message, namespace: "git", with: missing)
    }
    guard case .failed("ssh-keygen", let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.contains("No such file"))
  }

  @Test func `a literal key is signed for by the agent`() async throws {
    let folder = try Folder()
    let path = try await folder.key(["ed25519"])
    let other = try await folder.key(["ed25519"])
    let keygen = SSHKeygen(
      program: try await folder.agent(holding: path).string, temporaryDirectory: folder.path)
    let key = try await keygen.publicKey(for: .file(path))
    for value in ["key::\(key.line)", "key::\(key.line) a comment", key.line] {
      let signature = try await keygen.sign(
        [1], namespace: "git", with: SigningKey(configured: value, home: nil))
      #expect(signature.verify(message: [1], namespace: "git") == .good(key))
    }
    let absent = SigningKey.literal(try await keygen.publicKey(for: .file(other)))
    await #expect(throws: SSHKeygenError.self) { try await keygen.sign([1], namespace: "git", with: absent) }
    // A .pub file of a key that the agent holds is enough.
    try FileManager.default.removeItem(atPath: path.string)
    let pub = FilePath(path.string + ".pub")
    #expect(try await keygen.sign([1], namespace: "git", with: .file(pub)).publicKey == key)
    #expect(try folder.temporaries() == [])
  }

  @Test func `the public half is found without asking anybody`() async throws {
    let folder = try Folder()
    let path = try await folder.key(["ed25519"])
    let keygen = SSHKeygen()
    let key = try await keygen.publicKey(for: .file(path))
    #expect(try await keygen.publicKey(for: .literal(key)) == key)
    #expect(try await keygen.publicKey(for: .file(FilePath(path.string + ".pub"))) == key)
    try FileManager.default.removeItem(atPath: path.string + ".pub")
    #expect(try await keygen.publicKey(for: .file(path)) == key)
    let locked = try await folder.key(["ed25519"], passphrase: "correct horse")
    try FileManager.default.removeItem(atPath: locked.string + ".pub")
    await #expect(throws: SSHKeygenError.self) { try await keygen.publicKey(for: .file(locked)) }
    try Data("no key\n".utf8).write(to: URL(filePath: locked.string + ".pub"))
    await #expect(throws: SSHKeygenError.notAKey(FilePath(locked.string + ".pub"), .unsupportedType("no"))) {
      try await keygen.publicKey(for: .file(locked))
    }
  }

  @Test func `a locked key that cannot be unlocked signs nothing`() async throws {
    let folder = try Folder()
    let path = try await folder.key(["ed25519"], passphrase: "correct horse")
    let program = try folder.script("env SSH_ASKPASS_REQUIRE=never setsid -w ssh-keygen \"$@\"")
    let keygen = SSHKeygen(program: program.string)
    await #expect(throws: SSHKeygenError.self) {
      try await keygen.sign(Array("wrong\n".utf8), namespace: "git", with: .file(path))
    }
    // Without a terminal ssh-keygen takes the passphrase from the message: what it signs is then another message.
    let status = SSHKeygenError.signatureRefused(program: program.string, .bad(.doesNotMatch))
    await #expect(throws: status) {
      try await keygen.sign(Array("correct horse\nmessage".utf8), namespace: "git", with: .file(path))
    }
  }

  @Test func `a program that is not there, or signs something else, is an error`() async throws {
    let folder = try Folder()
    let key = SigningKey.file(try await folder.key(["ed25519"]))
    await #expect(throws: SSHKeygenError.self) {
      try await SSHKeygen(program: "no-such-program-at-all").sign([1], namespace: "git", with: key)
    }
    let silent = try folder.script("true").string
    await #expect(throws: SSHKeygenError.notASignature(program: silent, .notArmored)) {
      try await SSHKeygen(program: silent).sign([1], namespace: "git", with: key)
    }
    let endless = try folder.script("yes").string
    await #expect(throws: SSHKeygenError.self) {
      try await SSHKeygen(program: endless).sign([1], namespace: "git", with: key)
    }
    let other = try folder.script("echo other | ssh-keygen \"$@\"").string
    await #expect(throws: SSHKeygenError.signatureRefused(program: other, .bad(.doesNotMatch))) {
      try await SSHKeygen(program: other).sign([1], namespace: "git", with: key)
    }
    let rude = try folder.script("printf 'no\\033[2J way\\r\\nat all\\n' >&2; exit 3").string
    await #expect(throws: SSHKeygenError.failed(program: rude, words: "no?[2J way; at all")) {
      try await SSHKeygen(program: rude).sign([1], namespace: "git", with: key)
    }
  }

  @Test func `the configured key is read as git reads it`() throws {
    let home: FilePath = "/home/dana"
    #expect(try SigningKey(configured: "~/.ssh/id", home: home) == .file("/home/dana/.ssh/id"))
    #expect(try SigningKey(configured: "/a/b.pub", home: nil) == .file("/a/b.pub"))
    #expect(throws: SSHKeygenError.noKey) { try SigningKey(configured: "", home: home) }
    #expect(throws: SSHKeygenError.unreadableHome("~/.ssh/id")) {
      try SigningKey(configured: "~/.ssh/id", home: nil)
    }
    #expect(throws: SSHKeygenError.unreadableHome("~erin/id")) {
      try SigningKey(configured: "~erin/id", home: home)
    }
    #expect(throws: SSHKeygenError.literalKey(.notOneKey)) { try SigningKey(configured: "key::", home: home) }
    #expect(throws: SSHKeygenError.literalKey(.notBase64)) {
      try SigningKey(configured: "ssh-ed25519 x", home: home)
    }
  }
}
