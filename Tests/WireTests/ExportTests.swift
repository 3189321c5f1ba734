import Foundation
import TestMaterial
import Testing
import Wire

private func read(
  _ bytes: [UInt8], _ form: ExportForm = ExportForm(), chunkSize: Int = 1 << 18
) throws -> (header: [String], rows: [[String]], problems: [RecordProblem?], summary: ExportSummary) {
  let reader = try Export.open(bytes: bytes, form, chunkSize: chunkSize)
  var record = ExportRecord()
  var rows: [[String]] = []
  var problems: [RecordProblem?] = []
  while try reader.next(&record) {
    rows.append(reader.header.indices.map { String(decoding: record[$0], as: UTF8.self) })
    problems.append(record.problem)
  }
  return (reader.header, rows, problems, reader.summary)
}

private let table = "name,city\nZoë,München\n\"Łukasz, “Ł”\",€\n😀,x\n"
private let rows = [["Zoë", "München"], ["Łukasz, “Ł”", "€"], ["😀", "x"]]

private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
  text.utf16.flatMap { unit in
    let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    return isBigEndian ? bytes : bytes.reversed()
  }
}

/// What real `gzip` makes of bytes.
private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["gzip", "-c"]
  let (input, output) = (Pipe(), Pipe())
  (process.standardInput, process.standardOutput) = (input, output)
  try process.run()
  DispatchQueue.global().async {
    try? input.fileHandleForWriting.write(contentsOf: Data(bytes))
    try? input.fileHandleForWriting.close()
  }
  let packed = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return Array(packed)
}

/// Exports as they come: encodings, gzip, JSON Lines.
struct ExportReadingTests {
  @Test(arguments: [1, 2, 3, 5, 100])
  func `UTF-16 is read by its byte order mark, or as the mapping says`(_ chunkSize: Int) throws {
    for isBigEndian in [false, true] {
      let mark: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
      #expect(try read(mark + utf16(table, isBigEndian: isBigEndian), chunkSize: chunkSize).rows == rows)
    }
    let said = ExportForm(encoding: .utf16)
    #expect(try read(utf16(table, isBigEndian: false), said, chunkSize: chunkSize).rows == rows)
  }

  @Test func `halves of characters in UTF-16 are told with their row`() throws {
    let bytes = utf16("a,b\n1,", isBigEndian: false) + [0x00, 0xD8] + utf16("\n2,3\n4,5", isBigEndian: false)
    #expect(try read(bytes, ExportForm(encoding: .utf16)).problems == [.notUTF8, nil, nil])
    let cut = try read(bytes + [0x41], ExportForm(encoding: .utf16))
    #expect(cut.problems == [.notUTF8, nil, .notUTF8])
  }

  @Test func `the code page of Windows is read where the mapping says so`() throws {
    let bytes =
      Array("name,sum\nM".utf8) + [0xFC, 0x6C, 0x6C] + Array(",".utf8) + [
        0x80, 0x20, 0x35, 0x0A, 0x81, 0x2C, 0x0A,
      ]
    let found = try read(bytes, ExportForm(encoding: .windows1252), chunkSize: 3)
    #expect(found.rows[0] == ["Müll", "€ 5"])
    #expect(found.problems == [nil, .notUTF8])
    #expect(try read(bytes).problems == [.notUTF8, .notUTF8])
    // A byte order mark says more than the mapping.
    #expect(
      try read([0xEF, 0xBB, 0xBF] + Array(table.utf8), ExportForm(encoding: .windows1252)).rows == rows)
  }

  @Test(arguments: [1, 2, 7, 1 << 16])
  func `gzip is unpacked, the digest is that of the packed bytes`(_ chunkSize: Int) throws {
    let packed = try gzip(Array(table.utf8))
    let found = try read(packed, chunkSize: chunkSize)
    #expect(found.rows == rows)
    #expect(found.summary.digest == SHA256Digest(of: packed) && found.summary.bytes == packed.count)
    let two = try packed + gzip(Array("a,b\n".utf8))
    #expect(try read(two, chunkSize: chunkSize).rows == rows + [["a", "b"]])
    let sixteen = try gzip([0xFF, 0xFE] + utf16(table, isBigEndian: false))
    #expect(try read(sixteen, chunkSize: chunkSize).rows == rows)
  }

  @Test func `gzip that is cut short, damaged or followed by something else is refused`() throws {
    let packed = try gzip(Array(String(repeating: table, count: 50).utf8))
    for length in [3, 12, packed.count / 2, packed.count - 1] {
      #expect(throws: ExportError.gzip) { try read(Array(packed.prefix(length))) }
    }
    var damaged = packed
    damaged[packed.count - 6] ^= 1
    #expect(throws: ExportError.gzip) { try read(damaged) }
    #expect(throws: ExportError.gzip) { try read(packed + [0x41]) }
    #expect(throws: ExportError.notText(kind: "packed with gzip twice")) { try read(gzip(packed)) }
  }

  @Test(arguments: [1, 3, 1000])
  func `JSON Lines are read by key, also in objects`(_ chunkSize: Int) throws {
    let text = #"""
      {"id": 7, "properties": {"email": "a@b.co", "score": 8.50, "tags": ["x", "y"]}, "more": {"id": "no"}}\#r

      { "id" : "8\u00e9\n\ud83d\ude00", "properties" : { "email" : null, "score": -1e3, "open": true } }
      """#.replacing("\\#r", with: "\r")
    let form = ExportForm(columns: [
      "id", "properties.email", "properties.score", "properties.tags", "absent",
    ])
    let found = try read(Array(text.utf8), form, chunkSize: chunkSize)
    #expect(found.header == form.columns)
    #expect(
      found.rows == [["7", "a@b.co", "8.50", "x;y", ""], ["8é\n😀", "", "-1e3", "", ""]])
    #expect(found.problems == [nil, nil])
    let reader = try Export.open(bytes: Array(text.utf8), form)
    var record = ExportRecord()
    while try reader.next(&record) {}
    #expect(reader.unseen == ["absent"])
  }

  @Test(arguments: [
    (#"{"a": 1"#, RecordProblem.notJSON), (#"{"a": 01}"#, .notJSON), (#"{"a": 1,}"#, .notJSON),
    (#"{"a": tru}"#, .notJSON),
    (#"{"a": "x}"#, .notJSON), (#"{"a" 1}"#, .notJSON), (#"{"a": 1} x"#, .notJSON),
    (#"{"a": [1,]}"#, .notJSON),
    (#"{"a": "\q"}"#, .notJSON), (#"{"a": 1, "a": 2}"#, .duplicateKey),
    (#"{"b": {"a": 1, "\u0061": 2}}"#, .duplicateKey),
    (#"{"a": "\ud800"}"#, .notUTF8), (#"{"a": "\u0000"}"#, .nul), (#"x{"a": 1}"#, .notJSON),
  ])
  func `a line that is no object is told, and the lines around it are read`(
    _ line: String, _ problem: RecordProblem
  ) throws {
    let text = #"{"a": "before"}"# + "\n" + line + "\n" + #"{"a": "after"}"#
    let found = try read(Array(text.utf8), ExportForm(columns: ["a"]))
    #expect(found.problems == [nil, problem, nil])
    #expect(found.rows[0] == ["before"] && found.rows[2] == ["after"])
  }

  @Test func `objects and lists in each other are bounded`() throws {
    let deep = String(repeating: #"{"a":"#, count: 100_000)
    #expect(try read(Array(deep.utf8), ExportForm(columns: ["a"])).problems == [.notJSON])
    let list = #"{"a":"# + String(repeating: "[", count: 100_000)
    #expect(try read(Array(list.utf8), ExportForm(columns: ["a"])).problems == [.notJSON])
  }

  @Test func `empty fields beyond the header's are none, others are`() throws {
    #expect(
      try read(Array("a,b\n1,2,,\n1,2,3\n1\n".utf8)).problems == [
        nil, .ragged(fields: 3, columns: 2), .ragged(fields: 1, columns: 2),
      ])
  }

  @Test func `a file that is written to while it is read is noticed`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    // Much longer than what is read at once.
    try Data(("a,b\n" + String(repeating: "1,2\n", count: 1_000_000)).utf8).write(to: file)
    let reader = try Export.open(path: file.path)
    var record = ExportRecord()
    #expect(try reader.next(&record))
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("3,4\n".utf8))
    try handle.close()
    #expect(throws: ExportError.changedWhileRead) { while try reader.next(&record) {} }
  }
}
