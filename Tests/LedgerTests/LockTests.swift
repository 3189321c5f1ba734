import Foundation
import Harness
import Testing

/// Two processes in one clone.
@Suite struct Locks {
  @Test(.timeLimit(.minutes(10)))
  func `of two that write at once one is told to try again, and nothing breaks`() async throws {
    let company = try await Company.drafting()
    let before = try await company.tip()
    // Somebody holds the lock for as long as this takes.
    let lock = company.gitFile("countersign/lock")
    let busy = try await company.rev.run(
      "flock",
      ["--exclusive", lock, Binary.path(), "amend", "set", "first", "volume-t1", "60", "--because", "So."])
    #expect(busy.status == 75, "\(busy)")
    #expect(busy.said.contains("another sla is writing to this ledger"), "\(busy)")
    #expect(busy.said.contains("Try again when it is done."), "\(busy)")
    #expect(try await company.tip() == before)
    try await company.set(61).require(0)
    try await company.expectWhole()
  }

  @Test(.timeLimit(.minutes(10)))
  func `of many that write at once each is done whole or told to try again`() async throws {
    let company = try await Company.drafting()
    let before = try await company.tip()
    var done = 0
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      for value in 1...6 {
        group.addTask {
          try await company.rev.sla("amend", "new", "draft-\(value)", "--agreement", "emea")
        }
      }
      for try await outcome in group {
        #expect(outcome.status == 0 || outcome.status == 75, "\(outcome)")
        if outcome.status == 0 { done += 1 }
      }
    }
    #expect(done > 0)
    let commits = try await company.rev.gitText("rev-list", "--count", "\(before)..main")
    #expect(commits == "\(done)")
    try await company.expectWhole()
  }

  @Test(.timeLimit(.minutes(10)))
  func `reading goes on while somebody writes`() async throws {
    let company = try await Company.drafting()
    for command in ["status", "verify", "log", "lint"] {
      let outcome = try await company.rev.run(
        "flock", ["--exclusive", company.gitFile("countersign/lock"), Binary.path(), command])
      #expect(outcome.status == 0, "\(outcome)")
    }
  }
}
