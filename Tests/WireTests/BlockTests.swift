import Foundation
import TestMaterial
import Testing
@testable import Wire

private struct Row: Equatable, Sendable {
  var row: Int
  var line: Int
  let fields: [String]
  let problem: RecordProblem?

  init(_ record: borrowing ExportRecord, _ columns: Int) {
    row = record.row
    line = record.line
    var fields: [String] = []
    for index in 0..<min(record.fieldCount, columns) {
      fields.append(String(decoding: record[index], as: UTF8.self))
    }
    self.fields = fields
    problem = record.problem
  }
}

/// All rows by blocks on threads, put together.
private func blocks(
  _ bytes: [UInt8], _ form: ExportForm, size: Int, threads: Int
) throws -> (rows: [Row], summary: ExportSummary) {
  let reader = try Export.open(bytes: bytes, form, chunkSize: size)
  let columns = reader.header.count
  let parts = try reader.parts(threads: threads) {
    { (block) throws(ExportError) in
      var rows: [Row] = []
      var record = block.emptyRecord
      while try block.next(&record) { rows.append(Row(record, columns)) }
      return rows
    }
  }
  let rows = parts.flatMap { part in
    part.value.map { row in
      var row = row
      row.row += part.rowsBefore
      row.line += part.linesBefore
      return row
    }
  }
  return (rows, reader.summary)
}

/// All rows one after another.
private func sequence(
  _ bytes: [UInt8], _ form: ExportForm = ExportForm(), size: Int = 1 << 18
) throws -> (rows: [Row], summary: ExportSummary) {
  let reader = try Export.open(bytes: bytes, form, chunkSize: size)
  var record = ExportRecord()
  var rows: [Row] = []
  while try reader.next(&record) { rows.append(Row(record, reader.header.count)) }
  return (rows, reader.summary)
}

/// Reading in blocks on several threads.
struct BlockTests {
  private static let text =
    "\r\n\r\nid,\"na\"\"me\"\r\n1,\"a\r\nb\"\r\n\r\n2\r\n3,\"say \"\"yes\"\"\r\n\"\"now\"\"\"\n4,\"x\"y\n"
    + "\n5,é\r6,\u{0}\r\r\"7\",\"\"\n8,\"\r\r\"\n9,a\"b\"\n10,1,,\n11,1,2\n12,last"

  @Test(arguments: [1, 2, 3, 7])
  func `rows, their lines and the account are the same for all threads and sizes of blocks`(
    _ threads: Int
  ) throws {
    let bytes = Array(Self.text.utf8) + [0x0A, 0x31, 0x33, 0x2C, 0xC3, 0x0A]
    let whole = try sequence(bytes)
    #expect(whole.rows.map(\.row) == Array(1...13))
    #expect(whole.rows.map(\.line) == [4, 7, 8, 10, 12, 13, 15, 16, 19, 20, 21, 22, 23])
    #expect(
      whole.rows.map(\.problem) == [
        nil, .ragged(fields: 1, columns: 2), nil, .strayQuote, nil, .nul, nil, nil, nil, nil,
        .ragged(fields: 3, columns: 2), nil, .notUTF8,
      ])
    #expect(whole.rows[2].fields == ["3", "say \"yes\"\r\n\"now\""])
    #expect(whole.rows[8].fields == ["9", "a\"b\""])
    for size in 1...bytes.count + 1 {
      #expect(try sequence(bytes, size: size) == whole, "\(size)")
      #expect(try blocks(bytes, ExportForm(), size: size, threads: threads) == whole, "\(size)")
    }
    #expect(whole.summary.digest == SHA256Digest(of: bytes) && whole.summary.bytes == bytes.count)
  }

  @Test(arguments: [1, 3])
  func `JSON Lines are the same for all threads and sizes of blocks`(_ threads: Int) throws {
    let text = "{\"a\": 1, \"b\": \"x\\ny\"}\r\n\n{\"a\": 2\n{\"a\": \"é\"}\n  \n{\"b\": 3, \"a\": 4}"
    let form = ExportForm(columns: ["a", "b"])
    let whole = try sequence(Array(text.utf8), form)
    #expect(whole.rows.map(\.line) == [1, 3, 4, 6])
    #expect(whole.rows.map(\.problem) == [nil, .notJSON, nil, nil])
    for size in 1...text.utf8.count {
      #expect(try blocks(Array(text.utf8), form, size: size, threads: threads) == whole, "\(size)")
    }
  }

  @Test func `the first error of the file is thrown, with its line`() throws {
    let bytes = Array(("a,b\n" + String(repeating: "1,\"x\ny\"\n", count: 500) + "2,\"open\n3,4\n").utf8)
    for (size, threads) in [(1, 1), (10, 3), (64, 7), (1 << 20, 2)] {
      #expect(throws: ExportError.unclosedQuote(line: 1002)) {
        try blocks(bytes, ExportForm(), size: size, threads: threads)
      }
      #expect(throws: ExportError.unclosedQuote(line: 1002)) { try sequence(bytes, size: size) }
    }
  }

  @Test func `hostile bytes are read the same by all threads and sizes of blocks`() throws {
    var generator = SeededGenerator()
    let alphabet = Array("a,;\t\"\"\r\n\n,é\u{0}".utf8) + [0xFF, 0xC3]
    for _ in 0..<1000 {
      let tail = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      let bytes = Array("id,name\n".utf8) + tail
      let size = Int.random(in: 1...30, using: &generator)
      let form = ExportForm(delimiter: UInt8(ascii: ","))
      switch (
        Result { try sequence(bytes, form) }, Result { try blocks(bytes, form, size: size, threads: 2) }
      ) {
      case (.success(let a), .success(let b)): #expect(a == b, "\(bytes), \(size)")
      case (.failure(let a), .failure(let b)):
        #expect(a as? ExportError == b as? ExportError, "\(bytes), \(size)")
      default: Issue.record("the blocks matter for \(bytes), \(size)")
      }
    }
  }

  @Test func `a byte is found wherever it stands`() {
    let search = SeparatorSearch(0x2C, 0x22, 0x0A, 0x0D)
    func marks(_ bytes: [UInt8]) -> UInt64 { search.marks(in: bytes.span, from: 0) }
    func isPlain(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { bytes.span.isPlainASCII(in: range) }
    for place in 0..<64 {
      var bytes = [UInt8](repeating: 0x80, count: 64)
      bytes[place] = 0x2C
      #expect(marks(bytes) == 1 << UInt64(place))
      for other in [0x2B, 0x2D, 0xAC, 0x00, 0xFF] as [UInt8] {
        bytes[place] = other
        #expect(marks(bytes) == 0)
      }
      bytes[place] = 0x41
      for index in bytes.indices where index != place { bytes[index] = 0x41 }
      #expect(isPlain(bytes, 0..<64))
      for bad in [0, 0x80, 0xFF] as [UInt8] {
        bytes[place] = bad
        #expect(!isPlain(bytes, 0..<64) && !isPlain(bytes, place..<(place + 1)))
      }
    }
  }

  @Test func `what is UTF-8 is what Swift takes for it`() {
    var generator = SeededGenerator()
    let alphabet: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
      0xF0,
      0xF1, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      let isText = bytes.span.isUTF8(in: bytes.indices)
      #expect(isText == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }

  @Test func `a word is the bytes from its place on, as many as there are`() {
    for count in 0...20 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 0x81 + 7 * $0) }
      for index in 0...count {
        let wanted = bytes[index...].prefix(8).enumerated().reduce(UInt64(0)) {
          $0 | UInt64($1.element) << UInt64(8 * $1.offset)
        }
        #expect(bytes.span.word(at: index) == wanted, "\(count) bytes from \(index)")
      }
    }
  }

  @Test func `keyed digests are SipHash's, and sorted the same in every run`() {
    // SipHash-1-3 with the key 00 to 0F, of no byte, the byte 00, and the bytes 00 to 0E.
    let key = (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908) as (UInt64, UInt64)
    func digest(_ bytes: [UInt8], _ key: (UInt64, UInt64)) -> KeyedDigest {
      KeyedDigest(of: bytes.span, key: key)
    }
    #expect(digest([], key).secret == 0xABAC_0158_050F_C4DC)
    #expect(digest([0], key).secret == 0xC9F4_9BF3_7D57_CA93)
    #expect(digest(Array(0..<15), key).secret == 0xD320_D86D_2A51_9956)
    #expect(KeyedDigest(of: [1, 2, 3]) == KeyedDigest(of: [0, 1, 2, 3].dropFirst()))
    #expect(KeyedDigest(of: [1, 2, 3]) != KeyedDigest(of: [1, 2, 3, 0]))
    let values = (0..<300).map { Array("lead \($0 * $0)".utf8) }
    let orders = [key, (1, 2), (3, 4)].map { key in
      values.sorted { digest($0, key) < digest($1, key) }
    }
    #expect(orders[0] == orders[1] && orders[0] == orders[2] && orders[0] != values)
  }
}
