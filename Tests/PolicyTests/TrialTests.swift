import Agreements
import LedgerScenarios
import Testing
import Wire

/// A trial from March to June 2026 (three periods and one), and the four months after its lapse.
struct TrialTests {
  private static let trial = AgreementDocuments.contact().replacing("/standing", with: "provisional")
  private static let again = AgreementDocuments.contact(id: "again").replacing(
    "/standing", with: "provisional")

  private func rules(_ commitment: JSON, effective: String, dropping: Bool = true) throws -> [String] {
    let ledger = try adopted([AgreementDocuments.volume(), Self.trial])
    var edits: [(pointer: String, value: JSON?)] = [
      ("/commitments/again", commitment), ("/effective", .string(effective)),
    ]
    if dropping { edits.append(("/commitments/contact-t1", nil)) }
    return try ledger.rules(ledger.next(edits)).filter { $0.contains("trial") }
  }

  @Test(arguments: [
    ("2026-04-01", true), ("2026-07-01", true), ("2026-10-01", true), ("2026-10-02", false),
    ("2026-11-01", false),
  ])
  func `what lapsed is not tried again for four periods, nor under another name before`(
    effective: String, isRefused: Bool
  ) throws {
    #expect(try rules(Self.again, effective: effective) == (isRefused ? ["agreement.trial-again"] : []))
  }

  @Test func `another length of period, and another party's name, are no way around it`() throws {
    let weekly = Self.again.replacing("/period", with: "week")
    #expect(try rules(weekly, effective: "2026-07-01") == ["agreement.trial-again"])
    let theirs = Self.again.replacing("/party", with: "marketing")
    #expect(try rules(theirs, effective: "2026-07-01") == ["agreement.trial-again"])
  }

  @Test func `other leads, another metric and a firm promise are no second trial`() throws {
    let others = Self.again.replacing("/where/tier", with: "t2")
    #expect(try rules(others, effective: "2026-07-01") == [])
    let rejections = Self.again.replacing("/metric", with: "rejection.documented").replacing(
      "/parameters", with: nil)
    #expect(try rules(rejections, effective: "2026-07-01") == [])
    #expect(try rules(AgreementDocuments.contact(id: "again"), effective: "2026-07-01") == [])
  }

  @Test func `two trials may begin together, and a trial that became firm bars nothing`() throws {
    let both = try adopted([AgreementDocuments.volume(), Self.trial, Self.again])
    #expect(try !both.rules(both.next([("/title", "Another")])).contains("agreement.trial-again"))

    var ledger = try adopted([AgreementDocuments.volume(), Self.trial])
    let firm = try ledger.next([("/commitments/contact-t1/standing", "firm")])
    let barred = try ledger.next([("/commitments/again", Self.again), ("/effective", "2026-07-01")])
    #expect(try ledger.rules(barred).contains("agreement.trial-again"))
    ledger.files["agreements/emea/versions/0002.json"] = firm.written(as: .agreement)
    let current = try Document(
      try #require(ledger.files["agreements/emea/versions/0002.json"]), kind: .agreement)
    let draft = try AgreementDocuments.next(
      after: current, slug: "third", proposed: PaperLedger.proposed,
      [("/commitments/again", Self.again), ("/effective", "2026-07-01")])
    #expect(try ledger.rules(draft) == [])
  }
}
