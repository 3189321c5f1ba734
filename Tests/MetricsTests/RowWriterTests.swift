import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

@Suite struct RowWriterTests {
  private static let extremes = [0, 1, -1, 127, 128, 1 << 41, -(1 << 41), Int.max, Int.min]

  private static func detail(_ random: inout SeededGenerator) -> EventDetail? {
    if Bool.random(using: &random) { return nil }
    var detail = EventDetail()
    if Bool.random(using: &random) { detail.owner = Int32.random(in: 1...Int32.max, using: &random) }
    if Bool.random(using: &random) { detail.deliveredAt = extremes.randomElement(using: &random) }
    detail.isDeliveredOnDay = Bool.random(using: &random)
    if Bool.random(using: &random) { detail.deal = KeyedDigest(of: [UInt8.random(in: 0...255)]) }
    if Bool.random(using: &random) { detail.amount = extremes.randomElement(using: &random) }
    return detail
  }

  private static func event(_ random: inout SeededGenerator) -> LeadEvent {
    let kind = Mapping.EventKind.allCases.randomElement(using: &random) ?? .mql
    let at = extremes.randomElement(using: &random) ?? 0
    let extent = Int.random(in: 0...1 << 31 - 1, using: &random)
    let saying = LeadEvent.Saying(
      channel: [0, 1, Int32.max].randomElement(using: &random) ?? 0,
      reason: [-1, 0, 300, Int16.max].randomElement(using: &random) ?? 0,
      isDocumented: Bool.random(using: &random), hasOutcome: Bool.random(using: &random))
    return LeadEvent(
      at: at, latest: at > 0 ? at : at + (Bool.random(using: &random) ? extent : 0), kind: kind,
      isDay: Bool.random(using: &random), saying)
  }

  private static func row(_ random: inout SeededGenerator) -> LeadRow {
    let flags = LeadRow.Flags(rawValue: UInt16(random.below(512)) & ~8)
    // Most activities are such rows, which are written in another way.
    if random.below(4) == 0 {
      return LeadRow(
        validFields: 0, score: nil, source: random.pick([0, 1, Int32.max]), region: 0, owner: 0, team: 0,
        tier: -1,
        flags: flags)
    }
    func name() -> Int32 { random.pick([0, 1, 200, Int32.max]) }
    return LeadRow(
      validFields: [0, 5, UInt64.max].randomElement(using: &random) ?? 0,
      score: Bool.random(using: &random) ? extremes.randomElement(using: &random) : nil,
      source: name(), region: name(), owner: name(), team: name(),
      tier: [-1, 0, 5, Int16.max].randomElement(using: &random) ?? 0,
      flags: flags)
  }

  private static func told(_ row: LeadRow) -> String {
    "\(row.validFields) \(String(describing: row.score)) \(row.source) \(row.region) "
      + "\(row.owner) \(row.team) \(row.tier) \(row.flags)"
  }

  /// A row as it is written, and what it is found by.
  private struct Written {
    let keys: [KeyedDigest]
    let row: LeadRow
    let events: [LeadEvent]
    let details: [EventDetail?]

    init(_ number: Int, _ random: inout SeededGenerator) {
      var keys = [number]
      for further in 0..<random.pick([0, 0, 1, 3]) { keys.append(number * 10 + 1000 + further) }
      self.keys = keys.map { KeyedDigest(of: Array("\($0)".utf8)[...]) }
      details = (0..<Int.random(in: 0...9, using: &random)).map { _ in RowWriterTests.detail(&random) }
      events = details.map { _ in RowWriterTests.event(&random) }
      row = RowWriterTests.row(&random)
    }

    func write(to rows: inout RowWriter, isEnded: Bool) {
      rows.begin(events: events.count)
      for (number, key) in keys.enumerated() { rows.append(key, number == 0 ? .id : .furtherID) }
      for (event, detail) in zip(events, details) { rows.append(event, detail) }
      if isEnded { rows.end(row) }
    }
  }

  @Test func `what is packed comes out as it was, whatever the numbers are`() {
    var random = SeededGenerator(#function)
    var rows = RowWriter(role: .activity)
    for _ in 0..<3 {
      rows.removeAll()
      var expected: [KeyedDigest: Written] = [:]
      for number in 0..<200 {
        let written = Written(number, &random)
        // A row that is begun and never ended leaves nothing.
        if Bool.random(using: &random) { Written(number, &random).write(to: &rows, isEnded: false) }
        written.write(to: &rows, isEnded: true)
        expected[written.keys[0]] = written
      }
      #expect(rows.roams)
      let page = rows.page
      // Details of other rows may stand before.
      var (events, details): ([LeadEvent], [EventDetail]) = ([], [])
      for part in 0..<PartedPage.parts {
        let bytes = Array(page.bytes[page.range(ofPart: part)])
        RowHead.forEach(in: bytes) { head in
          events = []
          let row = PackedRow.read(
            head, of: (bytes + [UInt8](repeating: 0, count: 8)).span, &events, &details)
          guard let one = expected.removeValue(forKey: head.key) else {
            Issue.record("a row that nobody wrote")
            return
          }
          #expect(PartedPage.part(of: head.key) == part && head.role == .activity && !head.isNobodys)
          #expect(head.furtherKeys == one.keys.count - 1)
          if one.keys.count > 1 { #expect(head.firstFurtherKey(of: bytes) == one.keys[1]) }
          #expect(Self.told(row) == Self.told(one.row))
          #expect(head.flags.isSuperset(of: one.row.flags))
          #expect(events.map { $0.detail < 0 ? nil : details[Int($0.detail)] } == one.details)
          #expect(zip(events, one.events).allSatisfy { Self.plain($0) == Self.plain($1) })
          #expect(events.count == one.events.count)
        }
      }
      #expect(expected.isEmpty)
    }
  }

  @Test func `rows that nobody can find stand in all parts alike`() {
    var rows = RowWriter(role: .activity)
    for _ in 0..<PartedPage.parts * 2 {
      rows.begin(events: 0)
      rows.end(
        LeadRow(
          validFields: 0, score: nil, source: 0, region: 0, owner: 0, team: 0, tier: -1, flags: []))
    }
    let page = rows.page
    for part in 0..<PartedPage.parts {
      var heads: [Bool] = []
      RowHead.forEach(in: Array(page.bytes[page.range(ofPart: part)])) { heads.append($0.isNobodys) }
      #expect(heads == [true, true])
    }
  }

  /// An event without the number of its detail.
  private static func plain(_ event: LeadEvent) -> LeadEvent {
    var event = event
    event.detail = -1
    return event
  }
}
