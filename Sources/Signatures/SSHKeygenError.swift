package import SystemPackage

/// Why `ssh-keygen` made no signature, or no public key was found.
package enum SSHKeygenError: Error, Equatable, Sendable {
  case noKey
  case literalKey(SSHKeyError)
  case unreadableHome(String)
  case cannotRun(program: String, reason: String)
  case failed(program: String, words: String)
  case temporaryFile(FilePath, Errno)
  case unreadableKey(FilePath, Errno)
  case notAKey(FilePath, SSHKeyError)
  case notASignature(program: String, SSHSignatureError)
  case signatureRefused(program: String, SignatureStatus)
  case signedByAnotherKey(SSHPublicKey)
}

extension SSHKeygenError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .noKey: "no signing key is set; run: git config user.signingKey ~/.ssh/id_ed25519.pub"
    case .literalKey(let error): "user.signingKey holds no key that can be used: \(error)"
    case .unreadableHome(let path):
      "the signing key \"\(path.cleaned(limit: 200))\" is in a home directory that cannot be found; "
        + "write the path in full"
    case .cannotRun(let program, let reason):
      "\(program.cleaned(limit: 200)) cannot be run (\(reason)); install OpenSSH, or set gpg.ssh.program"
    case .failed(let program, let words): "\(program.cleaned(limit: 200)) did not sign: \(words)"
    case .temporaryFile(let directory, let error):
      "no temporary file can be written in \(directory.shown): \(error); set TMPDIR to a directory of your own"
    case .unreadableKey(let path, let error): "the public key \(path.shown) cannot be read: \(error)"
    case .notAKey(let path, let error): "\(path.shown) is no public key that can be used: \(error)"
    case .notASignature(let program, let error):
      "what \(program.cleaned(limit: 200)) wrote is no signature: \(error)"
    case .signatureRefused(let program, let status):
      "what \(program.cleaned(limit: 200)) signed does not verify: \(status.reason)"
    case .signedByAnotherKey(let key):
      "the signature was made by another key than the one that is set: \(key.fingerprint)"
    }
  }
}

extension FilePath {
  /// The path fit for one line of a terminal.
  fileprivate var shown: String { string.cleaned(limit: 400) }
}

extension SignatureStatus {
  /// Why it is not good.
  fileprivate var reason: String {
    switch self {
    case .good: "it is good"
    case .bad(let cause): cause.description
    case .unknown(let unsupported): unsupported.description
    }
  }
}
