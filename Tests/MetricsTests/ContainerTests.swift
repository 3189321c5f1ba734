import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// How an export is packed, written and laid out changes no number.
struct ContainerTests {
  private static let logs = 12

  @Test(arguments: Container.allCases)
  func `random logs measure the same however they are written`(_ container: Container) throws {
    var random = SeededGenerator()
    var compared = 0
    for number in 0..<Self.logs {
      let log = try RandomLeadLog(&random)
      let plain = try measured(log, .plain, &random)
      guard let other = try measured(log, container, &random) else { continue }
      #expect(other.entries == plain?.entries && other.rows == plain?.rows, "log \(number)")
      compared += 1
    }
    #expect(compared > Self.logs / 3)
  }

  /// Nil where the log cannot be written so.
  private func measured(
    _ log: RandomLeadLog, _ container: Container, _ random: inout SeededGenerator
  ) throws -> ExportMeasurement? {
    let agreement = log.moments.agreement
    let measurer = try ExportMeasurer(
      measurement: agreement.measurement, measures: agreement.measures, period: agreement.period,
      asOf: agreement.asOf, fiscal: agreement.fiscal, toleratedPerMille: 1000)
    var sources: [ExportSource] = []
    for export in log.exports {
      guard let bytes = try container.bytes([export.header] + export.rows, &random) else { return nil }
      let mapping = JSON.object((export.mapping.members ?? []) + container.mappingMembers)
      sources.append(ExportSource(bytes: bytes, mapping: try Mapping(mapping), blockSize: 700))
    }
    return try measurer.measure(sources, threads: 2)
  }
}

/// A way to write rows, the first of which names the columns.
enum Container: String, CaseIterable, Sendable {
  case plain, byteOrderMark, utf16LittleEndian, utf16BigEndian, windows1252, semicolons, tabs, bars, crlf, cr
  case allQuoted, otherColumns, blankLines, gzip, jsonLines, jsonLinesGzip

  /// What a mapping has to say of it.
  var mappingMembers: [JSON.Member] {
    self == .windows1252 ? [.init("encoding", .string("windows-1252"))] : []
  }

  func bytes(_ rows: [[String]], _ random: inout SeededGenerator) throws -> [UInt8]? {
    switch self {
    case .plain: return Array(csv(rows).utf8)
    case .byteOrderMark: return [0xEF, 0xBB, 0xBF] + Array(csv(rows).utf8)
    case .utf16LittleEndian:
      return [0xFF, 0xFE] + csv(rows).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      return [0xFE, 0xFF] + csv(rows).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .windows1252:
      // It has no marks of writing direction, without which times are the same.
      let scalars = csv(rows).unicodeScalars.filter { !BareText.marks.contains($0) }
      return String(String.UnicodeScalarView(scalars)).data(using: .windowsCP1252).map { Array($0) }
    case .semicolons: return Array(csv(rows, delimiter: ";").utf8)
    case .tabs: return Array(csv(rows, delimiter: "\t").utf8)
    case .bars: return Array(csv(rows, delimiter: "|").utf8)
    case .crlf: return Array(csv(rows, end: "\r\n").utf8)
    case .cr: return Array(csv(rows, end: "\r").utf8)
    case .allQuoted: return Array(csv(rows, isQuoted: true).utf8)
    case .otherColumns: return Array(csv(shuffled(rows, &random)).utf8)
    case .blankLines: return Array(("\n\n" + csv(rows, end: "\n\n")).utf8)
    case .gzip: return try zipped(Array(csv(rows).utf8))
    case .jsonLines: return jsonLines(rows)
    case .jsonLinesGzip: return try jsonLines(rows).map(zipped)
    }
  }

  private func csv(
    _ rows: [[String]], delimiter: Character = ",", end: String = "\n", isQuoted: Bool = false
  ) -> String {
    rows.map { row in
      row.map { cell in
        isQuoted || cell.unicodeScalars.contains { ",;|\t\"\r\n".unicodeScalars.contains($0) }
          ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: String(delimiter)) + end
    }.joined()
  }

  /// The columns in another order, among some that mean nothing.
  private func shuffled(_ rows: [[String]], _ random: inout SeededGenerator) -> [[String]] {
    let count = rows[0].count
    let order = (0..<(count + 5)).shuffled(using: &random)
    return rows.enumerated().map { index, row in
      let more = (0..<5).map { index == 0 ? "Nothing \($0)" : "x, \"\($0)\" 2025-01-01" }
      return order.map { (row + more)[$0] }
    }
  }

  /// Nil where there are no rows, as such a file says nothing of columns.
  private func jsonLines(_ rows: [[String]]) -> [UInt8]? {
    guard rows.count > 1 else { return nil }
    func json(_ text: String) -> String {
      String(decoding: JSON.string(text).written().dropLast(), as: UTF8.self)
    }
    let lines = rows.dropFirst().map { row in
      let members = zip(rows[0], row).map { "\(json($0)):\($1.isEmpty ? "null" : json($1))" }
      return "{\(members.joined(separator: ", "))}\n"
    }
    return Array(lines.joined().utf8)
  }

  private func zipped(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-c"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let writer = input.fileHandleForWriting
    let thread = Thread {
      try? writer.write(contentsOf: bytes)
      try? writer.close()
    }
    thread.start()
    let zipped = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(zipped)
  }
}
