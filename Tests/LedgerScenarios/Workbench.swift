import Foundation
package import Subprocess
package import SystemPackage

/// A directory of its own, in which real programs are run with nobody's settings; gone with the object.
package final class Workbench: Sendable {
  /// Where it is.
  package let path: FilePath

  /// Makes the directory, as a copy of another one if that is given.
  package init(copyOf template: FilePath? = nil) throws {
    _ = Self.isolated
    path = Self.root.appending(UUID().uuidString)
    if let template {
      try FileManager.default.copyItem(atPath: template.string, toPath: path.string)
    } else {
      try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }

  /// What a program said and how it ended.
  package struct Run: Sendable {
    package let status: TerminationStatus
    package let output: [UInt8]
    package let said: String

    /// What it wrote to standard output, as text without the last newline.
    package var text: String { String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines) }

    /// The exit status; nil for a program that a signal ended.
    package var code: Int? { if case .exited(let code) = status { Int(code) } else { nil } }
  }

  /// A program that was expected to succeed and did not.
  package struct ProgramFailed: Error, CustomStringConvertible {
    package let description: String
  }

  /// Runs a program in a folder of the bench, and returns how it went, whatever that was.
  package func attempt(
    _ program: Executable, _ arguments: [String], in folder: String = ".", input: [UInt8] = [],
    environment: [Environment.Key: String] = [:]
  ) async throws -> Run {
    let result = try await Subprocess.run(
      program, arguments: Arguments(arguments),
      environment: .custom(Self.environment.merging(environment) { _, own in own }),
      workingDirectory: path.pushing(FilePath(folder)), input: .array(input),
      output: .bytes(limit: 64 << 20), error: .bytes(limit: 4 << 20))
    return Run(
      status: result.terminationStatus, output: result.standardOutput,
      said: String(decoding: result.standardError, as: UTF8.self))
  }

  /// Runs git; throws ``ProgramFailed`` where it fails.
  @discardableResult
  package func git(_ arguments: String..., in folder: String = ".", input: [UInt8] = []) async throws
    -> String
  {
    let run = try await attempt(.name("git"), arguments, in: folder, input: input)
    guard run.code == 0 else {
      throw ProgramFailed(
        description: "git \(arguments.joined(separator: " ")) ended with \(run.status): \(run.said)")
    }
    return run.text
  }

  /// What every program of a test sees: a home of its own, no settings of the system or of the user, plain words.
  package static let environment: [Environment.Key: String] = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.string,
    "XDG_CONFIG_HOME": home.string, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "TZ": "UTC",
  ]

  /// The folder for everything of this process; removed when it ends.
  package static let root: FilePath = {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "countersign-scenarios-\(ProcessInfo.processInfo.processIdentifier)").path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Workbench.root.string) }
    return FilePath(path)
  }()

  private static let home: FilePath = {
    let home = root.appending("home")
    try? FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: true)
    return home
  }()

  /// The tests' own process reads nobody's settings either.
  private static let isolated: Void = {
    for (name, value) in environment { unsafe setenv(name.description, value, 1) }
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] { unsafe unsetenv(name) }
  }()
}
