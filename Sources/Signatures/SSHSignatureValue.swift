/// What the private key made: the innermost part of a signature.
package struct SSHSignatureValue: Sendable {
  package let algorithm: SSHSignatureAlgorithm
  /// The number or numbers in the fixed-length form that verification takes.
  let raw: [UInt8]
  /// What a security key adds.
  package let assertion: Assertion?

  /// What a security key signs besides the message (PROTOCOL.u2f).
  package struct Assertion: Sendable {
    package let flags: UInt8
    package let counter: UInt32

    /// Whether somebody touched the key.
    package var isUserPresent: Bool { flags & 0x01 != 0 }
  }

  /// Reads a signature (RFC 4253, section 6.6) that is said to be by `key`.
  ///
  /// ECDSA's r and s are minimal, strictly positive and no longer than the curve's order; RSA's number is as
  /// long as the modulus. Throws ``SSHSignatureError``, also where the algorithm is not one of the key's.
  package init(_ bytes: ArraySlice<UInt8>, by key: SSHPublicKey) throws(SSHSignatureError) {
    self = try SSHReader<SSHSignatureError>.read(bytes) { reader throws(SSHSignatureError) in
      let algorithm = try SSHSignatureAlgorithm(name: try reader.text())
      guard algorithm.keyType == key.type else { throw .algorithmOfAnotherKey }
      return try Self(algorithm, modulusLength: key.material.modulusLength, from: &reader)
    }
  }

  private init(
    _ algorithm: SSHSignatureAlgorithm, modulusLength: Int, from reader: inout SSHReader<SSHSignatureError>
  ) throws(SSHSignatureError) {
    self.algorithm = algorithm
    let blob = try reader.string()
    switch algorithm {
    case .ed25519, .skEd25519: raw = try Self.exactly(64, blob)
    case .rsaSHA256, .rsaSHA512: raw = try Self.exactly(modulusLength, blob)
    case .ecdsaP256, .skECDSAP256, .webAuthn: raw = try Self.pair(32, blob)
    case .ecdsaP384: raw = try Self.pair(48, blob)
    case .ecdsaP521: raw = try Self.pair(66, blob)
    }
    let isAssertion = algorithm.keyType.isHardwareBacked
    assertion = isAssertion ? Assertion(flags: try reader.byte(), counter: try reader.uint32()) : nil
    if algorithm == .webAuthn {
      // The origin, the client's data and the extensions.
      for _ in 0..<3 { _ = try reader.string() }
    }
  }

  private static func exactly(_ length: Int, _ blob: ArraySlice<UInt8>) throws(SSHSignatureError) -> [UInt8] {
    guard blob.count == length else { throw .wrongLength }
    return Array(blob)
  }

  /// r and s (RFC 5656, section 3.1.2), each padded to `length` bytes.
  private static func pair(_ length: Int, _ blob: ArraySlice<UInt8>) throws(SSHSignatureError) -> [UInt8] {
    try SSHReader<SSHSignatureError>.read(blob) { reader throws(SSHSignatureError) in
      var raw: [UInt8] = []
      for _ in 0..<2 {
        let number = try reader.positiveInteger(limit: length)
        raw.append(contentsOf: repeatElement(0, count: length - number.count))
        raw.append(contentsOf: number)
      }
      return raw
    }
  }
}

extension SSHKeyMaterial {
  /// The bytes of an RSA key's modulus; 0 for other keys, which have none.
  fileprivate var modulusLength: Int {
    if case .rsa(_, let length) = self { length } else { 0 }
  }
}
