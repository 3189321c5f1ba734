import Foundation
import Harness
import Testing

/// A volume 40 % above what was ever measured, tried in every way in which it could come into force.
@Suite struct FantasyVolume {
  static let rule = "target.above-cap"

  @Test(.timeLimit(.minutes(20)))
  func `a volume 40 % above baseline is refused by every check, and passes as a trial`() async throws {
    try await SharedLedger.open(at: BankDesk.founding, besides: ["Aud Itor"]) { shared, guests in
      let desk = BankDesk(shared: shared)
      try await desk.measure()
      try await desk.propose { $0 * 14 / 10 }
      try await expectRefusedByCommands(desk)
      let forged = try await ratifyByHand(shared.dana.at("2012-01-10T09:00:00Z"))
      try await expectRefusedByServer(forged, shared)
      try await expectFoundByVerification(forged, try #require(guests.first), shared)
      try await expectPassingAsTrial(desk)
    }
  }

  private func expectRefusedByCommands(_ desk: BankDesk) async throws {
    let (rev, mo) = (desk.shared.rev.at(BankDesk.drafting), desk.shared.mo.at("2012-01-09T16:00:00Z"))
    let lint = try await rev.sla("lint")
    #expect(lint.status == 1, "\(lint)")
    for (tier, _) in BankLeads.tiers {
      #expect(lint.text.contains("volume-\(tier) asks for \(try desk.baseline(tier) * 14 / 10)"), "\(lint)")
    }
    let signed = try await desk.sign()
    #expect(signed.said.contains("Signed bank v1, round"), "\(signed)")
    #expect(!signed.said.contains("in force"), "\(signed)")
    let ratified = try await mo.sla("ratify", "first")
    #expect(ratified.status == 1 && ratified.said.contains(Self.rule), "\(ratified)")
    let status = try await mo.sla("status").require(0)
    #expect(status.text.contains("No agreement is in force yet."), "\(status)")
  }

  /// The commit that `ratify` would have made, made by hand past every check of this machine.
  private func ratifyByHand(_ person: Person) async throws -> String {
    try await person.sla("sync").require(0)
    let (draft, sealed) = ("agreements/bank/amendments/first", "agreements/bank/signoffs/0001")
    let files = FileManager.default
    for folder in ["agreements/bank/versions", sealed] {
      try files.createDirectory(atPath: "\(person.clone)/\(folder)", withIntermediateDirectories: true)
    }
    try await person.gitText("mv", "\(draft)/draft.json", "agreements/bank/versions/0001.json")
    for round in try files.contentsOfDirectory(atPath: "\(person.clone)/\(draft)/signoffs") {
      try await person.gitText("mv", "\(draft)/signoffs/\(round)", "\(sealed)/\(round)")
    }
    let honest = try await person.git("commit", "-q", "-S", "-m", "Put bank v1 in force")
    #expect(honest.status != 0 && honest.said.contains(Self.rule), "the client's hook: \(honest)")
    try await person.gitText("commit", "-q", "-S", "--no-verify", "-m", "Put bank v1 in force")
    return try await person.gitText("rev-parse", "HEAD")
  }

  private func expectRefusedByServer(_ forged: String, _ shared: SharedLedger) async throws {
    let before = try await shared.tip()
    let polite = try await shared.dana.git("push", "origin", "main")
    #expect(polite.status != 0 && !polite.said.contains("remote:"), "the client's hook: \(polite)")
    let push = try await shared.dana.git("push", "--no-verify", "origin", "main")
    #expect(push.status != 0, "\(push)")
    #expect(push.said.contains("remote: ") && push.said.contains(Self.rule), "\(push)")
    #expect(try await shared.tip() == before)
    let sync = try await shared.dana.sla("sync")
    #expect(sync.status == 1 && sync.said.contains(Self.rule), "\(sync)")
    #expect(try await shared.tip() == before)
  }

  /// A remote without a hook took the commit; who clones from it is told.
  private func expectFoundByVerification(_ forged: String, _ auditor: Person, _ shared: SharedLedger)
    async throws
  {
    let verified = try await shared.dana.sla("verify", "--format", "json")
    #expect(verified.status == 1 && verified.text.contains(Self.rule) && verified.text.contains(forged))
    let careless = "\(shared.company.workplace.path)/careless.git"
    try await shared.rev.gitText("init", "-q", "--bare", "-b", "main", careless)
    try await shared.dana.gitText("push", "--no-verify", "-q", shared.server.url(careless), "main")
    let refused = try await auditor.sla(
      "clone", shared.server.url(careless), "ledger", "--trust", shared.company.identity, in: auditor.home)
    #expect(refused.status == 1 && refused.said.contains(Self.rule), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: "\(auditor.clone)/charter"))
    try await auditor.gitText("clone", "-q", careless, "plain", in: auditor.home)
    let plain = try await auditor.sla(
      "verify", "--full", "--trust", shared.company.identity, in: "\(auditor.home)/plain")
    #expect(plain.status == 1 && plain.text.contains(Self.rule), "\(plain)")
  }

  private func expectPassingAsTrial(_ desk: BankDesk) async throws {
    let shared = desk.shared
    let rev = shared.rev.at("2012-01-11T09:00:00Z")
    try await shared.dana.gitText("reset", "-q", "--hard", "origin/main")
    try await rev.sla("sync").require(0)
    for (tier, _) in BankLeads.tiers.dropLast() {
      try await rev.sla(
        "amend", "set", "first", "volume-\(tier)", "--provisional", "--because", "Tried for a while."
      ).require(0)
    }
    // Both parties have to be bound by something: the last volume becomes what was measured.
    let honest = "\(try desk.baseline("t3"))"
    try await rev.sla("amend", "set", "first", "volume-t3", honest, "--because", "As measured.").require(0)
    try await rev.sla("lint").require(0)
    try await rev.sla("sync").require(0)
    for person in [shared.dana.at("2012-01-12T09:00:00Z"), shared.mo.at("2012-01-12T10:00:00Z")] {
      try await person.sla("sync").require(0)
      try await person.sla("sign", "first", "--yes").require(0)
      try await person.sla("sync").require(0)
    }
    try await rev.sla("sync").require(0)
    let status = try await rev.sla("status").require(0)
    #expect(status.text.contains("bank v1"), "\(status)")
    let target = try desk.baseline("t1") * 14 / 10
    #expect(status.text.contains("at least \(target) leads a month (provisional)"), "\(status)")
    try await rev.sla("verify", "--full").require(0)
  }
}
