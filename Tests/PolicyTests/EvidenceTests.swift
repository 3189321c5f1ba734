import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// What evidence has to be, rule by rule: a case that counts, and one that does not.
struct EvidenceTests {
  private static let raise: [(pointer: String, value: JSON?)] = [("/commitments/contact-t1/target/value", 90)]
  private static let more: [(pointer: String, value: JSON?)] = [("/commitments/volume-t1/target/value", 127)]

  private static func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

  @Test func `a first version on three months counts`() throws {
    let ledger = try adopted()
    #expect(try ledger.rules(ledger.first()) == [])
  }

  @Test func `the basis has to be the commitment's`() throws {
    var ledger = try adopted()
    #expect(try ledger.rules(ledger.next(Self.raise)) == [])
    let text = try ledger.first().replacing("/measurement/tiers/bands/t1/atLeast", with: 90)
    try ledger.measure(as: text, revision: 2)
    let draft = try ledger.next(Self.raise) { ledger.evidence($0, PaperLedger.months, revision: 2) }
    #expect(try ledger.rules(draft) == ["evidence.basis"])
  }

  @Test func `exactly the charter's number of periods, one after the other`() throws {
    var ledger = try adopted()
    try ledger.measure([MonthNumbers("2025-10", volume: 100, met: 180)], as: try ledger.first())
    for (months, rules) in [
      (["2025-11", "2025-12", "2026-01"], []), (["2025-12", "2026-01"], ["evidence.periods"]),
      (["2025-10", "2025-11", "2025-12", "2026-01"], ["evidence.periods"]),
      (["2025-10", "2025-12", "2026-01"], ["evidence.periods"]),
      (["2025-12", "2025-12", "2026-01"], ["evidence.periods"]),
      (["2025-10", "2025-11", "2025-12"], ["evidence.latest"]), ([], ["evidence.missing"]),
    ] {
      let draft = try ledger.next(Self.raise) { ledger.evidence($0, months) }
      #expect(try ledger.rules(draft) == rules, "\(months)")
    }
  }

  @Test func `the charter says how many periods`() throws {
    var ledger = try adopted()
    ledger.charter = ledger.charter.replacing("/parameters/baselinePeriods", with: 2)
    let two = try ledger.next(Self.raise) { ledger.evidence($0, ["2025-12", "2026-01"]) }
    #expect(try ledger.rules(two) == [])
    #expect(try ledger.rules(ledger.next(Self.raise)) == ["evidence.periods"])
  }

  @Test(arguments: [
    // January's first-contact clocks ran out on Monday, 2 February, 13 h in Amsterdam; February's on 2 March.
    ("2026-02-10T08:00:00Z", []), ("2026-02-02T12:00:01Z", []), ("2026-02-02T12:00:00Z", ["evidence.latest"]),
    ("2026-03-02T12:00:00Z", []), ("2026-03-20T00:00:00Z", []),
    // 60 days after January's clocks.
    ("2026-04-03T12:00:00Z", []), ("2026-04-03T12:00:01Z", ["evidence.latest"]),
  ])
  func `the latest run, or an earlier one until it is too old`(proposed: String, rules: [String]) throws {
    let ledger = try adopted()
    let draft = try ledger.next(Self.raise, proposed: Self.instant(proposed))
    #expect(try ledger.rules(draft) == rules)
  }

  @Test func `a later month that has a snapshot is not left out`() throws {
    var ledger = try adopted()
    try ledger.measure(
      [MonthNumbers("2026-02", volume: 100, met: 100)], as: try ledger.first(), asOf: "2026-03-05T06:00:00Z")
    let proposed = try Self.instant("2026-03-10T08:00:00Z")
    #expect(try ledger.rules(ledger.next(Self.raise, proposed: proposed)) == ["evidence.latest"])
    let latest = try ledger.next(Self.raise, proposed: proposed) {
      ledger.evidence($0, ["2025-12", "2026-01", "2026-02"])
    }
    #expect(try ledger.rules(latest) == [])
  }

  @Test(arguments: [
    // Four hours of the first day are over at noon, and what is due then is not late yet.
    ("2026-02-02T12:00:01Z", 100, []), ("2026-02-02T12:00:00Z", 5, ["evidence.immature"]),
    ("2026-02-02T11:59:59Z", 4, []), ("2026-01-31T23:00:00Z", 4, []),
  ])
  func `clocks have run out, or at most two percent are pending`(asOf: String, pending: Int, rules: [String])
    throws
  {
    var ledger = try adopted()
    try ledger.measure(
      [MonthNumbers("2026-01", volume: 110, met: 100, pending: pending)], as: try ledger.first(), asOf: asOf)
    #expect(try ledger.rules(ledger.next(Self.raise)) == rules)
  }

  @Test func `a volume is mature at its period's end`() throws {
    var ledger = try adopted()
    try ledger.measure(
      [MonthNumbers("2026-01", volume: 110, met: 100)], as: try ledger.first(), asOf: "2026-01-31T23:00:00Z")
    #expect(try ledger.rules(ledger.next(Self.more)) == [])
    try ledger.measure(
      [MonthNumbers("2026-01", volume: 110, met: 100)], as: try ledger.first(), asOf: "2026-01-31T22:59:59Z")
    #expect(try ledger.rules(ledger.next(Self.more)) == ["evidence.immature"])
  }

  @Test func `of two revisions the one with the later export counts`() throws {
    var ledger = try adopted()
    try ledger.measure(
      [MonthNumbers("2025-12", volume: 120, met: 150)], as: try ledger.first(), revision: 2,
      asOf: "2026-02-09T06:00:00Z", purpose: .maturation)
    #expect(try ledger.rules(ledger.next(Self.raise)) == ["evidence.revision"])
    let latest = try ledger.next(Self.raise) { id in
      ledger.evidence(id, ["2025-11"]) + ledger.evidence(id, ["2025-12"], revision: 2)
        + ledger.evidence(id, ["2026-01"])
    }
    #expect(try ledger.rules(latest) == ["target.never-reached"])
    #expect(
      try ledger.statement(latest).contains("Note: another revision of 2025-12 said 90.0 % (180 of 200)."))
  }

  @Test func `what a correction withdrew does not count, and what it says does`() throws {
    var ledger = try adopted()
    try ledger.measure(
      [MonthNumbers("2025-12", volume: 120, met: 181)], as: try ledger.first(), revision: 2,
      purpose: .correction(
        withdraws: ["agreements/emea/snapshots/2025-12/r1.json"], reason: "A row was missing."))
    #expect(try ledger.rules(ledger.next(Self.raise)) == ["evidence.record"])
    let corrected = try ledger.next(Self.raise) { id in
      ledger.evidence(id, ["2025-11"]) + ledger.evidence(id, ["2025-12"], revision: 2)
        + ledger.evidence(id, ["2026-01"])
    }
    #expect(try ledger.rules(corrected) == [])
  }

  @Test func `nothing measured supports nothing`() throws {
    var ledger = try adopted()
    let empty = try ledger.first()
    try ledger.measure([MonthNumbers("2026-01", volume: 0, met: 0, pending: 200)], as: empty)
    #expect(try ledger.rules(ledger.next(Self.raise)) == ["evidence.no-data"])
  }

  @Test func `small counts are told to signers`() throws {
    var ledger = try adopted()
    #expect(!(try ledger.statement(ledger.next(Self.more)).contains("low count")))
    try ledger.measure([MonthNumbers("2025-11", volume: 19, met: 180)], as: try ledger.first())
    let draft = try ledger.next([("/commitments/volume-t1/target/value", 90)])
    #expect(try ledger.statement(draft).contains("Note: low count in 2025-11: 19."))
  }

  @Test func `attestation is asked for where the charter asks for it`() throws {
    var ledger = try adopted()
    ledger.charter = ledger.charter.replacing("/parameters/attestation", with: "required")
    #expect(try ledger.rules(ledger.next(Self.raise)) == ["evidence.attestation"])
  }

  @Test(arguments: [
    ("/snapshot", JSON.string("agreements/emea/snapshots/2026-01/r9.json")),
    ("/snapshot", .string("agreements/apac/snapshots/2026-01/r1.json")), ("/snapshot", .string("README.md")),
    ("/digest", .string(String(repeating: "0", count: 64))), ("/entry", .string("nothing")),
  ])
  func `what is cited has to be there, as it was cited`(member: String, value: JSON) throws {
    let ledger = try adopted()
    let draft = try ledger.next(Self.raise).replacing("/changes/0/evidence/2\(member)", with: value)
    #expect(try ledger.rules(draft) == ["evidence.record"])
  }
}
