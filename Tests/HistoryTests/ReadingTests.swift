import TestMaterial
import Testing
import Wire

@testable import History

private func store(_ files: [(String, String)]) throws -> (InMemoryStore, ObjectID) {
  let store = InMemoryStore()
  let edits = files.map { TreeEdit.put($0.0, store.put(.blob, Array($0.1.utf8))) }
  return (store, try store.writeTree(base: nil, edits: edits))
}

private let files = [
  ("README.md", "r"), ("agreements/emea/versions/0001.json", "1"),
  ("agreements/emea/versions/0002.json", "2"),
  ("charter/versions/0001.json", "c"),
]

@Test func `paths are read from the root down, and what is not there is nil`() throws {
  let (store, root) = try store(files)
  let reader = TreeReader(store)
  #expect(try reader.blob(at: "agreements/emea/versions/0002.json", in: root, limit: 10) == Array("2".utf8))
  #expect(try reader.blob(at: "agreements/apac/versions/0002.json", in: root, limit: 10) == nil)
  #expect(try reader.entry(at: "README.md/x", in: root) == nil)
  #expect(try reader.entry(at: "", in: root)?.id == root)
  #expect(try reader.entries(in: "", root: root).map(\.name) == ["README.md", "agreements", "charter"])
  #expect(
    try reader.entries(in: "agreements/emea/versions", root: root).map(\.name) == ["0001.json", "0002.json"])
  #expect(try reader.entries(in: "nowhere", root: root).isEmpty)
  #expect(throws: HistoryError.notADirectory(path: "README.md")) {
    try reader.entries(in: "README.md", root: root)
  }
  #expect(throws: HistoryError.notAFile(path: "charter")) {
    try reader.blob(at: "charter", in: root, limit: 1)
  }
}

@Test func `an object that is gone is an error, never an absent file`() throws {
  let (store, root) = try store(files)
  let entry = try #require(try TreeReader(store).entry(at: "agreements/emea", in: root))
  store.remove(entry.id)
  let reader = TreeReader(store)
  #expect(throws: HistoryError.store(.missing(entry.id))) {
    try reader.blob(at: "agreements/emea/versions/0001.json", in: root, limit: 10)
  }
  #expect(throws: HistoryError.store(.missing(entry.id))) { try reader.changes(from: nil, to: root) }
}

@Test func `a file larger than wanted is refused`() throws {
  let (store, root) = try store([("a", "12345")])
  let id = try #require(try TreeReader(store).entry(at: "a", in: root)).id
  #expect(throws: HistoryError.store(.tooLarge(id, size: 5, limit: 4))) {
    try TreeReader(store).blob(at: "a", in: root, limit: 4)
  }
}

@Test func `changes are what differs, in the order of the paths' bytes`() throws {
  let (store, old) = try store(files)
  let blob = store.put(.blob, Array("new".utf8))
  let new = try store.writeTree(
    base: old,
    edits: [
      .put("agreements/emea/versions/0003.json", blob), .put("README.md", blob),
      .remove("charter/versions/0001.json"), .put("agreements/emea/a", blob),
    ])
  let reader = TreeReader(store)
  let changes = try reader.changes(from: old, to: new)
  #expect(
    changes.map(\.path) == [
      "README.md", "agreements/emea/a", "agreements/emea/versions/0003.json", "charter/versions/0001.json",
    ])
  #expect(changes.map { $0.before == nil } == [false, true, true, false])
  #expect(changes.map { $0.after == nil } == [false, false, false, true])
  #expect(try reader.entry(at: "charter", in: new) == nil)
  #expect(try reader.changes(from: new, to: new).isEmpty)
  #expect(try reader.changes(from: nil, to: old).map(\.path) == files.map(\.0))
}

@Test func `a file that becomes a directory is a removal and additions`() throws {
  let (store, old) = try store([("a", "1"), ("a.b", "2")])
  let (other, new) = try extended(store, [("a.b", "2"), ("a/x", "3")])
  #expect(other === store)
  let changes = try TreeReader(store).changes(from: old, to: new)
  #expect(changes.map(\.path) == ["a", "a/x"])
  #expect(changes.map { $0.after == nil } == [true, false])
}

private func extended(
  _ store: InMemoryStore, _ files: [(String, String)]
) throws -> (InMemoryStore, ObjectID) {
  let edits = files.map { TreeEdit.put($0.0, store.put(.blob, Array($0.1.utf8))) }
  return (store, try store.writeTree(base: nil, edits: edits))
}

@Test func `a tree that refers to itself many times over ends at a limit`() throws {
  let store = InMemoryStore()
  func directory(_ names: Int, of id: ObjectID) throws -> ObjectID {
    let entries = (0..<names).map { Tree.Entry(mode: .directory, name: "d\($0)", id: id) }
    return store.put(.tree, try Tree.written(entries))
  }
  let blob = store.put(.blob, [])
  var id = store.put(.tree, try Tree.written([Tree.Entry(mode: .file, name: "f", id: blob)]))
  for _ in 0..<15 { id = try directory(10, of: id) }
  #expect(throws: HistoryError.self) { try TreeReader(store).changes(from: nil, to: id) }
  for _ in 0..<3 { id = try directory(1, of: id) }
  #expect(throws: HistoryError.self) { try TreeReader(store).changes(from: nil, to: id) }
  let empty = try directory(1, of: store.put(.tree, []))
  #expect(throws: HistoryError.self) { try TreeReader(store).changes(from: nil, to: empty) }
}

@Test func `a change to a tree that is not well formed names the directory`() throws {
  let store = InMemoryStore()
  let blob = store.put(.blob, [])
  let entry = Array("100644 a\0".utf8) + blob.bytes
  let bad = store.put(.tree, entry + entry)
  let root = store.put(.tree, try Tree.written([Tree.Entry(mode: .directory, name: "charter", id: bad)]))
  #expect(throws: HistoryError.tree(bad, path: "charter", .duplicate(name: "a"))) {
    try TreeReader(store).changes(from: nil, to: root)
  }
  #expect(throws: HistoryError.tree(bad, path: "charter", .duplicate(name: "a"))) {
    try TreeReader(store).entry(at: "charter/a", in: root)
  }
}

@Test func `a small cache reads the same as a large one`() throws {
  let (store, root) = try store(files)
  var limits = TreeReader.Limits()
  limits.cachedEntries = 2
  let small = TreeReader(store, limits: limits)
  for _ in 0..<3 {
    for (path, text) in files { #expect(try small.blob(at: path, in: root, limit: 9) == Array(text.utf8)) }
  }
}

@Test(
  "an edit that does not fit is refused",
  arguments: [
    ([("charter", "x")], HistoryError.notAFile(path: "charter")),
    ([("README.md/x", "x")], .notADirectory(path: "README.md")),
    ([("nowhere", nil)], .nothingThere(path: "nowhere")),
    ([("a", "1"), ("a", "2")], .conflictingEdits(path: "a")),
    ([("a", "1"), ("a/b", "2")], .conflictingEdits(path: "a")),
    ([("../a", "x")], .badName(path: "../a", .dots)),
    ([(".git/config", "x")], .badName(path: ".git/config", .dotGit)),
    ([("/a", "x")], .notAFile(path: "/a")),
    ([("a//b", "x")], .notAFile(path: "a//b")),
    ([("", "x")], .notAFile(path: "")),
  ] as [([(String, String?)], HistoryError)])
func refusedEdits(edits: [(String, String?)], error: HistoryError) throws {
  let (store, root) = try store(files)
  let edits = edits.map { path, text in
    TreeEdit(path: path, blob: text.map { store.put(.blob, Array($0.utf8)) })
  }
  #expect(throws: error) { try store.writeTree(base: root, edits: edits) }
}

@Test func `ancestry is listed oldest first, stops where it is told to, and names merges`() throws {
  let store = InMemoryStore()
  let tree = store.put(.tree, [])
  let person = CommitIdentity(name: "A", email: "a@b", when: Instant(seconds: 1), offsetMinutes: 0)
  func commit(_ message: String, _ parents: [ObjectID]) throws -> ObjectID {
    let draft = CommitDraft(tree: tree, parents: parents, author: person, committer: person, message: message)
    return store.put(.commit, try draft.payload())
  }
  var chain = [try commit("root", [])]
  for index in 1..<1000 { chain.append(try commit("\(index)", [chain[index - 1]])) }
  #expect(try Ancestry(of: chain[999], in: store).commits == chain)
  let some = try Ancestry(of: chain[999], in: store) { $0 == chain[500] }
  #expect(some.commits == Array(chain[501...]))
  #expect(some.base == chain[500])
  #expect(throws: HistoryError.tooManyCommits(limit: 99)) {
    try Ancestry(of: chain[999], in: store, limit: 99)
  }

  let merge = try commit("merge", [chain[3], chain[9]])
  let tip = try commit("after", [merge])
  #expect(try Ancestry(of: tip, in: store).commits == Array(chain[...3]) + [merge, tip])
  #expect(try Ancestry(of: tip, in: store).merges == [merge])

  store.remove(chain[100])
  #expect(throws: HistoryError.store(.missing(chain[100]))) { try Ancestry(of: chain[999], in: store) }
  let bad = store.put(.commit, [1, 2])
  #expect(throws: HistoryError.commit(bad, .endsInHeader)) { try Ancestry(of: bad, in: store) }
  #expect(throws: HistoryError.store(.wrongKind(tree, expected: .commit, found: .tree))) {
    try Ancestry(of: tree, in: store)
  }
}

@Test func `ids are read and written as forty lower-case digits, and ordered as their bytes`() throws {
  let text = "0123456789abcdef0123456789abcdef01234567"
  let id = try #require(ObjectID(text))
  #expect(id.description == text)
  #expect(ObjectID(bytes: id.bytes) == id)
  for bad in ["", text.uppercased(), text + "0", String(text.dropLast()), text.dropLast() + "g"] {
    #expect(ObjectID(bad) == nil)
  }
  var generator = SeededGenerator(seed: 5)
  for _ in 0..<500 {
    let (a, b) = (generator.objectID(), generator.objectID())
    #expect((a < b) == a.bytes.lexicographicallyPrecedes(b.bytes))
  }
  #expect(ObjectID.zero.description == String(repeating: "0", count: 40))
}
