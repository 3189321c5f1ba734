import Crypto
import CryptoExtras
import Foundation
import Signatures

/// A signature made field by field, so that each field can be wrong.
struct Forgery {
  var magic = Array("SSHSIG".utf8)
  var version: UInt32 = 1
  var key: [UInt8]
  var namespace = "git"
  var reserved: [UInt8] = []
  var hash = "sha512"
  var message = Array("a message\n".utf8)
  /// From the signed data to the innermost signature.
  var sign: ([UInt8]) throws -> [UInt8]

  func blob() throws -> [UInt8] {
    var signed = SSHWriter()
    signed.raw("SSHSIG".utf8)
    signed.string(namespace.utf8)
    signed.string([])
    signed.string(hash.utf8)
    signed.string(hash == "sha256" ? Array(SHA256.hash(data: message)) : Array(SHA512.hash(data: message)))
    var writer = SSHWriter()
    writer.raw(magic)
    writer.uint32(version)
    writer.string(key)
    writer.string(namespace.utf8)
    writer.string(reserved)
    writer.string(hash.utf8)
    writer.string(try sign(signed.bytes))
    return writer.bytes
  }

  func status() throws -> SignatureStatus {
    do {
      return try SSHSignature(blob: try blob()).verify(message: message, namespace: "git")
    } catch let error as SSHSignatureError { return SignatureStatus(unreadable: error) }
  }
}

extension Forgery {
  static func ed25519(_ key: Curve25519.Signing.PrivateKey = .init()) -> Forgery {
    Forgery(key: wire("ssh-ed25519", Array(key.publicKey.rawRepresentation))) { data in
      wire("ssh-ed25519", Array(try key.signature(for: data)))
    }
  }

  static func rsa(_ algorithm: String, _ key: _RSA.Signing.PrivateKey) throws -> Forgery {
    let numbers = try key.publicKey.getKeyPrimitives()
    var blob = SSHWriter()
    blob.string("ssh-rsa".utf8)
    blob.integer(magnitude: numbers.publicExponent)
    blob.integer(magnitude: numbers.modulus)
    return Forgery(key: blob.bytes) { data in
      let padding = _RSA.Signing.Padding.insecurePKCS1v1_5
      let signature =
        switch algorithm {
        case "rsa-sha2-256": try key.signature(for: SHA256.hash(data: data), padding: padding)
        case "rsa-sha2-512": try key.signature(for: SHA512.hash(data: data), padding: padding)
        default: try key.signature(for: Insecure.SHA1.hash(data: data), padding: padding)
        }
      return wire(algorithm, Array(signature.rawRepresentation))
    }
  }

  /// A signature as a security key makes it, for `application`, with these flags.
  static func securityKey(flags: UInt8, application: String = "ssh:", signedFor: String = "ssh:") -> Forgery {
    let key = Curve25519.Signing.PrivateKey()
    var blob = SSHWriter()
    blob.string("sk-ssh-ed25519@openssh.com".utf8)
    blob.string(key.publicKey.rawRepresentation)
    blob.string(application.utf8)
    return Forgery(key: blob.bytes) { data in
      let asserted = assertion(flags, application: signedFor, data)
      return wire("sk-ssh-ed25519@openssh.com", Array(try key.signature(for: asserted))) + [
        flags, 0, 0, 0, 7,
      ]
    }
  }

  /// The same over P-256.
  static func securityKeyP256(flags: UInt8) -> Forgery {
    let key = P256.Signing.PrivateKey()
    var blob = SSHWriter()
    blob.string("sk-ecdsa-sha2-nistp256@openssh.com".utf8)
    blob.string("nistp256".utf8)
    blob.string(key.publicKey.x963Representation)
    blob.string("ssh:".utf8)
    return Forgery(key: blob.bytes) { data in
      let raw = try key.signature(for: assertion(flags, application: "ssh:", data)).rawRepresentation
      var pair = SSHWriter()
      pair.integer(magnitude: raw.prefix(32))
      pair.integer(magnitude: raw.suffix(32))
      return wire("sk-ecdsa-sha2-nistp256@openssh.com", pair.bytes) + [flags, 0, 0, 0, 7]
    }
  }

  private static func assertion(_ flags: UInt8, application: String, _ data: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: Array(application.utf8))) + [flags, 0, 0, 0, 7] + Array(SHA256.hash(data: data))
  }
}

/// A name and one value, as keys and signatures begin.
func wire(_ name: String, _ value: [UInt8]) -> [UInt8] {
  var writer = SSHWriter()
  writer.string(name.utf8)
  writer.string(value)
  return writer.bytes
}
