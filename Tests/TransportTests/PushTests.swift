import Foundation
import Harness
import Testing

/// What the server's hook lets through, whichever way a push takes.
@Suite struct Pushes {
  /// A commit on the person's main that adds a file, made by git itself.
  private func commit(_ person: Person, _ arguments: [String]) async throws -> String {
    try Data("{}\n".utf8).write(to: URL(filePath: "\(person.clone)/notes.json"))
    try await person.gitText("add", "notes.json")
    try await person.run("git", ["commit", "-q", "--no-verify", "-m", "Add notes"] + arguments).require(0)
    return try await person.gitText("rev-parse", "HEAD")
  }

  @Test(.timeLimit(.minutes(10)))
  func `an unsigned commit is refused over ssh, by path and by file URL`() async throws {
    try await SharedLedger.open { shared, _ in
      let before = try await shared.tip()
      _ = try await commit(shared.dana, ["--no-gpg-sign"])
      for remote in [shared.url, shared.remote, "file://\(shared.remote)"] {
        let push = try await shared.dana.git("push", "--no-verify", remote, "main")
        #expect(push.status != 0 && push.said.contains("commit.unsigned"), "\(push)")
        #expect(try await shared.tip() == before)
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a signed commit that no rule allows is refused, and one that is allowed goes through by every way`()
    async throws
  {
    try await SharedLedger.open { shared, _ in
      let before = try await shared.tip()
      _ = try await commit(shared.dana, ["-S"])
      for remote in [shared.url, shared.remote, "file://\(shared.remote)"] {
        let push = try await shared.dana.git("push", "--no-verify", remote, "main")
        #expect(push.status != 0 && push.said.contains("layout.unknown-path"), "\(push)")
      }
      #expect(try await shared.tip() == before)
      for (number, remote) in [shared.url, shared.remote, "file://\(shared.remote)"].enumerated() {
        try await shared.rev.sla("amend", "new", "draft-\(number)", "--agreement", "emea").require(0)
        try await shared.rev.git("push", remote, "main").require(0)
        #expect(try await shared.tip() == shared.rev.gitText("rev-parse", "main"))
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `main can be neither rewound nor deleted nor pushed under another guise`() async throws {
    try await SharedLedger.open { shared, _ in
      try await shared.draft()
      let before = try await shared.tip()
      let attempts = [
        ["--force", "origin", "main~1:main"], ["--delete", "origin", "main"],
        ["--force", "origin", "main:refs/heads/Main"], ["origin", "main:refs/replace/\(before)"],
        ["origin", "main:refs/tags/v1"],
      ]
      for remote in ["origin", shared.remote] {
        for arguments in attempts {
          let replaced = arguments.map { $0 == "origin" ? remote : $0 }
          let push = try await shared.rev.run("git", ["push", "--no-verify"] + replaced)
          #expect(push.status != 0 && push.said.contains("remote: sla: "), "\(push)")
        }
      }
      #expect(try await shared.tip() == before)
      let references = try await shared.rev.gitText("for-each-ref", "--format=%(refname)", in: shared.remote)
      #expect(references == "refs/heads/main")
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `what was committed ahead of now does not leave the machine`() async throws {
    try await SharedLedger.open { shared, _ in
      let ahead = shared.rev.at("@\(Int(Date().timeIntervalSince1970) + 86_400) +0000")
      let refused = try await ahead.sla("amend", "new", "first", "--agreement", "emea")
      #expect(refused.status == 64 && refused.said.contains("which is ahead of now"), "\(refused)")
    }
  }
}
