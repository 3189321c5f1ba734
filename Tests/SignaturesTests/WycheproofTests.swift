import Foundation
import Signatures
import TestMaterial
import Testing
import Wire

/// Wycheproof's vectors, brought into SSH's form.
///
/// SSH ties each curve to one hash and RSA to two. Files of another hash are run all the same: nothing in them is
/// good. DER and P1363 are other forms of ECDSA's r and s; SSH has its own. Signatures that are broken as DER, or
/// have not P1363's length, have no counterpart and are only checked to be none that should be good.
struct WycheproofTests {
  struct File: Decodable {
    let testGroups: [Group]
  }

  struct Group: Decodable {
    let publicKey: Key
    let sha: String?
    let tests: [Vector]
  }

  struct Key: Decodable {
    let pk: String?
    let uncompressed: String?
    let modulus: String?
    let publicExponent: String?
  }

  struct Vector: Decodable {
    let tcId: Int
    let msg: String
    let sig: String
    let result: String
    let flags: [String]
  }

  static let curves = [
    Curve(
      prefix: "ecdsa_secp256r1", type: "ecdsa-sha2-nistp256", name: "nistp256", length: 32, sha: "SHA-256"),
    Curve(
      prefix: "ecdsa_secp384r1", type: "ecdsa-sha2-nistp384", name: "nistp384", length: 48, sha: "SHA-384"),
    Curve(
      prefix: "ecdsa_secp521r1", type: "ecdsa-sha2-nistp521", name: "nistp521", length: 66, sha: "SHA-512"),
  ]

  struct Curve {
    let prefix, type, name: String
    let length: Int
    let sha: String
  }

  static func names(_ prefix: String) -> [String] {
    (try? TestData.files(in: "suites/wycheproof").filter { $0.hasPrefix(prefix) }) ?? []
  }

  @Test func `every file of signatures is tested`() throws {
    let files = Set(try TestData.files(in: "suites/wycheproof").filter { $0.hasSuffix(".json") })
    // The files named rsa_pkcs1 are of decryption.
    let decryption = files.filter { $0.hasPrefix("rsa_pkcs1_") }
    let tested = Self.names("ed25519") + Self.names("ecdsa_") + Self.names("rsa_signature_")
    #expect(files == decryption.union(tested))
    #expect(Self.names("ed25519").count == 1 && Self.names("ecdsa_").count == 10)
    #expect(Self.names("rsa_signature_").count == 9)
  }

  @Test func `Ed25519 agrees with every vector`() throws {
    for group in try groups("ed25519_test.json") {
      let key = try SSHPublicKey(blob: wire("ssh-ed25519", try bytes(group.publicKey.pk)))
      for vector in group.tests {
        let status = status(wire("ssh-ed25519", try bytes(vector.sig)), by: key, try bytes(vector.msg))
        #expect(
          (status == .good(key)) == (vector.result == "valid"), "\(vector.tcId) \(vector.flags): \(status)")
      }
    }
  }

  @Test(arguments: names("ecdsa_")) func `ECDSA agrees with every vector`(file: String) throws {
    let curve = try #require(Self.curves.first { file.hasPrefix($0.prefix) })
    var expressible = 0
    for group in try groups(file) {
      let key = try SSHPublicKey(blob: curve.blob(try bytes(group.publicKey.uncompressed)))
      for vector in group.tests {
        let signature = try bytes(vector.sig)
        let pair = file.hasSuffix("_p1363_test.json") ? curve.pair(signature) : DER.pair(signature)
        guard let pair else {
          #expect(vector.result == "invalid", "\(vector.tcId) \(vector.flags)")
          continue
        }
        expressible += 1
        let status = status(wire(curve.type, pair), by: key, try bytes(vector.msg))
        let expected = vector.result == "valid" && group.sha == curve.sha
        #expect((status == .good(key)) == expected, "\(vector.tcId) \(vector.flags): \(status)")
      }
    }
    #expect(expressible > 200)
  }

  @Test(arguments: names("rsa_signature_")) func `RSA agrees with every vector`(file: String) throws {
    for group in try groups(file) {
      let key = try SSHPublicKey(blob: try rsaBlob(group.publicKey))
      for vector in group.tests {
        for (algorithm, sha) in [("rsa-sha2-256", "SHA-256"), ("rsa-sha2-512", "SHA-512")] {
          // Signatures over another hash, which are good for what they are.
          if vector.flags.contains("WrongHash"), sha != group.sha { continue }
          let status = status(wire(algorithm, try bytes(vector.sig)), by: key, try bytes(vector.msg))
          // "acceptable" are signatures whose DigestInfo leaves out the NULL: no, one form is enough.
          let expected = vector.result == "valid" && group.sha == sha
          #expect((status == .good(key)) == expected, "\(vector.tcId) \(vector.flags): \(status)")
        }
      }
    }
  }

  private func status(_ signature: [UInt8], by key: SSHPublicKey, _ message: [UInt8]) -> SignatureStatus {
    do {
      return key.verify(try SSHSignatureValue(signature[...], by: key), over: message)
    } catch { return SignatureStatus(unreadable: error) }
  }

  private func groups(_ file: String) throws -> [Group] {
    try JSONDecoder().decode(File.self, from: try TestData.data("suites/wycheproof/\(file)")).testGroups
  }

  private func rsaBlob(_ key: Key) throws -> [UInt8] {
    var writer = SSHWriter()
    writer.string("ssh-rsa".utf8)
    writer.integer(magnitude: try bytes(key.publicExponent))
    writer.integer(magnitude: try bytes(key.modulus))
    return writer.bytes
  }

  private func bytes(_ hex: String?) throws -> [UInt8] {
    try #require(hex.flatMap { Hex.decode(Array($0.utf8)) })
  }
}

extension WycheproofTests.Curve {
  func blob(_ point: [UInt8]) -> [UInt8] {
    var writer = SSHWriter()
    writer.string(type.utf8)
    writer.string(name.utf8)
    writer.string(point)
    return writer.bytes
  }

  /// r and s as SSH writes them, from their fixed-length form; nil for another length.
  func pair(_ signature: [UInt8]) -> [UInt8]? {
    guard signature.count == 2 * length else { return nil }
    var writer = SSHWriter()
    writer.integer(magnitude: signature.prefix(length))
    writer.integer(magnitude: signature.suffix(length))
    return writer.bytes
  }
}

/// Enough of DER (X.690) to take r and s out of a signature.
enum DER {
  /// r and s, byte for byte as they stand (both forms are two's complement); nil for what is no pair of integers.
  static func pair(_ signature: [UInt8]) -> [UInt8]? {
    guard let (body, end) = element(0x30, signature[...]), end.isEmpty, let (r, next) = element(0x02, body),
      let (s, rest) = element(0x02, next), rest.isEmpty
    else { return nil }
    var writer = SSHWriter()
    writer.string(r)
    writer.string(s)
    return writer.bytes
  }

  private static func element(
    _ tag: UInt8, _ bytes: ArraySlice<UInt8>
  ) -> (ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
    var rest = bytes
    guard rest.popFirst() == tag, var length = rest.popFirst().map(Int.init) else { return nil }
    if length == 0x81 {
      guard let long = rest.popFirst(), long >= 0x80 else { return nil }
      length = Int(long)
    } else if length >= 0x80 {
      return nil
    }
    guard length <= rest.count else { return nil }
    return (rest.prefix(length), rest.dropFirst(length))
  }
}
