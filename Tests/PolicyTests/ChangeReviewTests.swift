import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// Classes of change, who has to approve them, and what they have to show.
struct ChangeReviewTests {
  private static let classes: [(String, JSON?, ChangeClass, Charter.ApprovalKind)] = [
    ("/commitments/contact-t1/target/value", 90, .tightened, .agreement),
    ("/commitments/contact-t1/target/value", 80, .weakened, .agreement),
    ("/commitments/contact-t1/standing", "provisional", .weakened, .agreement),
    ("/commitments/contact-t1/parameters/within", "PT2H", .tightened, .agreement),
    ("/commitments/contact-t1/parameters/within", "PT8H", .weakened, .agreement),
    ("/commitments/contact-t1/parameters/clock", "wall", .redefined, .agreement),
    ("/commitments/contact-t1/where", nil, .redefined, .agreement),
    ("/commitments/contact-t1/party", "marketing", .redefined, .agreement),
    ("/commitments/contact-t1/period", "quarter", .redefined, .agreement),
    ("/commitments/contact-t1/title", "First contact", .editorial, .maintenance),
    ("/commitments/contact-t1/x-note", "ours", .redefined, .agreement),
    ("/commitments/contact-t1", nil, .removed, .agreement),
    ("/commitments/contact-t2", AgreementDocuments.contact(id: "contact-t2"), .added, .agreement),
    ("/measurement/coolOffDays", 30, .redefined, .agreement),
    ("/measurement/tiers/bands/t1/title", "Hottest", .editorial, .maintenance),
    ("/ends", "2027-01-01", .redefined, .agreement),
    ("/contacts/rev/email", "x@example.com", .maintenance, .maintenance),
    ("/communication/meetings/weekly/place", "Room 2", .maintenance, .maintenance),
    ("/title", "Another", .editorial, .maintenance), ("/summary", "Another.", .editorial, .maintenance),
    ("/review/first", "2026-07-01", .redefined, .agreement),
    ("/review/cadence", "month", .redefined, .agreement),
    ("/handoff/how", "By mail.", .redefined, .agreement), ("/x-note", "ours", .redefined, .agreement),
  ]

  @Test(arguments: classes)
  func `the class of a change decides who approves it`(
    pointer: String, value: JSON?, change: ChangeClass, kind: Charter.ApprovalKind
  ) throws {
    let ledger = try adopted()
    let review = try ledger.review(try ledger.next([(pointer, value)]))
    #expect(review.items.map(\.difference.change) == [change])
    #expect(review.approvalKind == kind)
  }

  @Test func `one heavy change among light ones takes both sides`() throws {
    let ledger = try adopted()
    let light: [(pointer: String, value: JSON?)] = [("/title", "Another"), ("/summary", "Another.")]
    #expect(try ledger.review(ledger.next(light)).approvalKind == .maintenance)
    #expect(try ledger.review(ledger.next(light + [("/handoff/how", "By mail.")])).approvalKind == .agreement)
    #expect(try ledger.review(ledger.first()).approvalKind == .agreement)
  }

  @Test func `what both sides agreed for later is not brought forward by one`() throws {
    let ledger = try adopted()
    for (effective, kind) in [
      ("2026-03-01", Charter.ApprovalKind.maintenance), ("2026-06-01", .maintenance),
      ("2026-02-28", .agreement),
    ] {
      let draft = try ledger.next([("/title", "Another"), ("/effective", .string(effective))])
      #expect(try ledger.review(draft).approvalKind == kind)
    }
  }

  @Test func `a firm volume is held to the cap`() throws {
    let ledger = try adopted()
    #expect(
      try ledger.rules(ledger.first([AgreementDocuments.volume(127), AgreementDocuments.contact()])) == [])
    #expect(
      try ledger.rules(ledger.first([AgreementDocuments.volume(128), AgreementDocuments.contact()]))
        == ["target.above-cap"])
    let trial = AgreementDocuments.volume(500).replacing("/standing", with: "provisional")
    let sales = AgreementDocuments.contact().replacing("/standing", with: "provisional")
    #expect(try ledger.rules(ledger.first([trial, sales])) == [])
  }

  @Test func `another firm target was reached at least once`() throws {
    let ledger = try adopted()
    #expect(try ledger.rules(ledger.next([("/commitments/contact-t1/target/value", 90)])) == [])
    #expect(
      try ledger.rules(ledger.next([("/commitments/contact-t1/target/value", 91)])) == [
        "target.never-reached"
      ])
  }

  @Test func `a weakening shows its evidence`() throws {
    let ledger = try adopted()
    let edits: [(pointer: String, value: JSON?)] = [("/commitments/contact-t1/target/value", 80)]
    #expect(try ledger.rules(ledger.next(edits)) == [])
    #expect(try ledger.rules(ledger.next(edits) { _ in [] }) == ["evidence.missing"])
  }

  @Test func `a provisional commitment made firm shows that it was kept`() throws {
    let trial = AgreementDocuments.contact(91).replacing("/standing", with: "provisional")
    let volume = AgreementDocuments.volume().replacing("/standing", with: "provisional")
    let ledger = try adopted([volume, trial])
    let firm: [(pointer: String, value: JSON?)] = [
      ("/commitments/contact-t1/standing", "firm"), ("/commitments/volume-t1/standing", "firm"),
    ]
    #expect(try ledger.rules(ledger.next(firm)) == ["target.never-reached"])
    #expect(try ledger.rules(ledger.next(firm + [("/commitments/contact-t1/target/value", 90)])) == [])
    #expect(try ledger.rules(ledger.next(firm) { _ in [] }) == ["evidence.missing"])
  }

  @Test func `firm commitments of one side only are refused`() throws {
    let ledger = try adopted()
    let provisional = AgreementDocuments.contact().replacing("/standing", with: "provisional")
    #expect(
      try ledger.rules(ledger.first([AgreementDocuments.volume(), provisional])) == ["agreement.one-sided"])
  }

  @Test func `a removal shows a number, and ending the agreement a reason`() throws {
    let ledger = try adopted()
    let contact = ledger.evidence("contact-t1", ["2026-01"])
    let removal: [(pointer: String, value: JSON?)] = [("/commitments", [])]
    #expect(try ledger.rules(ledger.next(removal) { _ in contact }) == [])
    #expect(try ledger.rules(ledger.next(removal) { _ in [] }) == ["evidence.missing"])
    let absent = [Change.Evidence(snapshot: contact[0].snapshot, digest: contact[0].digest, entry: "nothing")]
    #expect(try ledger.rules(ledger.next(removal) { _ in absent }) == ["evidence.record"])
    #expect(try ledger.rules(ledger.next([("/ends", "2027-01-01")])) == [])
    #expect(try ledger.rules(ledger.next([("/cancellation", "At any time.")])) == [])
  }

  @Test func `future holidays and further reasons take a reason only`() throws {
    let ledger = try adopted()
    func holiday(_ day: String) -> [(pointer: String, value: JSON?)] {
      [
        (
          "/measurement/calendar/holidays",
          [.object([.init("date", .string(day)), .init("title", "Day off")])]
        )
      ]
    }
    #expect(try ledger.rules(ledger.next(holiday("2026-12-25"))) == [])
    #expect(
      try ledger.rules(ledger.next(holiday("2026-01-02"))) == ["changes.unsupported", "evidence.missing"])
    let reason = JSON.object([
      .init("id", "no-need"), .init("title", "No need"), .init("values", ["No need"]),
    ])
    #expect(try ledger.rules(ledger.next([("/measurement/rejectionReasons/no-need", reason)])) == [])
    #expect(
      try ledger.rules(ledger.next([("/measurement/rejectionReasons", [])]))
        == ["changes.unsupported", "evidence.missing"])
  }

  @Test func `a title among the meanings is a title`() throws {
    let ledger = try adopted()
    #expect(try ledger.rules(ledger.next([("/measurement/tiers/bands/t1/title", "Hottest")])) == [])
  }

  @Test func `differences and their list have to match`() throws {
    let ledger = try adopted()
    let draft = try ledger.next([("/commitments/contact-t1/target/value", 90)])
    #expect(try ledger.rules(draft.replacing("/changes", with: [])) == ["changes.unlisted"])
    let other = JSON.object([.init("pointer", "/title"), .init("reason", "None.")])
    #expect(try ledger.rules(draft.appending(other, to: "/changes")) == ["changes.superfluous"])
  }

  @Test func `a reason that a nearer one would hide is refused`() throws {
    let ledger = try adopted()
    let draft = try ledger.next([("/commitments/contact-t1/target/value", 90)])
    let wider = JSON.object([.init("pointer", "/commitments"), .init("reason", "Something else.")])
    #expect(try ledger.rules(draft.appending(wider, to: "/changes")) == ["changes.superfluous"])
    let first = JSON.array([wider] + (draft["changes"]?.items ?? []))
    #expect(try ledger.rules(draft.replacing("/changes", with: first)) == ["changes.superfluous"])
  }

  @Test func `what becomes firm or stricter is held to the numbers, whatever else is softened for it`() throws
  {
    let trial = AgreementDocuments.volume(1000).replacing("/standing", with: "provisional")
    let dreams = try adopted([
      trial, AgreementDocuments.contact(), AgreementDocuments.volume(id: "volume-t2", tier: "t2"),
    ])
    let firm: [(pointer: String, value: JSON?)] = [("/commitments/volume-t1/standing", "firm")]
    #expect(try dreams.rules(dreams.next(firm)) == ["target.above-cap"])
    #expect(
      try dreams.rules(dreams.next(firm + [("/commitments/volume-t1/target/value", 999)])) == [
        "target.above-cap"
      ])
    #expect(
      try dreams.rules(dreams.next([("/commitments/volume-t1/target/value", 999)])) == [])

    let ledger = try adopted()
    let stricter: [(pointer: String, value: JSON?)] = [("/commitments/contact-t1/target/value", 100)]
    #expect(try ledger.rules(ledger.next(stricter)) == ["target.never-reached"])
    let hidden = stricter + [("/commitments/contact-t1/parameters/within", "PT241M")]
    #expect(try ledger.rules(ledger.next(hidden)).contains("target.never-reached"))
  }

  @Test func `what the schema does not know is never a trifle, however deep it comes in`() throws {
    let plain = AgreementDocuments.contact().replacing("/where", with: nil)
    let ledger = try adopted([AgreementDocuments.volume(), plain])
    let filter = JSON.object([.init("x-except", "Leads of events")])
    let review = try ledger.review(ledger.next([("/commitments/contact-t1/where", filter)]))
    #expect(review.items.map(\.difference.change) == [.redefined] && review.approvalKind == .agreement)
  }

  @Test func `header and list of changes take nothing that nobody would read`() throws {
    let ledger = try adopted()
    let draft = try ledger.next([("/title", "Another")])
    let note = JSON.string("Sales need not follow up in August.")
    for place in ["/supersedes/x-note", "/changes/0/x-note"] {
      let json = DocumentKind.agreement.shape.arranged(draft.replacing(place, with: note))
      #expect(DocumentKind.agreement.shape.problems(in: json).map(\.pointer.description) == [place])
    }
  }
}
