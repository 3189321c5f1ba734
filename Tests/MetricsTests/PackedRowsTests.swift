import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

@Suite struct PackedRowsTests {
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

  @Test func `what is packed comes out as it was, whatever the numbers are`() {
    var random = SeededGenerator(#function)
    var rows = PackedRowWriter()
    for _ in 0..<3 {
      rows.removeAll()
      var expected: [(row: LeadRow, events: [LeadEvent], details: [EventDetail?])] = []
      for _ in 0..<200 {
        let details = (0..<Int.random(in: 0...9, using: &random)).map { _ in Self.detail(&random) }
        let events = details.map { _ in Self.event(&random) }
        let row = Self.row(&random)
        // A row that is begun and never ended leaves nothing.
        for isEnded in [false, true] where isEnded || Bool.random(using: &random) {
          rows.begin(events: events.count)
          for (event, detail) in zip(events, details) { rows.append(event, detail) }
          if isEnded { rows.end(row) }
        }
        expected.append((row, events, details))
      }
      let packed = rows.rows
      #expect(packed.count == expected.count)
      // Details of other rows may stand before.
      var (events, details): ([LeadEvent], [EventDetail]) = ([], [])
      for (index, one) in expected.enumerated() {
        events = []
        let row = packed.read(index, &events, &details)
        #expect(Self.told(row) == Self.told(one.row))
        #expect(packed.flags[index].isSuperset(of: one.row.flags))
        #expect(events.map { $0.detail < 0 ? nil : details[Int($0.detail)] } == one.details)
        #expect(zip(events, one.events).allSatisfy { Self.plain($0) == Self.plain($1) })
        #expect(events.count == one.events.count)
      }
    }
  }

  /// An event without the number of its detail.
  private static func plain(_ event: LeadEvent) -> LeadEvent {
    var event = event
    event.detail = -1
    return event
  }
}
