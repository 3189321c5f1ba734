import Signatures
import TestMaterial
import Testing

/// Attack A10, at this level: a signature has one text form.
struct SSHArmorTests {
  let text: String
  let message: [UInt8]

  init() throws {
    text = String(decoding: try TestData.bytes("suites/openssh-sshsig/ed25519.sig"), as: UTF8.self)
    message = try TestData.bytes("suites/openssh-sshsig/signed-data")
  }

  @Test func `only the last line feed may be missing`() throws {
    #expect(strict(String(text.dropLast())) == nil)
    #expect(strict(String(text.dropLast(2))) == .notOneBlock)
  }

  @Test func `every other form of the same signature is refused`() {
    let lines = text.split(separator: "\n").map(String.init)
    let rewrapped = lines[0] + "\n" + lines[1...4].joined() + "\n" + lines[5] + "\n"
    let narrow = text.replacing(lines[1], with: lines[1].prefix(64) + "\n" + lines[1].dropFirst(64))
    let forms: [(String, SSHSignatureError)] = [
      ("", .notArmored), (lines[0], .notArmored), (lines[0] + "\n", .notOneBlock),
      (lines[0] + "\n" + lines[5], .notOneBlock), (lines[0] + "\n\n" + lines[5] + "\n", .notOneBlock),
      ("\n" + text, .notArmored), (" " + text, .notArmored), ("\u{FEFF}" + text, .notArmored),
      (text + "\n", .notOneBlock), (text + "x", .notOneBlock), (text + " \n", .notOneBlock),
      (text + text, .notOneBlock), (text.dropLast() + text, .notOneBlock),
      (text.replacing("\n", with: "\r\n"), .notArmored),
      (text.replacing("==\n", with: "==\r\n"), .notBase64), (rewrapped, .notAsWritten),
      (narrow, .notAsWritten),
      (text.replacing("\n" + lines[2], with: "\n\n" + lines[2]), .notAsWritten),
      (text.replacing("==\n", with: "==\n\n"), .notAsWritten),
      (text.replacing("==\n", with: "=\n"), .notBase64),
      (text.replacing("==\n", with: "\n"), .notBase64), (text.replacing("Dg==", with: "Dh=="), .notBase64),
      (text.replacing("Dg==", with: "Dg==AAAA"), .notBase64),
      (text.replacing("Dg==", with: "Dg== "), .notBase64),
      (text.replacing("Dg==", with: "DgAA"), .malformed(.trailingData(bytes: 2))),
      (text.replacing("SSH SIGNATURE", with: "PGP SIGNATURE"), .notArmored),
      (text.replacing("BEGIN SSH", with: "begin ssh"), .notArmored),
      (lines[0] + "\n" + String(repeating: "A", count: 70 << 10), .tooLarge(limit: 65536)),
    ]
    for (form, error) in forms {
      #expect(strict(form) == error, "\(form.debugDescription.prefix(400))")
    }
  }

  @Test func `two blocks are refused however leniently they are read`() {
    for form in [
      text + text, text.dropLast() + text, text + "\n\n" + text, text + "-- \nDana", "Hello,\n" + text,
    ] {
      let error = lenient(form)
      #expect(error == .notOneBlock || error == .notArmored, "\(form.debugDescription)")
    }
  }

  @Test func `what mail makes of a signature is read, and written as it was`() throws {
    let lines = text.split(separator: "\n").map(String.init)
    let joined = lines[1...4].joined()
    let forms = [
      text, text.replacing("\n", with: "\r\n"), "\n\r\n  \n" + text + "\n\n",
      text.replacing("\n", with: "  \n\t"),
      lines[0] + "\n" + joined + "\n" + lines[5], lines.map { "    " + $0 }.joined(separator: "\n\n"),
      lines[0] + "\n" + joined.map { "\($0)\r\n" }.joined() + lines[5],
    ]
    for form in forms {
      let signature = try SSHSignature(lenientArmored: Array(form.utf8))
      #expect(signature.armored == Array(text.utf8))
      guard case .good = signature.verify(message: message, namespace: "unittest") else {
        Issue.record("\(form.debugDescription) is not good")
        continue
      }
    }
  }

  @Test func `what is read strictly is written with the same bytes`() throws {
    var random = SeededGenerator()
    var accepted = 0
    for _ in 0..<3000 {
      var bytes = Array(text.utf8)
      let place = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert("\n =-Aa\r".utf8.randomElement(using: &random) ?? 0, at: place)
      default: bytes[place] = "AQgw/+=\n".utf8.randomElement(using: &random) ?? 0
      }
      guard let signature = try? SSHSignature(armored: bytes) else { continue }
      accepted += 1
      #expect(signature.armored == bytes || signature.armored == bytes + [0x0A])
    }
    #expect(accepted > 0)
  }

  private func strict(_ text: String) -> SSHSignatureError? {
    do {
      _ = try SSHSignature(armored: Array(text.utf8))
      return nil
    } catch { return error }
  }

  private func lenient(_ text: String) -> SSHSignatureError? {
    do {
      _ = try SSHSignature(lenientArmored: Array(text.utf8))
      return nil
    } catch { return error }
  }
}
