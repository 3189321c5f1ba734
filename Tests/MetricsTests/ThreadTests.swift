import Agreements
import Testing
import Wire

@testable import Metrics

/// Exports read on several threads.
struct ThreadTests {
  private static let header = "id,email,aliases,score,source,owner,mql,call,kind,lost,why,deal,deal_at,sum"

  /// Rows with all that a table numbers: names, further ids, channels, deals; quoted line breaks, and rows that are
  /// rejected for one reason or another.
  private static let text: String = {
    var rows = [header]
    for number in 0..<120 {
      let day = "2026-01-\(10 + number % 20)"
      let clock = number % 11 == 0 ? "x" : "T09:\(10 + number % 50):00Z"
      let note = number % 7 == 0 ? "\"Web,\r\n\"\"now\"\"\"" : "source \(number % 13)"
      rows.append(
        "L\(number % 100),p\(number)@a.co,A\(number % 50);B\(number),\(number % 101),\(note),rep \(number % 9),"
          + "\(day)\(clock),\(day)T10:00:00Z,\(number % 3 == 0 ? "call" : "mail"),\(day)T11:00:00Z,budget,"
          + "D\(number % 30),\(day)T12:00:00Z,\(number)\(number % 17 == 0 ? ",more" : "")")
    }
    return rows.joined(separator: "\r\n")
  }()

  private func read(
    blockSize: Int, threads: Int, room: Int = ReadExports.usualRoom
  ) throws -> (exports: ReadExports, rows: Snapshot.RowAccount) {
    let mapping = try mapping(
      lead: #"""
        {"id": "id", "email": "email", "score": "score", "source": "source", "owner": "owner",
         "aliases": [{"column": "aliases", "separator": ";"}]}
        """#,
      events: [
        event("mql", "mql"), event("assigned", "mql"), event("attempt", "call", #""channelColumn": "kind""#),
        event("rejected", "lost", #""reason": "why""#),
        event("opportunity", "deal_at", #""deal": "deal", "amount": "sum""#),
      ])
    let measurement = try measurement()
    let zone = try Zone(named: "Europe/Amsterdam")
    let calendar = BusinessCalendar(rules: measurement.calendar, zone: zone)
    let reader = try Wire.Export.open(bytes: Array(Self.text.utf8), chunkSize: blockSize)
    let layout = try ExportLayout(
      mapping: mapping, measurement: measurement, header: reader.header, speaks: true)
    let period = try instant("2026-01-01T00:00:00Z")..<instant("2026-02-01T00:00:00Z")
    var exports = ReadExports(for: period, room: room)
    try exports.read(
      reader, layout, mapping, calendar: calendar, asOf: try instant("2026-03-01T00:00:00Z"), threads: threads
    )
    let read = exports
    let table = try exports.takeTable()
    let rows = try EpisodeFinder.find(in: table, zone: zone, coolOffDays: 30, from: 0) { _, _ in }.rows
    return (read, rows)
  }

  /// All that a table says, whatever numbers its names have and which pages its rows stand on.
  private static func told(_ exports: ReadExports) throws -> [String] {
    let names = exports.names
    func name(_ names: NameTable, _ number: Int32) -> String {
      String(decoding: names.names[Int(number)], as: UTF8.self)
    }
    var lines: [String] = []
    for part in 0..<PartedPage.parts {
      var (bytes, named): ([UInt8], [UInt8]) = ([], [])
      try exports.rows.rows.read(part: part, into: &bytes)
      try exports.rows.mentions.read(part: part, into: &named)
      KeyMentions.forEach(in: named) { lines.append("\($0) is \($1)") }
      RowHead.forEach(in: bytes) { head in
        var (given, details): ([LeadEvent], [EventDetail]) = ([], [])
        let row = PackedRow.read(head, of: (bytes + [UInt8](repeating: 0, count: 8)).span, &given, &details)
        let told = [
          name(names.sources.table, row.source), name(names.regions.table, row.region),
          name(names.owners.table, row.owner),
          name(names.teams.table, row.team),
        ]
        let events = given.map { event in
          let detail = (event.detail < 0 ? nil : details[Int(event.detail)]).map {
            "\(name(names.owners.table, $0.owner)) \($0.deliveredAt ?? 0) \(String(describing: $0.deal)) \($0.amount ?? 0)"
          }
          return
            "\(event.at) \(event.latest) \(event.kind) \(event.isDay) \(event.isDocumented) \(event.reason) "
            + "\(event.hasOutcome) \(name(names.channels.table, event.channel)) \(detail ?? "")"
        }
        lines.append(
          "\(head.key) \(row.validFields) \(row.score ?? -1) \(told) \(row.tier) "
            + "\(row.hasHistory) \(row.isInScope) \(head.flags.contains(.isImprecise)) \(events)")
      }
    }
    return lines.sorted()
  }

  @Test(arguments: [1, 2, 3, 7])
  func `the table, the account and the rejected rows are the same for all threads and sizes of blocks`(
    _ threads: Int
  ) throws {
    let (whole, rows) = try read(blockSize: 1 << 20, threads: 1)
    let expected = try Self.told(whole)
    #expect(expected.count { !$0.contains(" is ") } == 102)
    let rejected = whole.files[0].rejections
    #expect(rejected.byReason[.unreadableTime] == 10 && rejected.byReason[.ragged] == 8)
    #expect(rows.duplicates > 0)
    // A row with a line break in it starts on the line before.
    let lines = Self.text.split(separator: "\r\n").enumerated().filter { $1.hasSuffix(",more") }
      .map { $1.hasPrefix("L") ? $0 + 1 : $0 }
    #expect(rejected.listed.filter { $0.reason == .ragged }.map(\.line) == lines)
    for size in [1, 2, 50, 97, 150, 151, 1000, 5000] {
      let (cut, account) = try read(
        blockSize: size, threads: threads, room: size.isMultiple(of: 2) ? 3000 : 0)
      #expect(try Self.told(cut) == expected && account == rows, "\(size)")
      #expect(
        cut.files[0].rejections.listed == rejected.listed && cut.files[0].summary == whole.files[0].summary)
      #expect(
        cut.files[0].rejections.byReason == rejected.byReason
          && cut.files[0].rejections.count == rejected.count)
    }
  }
}
