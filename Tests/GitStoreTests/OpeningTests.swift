import Foundation
import GitStore
import History
import SystemPackage
import Testing

@Test func `opening finds the repository above, and never makes one`() async throws {
  let bench = try Workbench()
  _ = try await bench.makeRepository()
  let work = bench.path.appending("work")
  let repository = try Repository.open(path: work.appending("records"))
  #expect(repository.workDirectory?.lexicallyNormalized().string == work.string)
  #expect(repository.gitDirectory == work.appending(".git"))
  try await bench.git("clone", "-q", "--bare", "work", "bare.git", in: ".")
  let bare = try Repository.open(path: bench.path.appending("bare.git"))
  #expect(bare.workDirectory == nil)
  #expect(try bare.reference("refs/heads/main") == repository.reference("refs/heads/main"))
  try await bench.git("worktree", "add", "-q", "../linked", "-b", "side")
  let linked = try Repository.open(path: bench.path.appending("linked"))
  #expect(linked.commonDirectory == work.appending(".git"))
  #expect(linked.gitDirectory != linked.commonDirectory)
  #expect(try linked.hooksDirectory() == work.appending(".git/hooks"))

  try FileManager.default.createDirectory(
    atPath: bench.path.appending("empty").string, withIntermediateDirectories: false)
  for place in ["empty", "nowhere"] {
    #expect(throws: GitError.self) { try Repository.open(path: bench.path.appending(place)) }
  }
  #expect(!bench.exists("empty/.git"))
  #expect(!bench.exists("nowhere"))
  #expect(throws: GitError.alreadyThere(work.string)) { try Repository.create(path: work) }
}

@Test func `a shallow or partial clone, or one of another format, is not taken for whole`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  #expect(throws: Never.self) { try repository.requireComplete() }
  let url = "file://\(bench.path.appending("work").string)"
  try await bench.git("config", "uploadpack.allowFilter", "true")
  try await bench.git("clone", "-q", "--depth=1", url, "shallow", in: ".")
  try await bench.git("clone", "-q", "--no-checkout", "--filter=blob:none", url, "partial", in: ".")
  try await bench.git("init", "-q", "--object-format=sha256", "other", in: ".")
  #expect(throws: ObjectStoreError.incomplete(.shallow)) {
    try Repository.open(path: bench.path.appending("shallow")).requireComplete()
  }
  #expect(throws: ObjectStoreError.incomplete(.partialClone)) {
    try Repository.open(path: bench.path.appending("partial")).requireComplete()
  }
  #expect(throws: GitError.store(.incomplete(.objectFormat("sha256")))) {
    try Repository.open(path: bench.path.appending("other"))
  }
}

@Test func `a hook sees the pushed objects in quarantine, and can write nothing`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  try await bench.git("init", "-q", "--bare", "-b", "main", "bare.git", in: ".")
  let wait = "[ -e go ] || { sleep 0.05; }"
  try bench.write(
    """
    #!/bin/sh
    { echo "GIT_DIR=$PWD"; env | grep -E '^GIT_(OBJECT|ALTERNATE|QUARANTINE|SHALLOW)'; } > seen.tmp
    mv seen.tmp seen
    for i in $(seq 400); do \(wait); done
    cat > /dev/null
    exit 1
    """, to: "bare.git/hooks/pre-receive")
  try await bench.run("chmod", ["+x", "bare.git/hooks/pre-receive"])
  let tip = try #require(try repository.reference("refs/heads/main"))
  async let push = bench.attempt("git", ["push", "../bare.git", "main"], in: "work")
  for _ in 0..<400 where !bench.exists("bare.git/seen") { try await Task.sleep(for: .milliseconds(25)) }
  let lines = try bench.read("bare.git/seen").split(separator: "\n").map {
    $0.split(separator: "=", maxSplits: 1).map(String.init)
  }
  let variables = Dictionary(lines.map { ($0[0], $0[1]) }) { first, _ in first }
  #expect(variables["GIT_QUARANTINE_PATH"] != nil)

  let outside = try Repository.open(path: bench.path.appending("bare.git"))
  #expect(throws: ObjectStoreError.missing(tip)) { try outside.header(of: tip) }
  let inside = try Repository.open(variables: { variables[$0] })
  #expect(inside.isQuarantined)
  #expect(try Ancestry(of: tip, in: inside).commits.count == 3)
  #expect(throws: ObjectStoreError.self) { try inside.writeBlob([1]) }
  #expect(throws: GitError.quarantined) {
    try inside.moveReference("refs/heads/x", from: nil, to: tip, message: "x")
  }
  #expect(throws: Never.self) { try inside.requireComplete() }
  let shallow = try Repository.open(variables: { $0 == "GIT_SHALLOW_FILE" ? "x" : variables[$0] })
  #expect(throws: ObjectStoreError.incomplete(.shallow)) { try shallow.requireComplete() }
  try bench.write("", to: "bare.git/go")
  #expect(try await !push.isSuccess)
}

@Test func `settings are git's own, the nearest one winning`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  #expect(try repository.setting("user.signingKey") == nil)
  #expect(try repository.hooksDirectory() == bench.path.appending("work/.git/hooks"))
  try repository.setSetting("user.signingKey", to: "key with \"quotes\" and é")
  try repository.setSetting("countersign.identity", to: "abc")
  #expect(try await bench.git("config", "user.signingKey") == "key with \"quotes\" and é")
  try await bench.git("config", "core.hooksPath", "my/hooks")
  try await bench.git("config", "gpg.format", "ssh")
  let again = try Repository.open(path: bench.path.appending("work"))
  #expect(try again.setting("user.signingkey") == "key with \"quotes\" and é")
  #expect(try again.setting("countersign.identity") == "abc")
  #expect(try again.setting("gpg.format") == "ssh")
  #expect(try again.hooksDirectory() == bench.path.appending("work/my/hooks"))
  #expect(throws: GitError.self) { try again.setSetting("no-dot", to: "x") }
}
