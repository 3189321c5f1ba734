import Foundation
import GitStore
import History
import Subprocess
import SystemPackage
import Testing
import Wire

/// A directory of its own for one test, in which real git and ssh-keygen are run; gone when the test is over.
final class Workbench: Sendable {
  let path: FilePath

  init() throws {
    _ = Self.isolated
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
      "gitstore-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = FilePath(directory.path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }

  /// The tests' process reads nobody's settings, and git runs in none other's repository.
  private static let isolated: Void = {
    unsafe setenv("HOME", "/nonexistent", 1)
    unsafe setenv("XDG_CONFIG_HOME", "/nonexistent", 1)
    unsafe setenv("GIT_CONFIG_NOSYSTEM", "1", 1)
    unsafe setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1)
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] { unsafe unsetenv(name) }
  }()

  /// Runs a program, and returns what it wrote; a failure of it is the test's.
  @discardableResult
  func run(_ program: String, _ arguments: [String], in directory: String = ".", input: [UInt8] = [])
    async throws -> [UInt8]
  {
    let result = try await attempt(program, arguments, in: directory, input: input)
    guard result.isSuccess else {
      throw ProgramFailed(program: program, arguments: arguments, said: result.said)
    }
    return result.output
  }

  struct ProgramFailed: Error {
    let program: String
    let arguments: [String]
    let said: String
  }

  func attempt(_ program: String, _ arguments: [String], in directory: String = ".", input: [UInt8] = [])
    async throws -> (isSuccess: Bool, output: [UInt8], said: String)
  {
    let identity: [Environment.Key: String?] = [
      "GIT_AUTHOR_NAME": "Dana", "GIT_AUTHOR_EMAIL": "dana@example.com", "GIT_COMMITTER_NAME": "Lee",
      "GIT_COMMITTER_EMAIL": "lee@example.com", "GIT_AUTHOR_DATE": "1767225600 +0130",
      "GIT_COMMITTER_DATE": "1767225601 -0800",
    ]
    let result = try await Subprocess.run(
      .name(program), arguments: Arguments(arguments), environment: .inherit.updating(identity),
      workingDirectory: path.pushing(FilePath(directory)), input: .array(input),
      output: .bytes(limit: 64 << 20), error: .string(limit: 1 << 20))
    return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
  }

  /// Runs git and returns the text that it wrote, without the last newline.
  @discardableResult
  func git(_ arguments: String..., in directory: String = "work", input: [UInt8] = []) async throws -> String
  {
    let output = try await run("git", arguments, in: directory, input: input)
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  func write(_ text: String, to file: String) throws {
    let url = URL(fileURLWithPath: path.appending(file).string)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ file: String) throws -> String {
    try String(contentsOfFile: path.appending(file).string, encoding: .utf8)
  }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path.appending(file).string) }

  /// Makes `work`, a repository with a few commits of git's own making.
  func makeRepository(commits: Int = 3) async throws -> Repository {
    try await git("init", "-q", "-b", "main", "work", in: ".")
    for number in 1...commits {
      try write("record \(number)\n", to: "work/records/\(number).txt")
      try write("number \(number)\n", to: "work/README.md")
      try await git("add", "-A")
      try await git("commit", "-q", "-m", "Add record \(number)", "-m", "Body é")
    }
    return try Repository.open(path: path.appending("work"))
  }
}

func id(_ text: String) throws -> ObjectID { try #require(ObjectID(text), "not an id: \(text)") }

func person(_ name: String, at seconds: Int = 1_767_225_600) -> CommitIdentity {
  CommitIdentity(
    name: name, email: "\(name.lowercased())@example.com", when: Instant(seconds: seconds), offsetMinutes: 60)
}

extension Repository {
  /// Writes a commit on `parents` with the given files put in or (nil) taken out.
  func commit(_ message: String, on parents: [ObjectID], _ files: [String: String?]) throws -> ObjectID {
    let base = try parents.first.map { try commit($0).tree }
    let edits = try files.map { path, text in
      try TreeEdit(path: path, blob: text.map { try writeBlob(Array($0.utf8)) })
    }
    let draft = CommitDraft(
      tree: try writeTree(base: base, edits: edits), parents: parents, author: person("Dana"),
      committer: person("Lee"), message: message)
    return try writeCommit(draft.payload())
  }
}
