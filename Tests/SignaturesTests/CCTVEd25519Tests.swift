import Foundation
import Signatures
import TestMaterial
import Testing
import Wire

/// C2SP's Ed25519 edge cases.
struct CCTVEd25519Tests {
  struct Vector: Decodable {
    let number: Int
    let key: String
    let sig: String
    let msg: String
    let flags: [String]?
  }

  /// Keys that are refused when read.
  static let refusedKeys: Set = ["low_order_A", "non_canonical_A"]
  /// What makes a signature bad where the equation is checked without the cofactor, on R's very bytes.
  ///
  /// Not among them: R of small order or with a torsion component, and a key with one. Only the key's holder can
  /// make those.
  static let badSignatures: Set = ["non_canonical_R", "low_order_residue", "reencoded_k"]

  @Test func `each verdict follows from the vector's flags`() throws {
    let vectors = try JSONDecoder().decode(
      [Vector].self, from: try TestData.data("suites/cctv-ed25519/ed25519vectors.json"))
    var good = 0
    for vector in vectors {
      let flags = Set(vector.flags ?? [])
      let blob = wire("ssh-ed25519", try #require(Hex.decode(Array(vector.key.utf8))))
      guard flags.isDisjoint(with: Self.refusedKeys) else {
        #expect(throws: SSHKeyError.self, "\(vector.number) \(flags)") { try SSHPublicKey(blob: blob) }
        continue
      }
      let key = try SSHPublicKey(blob: blob)
      let signature = wire("ssh-ed25519", try #require(Hex.decode(Array(vector.sig.utf8))))
      let status = key.verify(
        try SSHSignatureValue(signature[...], by: key), over: Array(vector.msg.utf8))
      let isGood = flags.isDisjoint(with: Self.badSignatures)
      #expect(status == (isGood ? .good(key) : .bad(.doesNotMatch)), "\(vector.number) \(flags)")
      good += isGood ? 1 : 0
    }
    #expect(vectors.count == 914)
    #expect(good == 86)

  }
}
