import Agreements
import Foundation
import Testing
import Wire

/// Python's `jsonschema` with Draft 2020-12, which script/bootstrap puts into `.build-venv`.
enum StockValidator {
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// The validator's verdict on each document, in the order given.
  static func accepts(_ documents: [(kind: DocumentKind, json: JSON)]) throws -> [Bool] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "countersign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (lines, verdicts) = (folder.appending(path: "lines"), folder.appending(path: "verdicts"))
    try Data(documents.flatMap { line($0.kind, $0.json) }).write(to: lines)
    try run([program, Package.root.appending(path: "schema").path, lines.path, verdicts.path])
    let answers = try Data(contentsOf: verdicts)
    guard answers.count == documents.count else {
      throw Failure(description: "the validator judged \(answers.count) of \(documents.count) documents")
    }
    return answers.map { $0 == UInt8(ascii: "1") }
  }

  /// `[kind, document]` on one line: every line break of the written form stands between tokens.
  private static func line(_ kind: DocumentKind, _ json: JSON) -> [UInt8] {
    JSON.array([.string(kind.rawValue), json]).written().filter { $0 != 0x0A } + [0x0A]
  }

  private static let program = """
    import json, pathlib, sys
    from jsonschema import Draft202012Validator
    validators = {}
    for path in pathlib.Path(sys.argv[1]).glob("*.schema.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[path.name.removesuffix(".schema.json")] = Draft202012Validator(schema)
    with open(sys.argv[2], encoding="utf-8", newline="\\n") as lines, open(sys.argv[3], "w") as verdicts:
        for line in lines:
            kind, document = json.loads(line)
            verdicts.write("1" if validators[kind].is_valid(document) else "0")
    """

  private static func run(_ arguments: [String]) throws {
    let python = Package.root.appending(path: ".build-venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      throw Failure(description: "\(python.path) is not there; run script/bootstrap")
    }
    let process = Process()
    process.executableURL = python
    process.arguments = ["-I", "-c"] + arguments
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "the validator ended with status \(process.terminationStatus)")
    }
  }
}

/// The folder that holds the package.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
