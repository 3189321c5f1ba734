import Testing
import Wire

@Test func `writing what was read gives the same bytes`() throws {
  let text = "{\n  \"a\": [],\n  \"b\": {\n    \"c\": -12\n  },\n  \"x-é\": \"\\\"\\\\é\"\n}\n"
  #expect(try JSON.parse(Array(text.utf8)).written() == Array(text.utf8))
}
