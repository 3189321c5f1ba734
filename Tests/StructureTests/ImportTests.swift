import Foundation
import Testing

/// `script/imports`, which holds the rooms of the house to their plan: it has to see every import, and refuse.
struct ImportTests {
  @Test func `the house keeps to its plan`() throws {
    let verdict = try imports(in: Self.root.appending(path: "Sources"))
    #expect(verdict.status == 0, "\(verdict.said)")
  }

  private static let forms = [
    "import Policy", "internal import Policy", "package import Policy", "public import Policy",
    "private import Policy", "@preconcurrency import Policy", "@preconcurrency package import Policy",
    "@_exported import Policy", "@_spi(Checks) import Policy", "import struct Policy.Verifier",
    "import class Policy.Verifier", "import func Policy.verify", "import Policy.Inner", "import `Policy`",
    "import  Policy", "\timport Policy", "import\n  Policy", "let a = 1; import Policy",
    "#if os(Linux)\nimport Policy\n#endif", "/* a /* b */ c */ import Policy",
    "let a = \"/*\"\nimport Policy",
    "let a = \"\"\"\n  \"quoted\"\n  \"\"\"\nimport Policy",
    "let a = #\"\"\"\n  \"\"\"\n  \"\"\"#\nimport Policy", "import Policy // for a reason",
  ]

  @Test func `an arrow against the plan is found however it is written`() throws {
    let files = Self.forms.enumerated().map { ("Wire/Form\($0.offset).swift", $0.element) }
    let verdict = try imports(Dictionary(uniqueKeysWithValues: files))
    #expect(verdict.status == 1)
    for (path, form) in files {
      let complaints = verdict.said.split(separator: "\n").filter { $0.contains(path + ":") }
      #expect(complaints.count == 1, "\(form)")
      #expect(complaints.allSatisfy { $0.contains("Wire may not enter Policy") }, "\(form)")
    }
  }

  @Test func `what is no import is none`() throws {
    let texts = [
      "// import Policy", "/* import Policy */", "/// import Policy\nlet a = 1", "let a = \"import Policy\"",
      "let a = \"\"\"\n  import Policy\n  \"\"\"", "take(import: Policy.self)", "let important = 1",
    ]
    let files = texts.enumerated().map { ("Wire/Text\($0.offset).swift", $0.element) }
    let verdict = try imports(Dictionary(uniqueKeysWithValues: files))
    #expect(verdict.status == 0, "\(verdict.said)")
  }

  @Test func `every forbidden arrow is refused with its file and line`() throws {
    let arrows = [
      ("Agreements/A", "Signatures"), ("Agreements/B", "Metrics"), ("Signatures/A", "History"),
      ("History/A", "Agreements"), ("GitStore/A", "Agreements"), ("Metrics/A", "History"),
      ("Policy/A", "GitStore"), ("Policy/B", "Ledger"), ("Presentation/A", "Ledger"),
      ("Ledger/A", "Presentation"), ("sla/main", "Ledger"), ("Ledger/B", "CGit2"), ("Policy/C", "Crypto"),
      ("Wire/A", "Crypto"), ("Ledger/C", "ArgumentParser"), ("Metrics/B", "Subprocess"),
      ("Commands/C", "Subprocess"),
      ("Wire/B", "Foundation"), ("Commands/A", "FoundationEssentials"), ("Commands/B", "SomethingNew"),
      ("Wire/Sub/SHA256Digest", "Crypto"),
    ]
    let files = arrows.map { ("\($0).swift", "\nimport \($1)\n") }
    let verdict = try imports(Dictionary(uniqueKeysWithValues: files))
    #expect(verdict.status == 1)
    for (path, _) in files { #expect(verdict.said.contains("/\(path):2: "), "\(path)") }
  }

  @Test func `a folder that is no room is refused`() throws {
    let verdict = try imports(["Cellar/A.swift": "import Wire"])
    #expect(verdict.status == 1)
    #expect(verdict.said.contains("Cellar is no room of the house"))
  }

  @Test func `every arrow of the plan is allowed`() throws {
    let verdict = try imports([
      "Wire/SHA256Digest.swift": "import Crypto", "Signatures/A.swift": "internal import CryptoExtras",
      "GitStore/A.swift": "import CGit2", "Ledger/A.swift": "package import Subprocess",
      "Commands/A.swift": "import ArgumentParser", "sla/main.swift": "import Commands",
      "Presentation/A.swift": "import History", "Commands/Amending/Editor.swift": "import Subprocess",
    ])
    #expect(verdict.status == 0, "\(verdict.said)")
  }

  @Test func `a folder without anything to check is no pass`() throws {
    #expect(try imports([:]).status == 1)
  }

  // MARK: Running the script

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs the script on a folder with these files.
  private func imports(_ files: [String: String]) throws -> (status: Int32, said: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "countersign-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try imports(in: folder)
  }

  private func imports(in folder: URL) throws -> (status: Int32, said: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = Self.root.appending(path: "script/imports")
    process.arguments = [folder.path]
    process.standardError = pipe
    try process.run()
    let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }
}
