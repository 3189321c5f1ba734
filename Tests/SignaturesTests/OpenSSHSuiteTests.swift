import Signatures
import TestMaterial
import Testing

/// The signatures that OpenSSH tests itself with.
struct OpenSSHSuiteTests {
  static let verifiable = ["ed25519", "ecdsa", "rsa", "ed25519_sk", "ecdsa_sk"]
  static let all = verifiable + ["ecdsa_sk_webauthn"]

  @Test func `every signature of the suite is tested`() throws {
    let found = try TestData.files(in: "suites/openssh-sshsig").filter { $0.hasSuffix(".sig") }
    #expect(found == Self.all.map { $0 + ".sig" }.sorted())
  }

  @Test(arguments: verifiable) func `a signature that OpenSSH made is good`(name: String) throws {
    let key = try key(name)
    #expect(try status(name) == .good(key))
    #expect(key.isHardwareBacked == name.hasSuffix("_sk"))
  }

  @Test func `a signature made in a browser is unknown, with its own cause`() throws {
    #expect(try status("ecdsa_sk_webauthn") == .unknown(.webAuthn))
  }

  @Test(arguments: all) func `the armour is written as OpenSSH wrote it`(name: String) throws {
    let text = try TestData.bytes("suites/openssh-sshsig/\(name).sig")
    #expect(try SSHSignature(armored: text).armored == text)
  }

  @Test(arguments: all) func `no flipped byte of a signature is good`(name: String) throws {
    var random = SeededGenerator()
    let blob = try SSHSignature(armored: try TestData.bytes("suites/openssh-sshsig/\(name).sig")).blob
    let message = try TestData.bytes("suites/openssh-sshsig/signed-data")
    for index in blob.indices {
      var flipped = blob
      flipped[index] ^= UInt8.random(in: 1...255, using: &random)
      let status = status(of: flipped, message)
      if case .good = status { Issue.record("byte \(index) flipped is \(status)") }
    }
  }

  @Test(arguments: all) func `no flipped byte of the armour is good`(name: String) throws {
    var random = SeededGenerator()
    let text = try TestData.bytes("suites/openssh-sshsig/\(name).sig")
    let message = try TestData.bytes("suites/openssh-sshsig/signed-data")
    for index in text.indices {
      var flipped = text
      flipped[index] ^= UInt8.random(in: 1...255, using: &random)
      let status = SSHSignature.status(armored: flipped, message: message, namespace: "unittest")
      if case .good = status { Issue.record("byte \(index) flipped is \(status)") }
    }
  }

  @Test(arguments: verifiable) func `no flipped byte of the message or the namespace is good`(name: String)
    throws
  {
    var random = SeededGenerator()
    let text = try TestData.bytes("suites/openssh-sshsig/\(name).sig")
    let message = try TestData.bytes("suites/openssh-sshsig/signed-data")
    for index in message.indices {
      var flipped = message
      flipped[index] ^= UInt8.random(in: 1...255, using: &random)
      let status = SSHSignature.status(armored: text, message: flipped, namespace: "unittest")
      #expect(status == .bad(.doesNotMatch), "byte \(index)")
    }
    for namespace in ["", "unittes", "unittest ", "Unittest", "git"] {
      let status = SSHSignature.status(armored: text, message: message, namespace: namespace)
      #expect(status == .bad(.wrongNamespace(found: "unittest")))
    }
  }

  @Test(arguments: all) func `no signature cut short or lengthened is read`(name: String) throws {
    let blob = try SSHSignature(armored: try TestData.bytes("suites/openssh-sshsig/\(name).sig")).blob
    for length in 0..<blob.count {
      #expect(throws: SSHSignatureError.self) { try SSHSignature(blob: Array(blob.prefix(length))) }
    }
    #expect(throws: SSHSignatureError.malformed(.trailingData(bytes: 1))) {
      try SSHSignature(blob: blob + [0])
    }
  }

  private func key(_ name: String) throws -> SSHPublicKey {
    let text = String(decoding: try TestData.bytes("suites/openssh-sshsig/\(name).pub"), as: UTF8.self)
    return try SSHPublicKey(publicKeyFile: text)
  }

  private func status(_ name: String) throws -> SignatureStatus {
    SSHSignature.status(
      armored: try TestData.bytes("suites/openssh-sshsig/\(name).sig"),
      message: try TestData.bytes("suites/openssh-sshsig/signed-data"), namespace: "unittest")
  }

  private func status(of blob: [UInt8], _ message: [UInt8]) -> SignatureStatus {
    do {
      return try SSHSignature(blob: blob).verify(message: message, namespace: "unittest")
    } catch { return SignatureStatus(unreadable: error) }
  }
}
