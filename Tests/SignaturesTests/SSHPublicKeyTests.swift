import Crypto
import CryptoExtras
import Foundation
import Signatures
import TestMaterial
import Testing
import Wire

/// Attacks A24, A25 and A27, at this level: what may be listed as a key.
struct SSHPublicKeyTests {
  let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSINwzQV78VPNjVvvwjgf+P5HqabPYCYu3BOMdjA"

  @Test func `a line is written as it was read`() throws {
    let text = String(decoding: try TestData.bytes("suites/openssh-sshsig/ed25519.pub"), as: UTF8.self)
    let key = try SSHPublicKey(publicKeyFile: text)
    #expect(text.hasPrefix(key.line))
    let again = try SSHPublicKey(line: key.line)
    #expect(again == key && again.hashValue == key.hashValue && again.line == key.line)
    #expect(again.type == .ed25519 && !again.isHardwareBacked)
  }

  @Test(arguments: [
    "", " ", "ssh-ed25519", "ssh-ed25519 ", " KEY", "KEY ", "KEY\n", "KEY dana@example.com",
    "ssh-ed25519  DATA",
    "ssh-ed25519\tDATA", "* KEY", "dana@example.com KEY", "cert-authority KEY", "no-pty KEY", "KEY\u{0}",
    "namespaces=\"git\" KEY", "KEY KEY", "\u{FEFF}KEY", "ssh-ed25519\u{A0}DATA", "DATA",
    "ssh-ed25519 " + String(repeating: "A", count: 5000),
  ])
  func `a line that is not exactly a type and a key is refused`(pattern: String) {
    #expect(throws: SSHKeyError.notOneKey) { try SSHPublicKey(line: filled(pattern)) }
  }

  @Test func `a line is refused for the reason it is wrong`() throws {
    let data = String(line.dropFirst("ssh-ed25519 ".count))
    #expect(throws: SSHKeyError.typeMismatch) { try SSHPublicKey(line: "ssh-rsa \(data)") }
    #expect(throws: SSHKeyError.unsupportedType("*")) { try SSHPublicKey(line: "* \(data)") }
    #expect(throws: SSHKeyError.notBase64) { try SSHPublicKey(line: line + "=") }
    #expect(throws: SSHKeyError.notBase64) { try SSHPublicKey(line: String(line.dropLast())) }
    #expect(throws: SSHKeyError.malformed(.endsEarly)) { try SSHPublicKey(line: String(line.dropLast(4))) }
    #expect(throws: SSHKeyError.malformed(.trailingData(bytes: 3))) { try SSHPublicKey(line: line + "AAAA") }
  }

  @Test(
    arguments: [
      ("ssh-dss", .dsa), ("ssh-ed25519-cert-v01@openssh.com", .certificate),
      ("sk-ssh-ed25519-cert-v01@openssh.com", .certificate), ("ssh-rsa-cert-v01@openssh.com", .certificate),
      ("ssh-ed448", .unsupportedType("ssh-ed448")), ("rsa-sha2-512", .unsupportedType("rsa-sha2-512")),
      ("ssh-xmss@openssh.com", .unsupportedType("ssh-xmss@openssh.com")), ("", .unsupportedType("")),
      ("SSH-ED25519", .unsupportedType("SSH-ED25519")),
    ] as [(String, SSHKeyError)])
  func `a type that is not accepted is refused by its name`(name: String, error: SSHKeyError) {
    #expect(throws: error) { try SSHPublicKey(blob: wire(name, [UInt8](repeating: 9, count: 32))) }
  }

  @Test(
    arguments: [
      (1024, .rsaModulusTooSmall(bits: 1024)), (2047, .rsaModulusTooSmall(bits: 2047)),
      (8193, .rsaModulusTooLarge(bits: 8193)), (16384, .rsaModulusTooLarge(bits: 16384)),
      (16385, .malformed(.integerTooLarge)),
    ] as [(Int, SSHKeyError)])
  func `an RSA key outside 2048 to 8192 bits is refused`(bits: Int, error: SSHKeyError) {
    #expect(throws: error) { try rsa(bits: bits, exponent: [1, 0, 1]) }
  }

  @Test func `an RSA key of 2048 or 8192 bits is accepted`() throws {
    #expect(try rsa(bits: 2048, exponent: [1, 0, 1]).type == .rsa)
    #expect(try rsa(bits: 8192, exponent: [3]).type == .rsa)
  }

  @Test(arguments: [[1], [2], [4], [1, 0, 0], [2, 0, 0, 0, 1], [1, 0, 0, 0, 0, 1]] as [[UInt8]])
  func `an RSA key whose exponent is even, 1 or huge is refused`(exponent: [UInt8]) {
    #expect(throws: SSHKeyError.rsaExponent) { try rsa(bits: 2048, exponent: exponent) }
  }

  @Test func `an RSA key with an even modulus is refused`() {
    #expect(throws: SSHKeyError.rsaModulusEven) { try rsa(bits: 2048, exponent: [3], lastByte: 2) }
  }

  @Test func `an Ed25519 key of another length, of small order or in a second encoding is refused`() {
    #expect(throws: SSHKeyError.ed25519Length(bytes: 31)) { try ed25519([UInt8](repeating: 9, count: 31)) }
    #expect(throws: SSHKeyError.ed25519Length(bytes: 33)) { try ed25519([UInt8](repeating: 9, count: 33)) }
    #expect(throws: SSHKeyError.ed25519SmallOrder) { try ed25519([UInt8](repeating: 0, count: 32)) }
    #expect(throws: SSHKeyError.ed25519SmallOrder) {
      try ed25519([1] + [UInt8](repeating: 0, count: 30) + [0x80])
    }
    for low in 0xED...0xFF as ClosedRange<UInt8> {
      for high in [0x7F, 0xFF] as [UInt8] {
        let key = [low] + [UInt8](repeating: 0xFF, count: 30) + [high]
        #expect(throws: SSHKeyError.ed25519NotCanonical) { try ed25519(key) }
      }
    }
  }

  @Test func `a point that is compressed, off its curve or of another curve is refused`() throws {
    let key = P256.Signing.PrivateKey().publicKey
    let point = Array(key.x963Representation)
    let p384 = Array(P384.Signing.PrivateKey().publicKey.x963Representation)
    #expect(try ecdsa("nistp256", "nistp256", point).type == .ecdsaP256)
    #expect(throws: SSHKeyError.curveMismatch) { try ecdsa("nistp256", "nistp384", point) }
    #expect(throws: SSHKeyError.pointNotUncompressed) { try ecdsa("nistp256", "nistp256", p384) }
    #expect(throws: SSHKeyError.pointNotUncompressed) {
      try ecdsa("nistp256", "nistp256", Array(key.compressedRepresentation))
    }
    #expect(throws: SSHKeyError.pointNotUncompressed) {
      try ecdsa("nistp256", "nistp256", [6] + point.dropFirst())
    }
    #expect(throws: SSHKeyError.pointNotUncompressed) { try ecdsa("nistp256", "nistp256", [0]) }
    var moved = point
    moved[64] ^= 1
    #expect(throws: SSHKeyError.pointNotOnCurve) { try ecdsa("nistp256", "nistp256", moved) }
    #expect(throws: SSHKeyError.pointNotOnCurve) {
      try ecdsa("nistp384", "nistp384", p384.dropLast() + [~p384[96]])
    }
  }

  @Test func `an unknown type's name is safe to print`() throws {
    let error = SSHKeyError.unsupportedType("\u{1B}[2Jssh\u{202E}" + String(repeating: "x", count: 900))
    #expect("\(error)".unicodeScalars.allSatisfy { !$0.isInvisibleControl })
    #expect("\(error)".utf8.count < 200)
  }

  private func filled(_ pattern: String) -> String {
    pattern.replacing("KEY", with: line).replacing("DATA", with: line.split(separator: " ")[1])
  }

  private func ed25519(_ key: [UInt8]) throws -> SSHPublicKey {
    try SSHPublicKey(blob: wire("ssh-ed25519", key))
  }

  private func ecdsa(_ type: String, _ curve: String, _ point: [UInt8]) throws -> SSHPublicKey {
    var writer = SSHWriter()
    writer.raw(wire("ecdsa-sha2-\(type)", Array(curve.utf8)))
    writer.string(point)
    return try SSHPublicKey(blob: writer.bytes)
  }

  private func rsa(bits: Int, exponent: [UInt8], lastByte: UInt8 = 1) throws -> SSHPublicKey {
    var modulus = [UInt8](repeating: 0x55, count: (bits + 7) / 8)
    modulus[0] = 1 << UInt8((bits + 7) % 8)
    modulus[modulus.count - 1] = lastByte
    var writer = SSHWriter()
    writer.string("ssh-rsa".utf8)
    writer.integer(magnitude: exponent)
    writer.integer(magnitude: modulus)
    return try SSHPublicKey(blob: writer.bytes)
  }
}
