import Foundation
import Testing

/// `script/imports`, which holds the rooms of the house to their plan: it has to see every import, and refuse.
struct ImportTests {
  @Test func `the house keeps to its plan`() throws {
    let verdict = try imports(in: Self.root.appending(path: "Sources"))
    #expect(verdict.status == 0, "\(verdict.said)")
  }

  @Test(arguments: [
    "import Policy", "internal import Policy", "package import Policy", "public import Policy",
    "private import Policy",
    "@preconcurrency import Policy", "@preconcurrency package import Policy", "@_exported import Policy",
    "@_spi(Checks) import Policy", "import struct Policy.Verifier", "import class Policy.Verifier",
    "import func Policy.verify",
    "import Policy.Inner", "import `Policy`", "import  Policy", "\timport Policy", "import\n  Policy",
    "let a = 1; import Policy",
    "#if os(Linux)\nimport Policy\n#endif", "/* a /* b */ c */ import Policy",
    "let a = \"/*\"\nimport Policy",
    "let a = \"\"\"\n  \"quoted\"\n  \"\"\"\nimport Policy",
    "let a = #\"\"\"\n  \"\"\"\n  \"\"\"#\nimport Policy", "import Policy // for a reason",
  ])
  func `an arrow against the plan is found however it is written`(line: String) throws {
    let verdict = try imports(["Wire/Odd.swift": line])
    #expect(verdict.status == 1)
    #expect(verdict.said.contains("Wire may not enter Policy"))
  }

  @Test(arguments: [
    "// import Policy", "/* import Policy */", "/// import Policy\nlet a = 1", "let a = \"import Policy\"",
    "let a = \"\"\"\n  import Policy\n  \"\"\"", "take(import: Policy.self)", "let important = 1",
    "import Crypto",
  ])
  func `what is no import is none`(text: String) throws {
    let verdict = try imports(["Signatures/Odd.swift": text])
    #expect(verdict.status == 0, "\(verdict.said)")
  }

  @Test(arguments: [
    ("Agreements/A.swift", "Signatures"), ("Agreements/A.swift", "Metrics"),
    ("Signatures/A.swift", "History"),
    ("History/A.swift", "Agreements"), ("GitStore/A.swift", "Agreements"), ("Metrics/A.swift", "History"),
    ("Policy/A.swift", "GitStore"), ("Policy/A.swift", "Ledger"), ("Presentation/A.swift", "Ledger"),
    ("Ledger/A.swift", "Presentation"), ("sla/main.swift", "Ledger"), ("Ledger/A.swift", "CGit2"),
    ("Policy/A.swift", "Crypto"), ("Wire/A.swift", "Crypto"), ("Ledger/A.swift", "ArgumentParser"),
    ("Metrics/A.swift", "Subprocess"), ("Wire/A.swift", "Foundation"),
    ("Commands/A.swift", "FoundationEssentials"),
    ("Commands/A.swift", "SomethingNew"), ("Cellar/A.swift", "Wire"),
    ("Wire/Sub/SHA256Digest.swift", "Crypto"),
  ])
  func `every forbidden arrow is refused with its file and line`(path: String, module: String) throws {
    let verdict = try imports([path: "\nimport \(module)\n"])
    #expect(verdict.status == 1)
    #expect(verdict.said.contains(path))
  }

  @Test(arguments: [
    ("Wire/SHA256Digest.swift", "Crypto"), ("Signatures/A.swift", "CryptoExtras"),
    ("GitStore/A.swift", "CGit2"),
    ("Ledger/A.swift", "Subprocess"), ("Commands/A.swift", "ArgumentParser"), ("sla/main.swift", "Commands"),
    ("Presentation/A.swift", "History"),
  ])
  func `every arrow of the plan is allowed`(path: String, module: String) throws {
    let verdict = try imports([path: "package import \(module)"])
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
