import Agreements
import Foundation
import Testing
import Wire

/// Python's `jsonschema` with Draft 2020-12, which script/bootstrap puts into `.build-venv`.
enum StockValidator {
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// The validator's verdict on each value, in the order given, by the schema of that name.
  static func accepts(_ values: [(schema: String, json: JSON)], schemas: [String: JSON]) throws -> [Bool] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "countersign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["schemas", "values", "verdicts"].map { folder.appending(path: $0) }
    try Data(JSON.object(schemas.map { .init($0.key, $0.value) }).written()).write(to: files[0])
    try Data(values.flatMap { line(.array([.string($0.schema), $0.json])) }).write(to: files[1])
    try run(["-I", "-c", program] + files.map(\.path))
    let verdicts = try Data(contentsOf: files[2])
    guard verdicts.count == values.count else {
      throw Failure(description: "the validator judged \(verdicts.count) of \(values.count) values")
    }
    return verdicts.map { $0 == UInt8(ascii: "1") }
  }

  /// A value on one line: every line break of the written form stands between tokens.
  private static func line(_ json: JSON) -> [UInt8] { json.written().filter { $0 != 0x0A } + [0x0A] }

  private static let program = """
    import json, sys
    from jsonschema import Draft202012Validator
    validators = {}
    for name, schema in json.load(open(sys.argv[1], encoding="utf-8")).items():
        Draft202012Validator.check_schema(schema)
        validators[name] = Draft202012Validator(schema)
    with open(sys.argv[2], encoding="utf-8", newline="\\n") as lines, open(sys.argv[3], "w") as verdicts:
        for line in lines:
            name, value = json.loads(line)
            verdicts.write("1" if validators[name].is_valid(value) else "0")
    """

  private static func run(_ arguments: [String]) throws {
    let python = Package.root.appending(path: ".build-venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      throw Failure(description: "\(python.path) is not there; run script/bootstrap")
    }
    let process = Process()
    process.executableURL = python
    process.arguments = arguments
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

  /// The committed schema of a kind.
  static func schema(_ kind: DocumentKind) throws -> JSON {
    let file = root.appending(path: "schema/\(kind.rawValue).schema.json")
    return try JSON.parse([UInt8](Data(contentsOf: file)))
  }
}
