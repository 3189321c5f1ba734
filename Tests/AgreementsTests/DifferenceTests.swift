import Agreements
import TestMaterial
import Testing
import Wire

struct DifferenceTests {
  /// Each difference as `/pointer class`, after a change of the fixture.
  private func differences(_ changes: (String, JSON?)...) throws -> [String] {
    let old = try Fixtures.json(.agreement)
    var new = old
    for (pointer, value) in changes { new = try new.setting(pointer, to: value) }
    return try Difference.all(from: Agreement(old), to: Agreement(new)).map {
      "\($0.pointer) \($0.change.rawValue)"
    }
  }

  @Test func `nothing changed is no difference, and the header is not listed`() throws {
    #expect(try differences() == [])
    #expect(
      try differences(
        ("/version", .integer(3)), ("/round", .integer(9)), ("/slug", .string("other")),
        ("/proposed", .string("2026-03-01T00:00:00Z")), ("/changes", .array([]))) == [])
  }

  @Test func `each place has the class of its schema`() throws {
    #expect(try differences(("/title", .string("Europe"))) == ["/title editorial"])
    #expect(
      try differences(("/contacts/0/email", .string("k@example.com"))) == ["/contacts/kim/email maintenance"])
    #expect(
      try differences(("/communication/meetings/0/place", .string("Room 2")))
        == ["/communication/meetings/weekly/place maintenance"])
    #expect(
      try differences(("/measurement/coolOffDays", .integer(1))) == ["/measurement/coolOffDays redefined"])
    #expect(try differences(("/ends", nil)) == ["/ends redefined"])
    #expect(try differences(("/x-note", .string("hello"))) == ["/x-note redefined"])
    #expect(
      try differences(
        (
          "/measurement/meanings/mql",
          .object([.init("is", .string("valued")), .init("values", .array([.string("MQL")]))])
        ))
        == ["/measurement/meanings/mql redefined"])
  }

  @Test func `items are told apart by id, and their order is a difference of the list`() throws {
    let bands = "/measurement/tiers/bands"
    #expect(try differences((bands + "/0/atLeast", .integer(90))) == [bands + "/t1/atLeast redefined"])
    #expect(
      try differences(("/contacts/0/id", .string("lee"))) == [
        "/contacts/kim maintenance", "/contacts/lee maintenance",
      ])
    let commitments = try #require(try Fixtures.json(.agreement)["commitments"]?.items)
    #expect(try differences(("/commitments", .array(commitments.reversed()))) == ["/commitments redefined"])
  }

  @Test func `a commitment is one difference, with what it does to the promise`() throws {
    let target = "/commitments/1/target/value"
    #expect(try differences((target, .integer(95))) == ["/commitments/first-contact-t1 tightened"])
    #expect(try differences((target, .integer(85))) == ["/commitments/first-contact-t1 weakened"])
    #expect(
      try differences(("/commitments/1/title", .string("Contact"))) == [
        "/commitments/first-contact-t1 editorial"
      ])
    #expect(
      try differences(("/commitments/1/id", .string("contact-t1")))
        == ["/commitments/first-contact-t1 removed", "/commitments/contact-t1 added"])
  }

  @Test func `the first version lists its commitments`() throws {
    let all = Difference.all(from: nil, to: try Fixtures.agreement())
    #expect(
      all.map { "\($0.pointer) \($0.change.rawValue)" } == [
        "/commitments/volume-t1 added", "/commitments/first-contact-t1 added", "/commitments/depth added",
        "/commitments/median added",
      ])
  }

  @Test func `é written with other bytes is a difference wherever it stands`() throws {
    let other = JSON.string("Cafe\u{301}")
    #expect(
      try differences(("/measurement/sourceSpellings/0/values/0", .string("cafe\u{301}")))
        == ["/measurement/sourceSpellings/Café/values redefined"])
    let renamed = try differences(("/measurement/sourceSpellings/0/source", other))
    let places = ["Café", "Cafe\u{301}"].map { Array("/measurement/sourceSpellings/\($0) redefined".utf8) }
    #expect(renamed.map { Array($0.utf8) } == places)
    #expect(try differences(("/commitments/0/where/source", other)) == ["/commitments/volume-t1 redefined"])
    #expect(try differences(("/summary", .string("é"))) == ["/summary editorial"])
  }

  @Test func `keys under x- are told apart by bytes, and are no way around a commitment's class`() throws {
    #expect(try differences(("/x-é", .null), ("/x-e\u{301}", .null)).count == 2)
    let old = try Fixtures.json(.agreement).setting("/x-é", to: .null)
    let new = try old.setting("/x-e\u{301}", to: .null)
    #expect(try Difference.all(from: Agreement(old), to: Agreement(new)).count == 1)
    let note = "/commitments/1/x-note"
    #expect(try differences((note, .string("changed"))) == ["/commitments/first-contact-t1 redefined"])
    #expect(
      try differences((note, nil), ("/commitments/1/target/value", .integer(95)))
        == ["/commitments/first-contact-t1 redefined"])
    #expect(
      try differences((note, nil), ("/commitments/1/target/value", .integer(85)))
        == ["/commitments/first-contact-t1 weakened"])
  }

  @Test(arguments: [DocumentKind.agreement, .charter])
  func `two documents with any difference but the header's have a difference listed`(kind: DocumentKind)
    throws
  {
    var random = SeededGenerator()
    let header = ["$schema", "version", "supersedes", "slug", "round", "proposed", "changes"]
    func body(_ json: JSON) -> JSON { .object((json.members ?? []).filter { !header.contains($0.key) }) }
    let old = try Fixtures.json(kind)
    for _ in 0..<400 {
      let new = kind.shape.arranged(old.mutated(using: &random))
      guard kind.shape.problems(in: new).isEmpty else { continue }
      #expect(Difference.all(from: old, to: new, kind: kind).isEmpty == (body(old) == body(new)))
    }
  }
}

/// What becoming another does to a promise.
struct CommitmentChangeTests {
  private func change(_ index: Int, _ changes: (String, JSON?)...) throws -> ChangeClass {
    let old = try Fixtures.json(.agreement)
    var new = old
    for (pointer, value) in changes { new = try new.setting("/commitments/\(index)\(pointer)", to: value) }
    return try Agreement(old).commitments[index].change(to: Agreement(new).commitments[index])
  }

  @Test func `a higher floor, a lower ceiling, more attempts and less time are tightened`() throws {
    #expect(try change(0, ("/target/value", .integer(121))) == .tightened)
    #expect(try change(1, ("/parameters/within", .string("PT2H"))) == .tightened)
    for (name, value) in [("attempts", 7), ("channels", 3), ("spanDays", 11), ("businessDays", 14)] {
      #expect(try change(2, ("/parameters/\(name)", .integer(value))) == .tightened, "\(name)")
    }
    #expect(try change(2, ("/standing", .string("firm"))) == .tightened)
  }

  @Test func `any softening is weakened, whatever else is stricter`() throws {
    #expect(try change(0, ("/target/value", .integer(119))) == .weakened)
    #expect(try change(0, ("/standing", .string("provisional"))) == .weakened)
    #expect(
      try change(1, ("/parameters/within", .string("PT5H")), ("/target/value", .integer(99))) == .weakened)
    #expect(
      try change(2, ("/parameters/attempts", .integer(5)), ("/parameters/channels", .integer(4))) == .weakened
    )
  }

  @Test func `another meaning is redefined`() throws {
    for (pointer, value) in [
      ("/party", JSON.string("marketing")), ("/where", nil), ("/where/tier", .string("t2")),
      ("/period", .string("quarter")),
      ("/target/comparison", .string("atMost")), ("/parameters/clock", .string("wall")),
      ("/parameters/start", .string("handoff")), ("/parameters/within", .string("P1D")),
      ("/from", .string("2026-05")),
    ] as [(String, JSON?)] {
      #expect(try change(1, (pointer, value)) == .redefined, "\(pointer)")
    }
    #expect(try change(0, ("/where/source", .string("Cafe\u{301}"))) == .redefined)
  }

  @Test func `a title is editorial`() throws {
    #expect(try change(0, ("/title", .string("Other"))) == .editorial)
    #expect(try change(0) == .editorial)
  }

  @Test func `a ceiling that falls is tightened, one that rises weakened`() throws {
    var json = try Fixtures.json(.agreement)
    for (pointer, value) in [("/metric", "rejection.rate"), ("/target/comparison", "atMost")] {
      json = try json.setting("/commitments/2\(pointer)", to: .string(value))
    }
    json = try json.setting("/commitments/2/parameters", to: nil)
    let old = try Agreement(json).commitments[2]
    for (value, change) in [(79, ChangeClass.tightened), (81, .weakened)] {
      let new = try Agreement(json.setting("/commitments/2/target/value", to: .integer(value))).commitments[2]
      #expect(old.change(to: new) == change)
    }
  }

  @Test func `filters overlap where some lead passes both`() {
    let t1 = LeadFilter(tier: "t1")
    #expect(t1.overlaps(LeadFilter()) && t1.overlaps(LeadFilter(source: "Web")) && t1.overlaps(t1))
    #expect(!t1.overlaps(LeadFilter(tier: "t2", source: "Web")))
  }
}
