internal import Subprocess
internal import SystemPackage

/// How a git command ended.
struct GitResult: Sendable {
  /// The exit status; -1 where a signal ended it.
  let status: Int
  let output: [UInt8]
  /// The last lines of what it said on standard error.
  let said: [String]
}

extension Git {
  /// Runs git, with what a hook's environment says of another repository taken out of its own.
  ///
  /// Standard input is closed; passwords and passphrases are asked for on the terminal itself.
  func run(_ arguments: [String]) async throws(GitError) -> GitResult {
    // Also for a remote whose URL stands in the configuration: no program that a URL names is run.
    let settings = ["-c", "protocol.ext.allow=never", "-c", "protocol.fd.allow=never"]
    let report = report
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(settings + arguments), environment: Self.environment,
        workingDirectory: directory, input: .none, output: .bytes(limit: 4 << 20), error: .sequence
      ) { execution in
        var lines = LineCollector(report: report)
        for try await buffer in execution.standardError { lines.take(buffer.bytes) }
        return lines.finish()
      }
      let status: Int
      switch result.terminationStatus {
      case .exited(let code): status = Int(code)
      case .signaled: status = -1
      }
      return GitResult(status: status, output: result.standardOutput, said: result.closureResult)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .gitNotFound
    } catch {
      throw .library("git \(arguments.first ?? "")", reason: "\(error)")
    }
  }

  private static var environment: Environment {
    var changes: [Environment.Key: String?] = [:]
    for name in ProcessEnvironment.ofRepository {
      if let key = Environment.Key(rawValue: name) { changes.updateValue(nil, forKey: key) }
    }
    // What git says is read: it has to be in the language that is expected.
    changes["LC_ALL"] = "C"
    changes["LANGUAGE"] = ""
    return .inherit.updating(changes)
  }
}

/// Cuts what a program says into lines, hands them on as they come, and keeps the last ones.
private struct LineCollector {
  let report: @Sendable (String) -> Void
  private var rest: [UInt8] = []
  private var lines: [String] = []

  private static let longestLine = 8192
  private static let mostLines = 500

  init(report: @escaping @Sendable (String) -> Void) { self.report = report }

  mutating func take(_ bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      let byte = unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      rest.append(byte)
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || rest.count == Self.longestLine {
        flush()
      }
    }
  }

  mutating func finish() -> [String] {
    flush()
    return lines
  }

  private mutating func flush() {
    for line in PrintableText.lines(rest) {
      report(line)
      lines.append(line)
    }
    rest.removeAll(keepingCapacity: true)
    if lines.count > Self.mostLines { lines.removeFirst(lines.count - Self.mostLines) }
  }
}
