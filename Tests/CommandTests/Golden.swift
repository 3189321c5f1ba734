import Foundation
import Harness
import Testing

/// Texts that commands are held to, in files; written anew where COUNTERSIGN_RECORD is 1.
struct Golden {
  static let isRecording = ProcessInfo.processInfo.environment["COUNTERSIGN_RECORD"] == "1"
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  /// Expects a text to be what its file holds.
  static func expect(_ text: String, _ name: String) throws {
    let file = folder.appending(path: "\(name).txt")
    if isRecording {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return try Data(text.utf8).write(to: file)
    }
    guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("Goldens/\(name).txt is missing: record it with COUNTERSIGN_RECORD=1\n\(text)")
      return
    }
    // Compared by hand: of two texts that differ, the testing library would look for the shortest way between them.
    let isSame = text.utf8.elementsEqual(golden.utf8)
    #expect(isSame, "\(name): \(difference(golden, text))")
  }

  /// The first line in which two texts differ.
  private static func difference(_ golden: String, _ text: String) -> String {
    let (wanted, found) = (
      golden.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let line = zip(wanted, found).enumerated().first { $0.element.0 != $0.element.1 }
    guard let line else { return "\(wanted.count) lines in the golden, \(found.count) now" }
    return "line \(line.offset + 1)\ngolden: \(line.element.0)\nnow:    \(line.element.1)"
  }

  /// Files that no step of the story asked for.
  static func leftovers(besides names: [String]) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix("bad-") && !names.contains(String($0.dropLast(".txt".count))) }.sorted()
  }
}

/// One command of the story, and the name of its golden.
struct Step {
  let name: String
  let person: Person
  let arguments: [String]
  var directory: String?

  init(_ name: String, _ person: Person, _ arguments: [String], in directory: String? = nil) {
    self.name = name
    self.person = person
    self.arguments = arguments
    self.directory = directory
  }

  /// Runs it, and holds what it wrote to its golden.
  func play(at date: String, _ redaction: Redaction) async throws {
    let outcome = try await person.at(date).run(Binary.path(), arguments, in: directory)
    let line = (["sla"] + arguments.map { $0.contains(" ") ? "'\($0)'" : $0 }).joined(separator: " ")
    let text = """
      $ \(line)
      status \(outcome.status)
      --- standard output
      \(outcome.text)--- standard error
      \(outcome.said)
      """
    try Golden.expect(redaction(text), name)
  }
}
