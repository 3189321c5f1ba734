import Agreements
import Foundation
import LedgerScenarios
import Policy
import Testing
import Wire

/// The words that are signed, to the letter: a released edition of the templates never changes.
struct StatementTests {
  private static let snapshots = "on snapshots 2025-11 r1, 2025-12 r1, 2026-01 r1."
  private static let contact =
    "Measured: 85.0 % (170 of 200), 90.0 % (180 of 200), 80.0 % (160 of 200), \(snapshots)"
  private static let volume = "Measured: 100, 120, 110, \(snapshots) Baseline 110; 15 % above it is 127."
  private static let because = "Because: \"The numbers say so.\"."
  private static let volumeNote = "Note: the evidence for what marketing promises is not attested by sales."
  private static let note = "Note: the evidence for what sales promises is not attested by marketing."
  private static let contactWords =
    "sales: first contact within 4 h (business clock from mql), tier t1, at least"

  @Test func `a first version`() throws {
    let ledger = try adopted()
    #expect(
      try ledger.statement(ledger.first()) == """
        I approve "Agreement emea", emea version 1 (round 1), effective 2026-03-01. \
        Adds volume-t1 (marketing: MQLs delivered, tier t1, at least 120 leads a month (firm)). \
        \(Self.volume) \(Self.because) \
        Adds contact-t1 (\(Self.contactWords) 85 % a month (firm)). \(Self.contact) \(Self.because) \(Self.volumeNote) \
        \(Self.note)
        """)
  }

  @Test func `a trial agreement`() throws {
    let trial = [AgreementDocuments.volume(), AgreementDocuments.contact()].map {
      $0.replacing("/standing", with: "provisional")
    }
    let ledger = try adopted(trial)
    let words = try ledger.statement(ledger.first(trial))
    #expect(words.hasPrefix("I approve Trial agreement \"Agreement emea\", emea version 1 (round 1)"))
    #expect(words.contains("a month (provisional))"))
  }

  @Test func `a tightening`() throws {
    let ledger = try adopted()
    let draft = try ledger.next([("/commitments/contact-t1/target/value", 90)])
    #expect(
      try ledger.statement(draft) == """
        I approve "Agreement emea", emea version 2 (round 1), effective 2026-03-01. \
        Tightens contact-t1 from (\(Self.contactWords) 85 % a month (firm)) to \
        (\(Self.contactWords) 90 % a month (firm)). \(Self.contact) \(Self.because) \(Self.note)
        """)
  }

  @Test func `a weakening of what was kept says so`() throws {
    let ledger = try adopted([AgreementDocuments.volume(100), AgreementDocuments.contact(80)])
    let draft = try ledger.next([("/commitments/volume-t1/target/value", 90)])
    #expect(
      try ledger.statement(draft) == """
        I approve "Agreement emea", emea version 2 (round 1), effective 2026-03-01. \
        Weakens volume-t1, in favour of marketing, from \
        (marketing: MQLs delivered, tier t1, at least 100 leads a month (firm)) to \
        (marketing: MQLs delivered, tier t1, at least 90 leads a month (firm)). \
        \(Self.volume) The old target was met in every cited period. \(Self.because) \(Self.volumeNote)
        """)
  }

  @Test func `a weakening of what was missed does not`() throws {
    let ledger = try adopted()
    let draft = try ledger.next([("/commitments/contact-t1/target/value", 80)])
    let words = try ledger.statement(draft)
    #expect(words.contains("Weakens contact-t1, in favour of sales, from"))
    #expect(!words.contains("The old target was met"))
  }

  @Test func `a decline, and other changes`() throws {
    let ledger = try adopted()
    let draft = try ledger.next([("/title", "Another"), ("/ends", "2027-01-01")])
    #expect(
      try ledger.statement(draft, .decline) == """
        I decline "Another", emea version 2 (round 1). \
        Changes /title from "Agreement emea" to "Another". \(Self.because) \
        Changes /ends from nothing to "2027-01-01". \(Self.because)
        """)
  }

  @Test func `a charter`() throws {
    let ledger = try PaperLedger()
    let current = try Document(ledger.charter.written(as: .charter), kind: .charter)
    let next = CharterDocuments.next(
      after: current, slug: "cap", proposed: PaperLedger.proposed, [("/parameters/growthCapPercent", 20)])
    let words = Statement.of(try Charter(next), decision: .approve, against: try Charter(current.json))
    #expect(
      words == """
        I approve the charter version 2 (round 1). Changes /parameters/growthCapPercent from 15 to 20. \
        Because: "The test asks for it.".
        """)
    let first = Statement.founding(try Charter(current.json), person: "rex", identity: current.digest)
    #expect(
      first == "I approve the first charter of the ledger \(current.digest.hex) and hold in it: recovery.")
  }

  @Test func `what people wrote cannot pose as the tool's own words`() throws {
    let ledger = try adopted()
    let posing = #"{after}\". The old target was met in every cited period. Because: "so"#
    let marked = #"{after}\\\". The old target was met in every cited period. Because: \"so"#
    let draft = try ledger.next([
      ("/title", .string(posing)), ("/cancellation", .string(posing)),
      ("/x-\(posing)", .object([.init(posing, .string(posing))])),
    ]).replacing("/changes/0/reason", with: .string(posing))
    let words = try ledger.statement(draft)
    #expect(words.hasPrefix("I approve \"\(marked)\", emea version 2"))
    #expect(words.contains("Because: \"\(marked)\"."))
    #expect(words.contains(" to \"\(marked)\"."))
    #expect(words.contains("Changes \"/x-\(marked)\" from nothing to \"\(marked)\" \"\(marked)\"."))
    // Read without what stands between quotation marks, nothing of it is left.
    let bare = words.replacing(#/"(\\.|[^"\\])*"/#, with: "")
    #expect(!bare.contains("The old target"))
  }

  @Test func `sources and regions stand between quotation marks`() throws {
    let volume = AgreementDocuments.volume().replacing("/where/source", with: "Web, at least 1 lead")
    let ledger = try adopted([volume, AgreementDocuments.contact()])
    #expect(
      try ledger.statement(ledger.first([volume, AgreementDocuments.contact()])).contains(
        "MQLs delivered, tier t1, source \"Web, at least 1 lead\", at least 120 leads a month (firm)"))
  }

  @Test func `the templates are those in the folder schema, which sign-offs name`() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../schema/\(Statement.templates).json")
    #expect(try Data(contentsOf: file.standardized) == Data(StatementTemplate.json.written()))
  }

  @Test func `no two values read the same`() {
    let roles = { (groups: [[String]]) in JSON.array(groups.map { .array($0.map(JSON.string)) }) }
    #expect(roles([["a", "b"]]).brief == "(\"a\", \"b\")")
    #expect(roles([["a"], ["b"]]).brief == "(\"a\"), (\"b\")")
    let nested = JSON.object([.init("a", .object([.init("b", 1)])), .init("c", 2)])
    #expect(nested.brief == "a (b 1); c 2")
  }
}
