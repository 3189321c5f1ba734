import Foundation
import GitStore
import History
import SystemPackage
import Testing
import Wire

@Test func `commits and trees are read as git reads them`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository(commits: 5)
  let tip = try #require(try repository.reference("refs/heads/main"))
  #expect(try await bench.git("rev-parse", "main") == tip.description)
  let ancestry = try Ancestry(of: tip, in: repository)
  let listed = try await bench.git("rev-list", "--reverse", "main").split(separator: "\n").map(String.init)
  #expect(ancestry.commits.map(\.description) == listed)
  for commitID in ancestry.commits {
    let raw = try repository.bytes(of: commitID, kind: .commit, limit: 1 << 20)
    #expect(try await bench.run("git", ["cat-file", "commit", "\(commitID)"], in: "work") == raw)
    let commit = try repository.commit(commitID)
    let shown = try await bench.git("log", "-1", "--format=%T|%P|%an|%ae|%at|%cn|%ct|%B", "\(commitID)")
    let parents = commit.parents.map(\.description).joined(separator: " ")
    let (author, committer) = (commit.author, commit.committer)
    #expect(
      shown == "\(commit.tree)|\(parents)|\(author.name)|\(author.email)|\(author.when.milliseconds / 1000)|"
        + "\(committer.name)|\(committer.when.milliseconds / 1000)|"
        + commit.message.trimmingCharacters(in: .newlines))
    #expect(author.offsetMinutes == 90)
    #expect(committer.offsetMinutes == -480)
    let files = try TreeReader(repository).changes(from: nil, to: commit.tree)
    let ours = files.map {
      "\($0.after?.mode.rawValue ?? "") blob \($0.after?.id.description ?? "")\t\($0.path)"
    }
    #expect(try await bench.git("ls-tree", "-r", "\(commitID)") == ours.joined(separator: "\n"))
  }
}

@Test func `packed objects are read as loose ones are`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository(commits: 4)
  let tip = try #require(try repository.reference("refs/heads/main"))
  let before = try Ancestry(of: tip, in: repository)
  try await bench.git("gc", "-q", "--aggressive", "--prune=now")
  try await bench.git("pack-refs", "--all")
  let packed = try Repository.open(path: bench.path.appending("work"))
  #expect(try packed.reference("refs/heads/main") == tip)
  #expect(try Ancestry(of: tip, in: packed) == before)
  #expect(try packed.references() == repository.references())
}

@Test func `what is written is what git would have written`() async throws {
  let bench = try Workbench()
  let repository = try Repository.create(path: bench.path.appending("work"))
  #expect(try repository.head() == .reference("refs/heads/main"))
  var tip = try repository.commit("Begin", on: [], ["a/b/c.json": "1", "a/b.json": "2", "README.md": "3"])
  try repository.moveReference("refs/heads/main", from: nil, to: tip, message: "begin")
  let next = try repository.commit("Go on", on: [tip], ["a/b/c.json": nil, "a/d": "4"])
  try repository.moveReference("refs/heads/main", from: tip, to: next, message: "go on")
  tip = next
  #expect(try await bench.git("ls-tree", "-r", "--name-only", "main") == "README.md\na/b.json\na/d")
  #expect(try await bench.git("log", "--format=%s", "main") == "Go on\nBegin")
  #expect(try await bench.git("log", "-g", "--format=%gs", "main") == "go on\nbegin")
  let check = try await bench.attempt("git", ["fsck", "--strict", "--no-dangling"], in: "work")
  #expect(check.isSuccess, "\(check.said)")
  #expect(check.said.isEmpty)
}

@Test func `a commit signed by ssh-keygen is one that git verifies`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  let tip = try #require(try repository.reference("refs/heads/main"))
  try await bench.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "dana", "-f", "key"])
  let draft = CommitDraft(
    tree: try repository.commit(tip).tree, parents: [tip], author: person("Dana"), committer: person("Dana"),
    message: "Sign this\n\nWith a body.")
  let payload = try draft.payload()
  let armour = try await bench.run(
    "ssh-keygen", ["-q", "-Y", "sign", "-n", "git", "-f", "key"], input: payload)
  let signed = try repository.writeCommit(draft.signed(with: armour))
  #expect(try repository.commit(signed).signature == armour)
  #expect(try repository.commit(signed).signedPayload == payload)
  try bench.write("dana@example.com \(try bench.read("key.pub"))", to: "allowed")
  let allowed = "gpg.ssh.allowedSignersFile=\(bench.path.appending("allowed").string)"
  let verdict = try await bench.attempt("git", ["-c", allowed, "verify-commit", "\(signed)"], in: "work")
  #expect(verdict.isSuccess, "\(verdict.said)")
  try await bench.git("fsck", "--strict", "\(signed)")

  // The other way round: what git signs, we take apart as it does.
  try await bench.git(
    "-c", "gpg.format=ssh", "-c", "user.signingKey=\(bench.path.appending("key").string)", "commit", "-q",
    "-S",
    "--allow-empty", "-m", "By git")
  let byGit = try #require(try repository.reference("refs/heads/main"))
  let commit = try repository.commit(byGit)
  try bench.write(String(decoding: try #require(commit.signature), as: UTF8.self), to: "signature")
  let verify = ["-Y", "verify", "-n", "git", "-f", "allowed", "-I", "dana@example.com", "-s", "signature"]
  #expect(try await bench.attempt("ssh-keygen", verify, input: commit.signedPayload).isSuccess)
}

@Test func `an object that is damaged is never read as sound or as absent`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  let blob = try id(await bench.git("rev-parse", "main:README.md"))
  let other = try id(await bench.git("rev-parse", "main:records/1.txt"))
  func file(_ id: ObjectID) -> String { "work/.git/objects/\("\(id)".prefix(2))/\("\(id)".dropFirst(2))" }
  let sound = try Data(contentsOf: URL(fileURLWithPath: bench.path.appending(file(other)).string))
  func put(_ data: Data, _ id: ObjectID) throws {
    let target = bench.path.appending(file(id)).string
    try FileManager.default.removeItem(atPath: target)
    try data.write(to: URL(fileURLWithPath: target))
  }
  try put(sound, blob)
  #expect(throws: ObjectStoreError.corrupt(blob)) {
    try Repository.open(path: bench.path.appending("work")).bytes(of: blob, kind: .blob, limit: 100)
  }
  for length in [0, 1, 5, sound.count / 2, sound.count - 1] {
    try put(sound.prefix(length), other)
    #expect(throws: ObjectStoreError.self) {
      try Repository.open(path: bench.path.appending("work")).bytes(of: other, kind: .blob, limit: 100)
    }
  }
  let absent = try id("1234567890123456789012345678901234567890")
  #expect(throws: ObjectStoreError.missing(absent)) { try repository.header(of: absent) }
  #expect(throws: ObjectStoreError.missing(absent)) {
    try repository.bytes(of: absent, kind: .blob, limit: 1)
  }
}

@Test func `kind and size are known before content is read`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  let blob = try repository.writeBlob([UInt8](repeating: 7, count: 1000))
  #expect(try repository.header(of: blob) == ObjectHeader(kind: .blob, size: 1000))
  #expect(throws: ObjectStoreError.tooLarge(blob, size: 1000, limit: 999)) {
    try repository.bytes(of: blob, kind: .blob, limit: 999)
  }
  #expect(throws: ObjectStoreError.wrongKind(blob, expected: .tree, found: .blob)) {
    try repository.bytes(of: blob, kind: .tree, limit: 1000)
  }
  #expect(try repository.bytes(of: blob, kind: .blob, limit: 1000).count == 1000)
}

@Test func `replace refs, grafts and a commit-graph change nothing that is read`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository(commits: 4)
  let tip = try #require(try repository.reference("refs/heads/main"))
  let honest = try Ancestry(of: tip, in: repository)
  let files = try TreeReader(repository).changes(from: nil, to: repository.commit(tip).tree)
  let bytes = try repository.bytes(of: tip, kind: .commit, limit: 9999)
  try await bench.git("commit-graph", "write", "--reachable")
  let tree = try await bench.git("rev-parse", "main~2^{tree}")
  try await bench.git("replace", "main", "main~2")
  try await bench.git("replace", "main^{tree}", tree)
  try await bench.git("replace", "main:README.md", "main~2:records/1.txt")
  try bench.write("\(tip) \(honest.commits[0])\n", to: "work/.git/info/grafts")
  #expect(try await bench.git("rev-list", "--count", "main") != "4", "git itself is fooled")
  let again = try Repository.open(path: bench.path.appending("work"))
  #expect(try Ancestry(of: tip, in: again) == honest)
  #expect(try TreeReader(again).changes(from: nil, to: again.commit(tip).tree) == files)
  #expect(try again.bytes(of: tip, kind: .commit, limit: 9999) == bytes)
  #expect(throws: Never.self) { try again.requireComplete() }
}

@Test func `a tree with one name twice is refused`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  let blobs = [try repository.writeBlob([1]), try repository.writeBlob([2])]
  let raw = blobs.flatMap { Array("100644 a\0".utf8) + $0.bytes }
  let tree = try id(await bench.git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: raw))
  #expect(throws: HistoryError.tree(tree, path: "", .duplicate(name: "a"))) {
    try TreeReader(repository).entry(at: "a", in: tree)
  }
}

@Test func `a damaged pack gives errors or the very bytes, and always an answer`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository(commits: 6)
  let tip = try #require(try repository.reference("refs/heads/main"))
  var sound: [(id: ObjectID, kind: ObjectKind, bytes: [UInt8])] = []
  for commit in try Ancestry(of: tip, in: repository).commits {
    sound.append((commit, .commit, try repository.bytes(of: commit, kind: .commit, limit: 9999)))
    for change in try TreeReader(repository).changes(from: nil, to: repository.commit(commit).tree) {
      let blob = try #require(change.after).id
      sound.append((blob, .blob, try repository.bytes(of: blob, kind: .blob, limit: 9999)))
    }
  }
  try await bench.git("gc", "-q", "--aggressive", "--prune=now")
  let folder = bench.path.appending("work/.git/objects/pack").string
  let name = try #require(
    try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".pack") })
  let pack = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  var failures = 0
  for round in 0..<150 {
    var damaged = pack
    let place = 12 + round * 7919 % (pack.count - 12)
    if round.isMultiple(of: 3) {
      damaged = damaged.prefix(place)
    } else {
      damaged[place] ^= UInt8(1 + round)
    }
    try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    try damaged.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    let again = try Repository.open(path: bench.path.appending("work"))
    for object in sound {
      do throws(ObjectStoreError) {
        let bytes = try again.bytes(of: object.id, kind: object.kind, limit: 9999)
        #expect(bytes == object.bytes, "byte \(place) of the pack")
      } catch {
        failures += 1
      }
    }
  }
  #expect(failures > 0)
}
