import Agreements
import TestMaterial
import Testing
import Wire

/// Documents as bytes: the written form, and what is refused with its place.
struct DocumentTests {
  @Test(arguments: DocumentKind.allCases)
  func `a good document reads, means something, and is written with the same bytes`(kind: DocumentKind) throws
  {
    let document = try Fixtures.document(kind)
    #expect(try Document(document.bytes, kind: kind).bytes == document.bytes)
    #expect(document.digest == SHA256Digest(of: document.bytes))
    #expect(throws: Never.self) { try read(document.json, as: kind) }
  }

  @Test(arguments: DocumentKind.allCases)
  func `members in any order are arranged into the one written form`(kind: DocumentKind) throws {
    let document = try Fixtures.document(kind)
    #expect(try Document(document.json.backwards, kind: kind).bytes == document.bytes)
    #expect(kind.shape.arranged(document.json) == document.json)
  }

  @Test(arguments: DocumentKind.allCases)
  func `arranging loses nothing, whatever the document holds`(kind: DocumentKind) throws {
    var random = SeededGenerator()
    for _ in 0..<200 {
      let json = kind.shape.sample(using: &random).mutated(using: &random)
      let arranged = kind.shape.arranged(json)
      #expect(arranged.sorted == json.sorted)
      #expect(kind.shape.arranged(arranged) == arranged)
      #expect(kind.shape.problems(in: arranged).isEmpty == kind.shape.problems(in: json).isEmpty)
      let isRead = (try? Document(json.written(), kind: kind)) != nil
      #expect(isRead == (arranged == json && kind.shape.problems(in: json).isEmpty))
    }
  }

  @Test(arguments: DocumentKind.allCases)
  func `another form is refused at the byte where it begins`(kind: DocumentKind) throws {
    let bytes = try Fixtures.document(kind).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    for (other, line) in [
      (text.dropLast() + "", text.split(separator: "\n").count),
      (text + "\n", text.split(separator: "\n").count + 1),
      (text.replacing("{\n  \"", with: "{\n    \"", maxReplacements: 1), 2),
      (text.replacing("\n", with: "\r\n"), 1),
    ] {
      let error = #expect(throws: DocumentError.self) { try Document(Array(other.utf8), kind: kind) }
      guard case .syntax(let syntax) = try #require(error) else {
        Issue.record("a structure problem, where the form is wrong")
        continue
      }
      #expect(syntax.problem == .notWrittenForm)
      #expect(syntax.position.line == line)
    }
  }

  @Test func `keys under x- stand last, sorted by bytes`() throws {
    var json = try Fixtures.json(.contribution)
    for key in ["x-é", "x-b", "x-e\u{301}", "x-B"] { json = try json.setting("/\(key)", to: .integer(1)) }
    let keys = try #require(try Document(json, kind: .contribution).json.members).map(\.key)
    let last = keys.suffix(4).map { Array($0.utf8) }
    #expect(last == ["x-B", "x-b", "x-e\u{301}", "x-é"].map { Array($0.utf8) })
  }

  @Test func `each structure problem is named with line, column and pointer`() throws {
    let text = """
      {
        "$schema": "urn:countersign:schema:contribution:1",
        "ledger": "\(String(repeating: "0f", count: 32))",
        "agreement": "EMEA",
        "review": "quarter-2026-Q1",
        "person": "dana",
        "at": "2026-04-07T09:00:00Z",
        "kind": "shout",
        "txet": "Two hours."
      }

      """
    let error = #expect(throws: DocumentError.self) { try Document(Array(text.utf8), kind: .contribution) }
    let details = try #require(error).details
    #expect(details.map { $0.pointer?.description } == ["/agreement", "/kind", "/txet", ""])
    #expect(details.map { $0.position?.line } == [4, 8, 9, 1])
    #expect(details.first?.position?.column == 16)
    #expect(details[2].message.contains("did you mean \"text\"?"))
    #expect(details[3].message.contains("\"text\" is missing"))
  }

  @Test func `a document of another kind or edition is refused`() throws {
    let urn = "urn:countersign:schema:contribution:2"
    for other in [urn, DocumentKind.agreement.urn, "", DocumentKind.contribution.urn.uppercased()] {
      let json = try Fixtures.json(.contribution).setting("/$schema", to: .string(other))
      #expect(DocumentKind.contribution.shape.problems(in: json).map(\.pointer.description) == ["/$schema"])
      #expect(DocumentKind(urn: other) != .contribution)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `a document with nothing but problems is answered at once`() throws {
    let junk = JSON.object((0..<60_000).map { .init("k\($0)", .null) })
    let time = ContinuousClock().measure {
      #expect(DocumentKind.agreement.shape.problems(in: junk).count == 50)
    }
    #expect(time < .seconds(10))
  }

  @Test func `the same letters in other bytes are another value, key and tag`() throws {
    let json = try Fixtures.json(.agreement)
    let place = "/measurement/sourceSpellings/0/source"
    #expect(json.value(at: try #require(JSONPointer(place))) == .string("Café"))
    let other = try json.setting(place, to: .string("Cafe\u{301}"))
    #expect(other != json)
    #expect(SHA256Digest(of: other.written()) != SHA256Digest(of: json.written()))
    // U+212A KELVIN SIGN is K to Swift's comparison of strings.
    let kelvin = try json.setting("/measurement/tiers/currency", to: .string("\u{212A}ES"))
    #expect(try json.setting("/measurement/tiers/currency", to: .string("KES")) != kelvin)
    #expect(!DocumentKind.agreement.shape.problems(in: kelvin).isEmpty)
  }
}

extension JSON {
  /// The same value with all members in reverse order.
  fileprivate var backwards: JSON {
    switch self {
    case .array(let items): .array(items.map(\.backwards))
    case .object(let members): .object(members.reversed().map { .init($0.key, $0.value.backwards) })
    default: self
    }
  }

  /// The same value with all members in the order of their bytes.
  fileprivate var sorted: JSON {
    switch self {
    case .array(let items): .array(items.map(\.sorted))
    case .object(let members):
      .object(
        members.map { Member($0.key, $0.value.sorted) }
          .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    default: self
    }
  }
}
