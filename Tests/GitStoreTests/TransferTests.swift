import Foundation
import GitStore
import History
import Synchronization
import SystemPackage
import Testing

private let main = "refs/heads/main"

/// Makes `bare.git`, the remote of `work`, which has been pushed there.
private func makeRemote(_ bench: Workbench) async throws -> (repository: Repository, tip: ObjectID, git: Git)
{
  let repository = try await bench.makeRepository(commits: 2)
  try await bench.git("init", "-q", "--bare", "-b", "main", "bare.git", in: ".")
  try await bench.git("remote", "add", "origin", bench.path.appending("bare.git").string)
  let tip = try #require(try repository.reference(main))
  let git = Git(directory: bench.path.appending("work"))
  #expect(try await git.push("origin", [.init(main, from: nil, to: tip)]) == .done)
  return (repository, tip, git)
}

@Test func `what is pushed arrives, and what is fetched is what is there`() async throws {
  let bench = try Workbench()
  let (repository, tip, git) = try await makeRemote(bench)
  let bare = try Repository.open(path: bench.path.appending("bare.git"))
  #expect(try bare.reference(main) == tip)
  let next = try repository.commit("Next", on: [tip], ["n": "1"])
  #expect(try await git.push("origin", [.init(main, from: tip, to: next)]) == .done)
  #expect(try bare.reference(main) == next)

  let other = bench.path.appending("other")
  #expect(try await Git.clone(bench.path.appending("bare.git").string, into: other) == .done)
  let clone = try Repository.open(path: other)
  #expect(try clone.reference("refs/remotes/origin/main") == next)
  #expect(!bench.exists("other/n"))
  let last = try clone.commit("Last", on: [next], ["l": "1"])
  #expect(try await Git(directory: other).push("origin", [.init(main, from: next, to: last)]) == .done)
  let refspec = "+refs/heads/main:refs/countersign/incoming"
  #expect(try await git.fetch("origin", [refspec]) == .done)
  #expect(try repository.reference("refs/countersign/incoming") == last)
  #expect(try repository.reference("refs/tags/x") == nil)
}

@Test func `a push from what is no longer there is outrun, and changes nothing`() async throws {
  let bench = try Workbench()
  let (repository, tip, git) = try await makeRemote(bench)
  let bare = try Repository.open(path: bench.path.appending("bare.git"))
  let theirs = try repository.commit("Theirs", on: [tip], ["t": "1"])
  let ours = try repository.commit("Ours", on: [tip], ["o": "1"])
  #expect(try await git.push("origin", [.init(main, from: tip, to: theirs)]) == .done)
  #expect(try await git.push("origin", [.init(main, from: tip, to: ours)]) == .outrun(reference: main))
  #expect(try await git.push("origin", [.init(main, from: nil, to: ours)]) == .outrun(reference: main))
  await #expect(throws: GitError.notAFastForward(main)) {
    try await git.push("origin", [.init(main, from: theirs, to: ours)])
  }
  let both: [Git.Update] = [.init("refs/heads/side", from: nil, to: ours), .init(main, from: tip, to: ours)]
  #expect(try await git.push("origin", both) != .done)
  #expect(try bare.reference("refs/heads/side") == nil)
  #expect(try bare.reference(main) == theirs)
}

@Test func `a push that the remote's hook refuses carries the hook's words, made harmless`() async throws {
  let bench = try Workbench()
  let (repository, tip, _) = try await makeRemote(bench)
  try bench.write(
    "#!/bin/sh\nprintf 'signoff.missing: \\033[31mnobody\\033[0m signed\\nAsk Dana.\\n' >&2\nexit 1\n",
    to: "bare.git/hooks/pre-receive")
  try await bench.run("chmod", ["+x", "bare.git/hooks/pre-receive"])
  let next = try repository.commit("Next", on: [tip], ["n": "1"])
  let heard = Mutex<[String]>([])
  let git = Git(directory: bench.path.appending("work")) { line in heard.withLock { $0.append(line) } }
  let outcome = try await git.push("origin", [.init(main, from: tip, to: next)])
  #expect(
    outcome
      == .rejected(
        reason: "pre-receive hook declined", said: ["signoff.missing: ?[31mnobody?[0m signed", "Ask Dana."]))
  #expect(heard.withLock { $0.contains("remote: Ask Dana.") })
}

@Test func `a remote that is not there is unreachable`() async throws {
  let bench = try Workbench()
  _ = try await bench.makeRepository(commits: 1)
  let git = Git(directory: bench.path.appending("work"))
  for remote in ["../nowhere.git", "ssh://git@127.0.0.1:1/x.git", "http://127.0.0.1:1/x.git", "unknown"] {
    guard case .unreachable(let said) = try await git.fetch(remote, ["refs/heads/main"]) else {
      Issue.record("\(remote) is not said to be unreachable")
      continue
    }
    #expect(!said.isEmpty)
  }
  guard case .unreachable = try await Git.clone("\(bench.path)/nowhere.git", into: bench.path.appending("x"))
  else {
    Issue.record("a clone from nowhere is not said to be unreachable")
    return
  }
}

@Test(
  "a remote that is an option, or names a program to run, is refused",
  arguments: [
    "--upload-pack=touch pwned", "-x", "", "ext::sh -c touch% pwned", "fd::3", "custom::x", "a\nb",
  ])
func refusedRemotes(remote: String) async throws {
  let bench = try Workbench()
  _ = try await bench.makeRepository(commits: 1)
  let git = Git(directory: bench.path.appending("work"))
  await #expect(throws: GitError.badRemote(remote)) { try await git.fetch(remote, ["main"]) }
  await #expect(throws: GitError.badRemote(remote)) { try await git.push(remote, []) }
  await #expect(throws: GitError.badRemote(remote)) {
    try await Git.clone(remote, into: bench.path.appending("c"))
  }
}

@Test func `a program behind a configured remote is not run either`() async throws {
  let bench = try Workbench()
  _ = try await bench.makeRepository(commits: 1)
  let mark = bench.path.appending("pwned").string
  try await bench.git("config", "remote.evil.url", "ext::sh -c touch% \(mark)")
  try await bench.git("config", "protocol.ext.allow", "always")
  let outcome = try await Git(directory: bench.path.appending("work")).fetch("evil", ["main"])
  #expect(outcome != .done)
  #expect(!bench.exists("pwned"))
}

@Test func `a remote that says very much does not fill memory, nor hang the command`() async throws {
  let bench = try Workbench()
  let (repository, tip, git) = try await makeRemote(bench)
  try bench.write("#!/bin/sh\nyes refused | head -n 200000 >&2\nexit 1\n", to: "bare.git/hooks/pre-receive")
  try await bench.run("chmod", ["+x", "bare.git/hooks/pre-receive"])
  let next = try repository.commit("Next", on: [tip], ["n": "1"])
  guard case .rejected(_, let said) = try await git.push("origin", [.init(main, from: tip, to: next)]) else {
    Issue.record("the push was not rejected")
    return
  }
  #expect((1...500).contains(said.count))
}
