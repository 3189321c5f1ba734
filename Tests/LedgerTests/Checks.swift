import Foundation
import Harness
import Testing

extension Company {
  /// Sets the draft's volume, which is one commit.
  func set(_ value: Int) async throws -> Outcome {
    try await rev.sla("amend", "set", "first", "volume-t1", "\(value)", "--because", "Value \(value).")
  }

  /// Where main is.
  func tip() async throws -> String { try await rev.gitText("rev-parse", "refs/heads/main") }

  /// Nothing is half done: the objects are whole, the work tree is main's, and everything verifies from scratch.
  func expectWhole(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let fsck = try await rev.git("fsck", "--strict", "--no-dangling")
    #expect(fsck.status == 0 && !fsck.said.contains("error"), "\(fsck)", sourceLocation: sourceLocation)
    let status = try await rev.gitText("status", "--porcelain")
    #expect(status == "", sourceLocation: sourceLocation)
    let verified = try await rev.sla("verify", "--full")
    #expect(verified.status == 0, "\(verified)", sourceLocation: sourceLocation)
  }

  /// A file of the clone's `.git`.
  func gitFile(_ path: String) -> String { "\(rev.clone)/.git/\(path)" }
}
