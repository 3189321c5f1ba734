/// What is known about a signature.
package enum SignatureStatus: Equatable, Sendable {
  /// This key signed these bytes for this namespace.
  case good(SSHPublicKey)
  /// It did not, or not in a way that counts.
  case bad(Cause)
  /// It cannot be checked here; never to be taken for good.
  case unknown(Unsupported)

  /// Why a signature is bad.
  package enum Cause: Equatable, Sendable {
    case malformed(SSHSignatureError)
    case wrongNamespace(found: String)
    case touchMissing
    case doesNotMatch
  }

  /// What keeps a signature from being checked.
  package enum Unsupported: Equatable, Sendable {
    case webAuthn
    case format(SSHSignatureError)
  }

  /// The status of a signature that could not be read.
  package init(unreadable error: SSHSignatureError) {
    self = error.isUnsupported ? .unknown(.format(error)) : .bad(.malformed(error))
  }
}

extension SignatureStatus.Cause: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .malformed(let error): error.description
    case .wrongNamespace(let found):
      "the signature was made for another purpose (namespace \"\(found.cleaned(limit: 60))\"); sign again"
    case .touchMissing: "the security key signed without a touch; sign again, with a key that asks for one"
    case .doesNotMatch:
      "the signature does not belong to these bytes: they, or it, were changed after signing"
    }
  }
}

extension SignatureStatus.Unsupported: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .webAuthn: "signatures made in a browser (WebAuthn) are not supported; sign with ssh-keygen"
    case .format(let error): error.description
    }
  }
}
