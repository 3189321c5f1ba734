import Foundation
import Harness
import Testing

/// From a real log to an agreement in force, between three machines and a real ssh server.
@Suite struct FirstAgreement {
  @Test(.timeLimit(.minutes(20)))
  func `three measured months become an agreement that two people sign and a third verifies, all over ssh`()
    async throws
  {
    try await SharedLedger.open(at: BankDesk.founding, besides: ["Aud Itor"]) { shared, guests in
      let desk = BankDesk(shared: shared)
      try await desk.measure()
      try expectOctober(of: try desk.snapshot("2011-10"))
      try await desk.propose { $0 }
      try await shared.rev.sla("lint").require(0)
      #expect(try await desk.sign().said.contains("Signed; bank v1 is in force."))
      try await expectVerified(by: try #require(guests.first), shared)
    }
  }

  /// October's published document says what was computed independently.
  private func expectOctober(of snapshot: PublishedSnapshot) throws {
    let oracle = try BankLeads.Oracle.october()
    #expect(snapshot["mql.delivered"]?.value == oracle.mql)
    for (tier, name) in BankLeads.tiers {
      #expect(snapshot["mql.delivered/tier=\(tier)"]?.value == oracle.by_tier_amount[name])
    }
    #expect(oracle.by_queue.count == 2)
    for (queue, leads) in oracle.by_queue {
      #expect(snapshot["mql.delivered/source=\(queue)"]?.value == leads)
    }
    let business = try #require(snapshot["first-contact/within=PT4H,clock=business,start=mql"])
    #expect(business.n == oracle.contacted)
    #expect(business.median == oracle.business_ms["median"])
    #expect(business.p95 == oracle.business_ms["p95_nearest_rank"])
    #expect(business.zero == oracle.business_ms["zero"])
    let wall = try #require(snapshot["first-contact/within=PT24H,clock=wall,start=mql"])
    #expect(wall.median == oracle.wall_ms["median"])
    #expect(wall.p95 == oracle.wall_ms["p95_nearest_rank"])
  }

  /// Somebody who knows nothing but the identity and the address clones, and checks with `sla` and with stock git.
  private func expectVerified(by auditor: Person, _ shared: SharedLedger) async throws {
    try await shared.clone(auditor)
    let verified = try await auditor.sla("verify", "--full").require(0)
    #expect(verified.text.hasPrefix("Verified "))
    let fsck = try await auditor.git("fsck", "--strict").require(0)
    #expect(!(fsck.text + fsck.said).contains("error"))
    #expect(try await auditor.gitText("status", "--porcelain") == "")
    let version = try JSONSerialization.jsonObject(
      with: Data(auditor.bytes("agreements/bank/versions/0001.json")))
    let commitments = try #require((version as? [String: Any])?["commitments"] as? [[String: Any]])
    #expect(commitments.filter { $0["standing"] as? String == "firm" }.count == 6)
    try await expectStockGitAgrees(auditor)
    let status = try await auditor.sla("status").require(0)
    #expect(status.text.contains("signed by mo (vp-marketing), dana (vp-sales)"), "\(status)")
  }

  private func expectStockGitAgrees(_ auditor: Person) async throws {
    let signers = try await auditor.sla("charter", "allowed-signers").require(0)
    let file = "\(auditor.home)/allowed-signers"
    try signers.text.write(toFile: file, atomically: true, encoding: .utf8)
    let commits = try await auditor.gitText("rev-list", "main").split(separator: "\n").map(String.init)
    #expect(commits.count > 10)
    for commit in commits {
      let outcome = try await auditor.git("-c", "gpg.ssh.allowedSignersFile=\(file)", "verify-commit", commit)
      #expect(outcome.status == 0 && outcome.said.contains("Good \"git\" signature for "), "\(outcome)")
    }
  }
}
