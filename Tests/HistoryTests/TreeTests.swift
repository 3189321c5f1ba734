import TestMaterial
import Testing

@testable import History

private let id = [UInt8](repeating: 7, count: 20)

private func raw(_ entries: (String, String)...) -> [UInt8] {
  entries.flatMap { Array("\($0.0) \($0.1)\0".utf8) + id }
}

private func tree(_ raw: [UInt8]) throws(TreeError) -> Tree { try Tree(parsing: raw) }

@Test func `entries are read in git's order and found by name`() throws {
  let tree = try tree(
    raw(
      ("100644", "a"), ("100644", "a.b"), ("40000", "ab"), ("100644", "ab0"), ("100755", "run"),
      ("120000", "to"), ("160000", "z")))
  #expect(tree.entries.map(\.name) == ["a", "a.b", "ab", "ab0", "run", "to", "z"])
  #expect(
    tree.entries.map(\.mode) == [.file, .file, .directory, .file, .executable, .symbolicLink, .gitlink])
  for entry in tree.entries { #expect(tree.entry(named: entry.name) == entry) }
  #expect(tree.entry(named: "A") == nil)
  #expect(tree.entry(named: "") == nil)
  #expect(tree.entry(named: "zz") == nil)
}

private let malformed: [([UInt8], TreeError)] = [
  (raw(("100644", "b"), ("100644", "a")), TreeError.unsorted(name: "a")),
  (raw(("40000", "a"), ("100644", "a.b")), .unsorted(name: "a.b")),
  (raw(("100644", "a"), ("100644", "a")), .duplicate(name: "a")),
  (raw(("100644", "a"), ("40000", "a")), .duplicate(name: "a")),
  (raw(("100644", "a"), ("100644", "a.b"), ("40000", "a")), .duplicate(name: "a")),
  (raw(("100664", "a")), .unknownMode("100664", name: "a")),
  (raw(("040000", "a")), .unknownMode("040000", name: "a")),
  (raw(("", "a")), .unknownMode("", name: "a")),
  (raw(("100644", "")), .emptyName(offset: 0)),
  (raw(("100644", "a/b")), .slash(name: "a/b")),
  (Array("100644 a".utf8), .truncated(offset: 0)),
  (Array("100644".utf8), .truncated(offset: 0)),
  ([UInt8](raw(("100644", "a")).dropLast()), .truncated(offset: 0)),
  (raw(("100644", "a")) + [0], .truncated(offset: 29)),
  (Array("100644 \u{0}".utf8) + id, .emptyName(offset: 0)),
  (Array("100644 ".utf8) + [0xFF, 0] + id, .notUTF8(name: "\u{FFFD}")),
]

@Test("what git would not write is refused, with the entry's name", arguments: malformed)
func refusals(raw: [UInt8], error: TreeError) {
  #expect(throws: error) { () throws(TreeError) in try tree(raw) }
  #expect(!error.description.isEmpty)
}

@Test func `names that only normalisation makes equal are two names`() throws {
  let tree = try tree(raw(("100644", "e\u{301}"), ("100644", "\u{e9}")))
  #expect(tree.entries.count == 2)
  #expect(tree.entry(named: "\u{e9}")?.name.utf8.count == 2)
  #expect(NameProblem.problems(in: "\u{e9}") == [.nonASCII])
}

@Test func `entries are written in git's order, whatever order they come in`() throws {
  var generator = SeededGenerator(seed: 3)
  let names = ["a", "a.b", "a-b", "a0", "ab", "b", "README.md", "x"]
  for _ in 0..<200 {
    let entries = names.shuffled(using: &generator).map { name in
      Tree.Entry(
        mode: EntryMode.allCases[generator.below(EntryMode.allCases.count)], name: name,
        id: generator.objectID())
    }
    let tree = try Tree(parsing: Tree.written(entries))
    #expect(Set(tree.entries.map(\.name)) == Set(names))
    for entry in entries { #expect(tree.entry(named: entry.name) == entry) }
  }
  let twice = [EntryMode.file, .directory].map { Tree.Entry(mode: $0, name: "a", id: .zero) }
  #expect(throws: TreeError.duplicate(name: "a")) { () throws(TreeError) in try Tree.written(twice) }
}

@Test func `no mutation of a tree crashes the reader, and what is read is written back the same`() throws {
  let good = raw(("100644", "a"), ("40000", "ab"), ("100755", "run"), ("120000", "to"))
  var generator = SeededGenerator(seed: 99)
  for _ in 0..<20_000 {
    let bytes = generator.mutated(good)
    guard let tree = try? Tree(parsing: bytes) else { continue }
    #expect(try Tree.written(tree.entries) == bytes)
  }
}

@Test(
  "odd names are known for what they are",
  arguments: [
    ("draft.json", []), ("a b", []), (".gitattributes", []), (".github", []), ("é", [.nonASCII]),
    ("a\nb", [.controlCharacter]), ("a\u{7F}", [.controlCharacter]), (".git", [.dotGit]), (".GiT", [.dotGit]),
    ("git~1", [.dotGit]), (".git ", [.dotGit, .trailingDotOrSpace]),
    (".git::$x", [.dotGit, .reservedCharacter]),
    (".", [.dots, .trailingDotOrSpace]), ("..", [.dots, .trailingDotOrSpace]), ("a\\b", [.backslash]),
    ("a.", [.trailingDotOrSpace]), ("a ", [.trailingDotOrSpace]), ("-rf", [.leadingHyphen]),
    ("a:b", [.reservedCharacter]), ("Con", [.deviceName]), ("nul.json", [.deviceName]), ("com10", []),
  ] as [(String, [NameProblem])])
func nameProblems(name: String, problems: [NameProblem]) {
  #expect(NameProblem.problems(in: name) == problems)
}

@Test func `names that only case tells apart are listed together`() throws {
  let tree = try tree(
    raw(("100644", "B"), ("100644", "READ"), ("100644", "a"), ("100644", "b"), ("40000", "read")))
  #expect(tree.caseCollisions == [["B", "b"], ["READ", "read"]])
}
