import Foundation
import TestMaterial
import Testing
import Wire

/// Base64 and hexadecimal (RFC 4648).
struct EncodingTests {
  @Test func `Base64 agrees with Foundation`() {
    var random = SeededGenerator()
    for count in 0..<300 {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
      #expect(Base64.decode(Array(Base64.encode(bytes).utf8)) == bytes)
    }
  }

  @Test func `Base64 reads only what it writes`() {
    let alphabet = Array("ABPQgw/+=-_ \n".utf8)
    var read = 0
    var text: [UInt8] = [0, 0, 0, 0]
    for index in 0..<(alphabet.count * alphabet.count * alphabet.count * alphabet.count) {
      var rest = index
      for place in 0..<4 {
        text[place] = alphabet[rest % alphabet.count]
        rest /= alphabet.count
      }
      guard let bytes = Base64.decode(text) else { continue }
      read += 1
      if Array(Base64.encode(bytes).utf8) != text { Issue.record("\(text) is read as \(bytes)") }
    }
    // Eight of them are of the alphabet, four of which end in four zero bits.
    #expect(read == 8 * 8 * 8 * 8 + 8 * 8 * 4 + 8 * 4)
  }

  @Test(arguments: [
    "A", "AA", "AAA", "AAA=A", "AA==AAAA", "A===", "====", "AAAA=", "AAAA====", "AAAA\n", "AB==", "AAB=",
    "AA=A",
  ])
  func `Base64 refuses another spelling`(text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }

  @Test func `hexadecimal is lower case and whole`() {
    #expect(Hex.encode([0, 0x9A, 0xFF]) == "009aff")
    #expect(Hex.decode(Array("009aff".utf8)) == [0, 0x9A, 0xFF])
    for text in ["0", "0g", "AB", "aB", " 00", "0x", "00\n", "٠٠"] {
      #expect(Hex.decode(Array(text.utf8)) == nil)
    }
  }

  @Test func `a digest is sha256sum's, in one piece or many`() throws {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(SHA256Digest(of: []).hex == empty)
    #expect(SHA256Digest(of: Array("abc".utf8)).hex == abc)
    var stream = SHA256Stream()
    for byte in "abc".utf8 { stream.update([byte]) }
    #expect(stream.digest() == SHA256Digest(abc))
    for text in ["", String(abc.dropLast()), abc + "0", abc.uppercased(), abc.replacing("b", with: "g")] {
      #expect(SHA256Digest(text) == nil)
    }
  }
}
