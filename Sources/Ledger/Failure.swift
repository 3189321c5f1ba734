package import Agreements
import GitStore
import History
package import Metrics
package import Policy
import Signatures
import Wire

/// Why a command did not do what it was asked: what is wrong, what to do, and the exit status.
package struct Failure: Error, Sendable {
  package let status: ExitStatus
  package let message: String
  /// What to do about it; nil where the message says it.
  package let advice: String?
  /// What rules found, where rules refused.
  package let findings: [Finding]

  package init(_ status: ExitStatus, _ message: String, do advice: String? = nil, findings: [Finding] = []) {
    self.status = status
    self.message = message
    self.advice = advice
    self.findings = findings
  }
}

/// How a command ends, after sysexits.
package enum ExitStatus: Int32, Sendable {
  case done = 0
  /// It was checked, and something was found.
  case found = 1
  case usage = 64
  /// Input that cannot be read or verified.
  case unreadable = 65
  case unreachable = 69
  case bug = 70
  case cannotWrite = 73
  /// Somebody else holds the lock; try again.
  case busy = 75
  case notAllowed = 77
}

extension Failure {
  /// A change that rules refused.
  package init(refused what: String, _ findings: [Finding]) {
    let personal: Set<String> = [
      "rights.missing", "commit.signer", "host.not-admin", "signoff.key", "signoff.role", "ratify.right",
    ]
    let status: ExitStatus = findings.contains { personal.contains($0.rule.id) } ? .notAllowed : .found
    self.init(status, what, findings: findings)
  }

  /// The failure that an error of the rooms below stands for.
  package init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as GitError: self.init(error.status, "\(error)")
    case let error as LedgerError: self.init(.unreadable, "\(error)")
    case let error as HistoryError: self.init(.unreadable, "\(error)")
    case let error as ObjectStoreError:
      if case .unwritable = error {
        self.init(.cannotWrite, "\(error)")
      } else {
        self.init(.unreadable, "\(error)")
      }
    case let error as SSHKeygenError: self.init(.unreadable, "\(error)")
    case let error as SSHKeyError: self.init(.unreadable, "\(error)")
    case let error as CommitError: self.init(.unreadable, "\(error)")
    case let error as ZoneError: self.init(.unreadable, "\(error)")
    case let error as JSONError: self.init(.unreadable, "\(error)")
    default: self.init(.bug, "\(error)", do: "Please report this with the command that was run.")
    }
  }

  /// Why exports cannot be measured: which file it is, is said here, and where in it, by the error.
  package init(_ error: MeasuringError, of paths: [String]) {
    switch error {
    case .file(let cause) where cause.isOfWriting, .source(_, .file(let cause)) where cause.isOfWriting:
      self.init(.cannotWrite, "\(cause)")
    case .source(let number, let error) where paths.indices.contains(number - 1):
      self.init(.unreadable, "\(paths[number - 1]): \(error)")
    case .file, .columnsMissing, .tooManyRejected:
      self.init(.unreadable, paths.count == 1 ? "\(paths[0]): \(error)" : "\(error)")
    default: self.init(.unreadable, "\(error)")
    }
  }

  /// A document that cannot be read, at its place.
  package init(_ error: DocumentError, in path: String) {
    self.init(.unreadable, "\(path) cannot be read", findings: Finding.findings(of: error, path: path))
  }
}

extension GitError {
  fileprivate var status: ExitStatus {
    switch self {
    case .moved, .locked: .busy
    case .file, .quarantined, .alreadyThere, .store(.unwritable): .cannotWrite
    case .badRemote, .notARepository, .badReferenceName: .usage
    default: .unreadable
    }
  }
}

/// Runs work of the rooms below, and turns what it throws into a ``Failure``.
package func attempt<Value>(_ work: () throws -> Value) throws(Failure) -> Value {
  do { return try work() } catch { throw Failure(error) }
}

/// Runs work that writes to a repository: what the library could not do there could not be written.
package func writing<Value>(_ work: () throws -> Value) throws(Failure) -> Value {
  do { return try work() } catch {
    if let error = error as? GitError, case .library = error { throw Failure(.cannotWrite, "\(error)") }
    throw Failure(error)
  }
}

/// Runs work of the rooms below that waits for other programs.
package func attempt<Value>(_ work: () async throws -> Value) async throws(Failure) -> Value {
  do { return try await work() } catch { throw Failure(error) }
}
