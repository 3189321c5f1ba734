import Testing
import Wire

/// Where reading stops, and why.
struct JSONErrorTests {
  @Test(
    arguments: [
      ("1️⃣", .unexpectedEnd), ("[1,\n 1️⃣", .unexpectedEnd), ("{\"a\"1️⃣", .unexpectedEnd),
      ("\"abc1️⃣", .unexpectedEnd),
      ("\"\\1️⃣", .unexpectedEnd), ("\"\\u121️⃣", .unexpectedEnd), ("tru1️⃣", .unexpectedEnd),
      ("-1️⃣", .unexpectedEnd),
      ("[1,1️⃣]", .trailingComma), ("{\"a\": 1, 1️⃣}", .trailingComma), ("[1 1️⃣2]", .expected("\",\" or \"]\"")),
      ("{1️⃣a: 1}", .expected("a key in double quotes")), ("{\"a\" 1️⃣1}", .expected("\":\" after the key")),
      ("[1] 1️⃣x", .trailingData), ("1️⃣// no\n[]", .comment), ("[1, 1️⃣/* no */ 2]", .comment),
      ("[] 1️⃣// no", .comment),
      ("{\n  \"é\": 1,\n  1️⃣\"\\u00e9\": 2\n}", .duplicateKey("é")),
      ("{\"a\": 1, 1️⃣\"\\u0061\": 2}", .duplicateKey("a")),
      ("[1️⃣01]", .leadingZero), ("[1️⃣-01]", .leadingZero), ("[1️⃣-0]", .negativeZero), ("[1️⃣1.0]", .fraction),
      ("[1️⃣1e3]", .exponent), ("[1️⃣-9007199254740992]", .integerOutOfRange), ("[-1️⃣a]", .expected("a digit")),
      ("[\"é1️⃣\\q\"]", .badEscape), ("[\"1️⃣\\u12g4\"]", .badEscape), ("[\"€1️⃣\\ud800\"]", .loneSurrogate),
      ("[\"1️⃣\\udc00\"]", .loneSurrogate), ("[\"\\ud83d\\ude001️⃣\\ud800x\"]", .loneSurrogate),
      ("[\"x1️⃣\u{202E}\"]", .invisibleCharacter(0x202E)), ("[\"x1️⃣\\u202e\"]", .invisibleCharacter(0x202E)),
      ("{\"x1️⃣\u{2066}\": 1}", .invisibleCharacter(0x2066)), ("[\"😀1️⃣\u{FFFF}\"]", .noncharacter(0xFFFF)),
      ("[\"a1️⃣\tb\"]", .unescapedControl(9)), ("[\"a1️⃣\nb\"]", .unescapedControl(10)),
      ("1️⃣\u{FEFF}[]", .byteOrderMark),
      ("[1️⃣'a']", .unexpectedByte(0x27)),
    ] as [(String, JSONError.Problem)])
  func `the error is at its place`(marked: String, problem: JSONError.Problem) throws {
    let text = MarkedText(marked)
    let error = try #require(throws: JSONError.self) { try JSON.parse(text.bytes) }
    #expect(error.problem == problem)
    #expect(error.position.offset == text.offset)
    #expect(error.position == SourcePosition(offset: text.offset, in: text.bytes))
  }

  @Test func `bytes that are not UTF-8 are found where they start`() throws {
    let text = Array("[\"aé".utf8)
    for bad in [[0xFF], [0xC3, 0x28], [0xE2, 0x82], [0xC0, 0xAF], [0xED, 0xA0, 0x80]] as [[UInt8]] {
      let error = try #require(throws: JSONError.self) { try JSON.parse(text + bad + Array("\"]".utf8)) }
      #expect(error.problem == .notUTF8)
      #expect(error.position.offset == text.count)
    }
  }

  @Test func `lines and columns are an editor's`() {
    let bytes = Array("ab\r\né€😀x\n\n".utf8)
    let places = [
      (0, "1:1"), (3, "1:4"), (4, "2:1"), (6, "2:2"), (9, "2:3"), (13, "2:4"), (15, "3:1"), (16, "4:1"),
    ]
    for (offset, place) in places { #expect("\(SourcePosition(offset: offset, in: bytes))" == place) }
    #expect(SourcePosition(offset: 900, in: bytes).offset == bytes.count)
    #expect(SourcePosition(offset: -5, in: bytes).offset == 0)
  }

  @Test func `an error prints nothing that steers a terminal`() throws {
    let error = try #require(throws: JSONError.self) { try JSON.parse(Array("{\"é\": 1, \"é\": 2}".utf8)) }
    #expect("\(error)" == "1:10: the key \"?\" stands twice in one object; keep one")
    for byte in UInt8.min ... .max {
      let error = try #require(throws: JSONError.self) { try JSON.parse([0x5B, byte, 0x2E]) }
      #expect("\(error)".unicodeScalars.allSatisfy { !$0.isInvisibleControl })
    }
  }
}

@Test func `what steers a display is escaped, as a report may have to name it`() {
  let name = "a\u{85}b\u{202E}c\u{7F}d\u{1}é\u{1F600}"
  let text = String(decoding: JSON.array([.string(name)]).written(), as: UTF8.self)
  #expect(text == "[\n  \"a\\u0085b\\u202ec\\u007fd\\u0001é\u{1F600}\"\n]\n")
}
