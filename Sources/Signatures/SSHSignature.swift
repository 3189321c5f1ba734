internal import Wire

/// A signature in OpenSSH's SSHSIG format (PROTOCOL.sshsig), as read: nothing is verified yet.
package struct SSHSignature: Sendable {
  /// The key that is said to have signed.
  package let publicKey: SSHPublicKey
  /// What it was signed for; never empty.
  package let namespace: String
  /// What the message was hashed with.
  package let hashAlgorithm: SSHHashAlgorithm
  /// What the private key made.
  package let value: SSHSignatureValue
  /// The whole in binary form.
  package let blob: [UInt8]

  /// Reads a signature exactly as `ssh-keygen` writes it: one block, LF, lines of 70 characters.
  ///
  /// Only the final LF may be missing, as git leaves it out in a commit's header. Throws
  /// ``SSHSignatureError``, also for more than 64 KiB.
  package init(armored text: [UInt8]) throws(SSHSignatureError) {
    try self.init(blob: try SSHArmor.decode(text))
  }

  /// Reads one signature that came by mail: CR LF, other line lengths, indentation and blank lines are forgiven.
  ///
  /// ``armored`` writes it as it was. Throws ``SSHSignatureError``, also for anything before or after it.
  package init(lenientArmored text: [UInt8]) throws(SSHSignatureError) {
    try self.init(blob: try SSHArmor.decodeLeniently(text))
  }

  /// Reads the binary form; throws ``SSHSignatureError``.
  package init(blob: [UInt8]) throws(SSHSignatureError) {
    self = try SSHReader<SSHSignatureError>.read(blob[...]) { reader throws(SSHSignatureError) in
      try SSHSignature(blob: blob, from: &reader)
    }
  }

  private init(blob: [UInt8], from reader: inout SSHReader<SSHSignatureError>) throws(SSHSignatureError) {
    self.blob = blob
    guard try reader.bytes(Self.magic.count).elementsEqual(Self.magic) else { throw .notSSHSIG }
    let version = try reader.uint32()
    guard version == 1 else { throw .unsupportedVersion(version) }
    let keyBlob = Array(try reader.string())
    do { publicKey = try SSHPublicKey(blob: keyBlob) } catch { throw .key(error) }
    namespace = try reader.text()
    guard !namespace.isEmpty else { throw .emptyNamespace }
    // OpenSSH ignores what stands here and does not sign it: it could be changed unnoticed.
    guard try reader.string().isEmpty else { throw .reservedNotEmpty }
    let hashName = try reader.text()
    guard let hash = SSHHashAlgorithm(rawValue: hashName) else { throw .unsupportedHash(hashName) }
    hashAlgorithm = hash
    value = try SSHSignatureValue(try reader.string(), by: publicKey)
  }

  static let magic = Array("SSHSIG".utf8)

  /// The text form, as `ssh-keygen` writes it.
  package var armored: [UInt8] { SSHArmor.encode(blob) }
}
