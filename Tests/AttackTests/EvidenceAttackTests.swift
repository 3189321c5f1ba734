import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// Evidence that does not support what it is cited for: A11 and A12.
struct EvidenceAttackTests {
  /// Version 1 in force, and a second version that tightens the contact to 90 %, reached in December.
  ///
  /// `prepare` is published before the draft; `finish` edits the draft. Expects the ratification to be refused under
  /// `rules`, or allowed where there are none.
  private func ratifying(
    _ rules: [String], target: Int = 90, prepare: (LedgerScenario) async throws -> Void = { _ in },
    finish: (JSON, LedgerScenario) throws -> JSON
  ) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await prepare(ledger)
    try await ledger.propose("raise", [("/commitments/contact-t1/target/value", .integer(target))]) {
      try finish($0, ledger)
    }
    try await ledger.expectAllowed()
    ledger.publish()
    try await ledger.ratify(.emea, "raise")
    if rules.isEmpty {
      try await ledger.expectAllowed()
    } else {
      try await ledger.expectRefused(rules)
    }
  }

  private let december = Period(unit: .month, year: 2025, ordinal: 12)

  private static let cited = "/changes/~1commitments~1contact-t1/evidence"

  /// A draft that cites these months for a commitment.
  private func citing(
    _ draft: JSON, _ ledger: LedgerScenario, _ months: [String], entry: String = "contact-t1"
  ) throws
    -> JSON
  {
    let evidence = try ledger.evidence(for: entry, months)
    return draft.replacing(Self.cited, with: .array(evidence.map(\.json)))
  }

  // A11

  @Test func `A11 a cited snapshot cannot be altered`() async throws {
    let ledger = try await LedgerScenario.at(.amending)
    let better = try ledger.snapshot(MonthNumbers("2026-01", volume: 110, met: 190))
    try await ledger.commit([better.path: better.bytes], by: .rev)
    try await ledger.expectRefused("record.sealed")
    try ledger.rewind(to: ledger.published)
    let dana = try await ledger.signOff(.emea, "raise", by: .dana, as: "vp-sales")
    let files = try ledger.ratification(.emea, "raise", adding: [dana])
    try await ledger.commit(files.merging([better.path: better.bytes]) { $1 }, by: .dana)
    try ledger.expectFinding(["record.sealed"])
  }

  @Test func `A11 a snapshot that is not there is no evidence`() async throws {
    try await ratifying([]) { draft, _ in draft }
    try await ratifying(["evidence.record"]) { draft, _ in
      draft.replacing("\(Self.cited)/0/snapshot", with: "agreements/emea/snapshots/2025-11/r2.json")
    }
  }

  @Test func `A11 a snapshot of another agreement is no evidence`() async throws {
    try await ratifying(["evidence.record"]) { draft, _ in
      draft.replacing("\(Self.cited)/2/snapshot", with: "agreements/apac/snapshots/2026-01/r1.json")
    }
  }

  @Test func `A11 a snapshot under another digest is no evidence`() async throws {
    try await ratifying(["evidence.record"]) { draft, _ in
      draft.replacing("\(Self.cited)/2/digest", with: .string(String(repeating: "ab", count: 32)))
    }
  }

  @Test func `A11 an entry that the snapshot has not is no evidence`() async throws {
    try await ratifying(["evidence.record"]) { draft, _ in
      draft.replacing("\(Self.cited)/1/entry", with: "contact-t2")
    }
  }

  @Test func `A11 a snapshot that a correction withdrew is no evidence`() async throws {
    func correct(_ ledger: LedgerScenario) async throws {
      let withdrawn = emea("snapshots/2025-12/r1.json")
      let correction = try ledger.snapshot(
        MonthNumbers("2025-12", volume: 120, met: 181), revision: 2,
        purpose: .correction(withdraws: [withdrawn], reason: "A row was missing."))
      try await ledger.commit([correction.path: correction.bytes], by: .rev)
    }
    try await ratifying([], prepare: correct) { draft, _ in draft }
    try await ratifying(["evidence.record"], prepare: correct) { draft, ledger in
      let first = try #require(try ledger.tree().snapshots(of: "emea", december).first)
      return draft.replacing("\(Self.cited)/1/snapshot", with: .string(first.path.description))
        .replacing("\(Self.cited)/1/digest", with: .string(first.digest.hex))
    }
  }

  @Test(arguments: ["/commitments/contact-t1", "/definitions/lead", "/stages/mql"])
  func `A11 what is cited for a removal or another text has to be there too`(pointer: String) async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let edits: [(pointer: String, value: JSON?)] =
      switch pointer {
      case "/definitions/lead": [("/definitions/lead/meaning", "Anybody.")]
      case "/stages/mql":
        [("/stages", [.object([.init("id", "mql"), .init("title", "MQL"), .init("criteria", [])])])]
      default: [("/commitments", [])]
      }
    let real = try ledger.evidence(for: "contact-t1", ["2026-01"]).map(\.json)
    func evidence(_ draft: JSON, _ items: [JSON]) -> JSON {
      draft.replacing(
        "/changes",
        with: .array(
          (draft["changes"]?.items ?? []).map { change in
            change.replacing("/evidence", with: .array(items))
          }))
    }
    let base = ledger.tip
    try await ledger.propose("less", edits) { evidence($0, real) }
    try await ledger.ratify(.emea, "less")
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    let absent = real.map {
      $0.replacing("/snapshot", with: "agreements/emea/snapshots/2026-01/r7.json")
    }
    try await ledger.propose("less", edits) { evidence($0, absent) }
    ledger.publish()
    try await ledger.ratify(.emea, "less")
    try await ledger.expectRefused("evidence.record")
  }

  // A12

  @Test func `A12 a number of another commitment is no evidence`() async throws {
    try await ratifying(["evidence.basis"]) { draft, ledger in
      try citing(draft, ledger, ["2025-11", "2025-12", "2026-01"], entry: "volume-t1")
    }
  }

  @Test func `A12 a number over other leads is no evidence`() async throws {
    let other = AgreementDocuments.contact().replacing("/where/tier", with: "t2").replacing(
      "/id", with: "contact-t2")
    try await measuredBesides(other, rule: "evidence.basis")
  }

  @Test func `A12 a number with another parameter is no evidence`() async throws {
    try await measuredBesides(
      AgreementDocuments.contact(id: "contact-8h", within: "PT8H"), rule: "evidence.basis")
  }

  /// Adds snapshots with the entry of another commitment, and cites that one.
  private func measuredBesides(_ other: JSON, rule: String) async throws {
    let commitment = try Commitment(Fields(other))
    try await ratifying([rule]) { ledger in
      var files: LedgerScenario.Files = [:]
      for numbers in MonthNumbers.standard {
        let snapshot = try ledger.snapshot(
          numbers, revision: 2, purpose: .maturation, measures: [commitment])
        files[snapshot.path] = snapshot.bytes
      }
      try await ledger.commit(files, by: .rev)
    } finish: { draft, ledger in
      try citing(draft, ledger, ["2025-11", "2025-12", "2026-01"], entry: commitment.id)
    }
  }

  @Test func `A12 a number measured under other meanings is no evidence`() async throws {
    try await ratifying(["evidence.basis"]) { ledger in
      try await ledger.propose("meanings", [("/measurement/tiers/bands/t1/atLeast", 90)])
      var files: LedgerScenario.Files = [:]
      for numbers in MonthNumbers.standard {
        let snapshot = try ledger.snapshot(numbers, draft: "meanings", revision: 2)
        files[snapshot.path] = snapshot.bytes
      }
      try await ledger.commit(files, by: .rev)
    } finish: { draft, _ in
      draft
    }
  }

  @Test func `A12 a target above the cap is refused, whatever baseline is claimed`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let base = ledger.tip
    try await ledger.propose("more", [("/commitments/volume-t1/target/value", 127)])
    try await ledger.ratify(.emea, "more")
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    try await ledger.propose("more", [("/commitments/volume-t1/target/value", 128)])
    ledger.publish()
    try await ledger.ratify(.emea, "more")
    try await ledger.expectRefused("target.above-cap")
  }

  @Test func `A12 a sign-off that states a higher baseline is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.propose("more", [("/commitments/volume-t1/target/value", 127)])
    ledger.publish()
    let honest = try ledger.statement(
      on: try ledger.document(emea("amendments/more/draft.json")), .emea, .approve)
    #expect(honest.contains("Baseline 110"))
    let claimed = honest.replacing("Baseline 110", with: "Baseline 120")
    let signed = try await ledger.signOff(
      .emea, "more", by: .mo, as: "vp-marketing", SigningPlan([("/statement", .string(claimed))]))
    try await ledger.commit(try ledger.filing(signed, .emea, "more"), by: .mo)
    try await ledger.expectRefused("signoff.statement")
  }

  @Test func `A12 a target that no cited period reached is refused`() async throws {
    try await ratifying(["target.never-reached"], target: 91) { draft, _ in draft }
  }

  @Test func `A12 too few or too many periods are refused`() async throws {
    try await ratifying(["evidence.periods"]) { draft, ledger in
      try citing(draft, ledger, ["2025-12", "2026-01"])
    }
    try await ratifying(["evidence.missing"]) { draft, _ in draft.replacing(Self.cited, with: nil) }
  }

  /// Publishes snapshots of further months.
  private func measure(_ ledger: LedgerScenario, _ months: [MonthNumbers]) async throws {
    var files: LedgerScenario.Files = [:]
    for numbers in months {
      let snapshot = try ledger.snapshot(numbers, purpose: .period)
      files[snapshot.path] = snapshot.bytes
    }
    try await ledger.commit(files, by: .rev)
  }

  @Test func `A12 periods with a gap are refused`() async throws {
    try await ratifying(["evidence.periods"]) { ledger in
      try await measure(ledger, [MonthNumbers("2025-10", volume: 100, met: 180)])
    } finish: { draft, ledger in
      try citing(draft, ledger, ["2025-10", "2025-12", "2026-01"])
    }
  }

  @Test func `A12 the same period twice is no run of periods`() async throws {
    try await ratifying(["evidence.periods"]) { draft, ledger in
      try citing(draft, ledger, ["2025-12", "2026-01", "2026-01"])
    }
  }

  @Test func `A12 a bad month is not left out by citing an earlier run`() async throws {
    try await ratifying(["evidence.latest"]) { ledger in
      try await measure(ledger, [MonthNumbers("2025-10", volume: 100, met: 180)])
    } finish: { draft, ledger in
      try citing(draft, ledger, ["2025-10", "2025-11", "2025-12"])
    }
  }

  @Test func `A12 periods that are too old are refused`() async throws {
    try await ratifying(["evidence.latest"]) { ledger in
      ledger.clock = try #require(Instant("2026-05-20T08:00:00Z"))
    } finish: { draft, _ in
      draft
    }
  }

  @Test func `A12 an earlier run counts while the latest month has no snapshot and it is not too old`()
    async throws
  {
    try await ratifying([]) { ledger in
      ledger.clock = try #require(Instant("2026-03-20T08:00:00Z"))
    } finish: { draft, _ in
      draft
    }
  }

  @Test func `A12 periods of another length are refused`() async throws {
    try await ratifying(["evidence.periods"]) { ledger in
      var files: LedgerScenario.Files = [:]
      for quarter in ["2025-Q2", "2025-Q3", "2025-Q4"] {
        let snapshot = try ledger.snapshot(
          MonthNumbers(quarter, volume: 300, met: 180), purpose: .period)
        files[snapshot.path] = snapshot.bytes
      }
      try await ledger.commit(files, by: .rev)
    } finish: { draft, ledger in
      try citing(draft, ledger, ["2025-Q2", "2025-Q3", "2025-Q4"])
    }
  }

  @Test func `A12 a bad month is not left out by a backdated proposal`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let base = ledger.tip
    func propose(daysBack: Int) async throws {
      let proposed = ledger.clock.adding(milliseconds: 3_600_000 - daysBack * 86_400_000)
      try await ledger.propose("raise", [("/commitments/contact-t1/target/value", 90)]) {
        $0.replacing("/proposed", with: .string(proposed.description))
      }
    }
    try await propose(daysBack: 7)
    try await ledger.expectAllowed()
    try ledger.rewind(to: base)
    try await propose(daysBack: 8)
    try await ledger.expectRefused("draft.proposed")
    try ledger.rewind(to: base)
    try await propose(daysBack: -1)
    try ledger.expectFinding(["draft.proposed"])
  }

  @Test func `A12 a number cannot be cited in place of a later measurement of the same period`() async throws
  {
    func measureAgain(_ ledger: LedgerScenario) async throws {
      let again = try ledger.snapshot(
        MonthNumbers("2025-12", volume: 120, met: 150), revision: 2, asOf: "2026-02-09T06:00:00Z",
        purpose: .maturation)
      try await ledger.commit([again.path: again.bytes], by: .rev)
    }
    func citingFirst(_ draft: JSON, _ ledger: LedgerScenario) throws -> JSON {
      let first = try #require(try ledger.tree().snapshots(of: "emea", december).first)
      return draft.replacing("\(Self.cited)/1/snapshot", with: .string(first.path.description))
        .replacing("\(Self.cited)/1/digest", with: .string(first.digest.hex))
    }
    try await ratifying(["target.never-reached"], prepare: measureAgain) { draft, _ in draft }
    try await ratifying(["evidence.revision"], prepare: measureAgain, finish: citingFirst)
  }

  @Test(arguments: [(4, []), (5, ["evidence.immature"])])
  func `A12 a number taken too early counts with at most two percent open`(pending: Int, rules: [String])
    async throws
  {
    try await ratifying(rules) { ledger in
      let early = try ledger.snapshot(
        MonthNumbers("2026-01", volume: 110, met: 160, pending: pending), revision: 2,
        asOf: "2026-02-01T06:00:00Z",
        purpose: .correction(withdraws: [emea("snapshots/2026-01/r1.json")], reason: "Wrong rows."))
      try await ledger.commit([early.path: early.bytes], by: .rev)
    } finish: { draft, _ in
      draft
    }
  }

  @Test func `A12 a snapshot of a period that is not over is refused`() async throws {
    let ledger = try await LedgerScenario.at(.inForce)
    let early = try ledger.snapshot(
      MonthNumbers("2026-01", volume: 110, met: 160), revision: 2, asOf: "2026-01-31T22:59:59Z")
    try await ledger.commit([early.path: early.bytes], by: .rev)
    try await ledger.expectRefused("snapshot.record")
  }
}
