internal import Crypto
internal import Wire

/// A public key that may sign, checked when read: a value of this type can be verified with.
///
/// Two keys are equal when their wire forms are the same bytes. The parsed key travels with the value, so that
/// copies of one value share it.
package struct SSHPublicKey: Hashable, Sendable {
  /// What kind of key it is.
  package let type: SSHKeyType
  /// The wire form (RFC 4253, section 6.6), which is what signatures and fingerprints are made over.
  package let blob: [UInt8]
  /// What verifies.
  let material: SSHKeyMaterial

  /// Reads the wire form.
  ///
  /// Throws ``SSHKeyError`` for every type but those of ``SSHKeyType``, for RSA keys outside 2048–8192 bits,
  /// points off their curve, Ed25519 keys of small order or in a second encoding, and trailing bytes.
  package init(blob: [UInt8]) throws(SSHKeyError) {
    (type, material) = try SSHReader<SSHKeyError>.read(blob[...]) { reader throws(SSHKeyError) in
      let type = try SSHKeyType(name: try reader.text())
      return (type, try SSHKeyMaterial(type, from: &reader))
    }
    self.blob = blob
  }

  /// Reads `type base64` as charters list keys: one space between, nothing before, nothing after.
  ///
  /// Throws ``SSHKeyError``.
  package init(line: String) throws(SSHKeyError) {
    let fields = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard line.utf8.count <= Self.longestLine, fields.count == 2,
      fields.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x21...0x7E).contains($0) } })
    else { throw .notOneKey }
    let type = try SSHKeyType(name: String(decoding: fields[0], as: UTF8.self))
    guard let blob = Base64.decode(fields[1]) else { throw .notBase64 }
    try self.init(blob: blob)
    guard self.type == type else { throw .typeMismatch }
  }

  /// Reads the first line of a `.pub` file: `type base64`, and then perhaps a comment, which is left out.
  ///
  /// Throws ``SSHKeyError``, also where another line holds anything.
  package init(publicKeyFile text: String) throws(SSHKeyError) {
    let lines = text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    guard let line = lines.first, lines.count == 1 else { throw .notOneKey }
    let fields = line.split(maxSplits: 2, whereSeparator: { $0 == 0x20 || $0 == 0x09 })
    guard fields.count >= 2 else { throw .notOneKey }
    try self.init(
      line: "\(String(decoding: fields[0], as: UTF8.self)) \(String(decoding: fields[1], as: UTF8.self))")
  }

  /// Longer than the longest key that is accepted.
  private static let longestLine = 4096

  /// `type base64`, the one way charters write it.
  package var line: String { "\(type.rawValue) \(Base64.encode(blob))" }

  /// `SHA256:` and the unpadded base64 of the wire form's digest, as `ssh-keygen -l` prints it.
  package var fingerprint: String {
    "SHA256:" + Base64.encode(Array(SHA256.hash(data: blob))).prefix { $0 != "=" }
  }

  /// Whether the private key lives in a security key, which asks for a touch.
  package var isHardwareBacked: Bool { type.isHardwareBacked }

  package static func == (left: SSHPublicKey, right: SSHPublicKey) -> Bool { left.blob == right.blob }
  package func hash(into hasher: inout Hasher) { hasher.combine(blob) }
}

extension SSHPublicKey: CustomStringConvertible {
  /// The type and the fingerprint: for people, never to be read back.
  package var description: String { "\(type.rawValue) \(fingerprint)" }
}
