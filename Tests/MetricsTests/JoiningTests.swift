import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Which rows come together, wherever they were read and wait.
struct JoiningTests {
  /// Leads and activities with few ids, further ids and addresses among them, so that many meet.
  private struct Log {
    private(set) var leads: [[String]] = []
    private(set) var activities: [[String]] = []

    init(_ random: inout SeededGenerator) {
      let (ids, addresses) = (random.pick([4, 30, 200]), random.pick([3, 60]))
      func id() -> String { "i\(random.below(ids))" }
      func aliases(_ counts: [Int]) -> String {
        (0..<random.pick(counts)).map { _ in random.pick([id(), "f\(random.below(ids * 2))"]) }
          .joined(separator: ";")
      }
      func address() -> String { random.below(3) == 0 ? "" : "p\(random.below(addresses))@example.com" }
      let (haveAliases, haveAddresses, doRoam) = (
        Bool.random(using: &random), Bool.random(using: &random), Bool.random(using: &random)
      )
      for _ in 0..<random.below(60) + 1 {
        leads.append([id(), haveAliases ? aliases([0, 0, 1, 3]) : "", haveAddresses ? address() : ""])
      }
      for _ in 0..<random.below(120) {
        activities.append(
          doRoam
            ? [random.pick(["", id(), "x\(random.below(9))"]), aliases([0, 1, 2, 5]), address()]
            : [id(), "", ""])
      }
    }

    init(leads: [[String]], activities: [[String]]) {
      self.leads = leads
      self.activities = activities
    }

    static func text(_ rows: [[String]]) -> String {
      "id,more,email,at\n" + rows.map { $0.joined(separator: ",") + ",2026-01-05T09:00Z\n" }.joined()
    }
  }

  /// What a row can be found by, in the order in which it decides.
  private static func keys(_ row: [String]) -> [String] {
    ([row[0]] + row[1].split(separator: ";").map(String.init) + [row[2]]).filter { !$0.isEmpty }
  }

  /// What becomes of a log's rows, found out by comparing each with each.
  private static func account(_ log: Log) -> [String: Int] {
    let leads = log.leads.map { Set(keys($0)) }
    var groups = Array(leads.indices)
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for (first, second) in leads.indices.flatMap({ first in leads.indices.map { (first, $0) } })
      where groups[first] < groups[second] && !leads[first].isDisjoint(with: leads[second]) {
        groups[second] = groups[first]
        hasChanged = true
      }
    }
    let found = log.activities.map { row in
      keys(row).lazy.compactMap { key in leads.firstIndex { $0.contains(key) } }.first.map { groups[$0] }
    }
    let count = Set(groups).count
    return [
      "leads": count, "duplicates": leads.count - count, "events": found.count { $0 != nil },
      "unmatched": found.count { $0 == nil }, "contacted": Set(found.compactMap(\.self)).count,
    ]
  }

  private func measured(_ log: Log, room: Int, threads: Int) throws -> [String: Int] {
    let lead = #"{"id": "id", "email": "email", "aliases": [{"column": "more", "separator": ";"}]}"#
    var measurer = try ExportMeasurer(
      measurement: measurement(["tiers": ""]),
      measures: [Measure(metric: .firstContact, parameters: parameters(within: "PT4H"))],
      period: #require(Period("2026-01")), asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear,
      toleratedPerMille: 0)
    measurer.room = room
    let result = try measurer.measure(
      [
        ExportSource(
          bytes: Array(Log.text(log.leads).utf8), mapping: mapping(lead: lead, events: [event("mql", "at")]),
          blockSize: 200),
        ExportSource(
          bytes: Array(Log.text(log.activities).utf8),
          mapping: mapping(lead: lead, events: [event("attempt", "at")], #""rows": "activities""#),
          blockSize: 200),
      ], threads: threads)
    guard
      case .clock(let clock)? = result.entries.first(where: { $0.measure.metric == .firstContact })?.figures
    else { throw Export.NoFigures(id: "clock") }
    #expect(result.rows.isWhole && clock.n == result.rows.inPeriod)
    return [
      "leads": result.rows.inPeriod, "duplicates": result.rows.duplicates, "events": result.rows.events,
      "unmatched": result.rows.unmatched, "contacted": clock.met,
    ]
  }

  @Test
  func `rows come together as when each is compared with each, whether they wait in memory or in a file`()
    throws
  {
    var random = SeededGenerator()
    var sums: [String: Int] = [:]
    for number in 0..<120 {
      let log = Log(&random)
      let expected = Self.account(log)
      sums.merge(expected, uniquingKeysWith: +)
      let (room, threads) = (random.pick([0, 3000, 1 << 20]), random.pick([1, 2, 5]))
      #expect(try measured(log, room: room, threads: threads) == expected, "log \(number), room \(room)")
    }
    // None of it may be missing from all logs.
    #expect(sums.count == 5 && sums.allSatisfy { $0.value > 100 }, "\(sums)")
  }

  @Test func `an activity is looked for by sixteen further ids, and by its address all the same`() throws {
    func row(_ known: Int, _ address: String) -> [String] {
      ["x", (1...200).map { $0 == known ? "i1" : "u\($0)" }.joined(separator: ";"), address]
    }
    let log = Log(
      leads: [["i1", "", "p1@example.com"]],
      activities: [row(16, ""), row(17, ""), row(0, "p1@example.com")])
    let account = try measured(log, room: 0, threads: 2)
    #expect(account["events"] == 2 && account["unmatched"] == 1)
  }

  @Test func `a part comes out as it went in, whatever of it waits in a file`() throws {
    var random = SeededGenerator()
    for room in [0, 500, 5000, 1 << 20] {
      let parted = PartedBytes(room: room)
      var expected = [[UInt64]](repeating: [], count: PartedPage.parts)
      for _ in 0..<40 {
        var (bytes, ends, parts): ([UInt8], [UInt32], [UInt8]) = ([], [], [])
        for _ in 0..<random.below(30) {
          let (word, part) = (
            UInt64.random(in: .min ... .max, using: &random), random.below(PartedPage.parts)
          )
          let count = random.below(3) + 1
          for _ in 0..<count {
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
          }
          ends.append(UInt32(bytes.count))
          parts.append(UInt8(part))
          expected[part] += Array(repeating: word, count: count)
        }
        try parted.add(PartedPage(bytes.span, ends: ends, parts: parts))
      }
      for _ in 0..<2 {
        for part in 0..<PartedPage.parts {
          var bytes: [UInt8] = [7]
          try parted.read(part: part, into: &bytes)
          let words = stride(from: 1, to: bytes.count, by: 8).map { bytes.span.eightBytes(at: $0) }
          #expect(words.sorted() == expected[part].sorted() && bytes[0] == 7)
        }
      }
    }
  }
}
