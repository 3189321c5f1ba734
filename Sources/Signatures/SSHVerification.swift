internal import Crypto
internal import CryptoExtras
internal import Wire

extension SSHSignature {
  /// Whether ``publicKey`` signed `message` for `namespace` (PROTOCOL.sshsig).
  package func verify(message: [UInt8], namespace: String) -> SignatureStatus {
    guard self.namespace.hasSameBytes(as: namespace) else {
      return .bad(.wrongNamespace(found: self.namespace))
    }
    return publicKey.verify(value, over: signedData(message))
  }

  /// The status of a signature in the strict text form over `message`; an unreadable one is never good.
  package static func status(armored: [UInt8], message: [UInt8], namespace: String) -> SignatureStatus {
    do {
      return try SSHSignature(armored: armored).verify(message: message, namespace: namespace)
    } catch { return SignatureStatus(unreadable: error) }
  }

  /// The bytes that the private key signed.
  private func signedData(_ message: [UInt8]) -> [UInt8] {
    var writer = SSHWriter(capacity: 128 + namespace.utf8.count)
    writer.raw(Self.magic)
    writer.string(namespace.utf8)
    writer.string([])
    writer.string(hashAlgorithm.rawValue.utf8)
    switch hashAlgorithm {
    case .sha256: writer.digest(SHA256.hash(data: message))
    case .sha512: writer.digest(SHA512.hash(data: message))
    }
    return writer.bytes
  }
}

extension SSHPublicKey {
  /// Whether `value` is this key's signature over `data`; a security key has to have been touched.
  package func verify(_ value: SSHSignatureValue, over data: [UInt8]) -> SignatureStatus {
    guard value.algorithm != .webAuthn else { return .unknown(.webAuthn) }
    guard value.algorithm.keyType == type else { return .bad(.malformed(.algorithmOfAnotherKey)) }
    if let assertion = value.assertion, !assertion.isUserPresent { return .bad(.touchMissing) }
    return material.isValid(value, over: data) ? .good(self) : .bad(.doesNotMatch)
  }
}

extension SSHKeyMaterial {
  fileprivate func isValid(_ value: SSHSignatureValue, over data: [UInt8]) -> Bool {
    switch self {
    case .ed25519(let key): key.isValidSignature(value.raw, for: data)
    case .p256(let key):
      (try? P256.Signing.ECDSASignature(rawRepresentation: value.raw)).map {
        key.isValidSignature($0, for: SHA256.hash(data: data))
      } ?? false
    case .p384(let key):
      (try? P384.Signing.ECDSASignature(rawRepresentation: value.raw)).map {
        key.isValidSignature($0, for: SHA384.hash(data: data))
      } ?? false
    case .p521(let key):
      (try? P521.Signing.ECDSASignature(rawRepresentation: value.raw)).map {
        key.isValidSignature($0, for: SHA512.hash(data: data))
      } ?? false
    case .rsa(let key, _): Self.isValid(value, by: key, over: data)
    case .securityKey(let key, let application):
      value.assertion.map { key.isValid(value, over: $0.signedData(application: application, data)) } ?? false
    }
  }

  /// RSASSA-PKCS1-v1_5 (RFC 8332).
  private static func isValid(
    _ value: SSHSignatureValue, by key: _RSA.Signing.PublicKey, over data: [UInt8]
  ) -> Bool {
    let signature = _RSA.Signing.RSASignature(rawRepresentation: value.raw)
    return switch value.algorithm {
    case .rsaSHA256:
      key.isValidSignature(signature, for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
    case .rsaSHA512:
      key.isValidSignature(signature, for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5)
    default: false
    }
  }
}

extension SSHSignatureValue.Assertion {
  /// What a security key signs: the application, its own flags and counter, and the digest of `data`.
  fileprivate func signedData(application: SHA256.Digest, _ data: [UInt8]) -> [UInt8] {
    var writer = SSHWriter(capacity: 69)
    writer.raw(application)
    writer.byte(flags)
    writer.uint32(counter)
    writer.raw(SHA256.hash(data: data))
    return writer.bytes
  }
}

extension SSHWriter {
  fileprivate mutating func digest(_ digest: some Digest) { string(Array(digest)) }
}
