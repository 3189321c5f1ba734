import Agreements
import LedgerScenarios
import Testing
import Wire

/// Reviews in which somebody has not spoken: A55.
struct ReviewAttackTests {
  /// Opens a review and brings in contributions, each by whoever commits it.
  private func reviewed(
    _ contributions: [(author: Actor, by: Actor, answers: String?, signs: Actor?)]
  ) async throws -> LedgerScenario {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.commit(try ReviewDocuments.opening(ledger), by: .rev)
    for item in contributions {
      let (path, bytes) = ReviewDocuments.contribution(item.author, ledger, answers: item.answers)
      var files: LedgerScenario.Files = [path: bytes]
      if let signer = item.signs {
        files[path + ".sig"] = try await signer.sign(bytes, namespace: Contribution.namespace)
      }
      try await ledger.commit(files, by: item.by)
    }
    return ledger
  }

  /// Closes a review of these contributions and expects that to be refused, or allowed where there is no rule.
  private func closing(
    _ contributions: [(author: Actor, by: Actor, answers: String?, signs: Actor?)], _ rule: String?,
    _ edit: (JSON) -> JSON = { $0 }
  ) async throws {
    let ledger = try await reviewed(contributions)
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.commit(try ReviewDocuments.closing(ledger, edit), by: .rev)
    if let rule { try await ledger.expectRefused(rule) } else { try await ledger.expectAllowed() }
  }

  @Test func `A55 a review closes when both sides have spoken and all is answered`() async throws {
    try await closing([(.dana, .dana, "e1", nil), (.mo, .mo, nil, nil)], nil)
  }

  @Test func `A55 a review does not close with one side silent`() async throws {
    try await closing([(.dana, .dana, "e1", nil)], "review.record")
    try await closing([(.dana, .dana, "e1", nil), (.rev, .rev, nil, nil)], "review.record")
  }

  @Test func `A55 whoever speaks for a side in another agreement does not speak in this one`() async throws {
    try await closing([(.apac, .apac, "e1", nil), (.mo, .mo, nil, nil)], "review.record")
  }

  @Test func `A55 a contribution recorded for somebody counts as theirs when they signed it`() async throws {
    try await closing([(.dana, .dana, "e1", nil), (.mo, .rev, nil, nil)], "review.record")
    try await closing([(.dana, .dana, "e1", nil), (.mo, .rev, nil, .mo)], nil)
  }

  @Test func `A55 a contribution that somebody else signed is refused`() async throws {
    try await reviewed([(.mo, .rev, nil, .rev)]).expectRefused("signoff.signature")
  }

  @Test func `A52 what was said in another ledger, and a signature after the closing, are refused`()
    async throws
  {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.commit(try ReviewDocuments.opening(ledger), by: .rev)
    let other = ReviewDocuments.contribution(
      .dana, ledger, answers: "e1", identity: SHA256Digest(of: Array("another".utf8)))
    try await ledger.commit([other.path: other.bytes], by: .dana)
    try await ledger.expectRefused("document.place")

    let closed = try await LedgerScenario.at(.inForce)
    try await ReviewDocuments.hold(closed, closes: true)
    let (path, bytes) = ReviewDocuments.contribution(.mo, closed)
    let signature = try await Actor.mo.sign(
      try closed.document(path).bytes, namespace: Contribution.namespace)
    #expect(!bytes.isEmpty)
    try await closed.commit([path + ".sig": signature], by: .rev)
    try await closed.expectRefused("review.record")
  }

  @Test func `A55 every escalation is answered`() async throws {
    try await closing([(.dana, .dana, nil, nil), (.mo, .mo, nil, nil)], "review.record")
    try await closing([(.dana, .dana, "e2", nil), (.mo, .mo, nil, nil)], "review.record")
  }

  @Test func `A55 a closing names every contribution as it is`() async throws {
    let both: [(author: Actor, by: Actor, answers: String?, signs: Actor?)] = [
      (.dana, .dana, "e1", nil), (.mo, .mo, nil, nil),
    ]
    try await closing(both, "review.record") { $0.replacing("/contributions/1", with: nil) }
    let other = JSON.string(String(repeating: "ab", count: 32))
    try await closing(both, "review.record") { $0.replacing("/contributions/0/digest", with: other) }
  }

  @Test(arguments: ["/versions/0", "/snapshots/0"])
  func `A55 an opening names what its parent holds`(pointer: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let absent = ["/path", "/digest"].map { member -> (String, JSON) in
      let path = pointer.hasPrefix("/versions") ? "versions/0002.json" : "snapshots/2026-01/r2.json"
      return (member, .string(member == "/path" ? emea(path) : String(repeating: "ab", count: 32)))
    }
    for (member, value) in absent {
      try ledger.rewind(to: ledger.published)
      let files = try ReviewDocuments.opening(ledger) { $0.replacing(pointer + member, with: value) }
      try await ledger.commit(files, by: .rev)
      try ledger.expectFinding(["review.record"])
    }
    try await ledger.expectRefused("review.record")
  }
}
