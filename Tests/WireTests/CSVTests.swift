import Foundation
import TestMaterial
import Testing
import Wire

private struct Row: Equatable {
  let line: Int
  let fields: [String]
  let problem: RecordProblem?
}

private func read(
  _ bytes: [UInt8], delimiter: UInt8? = nil, chunkSize: Int = 1 << 18
) throws -> (header: [String], rows: [Row], summary: ExportSummary) {
  let reader = try Export.open(bytes: bytes, ExportForm(delimiter: delimiter), chunkSize: chunkSize)
  var record = ExportRecord()
  var rows: [Row] = []
  while try reader.next(&record) {
    let fields = (0..<min(record.fieldCount, reader.header.count)).map {
      String(decoding: record[$0], as: UTF8.self)
    }
    rows.append(Row(line: record.line, fields: fields, problem: record.problem))
  }
  return (reader.header, rows, reader.summary)
}

private func read(
  _ text: String, delimiter: UInt8? = nil, chunkSize: Int = 1 << 18
) throws -> (header: [String], rows: [Row], summary: ExportSummary) {
  try read(Array(text.utf8), delimiter: delimiter, chunkSize: chunkSize)
}

@Test(arguments: [1, 2, 3, 7, 1 << 18])
func `csv-spectrum reads as its JSON says`(_ chunkSize: Int) throws {
  let folder = URL(filePath: try TestData.path("suites/csv-spectrum"))
  let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "csvs").path)
  #expect(files.count == 12)
  for file in files {
    var bytes = Array(try Data(contentsOf: folder.appending(path: "csvs/\(file)")))
    // Where the suite was fetched with its line ends changed, the names say which files had CRLF.
    if file.contains("crlf"), !bytes.contains(0x0D) {
      bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }
    let json = try Data(
      contentsOf: folder.appending(path: "json/\(file.replacing(".csv", with: ".json"))"))
    // One of the suite's JSON files is Latin-1 inside, and tells another phone number than its CSV; the rest of that
    // file is compared by hand below.
    if file == "location_coordinates.csv" { continue }
    let expected = try JSONSerialization.jsonObject(with: json)
    let one = expected as? [String: String]
    let rows = try #require(expected as? [[String: String]] ?? one.map { [$0] })
    let (header, found, _) = try read(bytes, chunkSize: chunkSize)
    #expect(found.allSatisfy { $0.problem == nil }, "\(file)")
    #expect(
      found.map { Dictionary(uniqueKeysWithValues: zip(header, $0.fields)) } == rows, "\(file)")
  }
  let (header, rows, _) = try read(
    Array(try Data(contentsOf: folder.appending(path: "csvs/location_coordinates.csv"))),
    chunkSize: chunkSize)
  #expect(header == ["Contact Phone Number", "Location Coordinates", "Cities", "Counties"])
  #expect(
    rows.map(\.fields) == [
      ["2095257564", "37\u{FFFD}36'37.8\"N 121\u{FFFD}2'17.9\"W", "Modesto", "Stanislaus"]
    ])
}

@Test(arguments: ["\n", "\r\n", "\r"])
func `every kind of line end is read, and lines are counted as an editor does`(_ end: String) throws {
  let text = ["a,b", "1,2", "\"x\(end)y\",3", "", "4,5"].joined(separator: end)
  for chunkSize in 1...12 {
    for tail in ["", end, end + end] {
      let (header, rows, summary) = try read(text + tail, chunkSize: chunkSize)
      #expect(header == ["a", "b"])
      #expect(rows.map(\.fields) == [["1", "2"], ["x\(end)y", "3"], ["4", "5"]])
      #expect(rows.map(\.line) == [2, 3, 6])
      #expect(rows.allSatisfy { $0.problem == nil })
      #expect(summary.rows == 3)
    }
  }
}

@Test func `the digest is that of exactly the bytes read`() throws {
  let bytes = Array("a,b\n1,2\n\"3\",4".utf8)
  let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let reader = try Export.open(path: file.path)
  var record = ExportRecord()
  while try reader.next(&record) {}
  #expect(reader.summary.digest == SHA256Digest(of: bytes))
  #expect(reader.summary.bytes == bytes.count)
  #expect(try read(bytes, chunkSize: 2).summary == reader.summary)
}

@Test(arguments: [
  ("a;b,c;d\n1;2", 0x3B as UInt8), ("a;b,c\n1;2", 0x2C), ("a\tb\n1\t2", 0x09), ("a,b;c,d\n", 0x2C),
  ("\"a;b;c\",d\n", 0x2C),
  ("a\n1,2", 0x2C), ("\n\na;b\n", 0x3B),
])
func `the delimiter is found out from the header line`(_ text: String, _ delimiter: UInt8) throws {
  #expect(try Export.open(bytes: Array(text.utf8)).delimiter == delimiter)
}

@Test(
  arguments: [
    "sep=;\na;b\n1,5;2", "sep=;\r\na;b\r\n1,5;2\r\n", "\"sep=;\"\r\n\r\na;b\n1,5;2",
    "\u{FEFF}SEP=;\n\na;b\n1,5;2",
  ], [1, 4, 1 << 18])
func `a line that names the delimiter is no row`(_ text: String, _ chunkSize: Int) throws {
  let (header, rows, summary) = try read(text, chunkSize: chunkSize)
  #expect(header == ["a", "b"] && rows.map(\.fields) == [["1,5", "2"]] && summary.rows == 1)
  #expect(rows.first?.line == text.split(separator: "1,5")[0].filter(\.isNewline).count + 1)
}

@Test(arguments: ["sep=x\n1", "sep=;b\n1;2", "sep\n1", "sep=\n1"])
func `only a line that names one is`(_ text: String) throws {
  #expect(try read(text).rows.count == 1)
}

@Test func `the delimiter is not named twice, and nothing else follows`() throws {
  #expect(try read("sep=,\na,b\n").rows.isEmpty)
  #expect(try read("sep=,\nsep=;\n1\n").header == ["sep=;"])
  #expect(throws: ExportError.empty) { try read("sep=,\n") }
}

@Test func `a given delimiter is taken`() throws {
  #expect(try read("a,b;c\n1,2;3", delimiter: UInt8(ascii: ";")).rows.map(\.fields) == [["1,2", "3"]])
}

@Test func `a byte order mark is no part of the first name`() throws {
  for chunkSize in [1, 2, 3, 4, 100] {
    #expect(
      try read([0xEF, 0xBB, 0xBF] + Array("id,b\n1,2".utf8), chunkSize: chunkSize).header == ["id", "b"])
  }
}

@Test func `a bad row is told with its line, and the rows around it are read`() throws {
  let text = "a,b\n1\n1,2,3\n\"x\"y,2\n4,\u{0}\n"
  let bytes = Array(text.utf8) + [0x31, 0x2C, 0xC3, 0x0A] + [0xC3, 0x2C, 0xA9, 0x0A] + Array("5,é\n".utf8)
  for chunkSize in [1, 3, 1000] {
    let rows = try read(bytes, chunkSize: chunkSize).rows
    #expect(
      rows.map(\.problem) == [
        .ragged(fields: 1, columns: 2), .ragged(fields: 3, columns: 2), .strayQuote, .nul, .notUTF8, .notUTF8,
        nil,
      ])
    #expect(rows.map(\.line) == Array(2...8))
    #expect(rows.last?.fields == ["5", "é"])
  }
}

@Test func `quotes, empty fields and spaces are kept apart`() throws {
  let reader = try Export.open(bytes: Array("a,b,c\n\"\",, \"x\" \n".utf8))
  var record = ExportRecord()
  #expect(try reader.next(&record))
  #expect(record.isQuoted(0) && !record.isQuoted(1) && !record.isQuoted(2))
  #expect(Array(record[2]) == Array(" \"x\" ".utf8) && record[0].isEmpty && record[3].isEmpty)
}

@Test(arguments: [
  ([], ExportError.empty), (Array("\n\r\n".utf8), .empty), ([0xEF, 0xBB, 0xBF], .empty),
  ([0x1F, 0x8B, 0x08, 0x00], .gzip), (Array("[{\"a\":1}]".utf8), .jsonDocument),
  (Array("PK\u{3}\u{4}".utf8), .notText(kind: "a spreadsheet or ZIP archive")),
  (Array("a,b,a\n1,2,3".utf8), .duplicateColumn("a")), ([0x61, 0x00, 0x2C, 0x00], .badHeader(.nul)),
  ([0x61, 0xFF, 0x0A], .badHeader(.notUTF8)), (Array("a,b\n1,\"2\n3,4\n".utf8), .unclosedQuote(line: 2)),
  (Array("a,\"b\n".utf8), .unclosedQuote(line: 1)),
])
func `a file that cannot be read is refused`(_ bytes: [UInt8], _ error: ExportError) {
  for chunkSize in [1, 2, 5, 1000] {
    #expect(throws: error) { try read(bytes, chunkSize: chunkSize) }
  }
}

@Test func `fields, rows and headers are bounded`() {
  #expect(throws: ExportError.fieldTooLong(line: 2, limit: 1 << 20)) {
    try read("a\n" + String(repeating: "x", count: 1 << 20 + 1))
  }
  #expect(throws: ExportError.fieldTooLong(line: 2, limit: 1 << 20)) {
    try read("a\n\"" + String(repeating: "x\n", count: 1 << 20))
  }
  #expect(throws: ExportError.tooManyColumns(limit: 10_000)) {
    try read(String(repeating: ",", count: 2_000_000))
  }
  let field = String(repeating: "x", count: 1 << 20 - 1) + ","
  #expect(throws: ExportError.recordTooLong(line: 2, limit: 1 << 24)) {
    try read(String(repeating: ",", count: 30) + "\n" + String(repeating: field, count: 30))
  }
}

@Test func `a row of a million fields is one ragged row`() throws {
  let rows = try read("a,b\n" + String(repeating: "x,", count: 1_000_000) + "\n1,2\n").rows
  #expect(rows.map(\.problem) == [.ragged(fields: 1_000_001, columns: 2), nil])
}

@Test func `a file that is not there or a folder is told`() {
  #expect(throws: ExportError.self) { _ = try Export.open(path: "/nonexistent/export.csv") }
  #expect(throws: ExportError.self) { _ = try Export.open(path: "/") }
}

@Test func `hostile bytes never crash, and cutting them into chunks changes nothing`() throws {
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
  var generator = Generator(state: 42)
  let alphabet = Array("a,;\t\"\"\r\n\n,é\u{0}".utf8) + [0xFF, 0xC3]
  for _ in 0..<4000 {
    let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
      alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
    }
    let whole = Result { try read(bytes).rows }
    let cut = Result { try read(bytes, chunkSize: Int.random(in: 1...8, using: &generator)).rows }
    switch (whole, cut) {
    case (.success(let a), .success(let b)): #expect(a == b, "\(bytes)")
    case (.failure(let a), .failure(let b)): #expect(a as? ExportError == b as? ExportError, "\(bytes)")
    default: Issue.record("the chunks matter for \(bytes)")
    }
  }
}
