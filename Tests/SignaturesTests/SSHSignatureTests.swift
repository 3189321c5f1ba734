import Crypto
import CryptoExtras
import Foundation
import Signatures
import Testing

/// Attacks A24, A25 and A26, at this level: signatures that are wrong in one field.
struct SSHSignatureTests {
  @Test func `a signature made field by field is good`() throws {
    let forgery = Forgery.ed25519()
    #expect(try forgery.status() == .good(try SSHPublicKey(blob: forgery.key)))
    for hash in ["sha256", "sha512"] {
      var other = Forgery.ed25519()
      other.hash = hash
      #expect(try other.status() == .good(try SSHPublicKey(blob: other.key)))
    }
  }

  @Test func `each wrong field has its own cause`() throws {
    let causes: [((inout Forgery) -> Void, SignatureStatus)] = [
      ({ $0.magic = Array("SSHSIh".utf8) }, .bad(.malformed(.notSSHSIG))),
      ({ $0.version = 2 }, .unknown(.format(.unsupportedVersion(2)))),
      ({ $0.version = 0 }, .unknown(.format(.unsupportedVersion(0)))),
      ({ $0.namespace = "" }, .bad(.malformed(.emptyNamespace))),
      ({ $0.namespace = "file" }, .bad(.wrongNamespace(found: "file"))),
      ({ $0.namespace = "git\u{0}" }, .bad(.malformed(.malformed(.notText)))),
      ({ $0.reserved = [0] }, .bad(.malformed(.reservedNotEmpty))),
      ({ $0.hash = "sha1" }, .unknown(.format(.unsupportedHash("sha1")))),
      ({ $0.hash = "SHA512" }, .unknown(.format(.unsupportedHash("SHA512")))),
      ({ $0.key = wire("ssh-dss", []) }, .bad(.malformed(.key(.dsa)))),
      ({ $0.key = wire("ssh-ed25519-cert-v01@openssh.com", []) }, .bad(.malformed(.key(.certificate)))),
      ({ $0.key = wire("ssh-ed448", []) }, .unknown(.format(.key(.unsupportedType("ssh-ed448"))))),
      ({ $0.key += [0] }, .bad(.malformed(.key(.malformed(.trailingData(bytes: 1)))))),
      (
        { $0.sign = { _ in wire("ssh-ed25519", [UInt8](repeating: 7, count: 63)) } },
        .bad(.malformed(.wrongLength))
      ),
      (
        { $0.sign = { _ in wire("ssh-ed25519", [UInt8](repeating: 7, count: 65)) } },
        .bad(.malformed(.wrongLength))
      ),
      ({ $0.sign = { _ in wire("ssh-ed25519", [UInt8](repeating: 7, count: 64)) } }, .bad(.doesNotMatch)),
      ({ $0.sign = { _ in wire("rsa-sha2-512", []) } }, .bad(.malformed(.algorithmOfAnotherKey))),
      ({ $0.sign = { _ in wire("ssh-rsa", []) } }, .bad(.malformed(.sha1))),
      ({ $0.sign = { _ in wire("ssh-dss", []) } }, .unknown(.format(.unsupportedAlgorithm("ssh-dss")))),
      (
        { $0.sign = { _ in wire("ssh-ed25519", [UInt8](repeating: 7, count: 64)) + [0] } },
        .bad(.malformed(.malformed(.trailingData(bytes: 1))))
      ),
    ]
    for (index, (change, status)) in causes.enumerated() {
      var forgery = Forgery.ed25519()
      change(&forgery)
      #expect(try forgery.status() == status, "\(index)")
    }
  }

  @Test func `RSA signs with SHA-2 and never with SHA-1`() throws {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    for algorithm in ["rsa-sha2-256", "rsa-sha2-512"] {
      let forgery = try Forgery.rsa(algorithm, key)
      #expect(try forgery.status() == .good(try SSHPublicKey(blob: forgery.key)))
    }
    #expect(try Forgery.rsa("ssh-rsa", key).status() == .bad(.malformed(.sha1)))
    var disguised = try Forgery.rsa("ssh-rsa", key)
    let sign = disguised.sign
    disguised.sign = { wire("rsa-sha2-512", Array(try sign($0).suffix(256))) }
    #expect(try disguised.status() == .bad(.doesNotMatch))
    disguised.sign = { wire("rsa-sha2-512", Array(try sign($0).suffix(255))) }
    #expect(try disguised.status() == .bad(.malformed(.wrongLength)))
  }

  @Test(arguments: [(0x00, false), (0x01, true), (0x04, false), (0x05, true), (0xFE, false), (0xFF, true)])
  func `a security key has to have been touched`(flags: UInt8, isGood: Bool) throws {
    for forgery in [Forgery.securityKey(flags: flags), Forgery.securityKeyP256(flags: flags)] {
      let key = try SSHPublicKey(blob: forgery.key)
      #expect(key.isHardwareBacked)
      #expect(try forgery.status() == (isGood ? .good(key) : .bad(.touchMissing)))
    }
  }

  @Test func `a touch cannot be claimed afterwards`() throws {
    var forgery = Forgery.securityKey(flags: 0)
    let sign = forgery.sign
    forgery.sign = { data in try sign(data).dropLast(5) + [1, 0, 0, 0, 7] }
    #expect(try forgery.status() == .bad(.doesNotMatch))
  }

  @Test func `a security key's signature for another application is bad`() throws {
    let forgery = Forgery.securityKey(flags: 1, application: "ssh:", signedFor: "https://example.com")
    #expect(try forgery.status() == .bad(.doesNotMatch))
  }

  @Test func `a value of one key is not verified by a key of another type`() throws {
    let forgery = Forgery.ed25519()
    let key = try SSHPublicKey(blob: forgery.key)
    let value = try SSHSignatureValue(try forgery.sign([1])[...], by: key)
    let other = try SSHPublicKey(blob: Forgery.securityKey(flags: 1).key)
    #expect(other.verify(value, over: [1]) == .bad(.malformed(.algorithmOfAnotherKey)))
    #expect(key.verify(value, over: [1]) == .good(key))
  }
}
