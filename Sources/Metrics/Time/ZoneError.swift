/// Why the rules of a time zone cannot be had.
package enum ZoneError: Error, Equatable, Sendable {
  /// No zone of the IANA database is named so, or the name is not written like one.
  case unknown(name: String)
  /// The name stands for whatever this machine is set to, so that two machines would disagree.
  case dependsOnMachine(name: String)
  /// The machine has no time zone database in any of the usual folders.
  case noDatabase
  /// The zone's file cannot be read.
  case unreadable(path: String, cause: String)
  /// The zone's file is not TZif as RFC 9636 has it.
  case malformed(path: String, problem: String)
}

extension ZoneError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .unknown(let name):
      "\"\(name.prefix(60))\" is no zone of the IANA time zone database; write it like Europe/Amsterdam"
    case .dependsOnMachine(let name):
      "\"\(name)\" means another zone on each machine; name the zone, like Europe/Amsterdam"
    case .noDatabase:
      "this machine has no time zone database; install it (on Debian and Ubuntu: the package tzdata)"
    case .unreadable(let path, let cause): "the time zone file \(path) cannot be read: \(cause)"
    case .malformed(let path, let problem):
      "the time zone file \(path) is damaged: \(problem); install the time zone database anew"
    }
  }
}
