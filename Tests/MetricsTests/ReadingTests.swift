import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

private func read(_ format: String, _ cell: String) throws -> String? {
  let format = try #require(TimestampFormat(Mapping.DateFormat(format)))
  return format.read(Array(cell.utf8)[...]).map { time in
    let clock = time.millisecondOfDay.map { " \($0)" } ?? ""
    return "\(time.date)\(clock)\(time.offset.map { " \($0)" } ?? "")"
  }
}

@Test(arguments: [
  ("2026-01-05", "2026-01-05"), ("2026-01-05T09:30", "2026-01-05 34200000"),
  ("2026-01-05 09:30:15", "2026-01-05 34215000"), ("2026-01-05T09:30:15.5Z", "2026-01-05 34215500 0"),
  ("2026-01-05T09:30:15.123456789+02:00", "2026-01-05 34215123 7200"),
  ("2026-01-05 09:30:15+02", "2026-01-05 34215000 7200"),
  ("2026-01-05 09:30:15 -0330", "2026-01-05 34215000 -12600"),
  ("2026-01-05 09:30:15 UTC", "2026-01-05 34215000 0"), ("2024-02-29", "2024-02-29"),
])
func `ISO 8601 is read with and without time and offset`(_ cell: String, _ expected: String) throws {
  #expect(try read("iso8601", cell) == expected)
}

@Test(arguments: [
  "", "2026", "2026-1-5", "2026-02-30", "2026-13-01", "2026-01-05T", "2026-01-05T24:00", "2026-01-05T09:60",
  "2026-01-05T09:30:60", "2026-01-05T09:30:15.", "2026-01-05T09:30:15.1234567890", "2026-01-05T09:30+19:00",
  "2026-01-05T09:30+2", "2026-01-05x", " 2026-01-05", "05/01/2026", "2026-01-05T09:30Z ", "２026-01-05",
])
func `what is not ISO 8601 is not read`(_ cell: String) throws {
  #expect(try read("iso8601", cell) == nil)
}

@Test(arguments: [
  ("DD/MM/YYYY hh:mm", "05/01/2026 09:30", "2026-01-05 34200000"),
  ("M/D/YYYY h:mm AP", "1/5/2026 9:30 pm", "2026-01-05 77400000"),
  ("M/D/YYYY h:mm AP", "12/15/2026 12:00 AM", "2026-12-15 0"),
  ("M/D/YYYY h:mm AP", "12/15/2026 12:00 PM", "2026-12-15 43200000"),
  ("DD.MM.YYYY", "05.01.2026", "2026-01-05"),
  ("M/D/YY h:mm AP", "1/5/26 9:30 am", "2026-01-05 34200000"),
  ("D MMM YYYY", "5 Jan 2026", "2026-01-05"), ("D. MMMM YYYY", "5. january 2026", "2026-01-05"),
  ("MMM D, YYYY hh:mm", "Sept. 5, 2026 09:30", "2026-09-05 34200000"),
  ("MMM D, YYYY", "May 5, 2026", "2026-05-05"),
  ("YYYY-MM-DD hh:mm:ss ZZZ", "2026-01-05 09:30:00 EST", "2026-01-05 34200000 -18000"),
  ("YYYY-MM-DD hh:mm ZZZ", "2026-01-05 09:30 GMT+2", "2026-01-05 34200000 7200"),
  ("YYYY-MM-DD hh:mm ZZZ", "2026-01-05 09:30 -03:30", "2026-01-05 34200000 -12600"),
  ("hh:mm:ss Z YYYY-MM-DD", "09:30:00 UTC 2026-01-05", "2026-01-05 34200000 0"),
  ("YYYY-MM-DD hh:mm ZZZ", "2026-07-05 09:30 CEST", "2026-07-05 34200000 7200"),
  ("YYYY-MM-DD hh:mm:ss.S", "2026-01-05 09:30:15.25", "2026-01-05 34215250"),
  ("epochMilliseconds", "1767605415250", "2026-01-05 34215250 0"),
  ("epochSeconds", "1767605415", "2026-01-05 34215000 0"), ("epochSeconds", "-5", "nil"),
  ("epochSeconds", "999999999999999", "nil"), ("epochSeconds", "1.5", "nil"),
  ("YYYYMMDDThhmmssSSS", "20260105T093015123", "2026-01-05 34215123"),
])
func `a picture is read as it is drawn`(_ picture: String, _ cell: String, _ expected: String) throws {
  #expect(try read(picture, cell) ?? "nil" == expected)
}

@Test(arguments: [
  ("5 janv. 2026", 1), ("5 JAN 2026", 1), ("5 Jänner 2026", 1), ("5 ene. 2026", 1), ("5 gennaio 2026", 1),
  ("5 févr. 2026", 2), ("5 fevrier 2026", 2), ("5 FÉV 2026", 2), ("5 Mär. 2026", 3), ("5 MÄRZ 2026", 3),
  ("5 março 2026", 3), ("5 MRT 2026", 3), ("5 mrz 2026", 3), ("5 avr. 2026", 4), ("5 Mai 2026", 5),
  ("5 mei 2026", 5), ("5 giu 2026", 6), ("5 juin 2026", 6), ("5 juil. 2026", 7), ("5 juillet 2026", 7),
  ("5 août 2026", 8), ("5 AOUT 2026", 8), ("5 augustus 2026", 8), ("5 set. 2026", 9),
  ("5 septiembre 2026", 9), ("5 out 2026", 10), ("5 Okt. 2026", 10), ("5 nov. 2026", 11), ("5 Dez 2026", 12),
  ("5 déc. 2026", 12), ("5 jui 2026", 0), ("5 Marzipan 2026", 0), ("5 mä 2026", 0), ("5 März.. 2026", 0),
  ("5 juń 2026", 0), ("5 Septembermonat 2026", 0), ("5 \u{C3} 2026", 0), ("5 . 2026", 0), ("5  2026", 0),
])
func `a month is read by its name in seven languages`(_ cell: String, _ month: Int) throws {
  let date = month == 0 ? "nil" : "2026-\(month < 10 ? "0" : "")\(month)-05"
  #expect(try read("D MMM YYYY", cell) ?? "nil" == date)
  #expect(try read("D MMMM. YYYY", cell) ?? "nil" == date)
}

@Test func `no name stands for two months, and no cell that ends within a letter is read`() throws {
  for table in [MonthName.table, WeekdayName.table] {
    let names = table.names.flatMap { $0 }
    #expect(Set(names).count == names.count && table.greatestCount <= 12)
  }
  #expect(MonthName.table.names.count == 12 && WeekdayName.table.names.count == 7)
  let format = try #require(TimestampFormat(.picture("YYYY D MMM")))
  #expect(format.read([0x32, 0x30, 0x32, 0x36, 0x20, 0x35, 0x20, 0x6D, 0xC3]) == nil)
  #expect(try read("D.MMM.YYYY", "5.Mär.2026") == "2026-03-05" && read("DMMMYY", "05août26") == "2026-08-05")
}

@Test(arguments: [
  ("DD/MM/YYYY", "5/1/2026"), ("DD/MM/YYYY", "05/13/2026"), ("DD/MM/YYYY", "31/02/2026"),
  ("DD/MM/YYYY", "05-01-2026"), ("DD/MM/YYYY", "05/01/2026 "), ("M/D/YYYY", "1/005/2026"),
  ("M/D/YYYY h:mm AP", "1/5/2026 0:30 AM"), ("M/D/YYYY h:mm AP", "1/5/2026 13:30 PM"),
  ("M/D/YYYY h:mm AP", "1/5/2026 9:30"), ("DD/MM/YYYY hh:mm", "05/01/2026 24:00"),
])
func `what a picture does not draw is not read`(_ picture: String, _ cell: String) throws {
  #expect(try read(picture, cell) == nil)
}

@Test(arguments: [
  "", "words", "DD/MM", "DD/MM/Y", "DD MMMMM YYYY", "DD/MM/YYYY hh", "DD/MM/YYYY mm", "DD/MM/YYYY hh:mm SSS",
  "DD/MM/YYYY DD", "DD/MM/YYYY AP", "DD/MM/YYYY ZZZ", "DD/MM/YYYY hh:mm.SS",
])
func `a picture that draws no time is refused`(_ picture: String) {
  #expect(TimestampFormat(.picture(picture)) == nil)
}

@Test(arguments: [
  ("20000", 2, 2_000_000), ("20000.50", 2, 2_000_050), ("20000,5", 2, 2_000_050), ("0.999", 2, 99),
  ("-0.001", 2, -1), ("-3", 0, -3), ("85.9", 0, 85), ("+7", 0, 7), ("1001.005", 3, 1_001_005),
  ("999999999999.99", 2, 99_999_999_999_999),
  ("1234.567", 2, 123_456), ("1,234.50", 2, 123_450), ("1.234,50", 2, 123_450), ("1,234,567", 2, 123_456_700),
  ("1'234.5", 2, 123_450), ("1’234", 2, 123_400), ("1 234,5", 2, 123_450),
  ("1\u{202F}234\u{202F}567,8", 1, 12_345_678),
  ("12,34,567.25", 2, 123_456_725), ("€20", 0, 20), ("20000 EUR", 0, 20_000), ("$1,234.5", 2, 123_450),
  ("US$ 7", 0, 7),
  ("-€5", 0, -5), ("€ -5", 0, -5), ("(1,234.50)", 2, -123_450), ("5.00-", 2, -500), ("CHF 1'000.00", 0, 1000),
  ("1 000 kr", 0, 1000),
])
func `numbers are read exactly`(_ cell: String, _ scale: Int, _ value: Int) {
  #expect(DecimalCell.read(Array(cell.utf8)[...], scale: scale) == value)
}

@Test(arguments: [
  "", "-", "20,000", "20.000", "1e5", ".5", "5.", "--5", "-5-", "(5)-", "1234567890123", "٣", "1,23,4",
  "12,34.5", "1.234,5,6",
  "1 23", "1,234 567", "€", "EUR", "€€5", "5 Euro", "1,,234.5", ",234",
])
func `a number that can be read in two ways or none is not read`(_ cell: String) {
  #expect(DecimalCell.read(Array(cell.utf8)[...], scale: 2) == nil)
}

@Test(
  arguments: [
    ("20,000", "comma", 2_000), ("20.000", "comma", 2_000_000), ("20,000", "point", 2_000_000),
    ("20.000", "point", 2_000), ("1.234.567,8", "comma", 123_456_780), ("1,234.5", "comma", nil),
  ] as [(String, String, Int?)])
func `where the mapping says what stands before decimal places, no number means two`(
  _ cell: String, _ mark: String, _ value: Int?
) {
  #expect(
    DecimalCell.read(Array(cell.utf8)[...], scale: 2, mark: UInt8(ascii: mark == "comma" ? "," : "."))
      == value)
}

@Test func `a currency's sign may stand for several, its code for one`() {
  func codes(_ cell: String) -> [String]? { CurrencyMark(of: Array(cell.utf8)[...])?.codes }
  #expect(codes("€ 20") == ["EUR"] && codes("20 EUR") == ["EUR"] && codes("NOK 5") == ["NOK"])
  #expect(
    codes("$5")?.contains("CAD") == true && codes("US$5") == ["USD"] && codes("5 kr")?.contains("DKK") == true
  )
  #expect(codes("20") == nil && codes("EUR") == nil && codes("EURO 5") == nil)
}

@Test(arguments: ["n/a", "N/A", "test", "-", "--", "?", ".", "", "Unknown", "null", "(none)", "xxx", "TBD"])
func `a placeholder fills nothing`(_ cell: String) {
  #expect(!FieldValidity.isFilled(Array(cell.utf8)[...]))
}

@Test(arguments: ["Acme", "0", "Testa AG", "李", "x1", "N/A Ltd"])
func `a value is a value`(_ cell: String) {
  #expect(FieldValidity.isFilled(Array(cell.utf8)[...]))
}

@Test func `an e-mail address has to look like one`() {
  for good in ["a@b.co", "dana.o'neil+x@sub.example.com", "ü@exämple.de"] {
    #expect(FieldValidity.isEmail(Array(good.utf8)[...]), "\(good)")
  }
  for bad in ["", "a", "a@b", "@b.co", "a@", "a@b.", "a@.co", "a b@c.de", "a@b@c.de", "a@b..co", "a@b.co\n"] {
    #expect(!FieldValidity.isEmail(Array(bad.utf8)[...]), "\(bad)")
  }
}

@Test func `an e-mail address is told alike however long it is`() {
  var generator = SeededGenerator()
  let alphabet = Array("abz019@@..-+ \u{7F}\u{1F}ü!".utf8) + [0xFF, 0xAE, 0xC0, 0x00]
  let letters = Array("abcxyz.-@é9".utf8)
  for round in 0..<40_000 {
    let from = round % 3 == 0 ? alphabet : letters
    var cell = (0..<Int.random(in: 0...70, using: &generator)).map { _ in
      from[Int.random(in: 0..<from.count, using: &generator)]
    }
    // Most of what is drawn has more than one.
    let ats = cell.indices.filter { cell[$0] == 0x40 }.dropFirst()
    if round % 2 == 0 { for at in ats { cell[at] = 0x61 } }
    let halves = cell.split(separator: 0x40, omittingEmptySubsequences: false)
    let labels = halves.last?.split(separator: 0x2E, omittingEmptySubsequences: false) ?? []
    let isAddress =
      halves.count == 2 && !halves[0].isEmpty && labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
      && cell.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    #expect(FieldValidity.isEmail(cell[...]) == isAddress, "\(cell)")
    guard 1...64 ~= cell.count else { continue }
    var bytes = SIMD64<UInt8>.random(in: 0...255, using: &generator)
    for index in cell.indices { bytes[index] = cell[index] }
    #expect(AddressMarks(bytes, count: cell.count).areOfAddress == isAddress, "\(cell)")
  }
}

@Test func `a short name is its bytes, wherever they stand`() throws {
  var generator = SeededGenerator()
  for _ in 0..<5000 {
    let bytes = (0..<40).map { _ in UInt8.random(in: 0...2, using: &generator) }
    let count = Int.random(in: 0...26, using: &generator)
    let start = Int.random(in: 0...(40 - count), using: &generator)
    let name = ShortName(Array(bytes[start..<(start + count)]).span)
    #expect((name == nil) == (count > 24) && name != ShortName())
    let inPlace = ShortName(bytes.span, from: start, count: count)
    #expect((inPlace == nil) == (count > 24 || start > 16))
    if let inPlace { #expect(inPlace == name && inPlace.place(bits: 10) == name?.place(bits: 10)) }
    let other = Array(bytes.suffix(count))
    #expect(count > 24 || (ShortName(other.span) == name) == (other == Array(bytes[start..<(start + count)])))
  }
}

@Test func `blanks around a cell are no part of it`() {
  let cell = Array(" \t\u{A0}a b\u{A0}\r\n ".utf8)[...]
  #expect(String(decoding: cell.trimmed, as: UTF8.self) == "a b")
  #expect(Array(" \u{A0} ".utf8)[...].trimmed.isEmpty)
}

/// The guide for whoever writes a mapping.
struct MappingGuideTests {
  private func guide() throws -> String {
    try String(
      contentsOf: URL(filePath: #filePath).appending(path: "../../../docs/mapping.md").standardized,
      encoding: .utf8)
  }

  @Test func `the mappings of the guide are mappings`() throws {
    let blocks = try guide().split(separator: "```json\n").dropFirst().map { $0.prefix { $0 != "`" } }
    #expect(blocks.count == 5)
    for block in blocks {
      // Some are an event of one only.
      let text =
        block.contains("$schema")
        ? String(block)
        : #"{"$schema": "urn:countersign:schema:mapping:1", "name": "a", "revision": 1, "system": "A", "lead": {"id": "id"}, "events": [\#(block)]}"#
      let mapping = try Mapping(Document.structured(Array(text.utf8), kind: .mapping))
      for event in mapping.events {
        #expect(throws: Never.self) { try event.timestamps }
        #expect(throws: Never.self) { try event.time?.clock }
      }
    }
  }

  @Test func `the pictures of the guide read what stands beside them`() throws {
    let rows = try guide().split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count == 12)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let picture = cells[0].trimmingCharacters(in: ["`"])
      #expect(try read(picture, cells[1])?.hasPrefix("2026-01-05") == true, "\(row)")
    }
  }
}
