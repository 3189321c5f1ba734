internal import Wire

/// Why bytes or a line are not a public key this project accepts.
package enum SSHKeyError: SSHWireFailure, Equatable, Sendable {
  case notOneKey
  case notBase64
  case malformed(SSHWireError)
  case typeMismatch
  case dsa
  case certificate
  case unsupportedType(String)
  case curveMismatch
  case pointNotUncompressed
  case pointNotOnCurve
  case ed25519Length(bytes: Int)
  case ed25519NotCanonical
  case ed25519SmallOrder
  case rsaModulusTooSmall(bits: Int)
  case rsaModulusTooLarge(bits: Int)
  case rsaModulusEven
  case rsaExponent
}

extension SSHKeyError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .notOneKey:
      "a key is written as its type, one space and its base64, without options, names, wildcards or comment"
    case .notBase64: "what follows the key's type is not base64; copy the key again, from the .pub file"
    case .malformed(let problem): "the key is damaged: \(problem); copy it again, from the .pub file"
    case .typeMismatch: "the line names one type of key and holds another; copy it again, from the .pub file"
    case .dsa: "DSA keys are no longer safe; make an ssh-ed25519 key"
    case .certificate: "this is a certificate; list the key itself"
    case .unsupportedType(let type):
      "keys of type \"\(type.cleaned(limit: 60))\" are not supported; make an ssh-ed25519 key"
    case .curveMismatch: "the key's type and its curve are at odds; copy it again, from the .pub file"
    case .pointNotUncompressed: "the key's point is not written in full (uncompressed); export the key again"
    case .pointNotOnCurve: "the key is no point of its curve; copy it again, from the .pub file"
    case .ed25519Length(let bytes): "an Ed25519 key has 32 bytes, this one has \(bytes)"
    case .ed25519NotCanonical: "this Ed25519 key is not in its one canonical form; make another key"
    case .ed25519SmallOrder: "anybody can sign for this Ed25519 key (small order); make another key"
    case .rsaModulusTooSmall(let bits):
      "an RSA key needs at least \(RSALimits.bits.lowerBound) bits, this one has \(bits); make an ssh-ed25519 key"
    case .rsaModulusTooLarge(let bits):
      "an RSA key may have \(RSALimits.bits.upperBound) bits, this one has \(bits); make an ssh-ed25519 key"
    case .rsaModulusEven: "the RSA key's modulus is even; make another key"
    case .rsaExponent: "the RSA key's exponent is not an odd number from 3 to 2^33; make another key"
    }
  }
}

extension String {
  /// The text fit for one line of a terminal: without characters that steer it, and cut after `limit` scalars.
  func cleaned(limit: Int) -> String {
    let visible = unicodeScalars.prefix(limit).map { $0.isInvisibleControl ? "?" : $0 }
    return String(String.UnicodeScalarView(visible))
  }
}
