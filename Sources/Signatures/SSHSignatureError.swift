/// Why bytes are not a signature this project reads.
package enum SSHSignatureError: SSHWireFailure, Equatable, Sendable {
  case tooLarge(limit: Int)
  case notArmored
  case notOneBlock
  case notAsWritten
  case notBase64
  case malformed(SSHWireError)
  case notSSHSIG
  case unsupportedVersion(UInt32)
  case key(SSHKeyError)
  case emptyNamespace
  case reservedNotEmpty
  case unsupportedHash(String)
  case unsupportedAlgorithm(String)
  case sha1
  case algorithmOfAnotherKey
  case wrongLength
}

extension SSHSignatureError {
  /// Whether this may be a signature that another program can check.
  package var isUnsupported: Bool {
    switch self {
    case .unsupportedVersion, .unsupportedHash, .unsupportedAlgorithm, .key(.unsupportedType): true
    default: false
    }
  }
}

extension SSHSignatureError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .tooLarge(let limit): "the signature is larger than \(limit) bytes"
    case .notArmored: "this is no SSH signature; it starts with \(SSHArmor.header)"
    case .notOneBlock:
      "one signature and nothing else is expected; remove what stands before, after or inside it"
    case .notAsWritten: "the signature's lines were changed on the way; bring it in as ssh-keygen wrote it"
    case .notBase64: "the signature's text is not base64; bring it in as ssh-keygen wrote it"
    case .malformed(let problem): "the signature is damaged: \(problem)"
    case .notSSHSIG: "the signature is not in OpenSSH's SSHSIG format"
    case .unsupportedVersion(let version): "version \(version) of SSHSIG is not supported"
    case .key(let error): "the signature's key is refused: \(error)"
    case .emptyNamespace: "the signature names no namespace"
    case .reservedNotEmpty: "the signature's reserved field is not empty"
    case .unsupportedHash(let name): "the hash algorithm \"\(name.cleaned(limit: 60))\" is not supported"
    case .unsupportedAlgorithm(let name):
      "the signature algorithm \"\(name.cleaned(limit: 60))\" is not supported"
    case .sha1: "the signature was made with SHA-1; sign again with a current ssh-keygen"
    case .algorithmOfAnotherKey: "the signature's algorithm does not belong to its key"
    case .wrongLength: "the signature has not the length its key asks for"
    }
  }
}
