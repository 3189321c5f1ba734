/// What came of a fetch, a push or a clone.
///
/// The lines are what git and the remote said, one after the other, with nothing in them that steers a terminal.
package enum TransferOutcome: Equatable, Sendable {
  case done
  /// The remote has moved on in the meantime: fetch, build on what is there, and push again.
  case outrun(reference: String)
  /// The remote refused, by its hook or its settings; what its side said.
  case rejected(reason: String, said: [String])
  /// The remote could not be reached, or broke off.
  case unreachable(said: [String])
  case failed(said: [String])
}

extension TransferOutcome {
  /// Reads what a git command left behind that ended with another status than 0.
  init(output: [UInt8], said: [String]) {
    let refusals = output.split(separator: UInt8(ascii: "\n")).compactMap { Refusal(line: $0) }
    if let outrun = refusals.first(where: \.isRace) {
      self = .outrun(reference: outrun.reference)
    } else if let refusal = refusals.first {
      self = .rejected(reason: refusal.reason, said: Self.remoteLines(of: said))
    } else if said.contains(where: Self.tellsOfConnection) {
      self = .unreachable(said: said)
    } else {
      self = .failed(said: said)
    }
  }

  /// What the remote's side said, without the word that git puts before it.
  private static func remoteLines(of said: [String]) -> [String] {
    said.filter { $0.hasPrefix("remote:") }.map { line in
      String(line.dropFirst("remote:".count).drop { $0 == " " })
    }
  }

  private static func tellsOfConnection(_ line: String) -> Bool {
    let signs = [
      "Could not read from remote repository", "unable to access", "Could not resolve host", "hung up",
      "does not appear to be a git repository", "Connection refused", "Connection timed out", "early EOF",
      "Connection reset", "unable to connect", "Authentication failed", "could not read Username",
      "could not read Password", "unexpected disconnect", "Permission denied", "repository not found",
    ]
    return signs.contains { line.contains($0) } || line.hasPrefix("fatal: repository '")
  }
}

/// A line of `git push --porcelain` that says that a reference was not moved.
private struct Refusal {
  let reference: String
  let reason: String
  /// Whether somebody else was faster, or is at it right now.
  let isRace: Bool

  /// Reads `!\tFROM:TO\t[rejected] (REASON)`; nil for any other line.
  init?(line: ArraySlice<UInt8>) {
    let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 2).map {
      PrintableText.line(String(decoding: $0, as: UTF8.self))
    }
    guard fields.count == 3, fields[0] == "!", let reference = fields[1].split(separator: ":").last else {
      return nil
    }
    self.reference = String(reference)
    let inner = fields[2].drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
    let reason = inner.isEmpty ? fields[2] : String(inner)
    let races = [
      "fetch first", "non-fast-forward", "stale info", "failed to update ref", "failed to lock",
      "cannot lock ref", "incorrect old value", "reference already exists", "atomic transaction failed",
    ]
    self.reason = reason
    isRace = races.contains { reason.contains($0) }
  }
}
