import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Times of exports that nobody has described, as real ones write them.
struct ProposedTimesTests {
  private func proposed(
    _ cells: [String], _ hints: MappingProposal.Hints = .init(zone: "UTC")
  ) throws -> MappingProposal {
    let rows = cells.enumerated().map { "\($0);a\($0)@example.com;\($1)" }
    return try Proposing.proposal((["id;email;MQL"] + rows).joined(separator: "\n"), hints)
  }

  private func formats(_ cells: [String], _ hints: MappingProposal.Hints = .init(zone: "UTC")) throws
    -> [String]
  {
    let event = try #require(try Proposing.mapping(proposed(cells, hints)).events.first)
    return ([event.format] + event.otherFormats).map(\.text)
  }

  @Test(arguments: [
    (["Mon, 05 Jan 2026 14:05", "Tue, 06 Jan 2026 9:05"], "DDD, D MMM YYYY h:mm"),
    (["Mo 05.01.2026", "Di 06.01.2026"], "DDD D.M.YYYY"),
    (["Mo. 5. Jan. 2026 9:30", "Di. 17. März 2026 9:30"], "DDD D. MMM YYYY h:mm"),
    (["lundi 5 janvier 2026 à 9h30", "samedi 17 janvier 2026 à 14h05"], "DDD D MMM YYYY à h'h'mm"),
    (["mar 3 mar 2026", "mié 4 mar 2026", "sáb 7 mar 2026"], "DDD D MMM YYYY"),
    (["mar. 3, 2026", "mar. 4, 2026"], "MMM D, YYYY"),
    (
      ["segunda-feira, 5 de janeiro de 2026 às 9:30", "ter., 6 de jan. de 2026 às 9:30"],
      "DDD, D de MMM de YYYY 'às' h:mm"
    ),
    (["lunedì 5 gennaio 2026 ore 9.30", "martedì 6 gennaio 2026 ore 14.30"], "DDD D MMM YYYY ore h.mm"),
    (["maandag 5 januari 2026 om 9:30", "di 6 jan. 2026 om 9:30"], "DDD D MMM YYYY 'om' h:mm"),
    (["Monday, January 5, 2026 2:05 PM", "Tuesday, January 6, 2026 12:05 AM"], "DDD, MMM D, YYYY h:mm AP"),
    (["Mon 05/01/2026", "Tue 06/01/2026"], "DDD D/M/YYYY"),
    (["05.01.2026 09:30 Uhr", "06.01.2026 9:30 Uhr"], "D.M.YYYY h:mm 'Uhr'"),
    (["5/1/26 9h", "17/1/26 14h"], "D/M/YY h'h'"),
    (["2026-01-05 kl. 14:30", "2026-01-06 kl. 9:30"], "YYYY-M-D kl. h:mm"),
    (["05.01.2026, 14.30 Uhr", "06.01.2026, 9.30 Uhr"], "D.M.YYYY, h.mm 'Uhr'"),
    (["1/25/2026, 9:30\u{202F}AM", "1/5/2026,\u{A0}10:30\u{202F}PM"], "M/D/YYYY, h:mm AP"),
    (["5/1/2026 9:30 a. m.", "17/1/2026 9:30 p. m."], "D/M/YYYY h:mm AP"),
    (["5/1/2026, 9:30:15 a.m.", "17/1/2026, 9:30:15 PM"], "D/M/YYYY, h:mm:ss AP"),
    (["2026-01-05 9:30", "2026-01-05 10:30", "2026-01-06 10:30"], "YYYY-M-D h:mm"),
    (["2026-01-05T09:30:00Z", "2026-01-05", "2026-01-06 10:30"], "iso8601"),
    (["2026/01/05 9:30:15.250 +02:00", "2026/01/06 9:30:15.250 GMT+1"], "YYYY/M/D h:mm:ss.SSS ZZZ"),
    (["March 1st, 2026", "March 2nd, 2026", "Mar. 3RD, 2026", "April 17th, 2026"], "MMM Do, YYYY"),
    (["3rd March 2026 9:30", "21st April 2026 14:30"], "Do MMM YYYY h:mm"),
    (["2 mars 2026", "17 mars 2026", "1er avril 2026"], "Do MMM YYYY"),
    (["1\u{BA} de março de 2026", "2 de março de 2026"], "Do de MMM de YYYY"),
    (["1.\u{BA} de marzo de 2026", "3.\u{BA} de marzo de 2026"], "Do de MMM de YYYY"),
    (["1\u{B0} marzo 2026", "2 marzo 2026"], "Do MMM YYYY"),
    (["3. März 2026", "17. März 2026"], "D. MMM YYYY"),
    (["Tuesday, the 3rd of March 2026", "Wednesday, the 4th of March 2026"], "DDD, 'the' Do of MMM YYYY"),
    (["09:30 17/01/2026", "14:05 18/01/2026"], "h:mm D/M/YYYY"),
    (["9:30 AM, Jan 5, 2026", "2:05 PM, Jan 17, 2026"], "h:mm AP, MMM D, YYYY"),
    (["14:05 Uhr, 05.01.2026", "9:05 Uhr, 17.01.2026"], "h:mm 'Uhr', D.M.YYYY"),
    (["09:30:15 UTC Mon, 5 Jan 2026", "09:30:15 CET Tue, 6 Jan 2026"], "h:mm:ss ZZZ DDD, D MMM YYYY"),
    (["9h30 le 5 janvier 2026", "14h05 le 1er mars 2026"], "h'h'mm le Do MMM YYYY"),
    (["14.05 05.01.2026", "9.05 17.01.2026"], "h.mm D.M.YYYY"),
    (["9:30 zaterdag 3 januari 2026", "9:30 zondag 4 januari 2026"], "h:mm DDD D MMM YYYY"),
    (["20260125", "20260103"], "YYYYMMDD"), (["20260103T130000Z", "20260104T093000Z"], "YYYYMMDDThhmmssZZZ"),
    (["20260103T1300", "20260104T0930"], "YYYYMMDDThhmm"), (["20260103T130000+0100"], "YYYYMMDDThhmmssZZZ"),
    (["20260103130000", "20260104093000"], "YYYYMMDDhhmmss"),
    (["2026-01-05 9:30 MEZ", "2026-07-05 9:30 MESZ", "2026-07-05 9:30 MSK"], "YYYY-M-D h:mm ZZZ"),
    (["2026-01-05 9:30 JST", "2026-07-05 9:30 AEST"], "YYYY-M-D h:mm ZZZ"),
    (["9:30 +01:00 2026-01-05", "9:30 +01 2026-01-06", "9:30 CET 2026-01-06"], "h:mm ZZZ YYYY-M-D"),
  ])
  func `a column is read as it is written`(_ cells: [String], _ format: String) throws {
    #expect(try formats(cells) == [format])
  }

  @Test func `two exports in one file are read in both ways, and shown in both`() throws {
    let iso = (0..<400).map { "2026-01-\($0 % 18 + 10) 09:30" }
    let american = (0..<300).map { "01/\($0 % 18 + 10)/2026 2:05 PM" }
    let merged = try proposed(iso + american)
    #expect(try formats(iso + american) == ["iso8601", "M/D/YYYY h:mm AP"])
    #expect(merged.doubts.isEmpty && merged.isSure)
    let shown = merged.samples.flatMap(\.events).joined(separator: "\n")
    #expect(shown.contains("09:30") && shown.contains("14:05") && merged.samples.contains { $0.row > 400 })
    #expect(try formats(american + iso) == ["iso8601", "M/D/YYYY h:mm AP"])
  }

  @Test func `where day and month could be exchanged in a part of the rows, nothing is guessed`() throws {
    let cells = (0..<60).map { "2026-01-\($0 % 18 + 10)" } + (0..<40).map { "0\($0 % 9 + 1)/05/2026" }
    let open = try proposed(cells)
    #expect(open.doubts.contains { $0.contains("--day-first or --month-first") } && !open.isSure)
    #expect(open.obstacles.contains { $0.contains("which days \"MQL\" means is open") })
    #expect(!open.hasEvents)
    #expect(try formats(cells, .init(isDayFirst: true)) == ["iso8601", "D/M/YYYY"])
    #expect(try formats(cells, .init(isDayFirst: false)) == ["iso8601", "M/D/YYYY"])
    // One row says it.
    #expect(try formats(cells + ["17/05/2026"]) == ["iso8601", "D/M/YYYY"])
    // So few may be slips, which are not read.
    #expect(try formats(cells.prefix(60) + ["03/04/2026"]) == ["iso8601"])
  }

  @Test func `marks of writing direction and accents behind their letters make no other way of writing`()
    throws
  {
    #expect(
      try formats(["\u{200E}17/1/2026\u{200F} 9:30", "18/1/2026 \u{202A}14:30\u{202C}"]) == ["D/M/YYYY h:mm"])
    #expect(
      try formats(["2 fe\u{301}vrier 2026 a\u{300} 9h30", "3 août 2026 à 9h30"]) == ["D MMM YYYY à h'h'mm"])
    let export = try Proposing.proposal(
      "id,email,MQL Date,MQL Time\n1,a@x.org,\u{200E}1/25/2026,\u{200E}9:30 AM\n2,b@x.org,1/26/2026,\n",
      .init(zone: "UTC"))
    let mql = try #require(try Proposing.mapping(export).events.first)
    #expect(mql.event == .mql && mql.time?.formats == ["h:mm AP"])
    #expect(export.samples.first?.events == ["mql 2026-01-25 09:30 UTC"])
  }

  @Test func `marks of writing direction in names of columns are left out`() throws {
    let text =
      "\u{200E}Id\u{200F},\u{202A}E\u{301}mail\u{202C},\u{FEFF}MQL Date,\u{200E}\n1,a@x.org,2026-01-25 09:30,\n2,b@x.org,2026-01-26 10:30,\n"
    let export = try Proposing.proposal(text, .init(zone: "UTC"))
    let mapping = try Proposing.mapping(export)
    #expect(mapping.lead.id == "Id" && mapping.lead.email == "E\u{301}mail")
    #expect(mapping.events.map(\.column) == ["MQL Date"] && export.samples.count == 2)
    _ = try JSON.parse(export.mapping.written())
    #expect(throws: MeasuringError.file(.duplicateColumn("Id"))) {
      try Proposing.proposal("\u{200E}Id,Id,MQL Date\n1,1,2026-01-25 09:30\n")
    }
  }

  @Test func `day and month after the time of day are told apart as before it`() throws {
    let cells = ["09:30 STD 03/04/2026", "10:30 STD 05/04/2026"]
    #expect(try proposed(cells).doubts.contains { $0.contains("--day-first") })
    #expect(try formats(cells, .init(zone: "UTC", isDayFirst: true)) == ["h:mm 'STD' D/M/YYYY"])
    #expect(try formats(cells, .init(zone: "UTC", isDayFirst: false)) == ["h:mm 'STD' M/D/YYYY"])
    #expect(try formats(cells + ["11:30 STD 17/04/2026"]) == ["h:mm 'STD' D/M/YYYY"])
  }

  @Test(arguments: [
    (["26/01/05 09:00", "26/01/16 09:00", "26/01/27 09:00"], "YY/M/D h:mm"),
    (["26/01/05", "26/01/16", "26/01/27"], "YY/M/D"), (["26-01-05", "26-01-16", "26-01-27"], "YY-M-D"),
    (["26-01-16", "26-01-27"], "YY-M-D"), (["26.01.05", "26.01.16", "26.01.27"], "YY.M.D"),
    (["25/12/16", "25/12/31", "26/01/02"], "YY/M/D"), (["05/01/26", "16/01/26", "27/01/26"], "D/M/YY"),
    (["16/01/26", "27/01/26"], "D/M/YY"), (["01/16/26", "01/27/26"], "M/D/YY"),
    (["16.01.26", "27.02.26", "28.02.26"], "D.M.YY"), (["26.1.26", "27.1.26"], "D.M.YY"),
  ])
  func `a year of two digits stands where it makes the times lie close together`(
    _ cells: [String], _ format: String
  ) throws {
    #expect(try formats(cells) == [format])
    #expect(try proposed(cells).doubts.allSatisfy { !$0.contains("the year") })
  }

  @Test func `where a year of two digits could stand first or last, nothing is sure`() throws {
    for cells in [["26/01/27"], ["26-01-27", "26-02-27"], ["26.01.27 09:00"]] {
      let open = try proposed(cells)
      #expect(
        open.doubts.contains { $0.contains("\"MQL\" (\(cells[0]))") && $0.contains("could be the year") })
      #expect(!open.isSure)
      let said = try proposed(cells, .init(zone: "UTC", isDayFirst: true))
      #expect(said.doubts.allSatisfy { !$0.contains("the year") })
    }
    // Another column tells.
    let told = try Proposing.proposal(
      "id;email;Created;MQL\n1;a@x.org;26/01/05 09:00;26/01/27 09:00\n2;b@x.org;26/01/16 09:00;\n",
      .init(zone: "UTC"))
    #expect(try Proposing.mapping(told).events.map(\.format.text) == ["YY/M/D h:mm", "YY/M/D h:mm"])
    #expect(told.doubts.isEmpty)
  }

  @Test func `both orders in one column are said, and not read`() throws {
    let mixed = try proposed(["25/01/2026", "01/25/2026", "03/04/2026", "13/01/2026"])
    #expect(
      mixed.doubts.contains { $0.contains("\"MQL\"") && $0.contains("nobody can tell 03/04 from 04/03") })
    #expect(!mixed.hasEvents)
    // Weekdays tell.
    #expect(try formats(["Wed 04/03/2026", "Mon 05/01/2026", "Tue 03/03/2026"]) == ["DDD D/M/YYYY"])
  }

  @Test(arguments: [
    ("Create Date,Create Time", "1/25/2026,9:30 AM", "2/5/2026,12:00 AM", "h:mm AP", 90),
    ("Create Date,Create Time", "2026-01-25 00:00:00,9:30 AM", "2026-01-26 00:00:00,2:00 PM", "h:mm AP", 90),
    ("Erstelldatum,Erstelluhrzeit", "25.01.2026,9:30", "26.01.2026,14:30", "h:mm", 90),
    ("Created,Time", "2026-01-25,09:30:00", "2026-01-26,14:30:15", "h:mm:ss", 70),
    ("Fecha de creación,Hora de creación", "25/01/2026,9h30", "26/01/2026,14h30", "h'h'mm", 90),
    ("Created,Time", "2026-01-25,9 AM", "2026-01-26,2 PM", "h AP", 70),
  ])
  func `date and time of day in two columns belong together`(
    _ names: String, _ one: String, _ two: String, _ format: String, _ certainty: Int
  ) throws {
    let export = try Proposing.proposal(
      "id,email,MQL,\(names)\n1,a@x.org,2026-01-27,\(one)\n2,b@x.org,2026-01-27,\(two)\n3,c@x.org,2026-01-27,\(one.prefix { $0 != "," }),\n",
      .init(zone: "UTC"))
    let column = names.split(separator: ",").map(String.init)
    let created = try #require(try Proposing.mapping(export).events.first { $0.event == .created })
    #expect(created.column == column[0] && created.time == .init(column: column[1], formats: [format]))
    #expect(export.columns.first { $0.role == .clock }?.certainty == certainty)
    try #require(export.samples.count == 3)
    #expect(export.samples[0].events[0].hasPrefix("created 2026-01-25 09:"))
    #expect(export.samples[2].events[0] == "created 2026-01-25")
  }

  @Test func `the times beside an event have their time of day in two columns, too`() throws {
    let leads = try Proposing.proposal(
      """
      lead id,mql at,alert date,alert time,alert delivered at,alert delivered time,rejected date,rejected time,reject reason,reason documented date,reason documented time
      1,2026-01-05 09:30,2026-01-04,9:30 AM,2026-01-04,9:31 AM,2026-01-06,09:30,No budget,2026-01-06,09:32
      2,2026-01-05 09:30,2026-01-04,9:30 AM,2026-01-04,,2026-01-06,,No budget,2026-01-06,09:32
      """, .init(zone: "UTC"))
    let events = try Proposing.mapping(leads).events
    let alert = try #require(events.first { $0.event == .alert })
    #expect(alert.deliveredAt == "alert delivered at" && alert.time?.column == "alert time")
    #expect(alert.deliveredTime == .init(column: "alert delivered time", formats: ["h:mm AP"]))
    let rejected = try #require(events.first { $0.event == .rejected })
    #expect(rejected.documentedAt == "reason documented date" && rejected.time?.formats == ["h:mm"])
    #expect(rejected.documentedTime == .init(column: "reason documented time", formats: ["h:mm"]))
    let calls = try Proposing.proposal(
      """
      Who ID,Activity type,Activity date,Activity time,Created date,Created time
      1,Call,2026-01-05,9:30,2026-01-05,9:45
      2,Email,2026-01-05,10:30,2026-01-06,14:45
      """, .init(zone: "UTC"))
    let attempt = try #require(try Proposing.mapping(calls).events.first { $0.event == .attempt })
    #expect(attempt.loggedAt == "Created date" && attempt.loggedTime?.column == "Created time")
  }

  @Test func `a mapping that is proposed reads every row that it was made of`() throws {
    let export = """
      id,MQL Date,MQL Time
      1,"Mon, 5 Jan 2026",9:30 AM
      2,2026-01-06,14:30
      3,7.1.2026,
      """
    let mapping = try Proposing.mapping(Proposing.proposal(export, .init(zone: "Europe/Berlin")))
    let measurer = try ExportMeasurer(
      measurement: measurement(["tiers": ""]), measures: [], period: #require(Period("2026-01")),
      asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear, toleratedPerMille: 0)
    let result = try measurer.measure([ExportSource(bytes: Array(export.utf8), mapping: mapping)])
    #expect(result.rows.inPeriod == 3 && result.rows.imprecise == 1 && result.rows.rejected == 0)
  }

  @Test(arguments: [
    ["5.1.2026 24:00"], ["46027,39"], ["2026-13-01", "2026-14-01"], ["31/31/2026", "32/32/2026"],
    ["Mon", "Tue"],
    ["12:30", "13:30"], [String(repeating: "1/", count: 5000)], ["\u{301}5/1/2026", "\u{301}6/1/2026"],
    ["1/2/3/2026"],
    ["20261301", "20261401"], ["2026010", "2026011"], ["20260103T13000", "20260103T14000"],
    ["5 jui 2026", "6 jui 2026"], ["Mar Mar 2026"], ["D/M/YYYY"], ["9.30", "10.30"], ["1.5.6", "1.6.2"],
    ["2026"],
    // Weekdays of other dates.
    ["Sat 05/01/2026", "Sun 05/01/2026"], ["Mo, 06.01.2026"],
  ])
  func `what is no time is not taken for one`(_ cells: [String]) throws {
    let proposal = try proposed(cells)
    #expect(!proposal.hasEvents && !proposal.obstacles.isEmpty)
  }

  @Test func `pictures made of any cell are pictures, or none`() {
    var random = SeededGenerator(#function)
    let words = [
      "5", "05", "2026", "17", "/", "-", ".", ":", " ", ",", "Mon", "mar", "Mär", "März.", "Uhr", "h", "PM",
      "am", "de", "à",
      "às", "Z", "+01:00", "GMT+2", "'", "\"", "\u{A0}", "\u{202F}", "\u{301}", "-feira", "segunda", "T",
      "123456", "\u{0}", "日", "st", "er", "\u{BA}", "the", "\u{200E}",
    ]
    for _ in 0..<20_000 {
      let cell = Array((0..<random.below(12)).map { _ in random.pick(words) }.joined().utf8)[...]
      for text in CellPictures.times(cell) {
        #expect(TimestampFormat(.picture(text)) != nil, "\(String(decoding: cell, as: UTF8.self)) as \(text)")
      }
      if let text = CellPictures.timeOfDay(cell) { #expect(ClockFormat(text) != nil, "\(text)") }
      let bytes = (0..<random.below(30)).map { _ in UInt8(random.below(256)) }[...]
      #expect(CellPictures.times(bytes).allSatisfy { TimestampFormat(.picture($0)) != nil })
    }
  }
}
