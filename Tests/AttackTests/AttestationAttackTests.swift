import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// Words on snapshots that are not their signer's, and readings that pose as more than they are.
struct AttestationAttackTests {
  private static let january = "agreements/emea/snapshots/2026-01/r1"

  private func word(
    _ ledger: LedgerScenario, of person: String, digest: SHA256Digest? = nil, at: Instant? = nil
  ) throws -> [UInt8] {
    Attestation(
      agreement: "emea", period: Period(unit: .month, year: 2026, ordinal: 1), revision: 1,
      snapshot: try digest ?? ledger.document("\(Self.january).json").digest, person: person,
      attestedAt: at ?? ledger.clock
    ).json.written(as: .attestation)
  }

  @Test func `a member attests a snapshot, and statements no longer say that nobody did`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    for month in ["2025-11", "2025-12", "2026-01"] {
      let snapshot = "agreements/emea/snapshots/\(month)/r1"
      let attestation = Attestation(
        agreement: "emea", period: try #require(Period(month)), revision: 1,
        snapshot: try ledger.document("\(snapshot).json").digest, person: "mo", attestedAt: ledger.clock)
      try await ledger.commit(
        ["\(snapshot).attest.mo.json": attestation.json.written(as: .attestation)], by: .mo)
    }
    try await ledger.expectAllowed(everywhere: true)
    let tree = try ledger.tree()
    let draft = try #require(try tree.agreementDraft("emea", slug: "first"))
    let charter = try #require(try tree.charter())
    let words = try Statement.of(draft, decision: .approve, in: tree, charter: charter)
    #expect(words.contains("what marketing promises is not attested by sales"))
    #expect(!words.contains("what sales promises is not attested by marketing"))
  }

  @Test func `nobody attests in another's name`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    try await ledger.commit(["\(Self.january).attest.mo.json": word(ledger, of: "mo")], by: .dana)
    try await ledger.expectRefused("attestation.record")
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(["\(Self.january).attest.mo.json": word(ledger, of: "dana")], by: .dana)
    try ledger.expectFinding(["document.place"])
  }

  @Test func `a word on other numbers, or on none, is refused`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let other = SHA256Digest(of: [1])
    try await ledger.commit(
      ["\(Self.january).attest.mo.json": word(ledger, of: "mo", digest: other)], by: .mo)
    try await ledger.expectRefused("attestation.record")
    try ledger.rewind(to: ledger.published)
    let later = ledger.clock.adding(milliseconds: 10 * 86_400_000)
    try await ledger.commit(["\(Self.january).attest.mo.json": word(ledger, of: "mo", at: later)], by: .mo)
    try ledger.expectFinding(["attestation.record"])
  }

  @Test func `a word is not taken back`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let path = "\(Self.january).attest.mo.json"
    try await ledger.commit([path: word(ledger, of: "mo")], by: .mo)
    ledger.publish()
    try await ledger.commit([path: nil], by: .mo)
    try await ledger.expectRefused("record.sealed")
  }

  private func reading(_ ledger: LedgerScenario, asOf: String, day: String) throws -> (String, [UInt8]) {
    let text = try Agreement(ledger.document("agreements/emea/amendments/first/draft.json").json)
    let month = try SnapshotDocuments.month(
      MonthNumbers("2026-02", volume: 50, met: 90), of: text,
      under: .draft(slug: "first", measurement: SHA256Digest(of: text.measurement.json.written())),
      asOf: #require(Instant(asOf)), mapping: ledger.document("mappings/crm.r1.json").digest)
    let reading = Reading(
      agreement: "emea", period: month.period, zone: month.zone, asOf: month.asOf,
      measuredUnder: month.measuredUnder, sources: month.sources, rows: month.rows, entries: month.entries)
    return ("agreements/emea/readings/2026-02/\(day).json", reading.json.written(as: .reading))
  }

  @Test func `a reading is of its own day in a running period, and no evidence`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let good = try reading(ledger, asOf: "2026-02-10T08:00:00Z", day: "2026-02-10")
    try await ledger.commit([good.0: good.1], by: .rev)
    try await ledger.expectAllowed()
    let cited = try #require(LedgerPath(good.0))
    if case .snapshot = cited { Issue.record("a reading passes for a snapshot") }
    try ledger.rewind(to: ledger.published)
    let other = try reading(ledger, asOf: "2026-02-10T08:00:00Z", day: "2026-02-09")
    try await ledger.commit([other.0: other.1], by: .rev)
    try await ledger.expectRefused("snapshot.record")
    try ledger.rewind(to: ledger.published)
    try await ledger.commit([good.0: good.1], by: .apac)
    try ledger.expectFinding(["rights.missing"])
  }
}
