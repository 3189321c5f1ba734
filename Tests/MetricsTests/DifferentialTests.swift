import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Every metric, computed a second time in SQL from the definitions' words, over random lead logs with all the edge cases
/// that the definitions speak of, and in Python the basis of each number: there is no difference.
struct DifferentialTests {
  private static let logs = 142
  /// In the last ones there are more names than get numbers of their own.
  private static let crowdedLogs = 2

  private struct Failure: Error, CustomStringConvertible { let description: String }

  @Test func `every figure is the same in SQL`() throws {
    var random = SeededGenerator()
    let folder = FileManager.default.temporaryDirectory.appending(path: "countersign-\(UUID().uuidString)")
    let isKept = ProcessInfo.processInfo.environment["COUNTERSIGN_KEEP"] != nil
    defer { if !isKept { try? FileManager.default.removeItem(at: folder) } }
    for number in 0..<Self.logs {
      let log = try RandomLeadLog(&random, isCrowded: number >= Self.logs - Self.crowdedLogs)
      let measurement = try measured(log)
      try write(log, measurement, to: folder.appending(path: "\(1000 + number)"))
      guard number.isMultiple(of: 4) else { continue }
      // Neither the order of rows nor the number of threads, and of blocks that they read, means anything, nor what of them
      // waits in a file.
      for (threads, blockSize, room) in [(1, 1 << 18, 0), (3, 200, 4000), (2, 2000, 1 << 20)] {
        let turned = try measured(log, threads: threads, blockSize: blockSize, room: room) {
          $0.shuffled(using: &random)
        }
        #expect(
          turned.entries == measurement.entries && turned.rows == measurement.rows, "log \(1000 + number)")
      }
    }
    if isKept { print("kept in \(folder.path)") }
    try compare(folder)
  }

  /// Measures a log's exports, their rows in another order or not.
  private func measured(
    _ log: RandomLeadLog, threads: Int = 1, blockSize: Int = 1 << 18, room: Int = ReadExports.usualRoom,
    turning rows: ([[String]]) -> [[String]] = { $0 }
  ) throws -> ExportMeasurement {
    let agreement = log.moments.agreement
    var measurer = try ExportMeasurer(
      measurement: agreement.measurement, measures: agreement.measures, period: agreement.period,
      asOf: agreement.asOf, fiscal: agreement.fiscal, toleratedPerMille: 1000)
    measurer.room = room
    let sources = try log.exports.map { export in
      ExportSource(
        bytes: Self.csv([export.header] + rows(export.rows)), mapping: try Mapping(export.mapping),
        blockSize: blockSize)
    }
    return try measurer.measure(sources, threads: threads)
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
        [.init("id", .string(entry.id))] + entry.measure.members + [
          .init("basis", .string(entry.basis.hex)), .init("figures", entry.figures.json),
        ])
    }
    let document = JSON.object([
      .init("measurement", agreement.measurement.json),
      .init("period", .string(agreement.period.description)),
      .init("fiscalStart", .integer(agreement.fiscal.startMonth)),
      .init("fiscalWeeks", agreement.fiscal.weeks?.json ?? .null),
      .init("asOf", .string(agreement.asOf.description)),
      .init("sources", .array(sources)), .init("entries", .array(entries)),
      .init("rows", measurement.rows.json),
      .init("asked", .array(agreement.measures.map { .string($0.entryID) })),
      .init("gaps", .array(measurement.gaps.map { .string($0.entry) })),
    ])
    try Data(document.written()).write(to: folder.appending(path: "log.json"))
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
    print(text)
    #expect(process.terminationStatus == 0, "SQL finds other figures; COUNTERSIGN_KEEP=1 keeps the logs")
  }
}
