internal import Crypto
internal import CryptoExtras

/// A public key in the form that verifies.
enum SSHKeyMaterial: Sendable {
  case ed25519(Curve25519.Signing.PublicKey)
  case p256(P256.Signing.PublicKey)
  case p384(P384.Signing.PublicKey)
  case p521(P521.Signing.PublicKey)
  case rsa(_RSA.Signing.PublicKey, modulusLength: Int)
  /// A key inside a security key, and the digest of the application it was made for.
  indirect case securityKey(SSHKeyMaterial, application: SHA256.Digest)

  /// Reads what follows the type's name.
  init(_ type: SSHKeyType, from reader: inout SSHReader<SSHKeyError>) throws(SSHKeyError) {
    switch type {
    case .ed25519: self = try .ed25519(from: &reader)
    case .ecdsaP256: self = try .p256(from: &reader)
    case .ecdsaP384:
      self = .p384(
        try Self.onCurve(try Self.point("nistp384", coordinate: 48, from: &reader)) {
          try P384.Signing.PublicKey(x963Representation: $0)
        })
    case .ecdsaP521:
      self = .p521(
        try Self.onCurve(try Self.point("nistp521", coordinate: 66, from: &reader)) {
          try P521.Signing.PublicKey(x963Representation: $0)
        })
    case .rsa: self = try .rsa(from: &reader)
    case .skEd25519: self = try .securityKey(.ed25519(from: &reader), from: &reader)
    case .skECDSAP256: self = try .securityKey(.p256(from: &reader), from: &reader)
    }
  }

  private static func ed25519(from reader: inout SSHReader<SSHKeyError>) throws(SSHKeyError) -> Self {
    let bytes = Array(try reader.string())
    try Ed25519Encoding.check(bytes)
    do {
      return .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: bytes))
    } catch { throw .ed25519Length(bytes: bytes.count) }
  }

  private static func p256(from reader: inout SSHReader<SSHKeyError>) throws(SSHKeyError) -> Self {
    .p256(
      try onCurve(try point("nistp256", coordinate: 32, from: &reader)) {
        try P256.Signing.PublicKey(x963Representation: $0)
      })
  }

  private static func securityKey(
    _ key: Self, from reader: inout SSHReader<SSHKeyError>
  ) throws(SSHKeyError) -> Self {
    .securityKey(key, application: SHA256.hash(data: Array(try reader.text().utf8)))
  }

  /// Reads a curve's name and a point in full (RFC 5656, section 3.1).
  private static func point(
    _ curve: String, coordinate: Int, from reader: inout SSHReader<SSHKeyError>
  ) throws(SSHKeyError) -> [UInt8] {
    guard try reader.text() == curve else { throw .curveMismatch }
    let point = Array(try reader.string())
    guard point.count == 1 + 2 * coordinate, point.first == 4 else { throw .pointNotUncompressed }
    return point
  }

  private static func onCurve<Key>(
    _ point: [UInt8], _ read: ([UInt8]) throws -> Key
  ) throws(SSHKeyError) -> Key {
    do { return try read(point) } catch { throw .pointNotOnCurve }
  }

  private static func rsa(from reader: inout SSHReader<SSHKeyError>) throws(SSHKeyError) -> Self {
    let exponent = Array(try reader.positiveInteger(limit: RSALimits.integerBytes))
    let modulus = Array(try reader.positiveInteger(limit: RSALimits.integerBytes))
    let bits = bitCount(modulus)
    guard bits >= RSALimits.bits.lowerBound else { throw .rsaModulusTooSmall(bits: bits) }
    guard bits <= RSALimits.bits.upperBound else { throw .rsaModulusTooLarge(bits: bits) }
    guard isOdd(modulus) else { throw .rsaModulusEven }
    guard RSALimits.exponentBits.contains(bitCount(exponent)), isOdd(exponent) else { throw .rsaExponent }
    do {
      return .rsa(try _RSA.Signing.PublicKey(n: modulus, e: exponent), modulusLength: modulus.count)
    } catch { throw .rsaExponent }
  }

  private static func bitCount(_ magnitude: [UInt8]) -> Int {
    magnitude.count * 8 - (magnitude.first?.leadingZeroBitCount ?? 0)
  }

  private static func isOdd(_ magnitude: [UInt8]) -> Bool { magnitude.last.map { $0 & 1 == 1 } ?? false }
}

/// Which RSA keys are accepted.
enum RSALimits {
  /// Below, keys can be broken; above, BoringSSL refuses them, because checking one costs too much.
  static let bits = 2048...8192
  /// An exponent from 3 on; BoringSSL takes 33 bits at most.
  static let exponentBits = 2...33
  /// Where reading stops: an integer of 16,384 bits, so that a key too large is told its size.
  static let integerBytes = 2048
}
