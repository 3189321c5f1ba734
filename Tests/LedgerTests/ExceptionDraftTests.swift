import Foundation
import Harness
import Testing

/// Drafts of exceptions on their way beside those of versions.
struct ExceptionDraftTests {
  /// A ledger with a version in force that is all trial, so that it needs no numbers.
  private func inForce() async throws -> Company {
    let company = try await Company.drafting()
    try await approve("first", company)
    return company
  }

  private func approve(_ slug: String, _ company: Company) async throws {
    for person in [company.mo, company.dana] {
      try await person.sla("sign", slug, "--yes", in: company.ledger).require(0)
    }
  }

  private func except(_ slug: String, _ commitment: String, _ company: Company) async throws -> Outcome {
    try await company.rev.sla(
      "exception", slug, commitment, "--period", "2099-01", "--because", "A migration.", "--incident", "INC-1"
    )
  }

  @Test(.timeLimit(.minutes(10)))
  func `an exception that a version overtook is written anew, and signed by hand`() async throws {
    let company = try await inForce()
    let (rev, mo, dana) = (company.rev, company.mo, company.dana)
    try await except("outage", "volume-t1", company).require(0)
    try await rev.sla("amend", "new", "more").require(0)
    try await rev.sla("amend", "set", "more", "volume-t1", "60", "--because", "More.").require(0)
    try await approve("more", company)

    let stale = try await mo.sla("sign", "outage", "--yes", in: company.ledger)
    #expect(
      stale.status == 1 && stale.said.contains("emea v2 came into force since this draft was written"),
      "\(stale)")
    let rebased = try await rev.sla("amend", "rebase", "outage").require(0)
    #expect(rebased.said.contains("on emea v2, now in round 2"), "\(rebased)")

    let file = "\(company.workplace.path)/for-dana.json"
    try await rev.sla("sign", "outage", "--for", "dana", "--write", file).require(0)
    try await dana.run(
      "ssh-keygen", ["-Y", "sign", "-n", "signoff@countersign", "-f", dana.key, file], in: dana.home
    ).require(0)
    let accepted = try await rev.sla("accept", file).require(0)
    #expect(accepted.said.contains("dana approves exception 1 of emea, round 2, as vp-sales"), "\(accepted)")

    let lint = try await rev.sla("lint", "outage", "--agreement", "emea")
    #expect(lint.status == 1 && lint.text.contains("[exception.commitment]"), "\(lint)")
    try await mo.sla("sign", "outage", "--yes", in: company.ledger).require(0)
    let ratify = try await rev.sla("ratify", "outage")
    #expect(ratify.status == 1 && ratify.said.contains("[exception.commitment]"), "\(ratify)")
    try await rev.sla("amend", "withdraw", "outage", "--yes").require(0)
    try await rev.sla("verify", "--full").require(0)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a name serves one draft only, of an amendment or of an exception`() async throws {
    let company = try await inForce()
    let used = try await except("first", "volume-t1", company)
    #expect(used.status == 64 && used.said.contains("was used before"), "\(used)")
    try await except("outage", "volume-t1", company).require(0)
    let amend = try await company.rev.sla("amend", "new", "outage")
    #expect(amend.status == 64 && amend.said.contains("was used before"), "\(amend)")
    let again = try await except("outage", "volume-t1=20", company).require(0)
    #expect(again.text.contains("round 2") && again.text.contains("meanwhile at least 20 leads"), "\(again)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `what is no exception is said, and nothing is drafted`() async throws {
    let company = try await inForce()
    let tip = try await company.tip()
    let value = try await except("outage", "volume-t1=20%", company)
    #expect(value.status == 64 && value.said.contains("\"20%\" is no value of mql.delivered"), "\(value)")
    let none = try await except("outage", "volume-t9", company)
    #expect(none.status == 64 && none.said.contains("Did you mean volume-t"), "\(none)")
    let several = try await except("outage", "volume", company)
    #expect(several.status == 64 && several.said.contains("volume-t1, volume-t2"), "\(several)")
    let early = try await company.rev.sla(
      "exception", "outage", "volume-t1", "--period", "2001-01", "--because", "Why.", "--incident", "INC-1")
    #expect(early.status == 64 && early.said.contains("no version of emea governs 2001-01"), "\(early)")
    let unmeasured = try await company.rev.sla(
      "exception", "outage", "volume-t1", "--period", "2099-01", "--because", "Why.", "--snapshot", "2099-01")
    #expect(unmeasured.status == 64 && unmeasured.said.contains("no such snapshot"), "\(unmeasured)")
    #expect(try await company.tip() == tip)
  }
}
