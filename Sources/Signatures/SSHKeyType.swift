/// The types of public key that may sign, by the name they go by on the wire.
package enum SSHKeyType: String, CaseIterable, Sendable {
  /// RFC 8709.
  case ed25519 = "ssh-ed25519"
  /// RFC 5656.
  case ecdsaP256 = "ecdsa-sha2-nistp256"
  case ecdsaP384 = "ecdsa-sha2-nistp384"
  case ecdsaP521 = "ecdsa-sha2-nistp521"
  /// RFC 4253, section 6.6; signs with the algorithms of RFC 8332.
  case rsa = "ssh-rsa"
  /// OpenSSH's PROTOCOL.u2f: the private key lives in a security key.
  case skEd25519 = "sk-ssh-ed25519@openssh.com"
  case skECDSAP256 = "sk-ecdsa-sha2-nistp256@openssh.com"

  /// Reads a name; throws ``SSHKeyError`` with the reason for types that are known and refused.
  init(name: String) throws(SSHKeyError) {
    if let type = SSHKeyType(rawValue: name) {
      self = type
    } else if name == "ssh-dss" {
      throw .dsa
    } else if name.utf8.contains("-cert-v0".utf8) {
      throw .certificate
    } else {
      throw .unsupportedType(name)
    }
  }

  /// Whether the private key cannot be copied off its device.
  package var isHardwareBacked: Bool { self == .skEd25519 || self == .skECDSAP256 }
}
