import Agreements
import GitStore
import History
import LedgerScenarios
import Testing
import Wire

/// What stands in a tree and has no place there: A44 to A48.
struct TreeAttackTests {
  /// An entry of a tree written by hand.
  private struct Raw {
    var mode: String
    var name: [UInt8]
    var id: ObjectID
  }

  private func entries(_ tree: ObjectID, _ ledger: LedgerScenario) throws -> [Raw] {
    let raw = try ledger.repository.bytes(of: tree, kind: .tree, limit: 1 << 20)
    return try Tree(parsing: raw).entries.map {
      Raw(mode: $0.mode.rawValue, name: Array($0.name.utf8), id: $0.id)
    }
  }

  private func write(_ entries: [Raw], _ ledger: LedgerScenario) throws -> ObjectID {
    var raw: [UInt8] = []
    for entry in entries { raw += Array(entry.mode.utf8) + [0x20] + entry.name + [0] + entry.id.bytes }
    return try ledger.repository.write(raw, kind: .tree)
  }

  /// The tree of the last commit with the entries of one directory put through `change`.
  private func tree(
    _ ledger: LedgerScenario, at path: String, _ change: ([Raw]) throws -> [Raw]
  ) throws -> ObjectID {
    func changed(_ tree: ObjectID, _ names: ArraySlice<Substring>) throws -> ObjectID {
      var all = try entries(tree, ledger)
      guard let name = names.first else { return try write(try change(all), ledger) }
      let index = try #require(all.firstIndex { $0.name == Array(name.utf8) })
      all[index].id = try changed(all[index].id, names.dropFirst())
      return try write(all, ledger)
    }
    return try changed(try ledger.repository.commit(ledger.tip).tree, path.split(separator: "/")[...])
  }

  /// Commits a tree as it is.
  private func committing(_ ledger: LedgerScenario, _ tree: ObjectID, by actor: Actor = .rev) async throws {
    var plan = CommitPlan(by: actor)
    plan.tree = tree
    try await ledger.commit([:], plan)
  }

  // A44

  @Test(arguments: ["120000", "160000", "100755"])
  func `A44 a link, submodule or program in place of a document is refused`(mode: String) async throws {
    let ledger = try await LedgerScenario.at(.amending)
    for (path, name) in [
      ("agreements/emea/amendments/raise", "draft.json"), ("mappings", "crm.r1.json"),
      ("charter/versions", "0001.json"),
    ] {
      let root = try tree(ledger, at: path) { entries in
        entries.map { entry in
          guard entry.name == Array(name.utf8) else { return entry }
          return Raw(mode: mode, name: entry.name, id: mode == "160000" ? ledger.tip : entry.id)
        }
      }
      try await committing(ledger, root)
      try ledger.expectFinding(["tree.entry-type"])
      if path == "mappings" { try await ledger.expectRefused("tree.entry-type") }
      try ledger.rewind(to: ledger.published)
    }
  }

  @Test(arguments: ["120000", "160000"])
  func `A44 a link or submodule is refused among the host's files too`(mode: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let blob = try ledger.repository.writeBlob(Array("charter".utf8))
    func root(_ mode: String, _ id: ObjectID) throws -> ObjectID {
      try tree(ledger, at: "") { ([Raw(mode: mode, name: Array("README.md".utf8), id: id)] + $0) }
    }
    try await committing(ledger, try root("100644", blob), by: .ada)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await committing(ledger, try root("100755", blob), by: .ada)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await committing(ledger, try root(mode, mode == "160000" ? ledger.tip : blob), by: .ada)
    try await ledger.expectRefused("tree.entry-type")
  }

  @Test func `A44 a link in place of a folder is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let blob = try ledger.repository.writeBlob(Array("/etc".utf8))
    let root = try tree(ledger, at: "") { entries in
      entries.map { $0.name == Array("mappings".utf8) ? Raw(mode: "120000", name: $0.name, id: blob) : $0 }
    }
    try await committing(ledger, root)
    try await ledger.expectRefused("layout.unknown-path")
  }

  // A45, A46

  @Test(arguments: [
    "duplicate", "unsorted", "file and folder", "zero-padded mode", "group-writable", "empty folder",
  ])
  func `A45 a malformed directory is refused`(kind: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let other = try ledger.repository.writeBlob(
      try SnapshotDocuments.mapping(revision: 2).written(as: .mapping))
    let empty = try ledger.repository.write([], kind: .tree)
    let root = try tree(ledger, at: "mappings") { entries in
      let second = Raw(mode: "100644", name: Array("crm.r2.json".utf8), id: other)
      switch kind {
      case "duplicate": return entries + [Raw(mode: "100644", name: entries[0].name, id: other)]
      case "unsorted": return [second] + entries
      case "file and folder":
        return entries + [Raw(mode: "40000", name: entries[0].name, id: try write([second], ledger))]
      case "zero-padded mode": return entries + [Raw(mode: "0100644", name: second.name, id: other)]
      case "group-writable": return entries + [Raw(mode: "100664", name: second.name, id: other)]
      default: return entries + [Raw(mode: "40000", name: Array("sub".utf8), id: empty)]
      }
    }
    try await committing(ledger, root)
    try await ledger.expectRefused("tree.malformed")
  }

  @Test func `A45 names that fold together are refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let blob = try ledger.repository.writeBlob(Array("text\n".utf8))
    try await committing(
      ledger,
      try tree(ledger, at: "") { [Raw(mode: "100644", name: Array("README.md".utf8), id: blob)] + $0 },
      by: .ada)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    let github = try write(
      [
        Raw(mode: "100644", name: Array("A.yml".utf8), id: blob),
        Raw(mode: "100644", name: Array("a.yml".utf8), id: blob),
      ], ledger)
    try await committing(
      ledger, try tree(ledger, at: "") { [Raw(mode: "40000", name: Array(".github".utf8), id: github)] + $0 },
      by: .ada)
    try await ledger.expectRefused("tree.name")
  }

  @Test(arguments: [
    ".git", ".GIT", "..", ".", "a\\b", "trailing.", "trailing ", "new\nline", "é", "e\u{0301}", "\u{200B}x",
    "con", "git~1", "tab\t", "\u{1B}[31m", "a:b",
  ])
  func `A46 odd names are refused`(name: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let blob = try ledger.repository.writeBlob(Array("text\n".utf8))
    let folder = try write([Raw(mode: "100644", name: Array(name.utf8), id: blob)], ledger)
    try await committing(
      ledger, try tree(ledger, at: "") { [Raw(mode: "40000", name: Array(".github".utf8), id: folder)] + $0 },
      by: .ada)
    try ledger.expectFinding(["tree.name"])
    let found = try await ledger.verifyWithProgram()
    #expect(found.rules == ["tree.name"])
    #expect(!found.run.output.contains(0x1B))
  }

  @Test(arguments: [[UInt8]("a/b".utf8), [0xFF, 0xFE], [0xC0, 0xAF], []])
  func `A46 names with a slash, without a byte, or that are no UTF-8 are refused`(name: [UInt8]) async throws
  {
    let ledger = try await LedgerScenario.at(.inForce)
    let blob = try ledger.repository.writeBlob(Array("text\n".utf8))
    let folder = try write([Raw(mode: "100644", name: name, id: blob)], ledger)
    try await committing(
      ledger, try tree(ledger, at: "") { [Raw(mode: "40000", name: Array(".github".utf8), id: folder)] + $0 },
      by: .ada)
    try ledger.expectFinding(["tree.malformed"])
  }

  // A47

  @Test(arguments: [
    "notes.txt", "charter/extra.json", "agreements/emea/evil.json", "agreements/emea/versions/latest.json",
    "agreements/emea/versions/2.json", "agreements/emea/snapshots/2026-01/r01.json",
    "agreements/emea/readings/2026-02/x.json", ".gitmodules", "agreements/emea/.gitattributes", ".github2/x",
    "mappings/crm.r1.json.bak", "agreements/charter/versions/0001.json", "agreements/EMEA/versions/0001.json",
    "agreements/emea/amendments/x/y/draft.json",
  ])
  func `A47 a file outside the known layout is refused`(path: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    for actor in [Actor.ada, .dana] {
      try ledger.rewind(to: ledger.published)
      try await ledger.commit([path: Array("{}\n".utf8)], by: actor)
      let rules =
        path.hasPrefix("agreements/EMEA") ? ["layout.unknown-path", "tree.name"] : ["layout.unknown-path"]
      if actor.id == "ada" { try ledger.expectFinding(rules) } else { try await ledger.expectRefused(rules) }
    }
  }

  @Test(arguments: ["README.md", ".gitattributes", ".github/workflows/verify.yml"])
  func `A47 the host's files take the role admin`(path: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let bytes = Array("* filter=evil\n".utf8)
    try await ledger.commit([path: bytes], by: .ada)
    try await ledger.expectAllowed()
    for actor in [Actor.rev, .dana, .rex] {
      try ledger.rewind(to: ledger.published)
      try await ledger.commit([path: bytes], by: actor)
      try ledger.expectFinding(["host.not-admin"])
    }
    try await ledger.expectRefused("host.not-admin")
  }
}
