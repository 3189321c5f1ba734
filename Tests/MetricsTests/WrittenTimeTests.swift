import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Times as exports write them beyond plain pictures: weekdays, words, several formats in a column, two columns.
struct WrittenTimeTests {
  private func read(_ formats: [String], _ cell: String) throws -> String {
    let all = try formats.map { try #require(TimestampFormat(Mapping.DateFormat($0))) }
    let format = TimestampFormat(all[0], others: Array(all.dropFirst()))
    return format.read(Array(cell.utf8)[...]).map { time in
      "\(time.date)\(time.millisecondOfDay.map { " \($0 / 60_000)" } ?? "")"
    } ?? "nil"
  }

  @Test(arguments: [
    ("DDD, DD MMM YYYY hh:mm", "Tue, 03 Mar 2026 14:05"), ("DDD DD.MM.YYYY hh:mm", "Di 03.03.2026 14:05"),
    ("DDD DD.MM.YYYY hh:mm", "Di. 03.03.2026 14:05"), ("DDD D MMM YYYY h'h'mm", "mardi 3 mars 2026 14h05"),
    ("DDDD, MMMM D, YYYY h:mm AP", "Tuesday, March 3, 2026 2:05 PM"),
    ("DDD, D 'de' MMM 'de' YYYY hh:mm", "terça-feira, 3 de março de 2026 14:05"),
    ("DDD D MMM YYYY hh:mm", "mar 3 mar 2026 14:05"), ("DDD D MMM YYYY hh:mm", "MARTEDÌ 3 marzo 2026 14:05"),
    ("DDD D MMM YYYY hh:mm", "dinsdag 3 mrt. 2026 14:05"),
    ("D MMM YYYY (DDD) hh:mm", "3 Mar 2026 (tue) 14:05"),
    ("DDD/MM/DD/YYYY hh:mm", "ter/03/03/2026 14:05"),
  ])
  func `a weekday is read in seven languages`(_ picture: String, _ cell: String) throws {
    #expect(try read([picture], cell) == "2026-03-03 845")
  }

  @Test(arguments: [
    "Mon, 03/03/2026", "Mi, 03/03/2026", "sábado, 03/03/2026", "Xue, 03/03/2026", "T, 03/03/2026",
    ", 03/03/2026",
    "Tuesdayy, 03/03/2026", "Tue Tue, 03/03/2026", "\u{200F}Tue, 03/03/2026", "Tue., .03/03/2026", "Tue",
    "segunda-feira, 03/03/2026", "Tue, 31/02/2026", "Tue-feir, 03/03/2026",
    String(repeating: "Tue", count: 10_000),
  ])
  func `a weekday that is none, or contradicts the date, is no time`(_ cell: String) throws {
    #expect(try read(["DDD, DD/MM/YYYY"], cell) == "nil")
  }

  @Test func `Saturday is read with its mark and without`() throws {
    for cell in ["sáb. 07/03/2026", "SÁB 07/03/2026", "sabado 07/03/2026", "sábado 07/03/2026"] {
      #expect(try read(["DDD DD/MM/YYYY"], cell) == "2026-03-07")
    }
    #expect(try read(["DDD DD/MM/YYYY"], "mié 04/03/2026") == "2026-03-04")
  }

  @Test(arguments: [
    ("DD.MM.YYYY h:mm 'Uhr'", "03.03.2026 9:30 Uhr", "570"),
    ("DD.MM.YYYY h.mm 'Uhr'", "03.03.2026 14.30 Uhr", "870"),
    ("DD.MM.YYYY 'um' h:mm", "03.03.2026 um 9:30", "570"), ("DD/MM/YYYY h'h'mm", "03/03/2026 9h30", "570"),
    ("DD/MM/YYYY h'h'", "03/03/2026 14h", "840"), ("DD/MM/YYYY h AP", "03/03/2026 12 am", "0"),
    ("YYYY-MM-DD kl. hh:mm", "2026-03-03 kl. 14:30", "870"),
    ("DD/MM/YYYY h 'h' mm", "03/03/2026 9\u{A0}h\u{202F}30", "570"),
    ("DD/MM/YYYY h:mm AP", "03/03/2026 9:30\u{202F}PM", "1290"),
    ("DD/MM/YYYY ''h:mm''", "03/03/2026 '9:30'", "570"),
    ("DD/MM/YYYY h:mm AP", "03/03/2026 9:30 p.\u{A0}m.", "1290"),
    ("DD/MM/YYYY h:mm AP", "03/03/2026 9:30 A.M.", "570"),
    ("DD/MM/YYYY h:mm AP", "03/03/2026 9:30 a.", "nil"),
    ("DD/MM/YYYY h:mm AP", "03/03/2026 9:30 p..m", "nil"),
    ("DD/MM/YYYY h:mm AP", "03/03/2026 9:30 a m", "nil"),
    ("DD/MM/YYYY h:mm AP", "03/03/2026 9:30 pm.", "1290"),
    ("DD/MM/YYYY 'h':mm", "03/03/2026 9:30", "nil"), ("DD/MM/YYYY hh", "03/03/2026 09", "refused"),
    ("DD/MM/YYYY h'h", "03/03/2026 9h", "refused"), ("DD/MM/YYYY h'h'", "03/03/2026 24h", "nil"),
    ("DD/MM/YYYY h'h'mm", "03/03/2026 9H30", "nil"), ("DD/MM/YYYY h AP", "03/03/2026 0 am", "nil"),
    ("DDD DDD DD/MM/YYYY", "Tue Tue 03/03/2026", "refused"),
    ("DDDDD DD/MM/YYYY", "Tue 03/03/2026", "refused"),
  ])
  func `words between quotes stand for themselves`(_ picture: String, _ cell: String, _ minute: String) throws
  {
    guard minute != "refused" else { return #expect(TimestampFormat(.picture(picture)) == nil) }
    #expect(try read([picture], cell) == (minute == "nil" ? "nil" : "2026-03-03 \(minute)"))
  }

  @Test(arguments: [
    ("MMM Do, YYYY", "March 3rd, 2026"), ("MMM Do, YYYY", "March 3, 2026"),
    ("MMM DDo YYYY", "March 03RD 2026"),
    ("Do MMM YYYY", "3rd March 2026"), ("Do MMM YYYY", "3er mars 2026"),
    ("Do MMM YYYY", "3\u{BA} marzo 2026"),
    ("Do 'de' MMM 'de' YYYY", "3.\u{BA} de março de 2026"), ("Do 'de' MMM 'de' YYYY", "3o de março de 2026"),
    ("Do MMM YYYY", "3\u{B0} marzo 2026"), ("Do MMM YYYY", "3.\u{AA} marzo 2026"),
    ("Do. MMM YYYY", "3. März 2026"),
    ("Do. MMM YYYY", "3o. März 2026"), ("Do MMM YYYY", "3ste maart 2026"), ("Do MMM YYYY", "3e mrt 2026"),
    ("Do MMM YYYY", "3de maart 2026"), ("Do MMM YYYY", "3ro marzo 2026"), ("Dot MMM YYYY", "3ot March 2026"),
    ("DDD, Do 'of' MMM YYYY", "Tuesday, 3rd of March 2026"), ("YYYY MMM Do", "2026 March 3rd"),
  ])
  func `a day is read with the ending of an ordinal, or without`(_ picture: String, _ cell: String) throws {
    #expect(try read([picture], cell) == "2026-03-03")
  }

  @Test(arguments: [
    "3rdd March 2026", "3r March 2026", "3 rd March 2026", "rd March 2026", "3. March 2026",
    "3rd. March 2026",
    "33rd March 2026", "3..\u{BA} March 2026", "3rdMarch 2026", "3\u{BB} March 2026", "003rd March 2026",
    "3\u{BA}\u{BA} March 2026", "31st February 2026", "3\u{FF} March 2026",
    "3" + String(repeating: "st", count: 10_000),
  ])
  func `an ending that is none makes no day`(_ cell: String) throws {
    #expect(try read(["Do MMM YYYY"], cell) == "nil")
  }

  @Test(arguments: [
    ("hh:mm DD/MM/YYYY", "09:30 03/03/2026", "570"),
    ("h:mm AP, MMM D, YYYY", "9:30 p.m., Mar 3, 2026", "1290"),
    ("h:mm 'Uhr', DD.MM.YYYY", "14:05 Uhr, 03.03.2026", "845"),
    ("hh:mm ZZZ, DDD D MMM YYYY", "14:05 UTC, Tue 3 Mar 2026", "845"),
    ("hh:mm ZZZ DD/MM/YYYY", "14:05 +02 03/03/2026", "845"),
    ("hh:mm ZZZ DD/MM/YYYY", "14:05 GMT-2 03/03/2026", "845"),
    ("hh:mmZZZ DD/MM/YYYY", "14:05+02:00 03/03/2026", "845"),
    ("hh:mm ZZZ DD/MM/YYYY", "14:05 +02: 03/03/2026", "nil"),
    ("hh:mm ZZZ DD/MM/YYYY", "14:05 +023 03/03/2026", "nil"),
    ("DD/MM/YYYY hh:mm ZZZ", "03/03/2026 14:05 +02:", "nil"),
    ("hh:mm ZZZ DD/MM/YYYY", "14:05 + 03/03/2026", "nil"),
  ])
  func `a time of day may stand before its date`(_ picture: String, _ cell: String, _ minute: String) throws {
    #expect(try read([picture], cell) == (minute == "nil" ? "nil" : "2026-03-03 \(minute)"))
  }

  @Test func `quotes are read where pictures had them before words stood between them`() throws {
    #expect(try read(["DD/MM/YYYY 'at' hh:mm"], "03/03/2026 at 09:30") == "2026-03-03 570")
    #expect(try read(["DD/MM/YYYY 'at' hh:mm"], "03/03/2026 'at' 09:30") == "2026-03-03 570")
    #expect(try read(["D MMM 'YY"], "3 Mar '26") == "2026-03-03")
    #expect(try read(["h:mm AP., D/M/YYYY"], "9:30 AM., 3/3/2026") == "2026-03-03 570")
    #expect(
      try read(["'D/M/YYYY'"], "'3/3/2026'") == "2026-03-03" && read(["'D/M/YYYY'"], "3/3/2026") == "nil")
  }

  @Test(arguments: [
    ("2026-03-25 09:30", "2026-03-25 570"), ("03/25/2026 9:30 PM", "2026-03-25 1290"),
    ("2026-03-04", "2026-03-04"),
    ("25.03.2026", "2026-03-25"), ("03/25/2026", "nil"), ("25/03/2026 9:30 PM", "nil"), ("", "nil"),
    (" ", "nil"),
  ])
  func `a column may be written in several ways`(_ cell: String, _ expected: String) throws {
    #expect(try read(["iso8601", "M/D/YYYY h:mm AP", "D.M.YYYY"], cell) == expected)
    #expect(try read(["D.M.YYYY", "iso8601", "M/D/YYYY h:mm AP"], cell) == expected)
  }

  @Test(arguments: [
    ("25/03/2026", "2026-03-25"), ("03/25/2026", "2026-03-25"), ("03/03/2026", "2026-03-03"),
    ("03/04/2026", "nil"),
    ("2026-03-04", "2026-03-04"),
  ])
  func `what two formats read as different days is no time, whatever their order`(
    _ cell: String, _ expected: String
  )
    throws
  {
    let formats = ["D/M/YYYY", "iso8601", "YYYY-M-D", "M/D/YYYY"]
    #expect(try read(formats, cell) == expected && read(formats.reversed(), cell) == expected)
  }

  @Test(
    arguments: [
      ("h:mm AP", "9:30 pm", 1290), ("hh:mm:ss", "09:30:59", 570), ("h'h'mm", "9h30", 570),
      ("h.mm 'Uhr'", "9.30 Uhr", 570),
      ("hh:mm", "24:00", nil), ("hh:mm", "9:30", nil), ("hh:mm", "09:30 ", nil), ("hh:mm", "", nil),
      ("h AP", "12 AM", 0),
      ("hh:mm Z", "09:30 UTC", 570),
    ] as [(String, String, Int?)])
  func `a time of day is read by a picture of its own`(_ picture: String, _ cell: String, _ minute: Int?)
    throws
  {
    let format = try #require(ClockFormat(picture))
    #expect(format.read(Array(cell.utf8).span).map { $0.millisecondOfDay / 60_000 } == minute)
  }

  @Test(arguments: [
    "", "iso8601", "mm:ss", "hh", "DD hh:mm", "hh:mm DDD", "hh:mm hh", "epochSeconds", "hh:mm SSS",
  ])
  func `what is no picture of a time of day is refused`(_ picture: String) {
    #expect(ClockFormat(picture) == nil)
  }
}

/// The same in exports that are measured.
struct WrittenTimeRowTests {
  private static let contact = Measure(
    metric: .firstContact, parameters: parameters(within: "PT1H", clock: .wall))

  @Test func `date and time of day are read from two columns`() throws {
    let time = #""time": {"column": "clock", "format": "h:mm AP", "otherFormats": ["hh:mm"]}"#
    var export = Export(
      header: "id,date,clock,called",
      rows: [
        "1,1/5/2026,9:30 AM,2026-01-05 09:45", "2,1/5/2026,14:30,2026-01-05 16:45",
        // A date alone, and one as programs write it where they have only times.
        "3,1/5/2026,,2026-01-05T09:45Z", "4,2026-01-06 00:00:00, n/a ,",
        // Nothing happened.
        "5,,9:30 AM,", "6,-,9:30 AM,",
        // No times.
        "7,1/5/2026,24:00,", "8,1/5/2026,9:30,", "9,1/5/2026 10:00 AM,9:30 AM,",
        "10,2026-01-05T00:00:00Z,9:30 AM,",
        "11,1/32/2026,9:30 AM,",
      ], zone: "Europe/Amsterdam",
      events: [
        event(
          "mql", "date", format: "M/D/YYYY", #""otherFormats": ["iso8601", "M/D/YYYY h:mm AP"], \#(time)"#),
        event("attempt", "called"),
      ], measures: [Self.contact])
    let result = try export.measured()
    #expect(result.rows.inPeriod == 4 && result.rows.neverMQL == 2 && result.rows.rejected == 5)
    #expect(result.rows.rejectedBy.map(\.count) == [5] && result.rows.imprecise == 2)
    #expect(try export.clock(Self.contact).met == 1)
    export.zone = nil
    #expect(try export.measured().rows.inPeriod == 2)
  }

  @Test func `the times beside an event are read from two columns, too`() throws {
    let time = #"{"column": "hour", "format": "h:mm AP", "otherFormats": ["hh:mm"]}"#
    let rows = [
      // In time, late, on that day, so that nobody can tell, never, unreadable twice.
      "1,1/6/2026 9:30 AM,1/6/2026,9:35 AM", "2,1/6/2026 9:30 AM,1/6/2026,09:36",
      "3,1/6/2026 9:30 AM,1/6/2026,",
      "4,1/6/2026 9:30 AM,,9:35 AM", "5,1/6/2026 9:30 AM,1/6/2026,24:00",
      "6,1/6/2026 9:30 AM,1/6/2026 9:30 AM,9:30 AM",
      // What has not happened is not looked at.
      "7,,1/6/2026,24:00",
    ].map { "\($0),2026-01-05" }
    func export(_ kind: String, _ more: String) -> Export {
      Export(
        header: "id,at,beside,hour,mql", rows: rows, zone: "Europe/Amsterdam",
        events: [
          event("mql", "mql"),
          event(kind, "at", format: "M/D/YYYY h:mm AP", #""otherFormats": ["M/D/YYYY"], \#(more)"#),
        ], changes: ["meanings": #"{"mql": {"is": "stamped"}, "rejected": {"is": "stamped"}}"#])
    }
    var parameters = MetricParameters()
    (parameters.within, parameters.clock) = (ClockDuration("PT5M"), .wall)
    let alerted = export("alert", #""deliveredAt": "beside", "deliveredTime": \#(time)"#)
    #expect(
      try alerted.share(Measure(metric: .intentAlerted, parameters: parameters))
        == Figures.Share(numerator: 1, denominator: 3))
    var rejected = export(
      "rejected", #""reason": "beside", "documentedAt": "beside", "documentedTime": \#(time)"#)
    rejected.changes["rejectionReasons"] =
      #"[{"id": "no", "title": "No", "values": ["1/6/2026", ""]}]"#
    #expect(
      try rejected.share(Measure(metric: .rejectionDocumented)) == Figures.Share(numerator: 2, denominator: 4)
    )
    let logged = try export("connected", #""loggedAt": "beside", "loggedTime": \#(time)"#).measured().rows
    #expect(logged.logged == 3 && logged.loggedLate == 0 && logged.rejected == 2)
  }

  @Test(arguments: [("documented", "documentedAt"), ("logged", "loggedAt"), ("delivered", "deliveredAt")])
  func `a time of day without its date is refused`(_ name: String, _ date: String) throws {
    let time = #""\#(name)Time": {"column": "hour", "format": "hh:mm"}"#
    #expect { try mapping(events: [event("rejected", "at", time)]) } throws: { error in
      (error as? StructureProblem)?.message.contains("\"\(date)\", which is not there") == true
    }
    let whole = try mapping(events: [event("rejected", "at", #""\#(date)": "date", \#(time)"#)])
    #expect(whole.columns == ["id", "at", "date", "hour"])
    #expect(throws: MeasuringError.columnsMissing([.init(name: "hour", closest: nil)])) {
      try ColumnFinder(mapping: whole, header: ["id", "at", "date"])
    }
  }

  @Test
  func `marks of writing direction and accents behind their letters are read as if nobody had written them`()
    throws
  {
    let time = #""time": {"column": "clock", "format": "h:mm AP"}"#
    let export = Export(
      header: "id,iso,named,date,clock",
      rows: [
        "1,\u{200E}2026-01-05\u{200F} 09:30\u{202C} ,,,", "2,\u{FEFF}\u{A0}2026-01-05T09:30:00Z,,,",
        "3,,5 Ma\u{308}rz 2025 a\u{300} 9h30,,", "4,,\u{2066}5 fe\u{301}vrier 2025\u{2069} à 9h30,,",
        "5,,,1/5/2026,\u{202A}9:30\u{A0}\u{202E}AM\u{202C}", "6,,,1/5/2026,\u{200E}",
        "7,,,1/5/2026,\u{200E}n/a",
        // Nothing happened.
        "8,\u{200E},\u{200F}\u{200E} ,,", "9,\u{200E}n/a,,,",
        // No times.
        "10,\u{301}2026-01-05,,,", "11,2026-01-05\u{200B},,,", "12,,5 Mar\u{301}z 2026 à 9h30,,",
        "13,,5 m\u{301}a\u{308}rz 2026 à 9h30,,", "14,,,1/5/2026,9:30 \u{301}AM",
        "15,\u{301}\u{301}\u{301},,,",
      ], zone: "Europe/Amsterdam",
      events: [
        event("mql", "iso"), event("mql", "named", format: "D MMM YYYY à h'h'mm"),
        event("mql", "date", format: "M/D/YYYY", time),
      ])
    let result = try export.measured()
    #expect(result.rows.rejected == 6 && result.rows.neverMQL == 2 && result.rows.inPeriod == 5)
    #expect(result.rows.imprecise == 2)
  }

  @Test func `a picture may have such marks, too`() throws {
    let picture = try #require(TimestampFormat(.picture("\u{200E}DD/MM/YYYY a\u{300} hh:mm\u{200F}")))
    #expect(picture.read(Array("05/01/2026 à 09:30".utf8)[...]) != nil)
  }

  @Test func `stripping leaves no more than there was, whatever the bytes`() {
    var random = SeededGenerator(#function)
    for _ in 0..<20_000 {
      let pieces: [[UInt8]] = [
        [0xE2, 0x80, 0x8E], [0xE2, 0x80], [0xCC, 0x81], [0xCC], [0xEF, 0xBB, 0xBF], [0x65], [0xE2], [0x20],
        [0xFF],
        [0xE2, 0x81, 0xA9], [0xC3, 0xA9], [0xE2, 0x80, 0xAF],
      ]
      let bytes = (0..<random.below(9)).flatMap { _ in random.pick(pieces) }
      guard let bare = BareText.stripped(bytes.span) else { continue }
      #expect(bare.count < bytes.count)
      if let text = String(validating: bytes, as: UTF8.self),
        let own = String(validating: bare, as: UTF8.self)
      {
        #expect(
          own == String(String.UnicodeScalarView(text.unicodeScalars.filter { !BareText.marks.contains($0) }))
        )
        #expect(BareText.stripped(bare.span) == nil)
      }
    }
    for letter in BareText.letters {
      let apart = String(String.UnicodeScalarView([letter.plain, letter.accent]))
      #expect(
        BareText.stripped(Array(apart.utf8).span).map { $0 == Array(String(letter.whole).utf8) } == true)
      #expect(apart == String(letter.whole))
    }
    #expect(Set(WordNumbers.marked.map(\.letter)).isSubset(of: BareText.letters.map(\.whole)))
    let long = Array(repeating: [0xE2, 0x80, 0x8E] as [UInt8], count: 1_000_000).flatMap { $0 }
    #expect(BareText.stripped(long.span) == [])
  }

  @Test func `two exports in one file are read, and what could be two days is not`() throws {
    let export = Export(
      header: "id,at",
      rows: [
        "1,2026-01-05 09:30", "2,01/25/2026", "3,01/05/2026", "4,05/01/2026", "5,01/01/2026", "6,25/01/2026",
      ],
      zone: "Europe/Amsterdam",
      events: [event("mql", "at", #""otherFormats": ["M/D/YYYY", "D/M/YYYY"]"#)])
    let result = try export.measured()
    #expect(result.rows.inPeriod == 4 && result.rows.rejected == 2)
  }

  @Test func `a picture that is none is named with its column`() throws {
    let bad = Export(
      header: "id,at", rows: [], events: [event("mql", "at", #""otherFormats": ["M/D/YYYY", "D/M"]"#)])
    #expect(throws: MeasuringError.badPicture(column: "at", picture: "D/M")) { try bad.measured() }
    let clock = Export(
      header: "id,at,c", rows: [],
      events: [event("mql", "at", #""time": {"column": "c", "format": "iso8601"}"#)])
    #expect(throws: MeasuringError.badClock(column: "c", picture: "iso8601")) { try clock.measured() }
    let missing = Export(
      header: "id,at", rows: [], events: [event("mql", "at", #""time": {"column": "c", "format": "hh:mm"}"#)])
    #expect(throws: MeasuringError.columnsMissing([.init(name: "c", closest: nil)])) {
      try missing.measured()
    }
  }
}
