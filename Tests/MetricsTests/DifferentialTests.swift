import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Every metric, computed a second time in SQL from the definitions' words, over random lead logs with all the edge cases
/// that the definitions speak of: there is no difference.
struct DifferentialTests {
  private static let logs = 120

  private struct Failure: Error, CustomStringConvertible { let description: String }

  @Test func `every figure is the same in SQL`() throws {
    var random = SeededGenerator()
    let folder = FileManager.default.temporaryDirectory.appending(path: "countersign-\(UUID().uuidString)")
    let isKept = ProcessInfo.processInfo.environment["COUNTERSIGN_KEEP"] != nil
    defer { if !isKept { try? FileManager.default.removeItem(at: folder) } }
    var edges: [String: Int] = [:]
    for number in 0..<Self.logs {
      let log = try RandomLeadLog(&random)
      let measurement = try measured(log)
      edges.merge(log.moments.edges) { $0 + $1 }
      edges.merge(outcomes(measurement)) { $0 + $1 }
      try write(log, measurement, to: folder.appending(path: "\(1000 + number)"))
      // The order of rows means nothing.
      if number.isMultiple(of: 4) {
        let turned = try measured(log) { $0.shuffled(using: &random) }
        #expect(
          turned.entries == measurement.entries && turned.rows == measurement.rows, "log \(1000 + number)")
      }
    }
    print(edges.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }.joined(separator: "\n"))
    let missed = edges.filter { $0.value == 0 && !Self.impossible.contains($0.key) }
    #expect(missed.isEmpty)
    if isKept { print("kept in \(folder.path)") }
    try compare(folder)
  }

  /// What no log can hold: an attempt connects nobody, and an open opportunity always has a beginning.
  private static let impossible: Set = ["time-to-connect underAMinute", "opportunity.follow-up missing"]

  /// Measures a log's exports, their rows in another order or not.
  private func measured(
    _ log: RandomLeadLog, turning rows: ([[String]]) -> [[String]] = { $0 }
  ) throws -> ExportMeasurement {
    let agreement = log.moments.agreement
    let measurer = try ExportMeasurer(
      measurement: agreement.measurement, measures: agreement.measures, period: agreement.period,
      asOf: agreement.asOf, fiscalStart: agreement.fiscalStart, toleratedPerMille: 1000)
    return try measurer.measure(
      log.exports.map { export in
        ExportSource(
          bytes: Self.csv([export.header] + rows(export.rows)), mapping: try Mapping(export.mapping))
      })
  }

  private static func csv(_ rows: [[String]]) -> [UInt8] {
    let lines = rows.map { row in
      row.map { cell in
        cell.contains { ",\"".contains($0) } ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: ",") + "\n"
    }
    return Array(lines.joined().utf8)
  }

  private func write(_ log: RandomLeadLog, _ measurement: ExportMeasurement, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let agreement = log.moments.agreement
    var sources: [JSON] = []
    for export in log.exports {
      let name = "\(export.name).csv"
      try Data(Self.csv([export.header] + export.rows)).write(to: folder.appending(path: name))
      sources.append(.object([.init("file", .string(name)), .init("mapping", export.mapping)]))
    }
    let entries = measurement.entries.map { entry in
      JSON.object(
        [.init("id", .string(entry.id))] + entry.measure.members + [.init("figures", entry.figures.json)])
    }
    let document = JSON.object([
      .init("measurement", agreement.measurement.json),
      .init("period", .string(agreement.period.description)),
      .init("fiscalStart", .integer(agreement.fiscalStart)),
      .init("asOf", .string(agreement.asOf.description)),
      .init("sources", .array(sources)), .init("entries", .array(entries)),
      .init("rows", measurement.rows.json),
      .init("asked", .array(agreement.measures.map { .string($0.entryID) })),
      .init("gaps", .array(measurement.gaps.map { .string($0.entry) })),
    ])
    try Data(document.written()).write(to: folder.appending(path: "log.json"))
  }

  /// What became of cases, by metric, as far as a log's figures tell.
  private func outcomes(_ measurement: ExportMeasurement) -> [String: Int] {
    var found: [String: Int] = [:]
    for entry in measurement.entries {
      for member in entry.figures.json.members ?? [] {
        guard let number = member.value.number else { continue }
        let name = "\(entry.measure.metric.rawValue) \(member.key)"
        found[name, default: 0] += number == 0 ? 0 : 1
      }
    }
    return found
  }

  private func compare(_ folder: URL) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
    let python = root.appending(path: "../../.build-venv/bin/python").standardized
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      throw Failure(description: "\(python.path) is not there; run script/bootstrap")
    }
    let process = Process()
    process.executableURL = python
    process.arguments = ["-I", root.appending(path: "differential.py").path, folder.path]
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    print(text.suffix(6000))
    #expect(process.terminationStatus == 0, "SQL finds other figures; COUNTERSIGN_KEEP=1 keeps the logs")
  }
}
