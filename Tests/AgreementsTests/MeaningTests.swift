import Agreements
import Testing
import Wire

/// Values that are well written and mean nothing.
struct MeaningTests {
  /// A change to a good document, and the place that is named.
  struct Nonsense: Sendable, CustomTestStringConvertible {
    let kind: DocumentKind
    let pointer: String
    let value: JSON
    /// Where the problem is named, if not at the pointer.
    var named: String?
    var testDescription: String { "\(kind) \(pointer) = \(String(decoding: value.written(), as: UTF8.self))" }
  }

  static let nonsense: [Nonsense] = [
    .init(kind: .agreement, pointer: "/effective", value: .string("2026-02-30")),
    .init(kind: .agreement, pointer: "/ends", value: .string("2026-13-01")),
    .init(kind: .agreement, pointer: "/review/first", value: .string("2026-00-10")),
    .init(kind: .agreement, pointer: "/proposed", value: .string("2026-02-30T09:00:00Z")),
    .init(kind: .agreement, pointer: "/proposed", value: .string("2026-02-10T24:00:00Z")),
    .init(kind: .agreement, pointer: "/proposed", value: .string("2026-02-10T09:00:00.000Z")),
    .init(kind: .agreement, pointer: "/commitments/1/where/tier", value: .string("t3")),
    .init(kind: .agreement, pointer: "/commitments/0/from", value: .string("2026-Q2")),
    .init(kind: .agreement, pointer: "/commitments/0/until", value: .string("2026-13")),
    .init(kind: .agreement, pointer: "/commitments/0/target/unit", value: .string("percent")),
    .init(kind: .agreement, pointer: "/commitments/1/target/value", value: .integer(101)),
    .init(kind: .agreement, pointer: "/commitments/1/parameters/within", value: .string("PT60M")),
    .init(
      kind: .agreement, pointer: "/commitments/1/parameters/clock", value: .string("none"),
      named: "/commitments/1/parameters/clock"),
    .init(
      kind: .agreement, pointer: "/commitments/1/parameters/attempts", value: .integer(3),
      named: "/commitments/1/parameters"),
    .init(
      kind: .agreement, pointer: "/commitments/1/metric", value: .string("mql.delivered"),
      named: "/commitments/1/parameters"),
    .init(
      kind: .agreement, pointer: "/measurement/tiers/bands/1/atLeast", value: .integer(80),
      named: "/measurement/tiers/bands/1"),
    .init(kind: .agreement, pointer: "/measurement/calendar/week/monday/0/from", value: .string("09:60")),
    .init(kind: .agreement, pointer: "/measurement/calendar/week/monday/0/to", value: .string("24:01")),
    .init(kind: .agreement, pointer: "/measurement/calendar/holidays/0/date", value: .string("2025-02-29")),
    .init(kind: .agreement, pointer: "/measurement/calendar/halfDays/0/date", value: .string("2026-12-32")),
    .init(kind: .agreement, pointer: "/changes/0/pointer", value: .string("/a~2")),
    .init(kind: .snapshot, pointer: "/period", value: .string("2026-W54")),
    .init(kind: .snapshot, pointer: "/period", value: .string("0000")),
    .init(kind: .snapshot, pointer: "/rows/read", value: .integer(22), named: "/rows"),
    .init(kind: .snapshot, pointer: "/rows/rejectedBy/0/count", value: .integer(2), named: "/rows"),
    .init(kind: .snapshot, pointer: "/metrics/1/figures/numerator", value: .integer(7)),
    .init(kind: .snapshot, pointer: "/metrics/2/figures/n", value: .integer(7)),
    .init(kind: .snapshot, pointer: "/metrics/1/basis", value: .string(Fixtures.digest), named: "/metrics/1"),
    .init(kind: .snapshot, pointer: "/measuredUnder/slug", value: .string("draft"), named: "/measuredUnder"),
    .init(kind: .snapshot, pointer: "/sources/0/keptUntil", value: .string("2033-04-31")),
    .init(kind: .exception, pointer: "/proposed", value: .string("2026-02-30T09:00:00Z")),
    .init(kind: .exception, pointer: "/periods/1", value: .string("2026-W54")),
    .init(kind: .exception, pointer: "/periods/1", value: .string("2026-W10")),
    .init(kind: .exception, pointer: "/commitments/0/target/value", value: .integer(101)),
    .init(kind: .signoff, pointer: "/signedAt", value: .string("2026-02-11T10:00:60Z")),
    .init(kind: .reviewOpening, pointer: "/opened", value: .string("2026-04-31T08:00:00Z")),
    .init(kind: .contribution, pointer: "/at", value: .string("2026-04-07T25:00:00Z")),
    .init(kind: .reviewClosing, pointer: "/next", value: .string("2026-06-31")),
  ]

  @Test(arguments: nonsense) func `what means nothing is refused at its place`(case nonsense: Nonsense) throws
  {
    let json = try Fixtures.json(nonsense.kind).setting(nonsense.pointer, to: nonsense.value)
    let problem = #expect(throws: StructureProblem.self) { try read(json, as: nonsense.kind) }
    #expect(problem?.pointer.description == nonsense.named ?? nonsense.pointer)
    #expect(problem?.message.isEmpty == false)
  }

  @Test func `tiers by amount need a currency`() throws {
    let json = try Fixtures.json(.agreement).setting("/measurement/tiers/currency", to: nil)
    #expect(throws: StructureProblem.self) { try Agreement(json) }
    _ = try Agreement(json.setting("/measurement/tiers/by", to: .string("score")))
  }

  @Test func `an exception names an incident or a snapshot`() throws {
    let json = try Fixtures.json(.exception)
    for (kept, dropped) in [("/incident", "/evidence"), ("/evidence", "/incident")] {
      let one = try json.setting(dropped, to: nil)
      _ = try Exception(one)
      #expect(throws: StructureProblem.self) { try Exception(try one.setting(kept, to: nil)) }
    }
    #expect(throws: StructureProblem.self) {
      try Exception(try json.setting("/incident", to: nil).setting("/evidence", to: .array([])))
    }
  }

  @Test func `a snapshot that follows neither a version nor a draft is refused`() throws {
    let json = try Fixtures.json(.snapshot).setting("/measuredUnder/version", to: nil)
    #expect(throws: StructureProblem.self) { try Snapshot(json) }
    _ = try Snapshot(json.setting("/measuredUnder/slug", to: .string("faster")))
  }

  @Test(arguments: DocumentKind.allCases)
  func `an item that stands twice under one id is refused, in every list that has ids`(kind: DocumentKind)
    throws
  {
    let json = try Fixtures.json(kind)
    for (place, key) in kind.shape.keyedLists(in: json) where key != nil {
      let items = try #require(json.value(at: JSONPointer(place))?.items)
      let first = try #require(items.first, "the fixture has nothing in \(place)")
      let doubled = try #require(json.changed(place[...]) { _ in .array(items + [first]) })
      #expect(throws: StructureProblem.self, "\(place)") { try read(doubled, as: kind) }
    }
  }

  @Test(arguments: [DocumentKind.snapshot, .signoff])
  func `a document that is read and written again has the same bytes`(kind: DocumentKind) throws {
    let document = try Fixtures.document(kind)
    let again = kind == .snapshot ? try Snapshot(document.json).json : try SignOff(document.json).json
    #expect(again.written() == document.bytes)
  }
}

extension Shape {
  /// The places of all lists in `value` with the member that tells their items apart.
  fileprivate func keyedLists(in value: JSON, at place: [String] = []) -> [(place: [String], key: String?)] {
    switch (self, value) {
    case (.list(let item, _, let key), .array(let items)):
      [(place, key)]
        + items.enumerated().flatMap { item.keyedLists(in: $0.element, at: place + [String($0.offset)]) }
    case (.record(let record), .object): record.keyedLists(in: value, at: place)
    case (.variants(let records), .object):
      Shape.variant(of: value, records)?.keyedLists(in: value, at: place) ?? []
    case (.nullable(let shape), _): shape.keyedLists(in: value, at: place)
    default: []
    }
  }
}

extension Shape.Record {
  fileprivate func keyedLists(in value: JSON, at place: [String]) -> [(place: [String], key: String?)] {
    properties.flatMap { property in
      value[property.name].map { property.shape.keyedLists(in: $0, at: place + [property.name]) } ?? []
    }
  }
}
