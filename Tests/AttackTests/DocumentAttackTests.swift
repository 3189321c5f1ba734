import Agreements
import LedgerScenarios
import Testing
import Wire

/// Documents that are not what they should be: A48 to A51.
struct DocumentAttackTests {
  /// Commits a mapping whose honest bytes are allowed, with its bytes put through `change`.
  private func mapping(_ change: (String) -> [UInt8]) async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.founded)
    let bytes = try SnapshotDocuments.mapping().written(as: .mapping)
    try await ledger.commit(["mappings/crm.r1.json": bytes], by: .rev)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(
      ["mappings/crm.r1.json": change(String(decoding: bytes, as: UTF8.self))], by: .rev)
    return ledger
  }

  @Test(arguments: [
    ("a key twice", "\"name\": \"crm\",", "\"name\": \"crm\", \"name\": \"crm\","),
    ("a key twice by an escape", "\"name\": \"crm\",", "\"name\": \"crm\", \"n\\u0061me\": \"crm\","),
    ("a lone surrogate", "\"system\": \"CRM\"", "\"system\": \"\\uD800\""),
    ("a reversed pair", "\"system\": \"CRM\"", "\"system\": \"\\uDC00\\uD800\""),
    ("a trailing comma", "\"system\": \"CRM\",", "\"system\": \"CRM\",,"),
    ("a line comment", "\"system\": \"CRM\",", "\"system\": \"CRM\", // yes"),
    ("a block comment", "\"system\": \"CRM\",", "/* yes */ \"system\": \"CRM\","),
    ("NaN", "\"revision\": 1", "\"revision\": NaN"),
    ("infinity", "\"revision\": 1", "\"revision\": Infinity"),
    ("minus zero", "\"revision\": 1", "\"revision\": -0"),
    ("a fraction", "\"revision\": 1", "\"revision\": 1.0"),
    ("an exponent", "\"revision\": 1", "\"revision\": 1e2"),
    ("a huge exponent", "\"revision\": 1", "\"revision\": 1e400"),
    ("a leading zero", "\"revision\": 1", "\"revision\": 01"),
    ("a plus sign", "\"revision\": 1", "\"revision\": +1"),
    ("a hexadecimal number", "\"revision\": 1", "\"revision\": 0x1"),
    ("beyond 2^53", "\"revision\": 1", "\"revision\": 9007199254740993"),
    ("single quotes", "\"system\": \"CRM\"", "'system': 'CRM'"),
    ("a raw control character", "\"system\": \"CRM\"", "\"system\": \"C\u{01}M\""),
    ("more after the end", "\n}\n", "\n}\n{}\n"),
  ])
  func `A49 JSON that two readers could read differently is refused`(kind: String, old: String, new: String)
    async throws
  {
    let ledger = try await mapping { text in
      #expect(text.contains(old))
      return Array(text.replacing(old, with: new).utf8)
    }
    try await ledger.expectRefused("document.syntax")
  }

  @Test(arguments: [
    "UTF-8 with BOM", "UTF-16", "UTF-16 little endian", "Latin-1", "overlong", "nothing", "spaces",
  ])
  func `A49 other encodings are refused`(kind: String) async throws {
    let ledger = try await mapping { text in
      switch kind {
      case "UTF-8 with BOM": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
      case "UTF-16": [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      case "UTF-16 little endian": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case "Latin-1": Array(text.utf8).map { $0 == UInt8(ascii: "R") ? 0xE9 : $0 }
      case "overlong": Array(text.utf8).flatMap { $0 == UInt8(ascii: "R") ? [0xC1, 0x92] : [$0] }
      case "nothing": []
      default: Array("   \n".utf8)
      }
    }
    try await ledger.expectRefused("document.syntax")
  }

  @Test(arguments: [
    "indent", "order of keys", "CRLF", "no last newline", "an escaped letter", "an escaped slash",
    "spaces at the end",
  ])
  func `A50 JSON that is not in the written form is refused`(kind: String) async throws {
    let ledger = try await mapping { text in
      let changed: String =
        switch kind {
        case "indent": text.replacing("  \"", with: "\t\"")
        case "order of keys":
          text.replacing(
            "\"name\": \"crm\",\n  \"revision\": 1,", with: "\"revision\": 1,\n  \"name\": \"crm\",")
        case "CRLF": text.replacing("\n", with: "\r\n")
        case "no last newline": String(text.dropLast())
        case "an escaped letter": text.replacing("\"CRM\"", with: "\"\\u0043RM\"")
        case "an escaped slash": text.replacing("\"CRM\"", with: "\"C\\/RM\"")
        default: text + " "
        }
      #expect(changed != text)
      return Array(changed.utf8)
    }
    try await ledger.expectRefused("document.syntax")
  }

  @Test(arguments: ["\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{061C}", "\u{0085}", "\u{2060}"])
  func `A50 invisible control characters in a reason are refused`(character: String) async throws {
    let ledger = try await LedgerScenario.at(.measured)
    try await ledger.redraft(.emea, "first") {
      $0.replacing("/changes/~1commitments~1contact-t1/reason", with: .string("As \(character)agreed."))
    }
    try await ledger.expectRefused("document.syntax")
  }

  @Test(arguments: ["еmea", "ｅmea", "em\u{00E9}a", "EMEA", "emea "])
  func `A50 an agreement whose id looks like another is refused`(id: String) async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let draft = try ledger.document(emea("amendments/first/draft.json")).json
      .replacing("/agreement", with: .string(id)).replacing("/round", with: 1).replacing(
        "/slug", with: "other")
    try await ledger.commit([emea("amendments/other/draft.json"): draft.written(as: .agreement)], by: .rev)
    try ledger.expectFinding(["document.structure"])
  }

  private static let unknown: [(String, String, JSON)] = [
    ("an unknown schema", "/$schema", "urn:countersign:schema:mapping:2"),
    ("another kind's schema", "/$schema", "urn:countersign:schema:charter:1"),
    ("an unknown key", "/extra", "x"), ("an unknown key deep down", "/lead/extra", "x"),
    ("another type", "/system", 1), ("another type of list", "/events", "x"),
    ("a word outside the list", "/events/0/event", "sold"), ("an empty list", "/events", []),
    ("null", "/system", .null), ("a number too large", "/revision", 10000),
  ]

  @Test(arguments: unknown)
  func `A51 a document that its schema does not know is refused`(kind: String, pointer: String, value: JSON)
    async throws
  {
    let json = try SnapshotDocuments.mapping().replacing(pointer, with: value)
    let ledger = try await mapping { _ in json.written(as: .mapping) }
    try await ledger.expectRefused("document.structure")
  }

  @Test func `A51 a missing key is refused, and an x- key is not`() async throws {
    let missing = try SnapshotDocuments.mapping().replacing("/system", with: nil)
    try await mapping { _ in missing.written(as: .mapping) }.expectRefused("document.structure")
    let extended = try SnapshotDocuments.mapping().replacing("/x-note", with: "ours")
    try await mapping { _ in extended.written(as: .mapping) }.expectAllowed()
  }

  @Test(arguments: [
    ("draft", "beside a sign-off"), ("draft", "beside a snapshot"), ("review", "closed at once"),
  ])
  func `A51 a document that cannot be read is a finding whatever else the commit holds`(
    kind: String, beside: String
  ) async throws {
    let broken = Array("{\"broken\": }\n".utf8)
    let ledger: LedgerScenario
    var files: LedgerScenario.Files
    if kind == "draft" {
      ledger = try await LedgerScenario.at(.measured)
      let signed = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing")
      let snapshot = try ledger.snapshot(MonthNumbers("2025-10", volume: 1, met: 1), draft: "first")
      files =
        beside == "beside a sign-off"
        ? try ledger.filing(signed, .emea, "first") : [snapshot.path: snapshot.bytes]
      files[emea("amendments/first/draft.json")] = broken
    } else {
      ledger = try await LedgerScenario.at(.inForce)
      files = try ReviewDocuments.closing(ledger)
      files["\(ReviewDocuments.folder)/open.json"] = broken
    }
    try await ledger.commit(files, by: .rev)
    let found = try await ledger.verifyWithProgram()
    #expect(found.run.code == 1, "\(found.run.said)")
    #expect(found.rules.contains("document.syntax"), "\(found.run.text)")
  }

  // A48

  @Test(arguments: ["100,000 levels", "a million keys", "a number of 10 MB", "a string of 2 MB"])
  func `A48 a document that is far too large is refused without being read`(kind: String) async throws {
    let bytes: [UInt8] =
      switch kind {
      case "100,000 levels":
        Array(String(repeating: "[", count: 100_000).utf8)
          + Array(String(repeating: "]", count: 100_000).utf8)
      case "a million keys": Array("{\((0..<1_000_000).map { "\"k\($0)\":1" }.joined(separator: ","))}".utf8)
      case "a number of 10 MB": Array("{\"n\":1\(String(repeating: "0", count: 10 << 20))}".utf8)
      default: Array("{\"s\":\"\(String(repeating: "x", count: 2 << 20))\"}".utf8)
      }
    try await mapping { _ in bytes }.expectRefused("document.syntax")
  }
}
