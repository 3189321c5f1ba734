import Foundation
import Harness
import Testing

/// Several people writing to one ledger at once, through a real ssh server.
@Suite struct Syncs {
  @Test(.timeLimit(.minutes(10)))
  func
    `the second of two writers is replayed on the first, signed anew, with the documents' bytes unchanged`()
    async throws
  {
    try await SharedLedger.open { shared, _ in
      try await shared.draft()
      for person in [shared.mo, shared.dana] {
        try await person.sla("sync").require(0)
        try await person.sla("decline", "first", "--yes", "--because", "Too early.").require(0)
      }
      let path = "agreements/emea/amendments/first/signoffs/1/vp-sales.dana.1.decline.json"
      let (document, signature) = (try shared.dana.bytes(path), try shared.dana.bytes(path + ".sig"))
      let before = try await shared.dana.gitText("rev-parse", "main")
      try await shared.mo.sla("sync").require(0)
      let sync = try await shared.dana.sla("sync").require(0)
      #expect(sync.said.contains("replayed 1, pushed 1"), "\(sync)")
      let after = try await shared.dana.gitText("rev-parse", "main")
      #expect(after != before)
      #expect(try await shared.tip() == after)
      #expect(try await shared.dana.gitText("rev-parse", "main~1") == shared.mo.gitText("rev-parse", "main"))
      #expect(try shared.dana.bytes(path) == document && shared.dana.bytes(path + ".sig") == signature)
      #expect(try await shared.dana.gitText("status", "--porcelain") == "")
      try await shared.dana.sla("verify", "--full").require(0)
      try await shared.mo.sla("sync").require(0)
      #expect(try shared.mo.bytes(path) == document)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `of those who push at the same time everybody's commit arrives`() async throws {
    try await SharedLedger.open { shared, _ in
      let people = [shared.rev, shared.mo, shared.dana]
      for person in people {
        try await person.sla("sync").require(0)
        for number in 1...2 {
          try await person.sla("amend", "new", "\(person.id)-\(number)", "--agreement", "emea").require(0)
        }
      }
      try await withThrowingTaskGroup(of: Outcome.self) { group in
        for person in people { group.addTask { try await person.sla("sync") } }
        for try await outcome in group { #expect(outcome.status == 0, "\(outcome)") }
      }
      for person in people { try await person.sla("sync").require(0) }
      for person in people {
        #expect(try await person.gitText("rev-parse", "main") == shared.tip())
        let drafts = try await person.gitText("ls-tree", "--name-only", "main", "agreements/emea/amendments/")
        #expect(drafts.split(separator: "\n").count == 6, "\(drafts)")
      }
      try await shared.rev.sla("verify", "--full").require(0)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a draft that two people edited is settled by hand, and nothing of either is lost`() async throws {
    try await SharedLedger.open { shared, _ in
      try await shared.draft()
      let people = [(shared.mo, "60"), (shared.dana, "40")]
      for (person, value) in people {
        try await person.sla("sync").require(0)
        try await person.sla("amend", "set", "first", "volume-t1", value, "--because", "So it is.").require(0)
      }
      try await shared.mo.sla("sync").require(0)
      let lost = try await shared.dana.gitText("rev-parse", "main")
      let sync = try await shared.dana.sla("sync")
      #expect(sync.status == 1 && sync.text.contains("sync.conflict"), "\(sync)")
      let branch = try #require(sync.said.firstMatch(of: /unsynced\/[0-9a-f]+/)).output
      #expect(try await shared.dana.gitText("rev-parse", String(branch)) == lost)
      #expect(try await shared.dana.gitText("rev-parse", "main") == shared.tip())
      #expect(try await shared.dana.gitText("status", "--porcelain") == "")
      let draft = String(
        decoding: try shared.dana.bytes("agreements/emea/amendments/first/draft.json"), as: UTF8.self)
      #expect(draft.contains(#""value": 60"#) && !draft.contains(#""value": 40"#))
      #expect(try await shared.dana.sla("status").require(0).text.contains(branch))
      // The advice that was given works: again on main, published, the branch gone.
      try await shared.dana.sla("amend", "set", "first", "volume-t1", "40", "--because", "Again.").require(0)
      try await shared.dana.sla("sync").require(0)
      try await shared.dana.gitText("branch", "-D", String(branch))
      #expect(try await shared.dana.gitText("rev-parse", "main") == shared.tip())
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a remote that was rewound is refused, again and again, until it is set right`() async throws {
    try await SharedLedger.open { shared, _ in
      try await shared.draft()
      try await shared.mo.sla("sync").require(0)
      let seen = try await shared.tip()
      try await shared.rev.gitText("update-ref", "refs/heads/main", "\(seen)~1", in: shared.remote)
      for _ in 1...2 {
        let sync = try await shared.mo.sla("sync")
        #expect(sync.status == 1 && sync.said.contains("was rewound or forked"), "\(sync)")
        #expect(sync.said.contains(seen), "the operator is told where to: \(sync)")
        #expect(try await shared.mo.gitText("rev-parse", "main") == seen)
      }
      try await shared.rev.gitText("update-ref", "refs/heads/main", seen, in: shared.remote)
      try await shared.mo.sla("sync").require(0)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a remote that is down ends with 69, and the commit goes out when it is back`() async throws {
    try await SharedLedger.open { shared, guests in
      try await shared.rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
      let own = try await shared.rev.gitText("rev-parse", "main")
      // Nobody listens on the port that is discard's.
      try await shared.rev.gitText("remote", "set-url", "origin", "ssh://nobody@127.0.0.1:9/nowhere.git")
      let down = try await shared.rev.sla("sync")
      #expect(down.status == 69 && down.said.contains("main could not be fetched from origin"), "\(down)")
      let clone = try await shared.rev.sla(
        "clone", "ssh://nobody@127.0.0.1:9/nowhere.git", "other", in: shared.rev.home)
      #expect(clone.status == 69, "\(clone)")
      #expect(try await shared.rev.gitText("rev-parse", "main") == own)
      try await shared.rev.gitText("remote", "set-url", "origin", shared.url)
      try await shared.rev.sla("sync").require(0)
      #expect(try await shared.tip() == own)
    }
  }
}
