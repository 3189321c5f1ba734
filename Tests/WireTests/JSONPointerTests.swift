import Testing
import Wire

/// RFC 6901, and where its places are in a text.
struct JSONPointerTests {
  @Test(arguments: [
    ("", "1️⃣{\"a\": 1}"), ("/a", "{\"a\": 1️⃣1}"), ("/a/1", "{\"b\": [0, 1], \"a\": [\n  0,\n  1️⃣{\"c\": 1}\n]}"),
    ("/a/1/c", "{\"a\": [[0], {\"c\": 1️⃣\"x\"}]}"), ("/", "{\"\": 1️⃣[]}"), ("/a~1b", "{\"a/b\": 1️⃣1}"),
    ("/m~0n", "{\"m~n\": 1️⃣1}"), ("/é", "{\"\\u00e9\": 1️⃣1}"), ("/0", "{\"0\": 1️⃣1}"),
    ("/a", "{\"a\": 1️⃣1, broken"),
    ("/é", "{\"e\u{301}\": 0, \"é\": 1️⃣1}"),
  ])
  func `a place is found in the text`(pointer: String, marked: String) throws {
    let text = MarkedText(marked)
    let pointer = try #require(JSONPointer(pointer))
    #expect(JSON.position(of: pointer, in: text.bytes)?.offset == text.offset)
  }

  @Test(arguments: ["/b", "/a/0", "/a/b", "/A"]) func `a place that is not there has no position`(
    pointer: String
  ) throws {
    #expect(JSON.position(of: try #require(JSONPointer(pointer)), in: Array("{\"a\": 1}".utf8)) == nil)
  }

  @Test func `the RFC's examples lead to their values`() throws {
    let document = try JSON.parse(
      Array(
        #"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}"#
          .utf8))
    let examples: [(String, JSON)] = [
      ("/foo/0", .string("bar")), ("/", .integer(0)), ("/a~1b", .integer(1)), ("/c%d", .integer(2)),
      ("/e^f", .integer(3)), ("/g|h", .integer(4)), ("/i\\j", .integer(5)), ("/k\"l", .integer(6)),
      ("/ ", .integer(7)),
      ("/m~0n", .integer(8)), ("", document),
    ]
    for (text, value) in examples {
      let pointer = try #require(JSONPointer(text))
      #expect(document.value(at: pointer) == value)
      #expect(pointer.description == text)
    }
    for absent in ["/foo/2", "/foo/-", "/foo/-1", "/foo/x", "/nope", "/foo/0/x"] {
      #expect(document.value(at: try #require(JSONPointer(absent))) == nil)
    }
  }

  @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~"]) func `what is no pointer is refused`(text: String) {
    #expect(JSONPointer(text) == nil)
  }

  @Test(arguments: ["/foo/00", "/foo/+1", "/foo/01"]) func `an index has one spelling`(text: String) throws {
    let document = try JSON.parse(Array(#"{"foo": ["bar", "baz"]}"#.utf8))
    #expect(document.value(at: try #require(JSONPointer(text))) == nil)
  }

  @Test func `pointers are told apart by bytes`() {
    #expect(JSONPointer(["é"]) != JSONPointer(["e\u{301}"]))
    #expect(Set([JSONPointer(["é"]), JSONPointer(["e\u{301}"])]).count == 2)
    #expect(JSONPointer(["a"]).covers(JSONPointer(["a", "b"])))
    #expect(!JSONPointer(["a", "b"]).covers(JSONPointer(["a"])))
    #expect(!JSONPointer(["a"]).covers(JSONPointer(["ab"])))
  }
}
