import Foundation
package import Subprocess
import SystemPackage

/// How a program ended, and what it wrote.
package struct Outcome: Sendable, CustomStringConvertible {
  package let command: String
  /// The exit status; minus the signal's number where a signal ended it.
  package let status: Int
  package let output: [UInt8]
  /// What it wrote to standard error.
  package let said: String

  /// Standard output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }

  /// Everything that a failing test should show.
  package var description: String { "\(command)\nstatus \(status)\n\(text)\n\(said)" }
}

/// A program that did not do what a test needs done before it can look at anything.
package struct ProgramFailed: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}

/// A program to be run as a process of its own, with an environment of its own.
package struct Program: Sendable {
  let path: String
  var environment: [String: String]
  var directory: String

  package init(_ path: String, environment: [String: String], directory: String) {
    self.path = path
    self.environment = environment
    self.directory = directory
  }

  /// Runs it to its end; throws where that takes longer than the limit, after it was killed.
  package func run(_ arguments: [String], input: [UInt8] = [], limit: Duration = .seconds(240)) async throws
    -> Outcome
  {
    try await withThrowingTaskGroup(of: Outcome?.self) { group in
      group.addTask { try await finished(arguments, input) }
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      guard let outcome = try await group.next() ?? nil else {
        throw ProgramFailed(description: "\(path) \(arguments) did not end within \(limit)")
      }
      return outcome
    }
  }

  private func finished(_ arguments: [String], _ input: [UInt8]) async throws -> Outcome {
    let result = try await Subprocess.run(
      configuration(arguments), input: .array(input), output: .bytes(limit: 64 << 20),
      error: .bytes(limit: 8 << 20))
    return Outcome(
      command: ([path] + arguments).joined(separator: " "), status: result.terminationStatus.number,
      output: result.standardOutput, said: String(decoding: result.standardError, as: UTF8.self))
  }

  /// Starts it and kills it after some time, whatever it is doing; the status it ended with.
  package func killed(_ arguments: [String], after time: Duration) async throws -> Int {
    let result = try await Subprocess.run(
      configuration(arguments), input: .none, output: .discarded, error: .discarded
    ) { execution in
      try await Task.sleep(for: time)
      try? execution.send(signal: .kill)
    }
    return result.terminationStatus.number
  }

  /// What to run, for those who run it their own way.
  package func configuration(_ arguments: [String]) -> Configuration {
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    let executable: Executable = path.contains("/") ? .path(FilePath(path)) : .name(path)
    return Configuration(
      executable: executable, arguments: Arguments(arguments), environment: .custom(variables),
      workingDirectory: FilePath(directory))
  }
}

extension TerminationStatus {
  var number: Int {
    switch self {
    case .exited(let code): Int(code)
    case .signaled(let signal): -Int(signal)
    }
  }
}
