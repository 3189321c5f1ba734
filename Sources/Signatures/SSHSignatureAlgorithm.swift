/// How a signature was made, by the name it goes by on the wire.
package enum SSHSignatureAlgorithm: String, CaseIterable, Sendable {
  case ed25519 = "ssh-ed25519"
  case ecdsaP256 = "ecdsa-sha2-nistp256"
  case ecdsaP384 = "ecdsa-sha2-nistp384"
  case ecdsaP521 = "ecdsa-sha2-nistp521"
  case rsaSHA256 = "rsa-sha2-256"
  case rsaSHA512 = "rsa-sha2-512"
  case skEd25519 = "sk-ssh-ed25519@openssh.com"
  case skECDSAP256 = "sk-ecdsa-sha2-nistp256@openssh.com"
  /// Made by a browser (PROTOCOL.u2f); read so that it can be named, never verified.
  case webAuthn = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"

  /// Reads a name; throws ``SSHSignatureError`` for any other, and for SHA-1 by name.
  init(name: String) throws(SSHSignatureError) {
    if let algorithm = SSHSignatureAlgorithm(rawValue: name) {
      self = algorithm
    } else {
      throw name == "ssh-rsa" ? .sha1 : .unsupportedAlgorithm(name)
    }
  }

  /// The one type of key that signs with this.
  package var keyType: SSHKeyType {
    switch self {
    case .ed25519: .ed25519
    case .ecdsaP256: .ecdsaP256
    case .ecdsaP384: .ecdsaP384
    case .ecdsaP521: .ecdsaP521
    case .rsaSHA256, .rsaSHA512: .rsa
    case .skEd25519: .skEd25519
    case .skECDSAP256, .webAuthn: .skECDSAP256
    }
  }
}

/// What a message is hashed with before it is signed.
package enum SSHHashAlgorithm: String, CaseIterable, Sendable {
  case sha256
  case sha512
}
