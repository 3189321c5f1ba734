import Foundation
import GitStore
import History
import SystemPackage
import Testing

/// Moves main to a commit on top of it, and the work tree with it.
@discardableResult
private func advance(
  _ repository: Repository, _ files: [String: String?]
) throws -> (from: ObjectID?, to: ObjectID, update: WorkTreeUpdate) {
  let tip = try repository.reference("refs/heads/main")
  let next = try repository.commit("Change", on: tip.map { [$0] } ?? [], files)
  try repository.moveReference("refs/heads/main", from: tip, to: next, message: "change")
  let from = try tip.map { try repository.commit($0).tree }
  let to = try repository.commit(next).tree
  return (from, to, try repository.bringWorkTree(from: from, to: to))
}

@Test func `files and index follow, and git status has nothing to say`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("work"))
  try advance(repository, ["a": "1", "d/e/f": "2", "d/g": "3", "run": "4"])
  #expect(try await bench.git("status", "--porcelain").isEmpty)
  let result = try advance(repository, ["a": "changed", "d/e/f": nil, "d/g": nil, "h/i": "new", "run": nil])
  #expect(result.update.locallyModified.isEmpty)
  #expect(try await bench.git("status", "--porcelain").isEmpty)
  #expect(try bench.read("work/a") == "changed")
  #expect(try bench.read("work/h/i") == "new")
  #expect(!bench.exists("work/d"))
  try advance(repository, ["a": nil, "h/i": nil, "d": "a file where a directory was"])
  try advance(repository, ["d": nil])
  try advance(repository, ["d/x": "and back"])
  #expect(try await bench.git("status", "--porcelain").isEmpty)
  #expect(try await bench.git("ls-files") == "d/x")
  let left = try FileManager.default.contentsOfDirectory(atPath: bench.path.appending("work/.git").string)
  #expect(left.allSatisfy { !$0.hasSuffix(".tmp") && !$0.hasSuffix(".lock") })
}

@Test func `what the user changed, removed or put in the way stays as it is`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("work"))
  try advance(
    repository, ["edited": "1", "removed": "1", "staged": "1", "same": "1", "gone": "1", "plain": "1"])
  try bench.write("mine", to: "work/edited")
  try bench.write("mine", to: "work/gone")
  try bench.write("2", to: "work/same")
  try bench.write("mine", to: "work/new")
  try bench.write("mine", to: "work/dir")
  try bench.write("mine", to: "work/staged")
  try await bench.git("add", "staged")
  try FileManager.default.removeItem(atPath: bench.path.appending("work/removed").string)
  let result = try advance(
    repository,
    [
      "edited": "2", "removed": "2", "staged": "2", "same": "2", "gone": nil, "plain": "2", "new": "2",
      "dir/x": "2",
    ])
  #expect(result.update.locallyModified == ["dir/x", "edited", "gone", "new", "removed", "staged"])
  for file in ["edited", "gone", "new", "dir", "staged"] {
    #expect(try bench.read("work/\(file)") == "mine")
  }
  #expect(!bench.exists("work/removed"))
  #expect(try bench.read("work/plain") == "2")
  let status = try await bench.git("status", "--porcelain").split(separator: "\n").map(String.init)
  #expect(
    Set(status) == [" D dir/x", " M edited", " M new", " D removed", "M  staged", "?? dir", "?? gone"])
}

@Test func `a change that was interrupted is finished by doing it again`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("work"))
  try advance(repository, ["a": "1", "b": "1", "c": "1"])
  let tip = try #require(try repository.reference("refs/heads/main"))
  let next = try repository.commit("Change", on: [tip], ["a": "2", "b": nil, "c": "2", "d": "2"])
  try repository.moveReference("refs/heads/main", from: tip, to: next, message: "change")
  try bench.write("2", to: "work/a")
  try FileManager.default.removeItem(atPath: bench.path.appending("work/b").string)
  let (from, to) = (try repository.commit(tip).tree, try repository.commit(next).tree)
  for _ in 0..<2 {
    #expect(try repository.bringWorkTree(from: from, to: to).locallyModified.isEmpty)
    #expect(try await bench.git("status", "--porcelain").isEmpty)
  }
}

@Test func `nothing is written through a symbolic link`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("work"))
  try advance(repository, ["a/x": "1", "b": "1"])
  try bench.write("outside", to: "outside/x")
  try bench.write("1", to: "outside/b")
  for (name, target) in [("a", "../outside"), ("b", "../outside/b")] {
    let place = bench.path.appending("work").appending(name).string
    try FileManager.default.removeItem(atPath: place)
    try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
  }
  let result = try advance(repository, ["a/x": "2", "a/y": "2", "b": "2"])
  #expect(result.update.locallyModified == ["a/x", "a/y", "b"])
  #expect(try bench.read("outside/x") == "outside")
  #expect(try bench.read("outside/b") == "1")
  #expect(!bench.exists("outside/y"))
}

@Test func `a tree with a path into git's own files is not written at all`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("work"))
  let blob = try repository.writeBlob(Array("[core]\n\tfsmonitor = evil".utf8))
  func tree(_ name: String, _ mode: EntryMode, _ id: ObjectID) throws -> ObjectID {
    let entries = [
      Tree.Entry(mode: mode, name: name, id: id), Tree.Entry(mode: .file, name: "zz", id: blob),
    ]
    return try repository.write(Tree.written(entries), kind: .tree)
  }
  let config = try tree("config", .file, blob)
  for (name, mode, id) in [
    (".git", EntryMode.directory, config), (".GIT", .directory, config), ("..", .directory, config),
    (".", .file, blob), ("a\\b", .file, blob), ("git~1", .directory, config),
  ] {
    let hostile = try tree(name, mode, id)
    #expect(throws: GitError.self) { try repository.bringWorkTree(from: nil, to: hostile) }
  }
  #expect(!bench.exists("work/zz"))
  #expect(try !bench.read("work/.git/config").contains("evil"))
}

@Test func `executables and links of a host's files are written as such`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("work"))
  let blob = try repository.writeBlob(Array("run".utf8))
  let entries = [
    Tree.Entry(mode: .executable, name: "run", id: blob),
    Tree.Entry(mode: .symbolicLink, name: "link", id: blob),
  ]
  let tree = try repository.write(Tree.written(entries), kind: .tree)
  let draft = CommitDraft(
    tree: tree, parents: [], author: person("Dana"), committer: person("Dana"), message: "m")
  let commit = try repository.writeCommit(draft.payload())
  try repository.moveReference("refs/heads/main", from: nil, to: commit, message: "m")
  #expect(try repository.bringWorkTree(from: nil, to: tree).locallyModified.isEmpty)
  #expect(try await bench.git("status", "--porcelain").isEmpty)
  #expect(FileManager.default.isExecutableFile(atPath: bench.path.appending("work/run").string))
  #expect(try repository.bringWorkTree(from: tree, to: tree).locallyModified.isEmpty)
  let empty = try repository.writeTree(base: tree, edits: [.remove("run"), .remove("link")])
  #expect(try repository.bringWorkTree(from: tree, to: empty).locallyModified.isEmpty)
  #expect(!bench.exists("work/run"))
}

@Test func `the index's tree is the one that git would commit`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  #expect(try "\(repository.indexTree())" == (await bench.git("rev-parse", "main^{tree}")))
  try bench.write("staged\n", to: "work/records/staged.txt")
  try bench.write("announced\n", to: "work/announced.txt")
  try await bench.git("add", "records/staged.txt")
  try await bench.git("rm", "-q", "records/1.txt")
  let tree = try await bench.git("write-tree")
  #expect(try "\(repository.indexTree())" == tree)
  try await bench.git("add", "--intent-to-add", "announced.txt")
  #expect(try "\(repository.indexTree())" == tree)

  // A commit of some paths only has an index of its own, which its hook is told of.
  try bench.write(
    "#!/bin/sh\necho \"$PWD/$GIT_INDEX_FILE\" > seen; cp \"$GIT_INDEX_FILE\" copy; git write-tree >> seen\n",
    to: "work/.git/hooks/pre-commit")
  try await bench.run("chmod", ["+x", "work/.git/hooks/pre-commit"])
  try bench.write("changed\n", to: "work/README.md")
  try await bench.git("commit", "-q", "-m", "Only this", "README.md")
  let seen = try bench.read("work/seen").split(separator: "\n").map(String.init)
  #expect(seen.count == 2)
  let work = bench.path.appending("work")
  let inHook = try Repository.open(variables: {
    ["GIT_DIR": work.appending(".git").string, "GIT_INDEX_FILE": work.appending("copy").string][$0]
  })
  #expect(try "\(inHook.indexTree())" == seen[1])
  #expect(try "\(inHook.indexTree())" == (await bench.git("rev-parse", "main^{tree}")))
}

@Test func `a bare repository has no work tree to bring anywhere`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("bare.git"), bare: true)
  let tree = try repository.writeTree(base: nil, edits: [.put("a", repository.writeBlob([1]))])
  #expect(try repository.bringWorkTree(from: nil, to: tree).locallyModified.isEmpty)
  #expect(!bench.exists("bare.git/a"))
}
