import Agreements
import ArgumentParser
import GitStore
import History
import Ledger
import Policy
import Presentation
import Wire

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Check that everything in the ledger was allowed, by the pinned charter and the repository's bytes alone."
  )
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions
  @Argument(help: "A commit or reference; main by default.") var revision: String?
  @Flag(help: "Take nothing from memory.") var full = false
  @Option(help: ArgumentHelp("A..B: judge what lies between, and take A on trust.", valueName: "a..b"))
  var range: String?
  @Option(
    help: ArgumentHelp(
      "A commit, got by another way, that has to be part of the history.", valueName: "commit")) var contains:
    String?
  @Option(help: ArgumentHelp("The ledger's identity; pinned where none is yet.", valueName: "digest"))
  var trust: String?

  func run() async throws {
    let clone = try opened()
    let (tip, base) = try ends(clone)
    let verdict: Verdict
    if let base {
      guard try attempt({ try Chain(clone.repository, tip: tip).contains(base) }) else {
        throw Failure(
          .found, "\(base) is not part of the history of \(tip): it was rewound or forked",
          do: "Fetch, and compare again; if it stays so, tell the others.")
      }
      let milestone = Milestone(
        commit: base, latestDate: try attempt { try clone.repository.commit(base).committer.when }, count: 0)
      verdict = try attempt {
        try Verifier(identity: clone.identity).verify(
          UnverifiedHistory(clone.repository, tip: tip), from: milestone)
      }
    } else {
      verdict = try clone.verdict(tip, isFull: full, progress: global.progress("Verified"))
    }
    try tell(verdict, clone, base)
  }

  private func opened() throws -> LedgerClone {
    let repository = try attempt { try Repository.open(path: global.folder) }
    guard let trust else { return try LedgerClone.open(repository) }
    guard let identity = SHA256Digest(trust) else {
      throw Failure(.usage, "\(trust) is no SHA-256 digest", do: "It has 64 lower-case hexadecimal digits.")
    }
    if let pinned = try Pin(repository).read(), pinned != identity {
      throw Failure(
        .found, "this repository is pinned to \(pinned), not to \(identity)",
        do: "Make sure which ledger this is before you trust it.")
    }
    return LedgerClone(repository, identity: identity)
  }

  private func ends(_ clone: LedgerClone) throws -> (tip: ObjectID, base: ObjectID?) {
    guard let range else { return (try commit(revision, clone), nil) }
    let parts = range.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[1].isEmpty else { throw Failure(.usage, "\(range) is not written as A..B") }
    return (try commit(parts[2], clone), try commit(parts[0], clone))
  }

  private func commit(_ name: String?, _ clone: LedgerClone) throws -> ObjectID {
    guard let name, !name.isEmpty, name != "main" else { return try clone.tip() }
    if let id = ObjectID(name) { return id }
    for reference in [name, "refs/heads/\(name)", "refs/remotes/\(name)"] where reference.hasPrefix("refs/") {
      if let id = try attempt({ try clone.repository.reference(reference) }) { return id }
    }
    throw Failure(.usage, "\(name) is no commit or branch", do: "Give the commit's 40 digits, or a branch.")
  }

  private func tell(_ verdict: Verdict, _ clone: LedgerClone, _ base: ObjectID?) throws {
    switch verdict {
    case .refused(let findings, let lastGood, let unjudged):
      if reading.format == .json {
        Console.write(VerdictReport.refused(findings, lastGood: lastGood, unjudged: unjudged).written())
      } else {
        Console.write(FindingReport.text(findings, global.style))
        Console.write(
          "The last good commit is \(lastGood?.description ?? "none").\(unjudged > 0 ? " \(unjudged.counted("later commit")) not judged." : "")\n"
        )
      }
      throw Ending(status: .found)
    case .verified(let history):
      try requireContained(history, clone)
      if trust != nil, try Pin(clone.repository).read() == nil {
        try Pin(clone.repository).write(clone.identity)
      }
      let missing = try attempt { try history.tree.missingFounders() }
      Console.write(
        reading.format == .json
          ? String(
            decoding: VerdictReport.verified(history, missing: missing, base: base).written(), as: UTF8.self)
          : VerdictReport.text(history, missing: missing, base: base, global.style))
      if !missing.isEmpty { throw Ending(status: .found) }
    }
  }

  private func requireContained(_ history: VerifiedHistory, _ clone: LedgerClone) throws {
    guard let contains else { return }
    guard let wanted = ObjectID(contains) else {
      throw Failure(.usage, "\(contains) is no commit", do: "Give its 40 digits.")
    }
    guard try attempt({ try Chain(clone.repository, tip: history.tip).contains(wanted) }) else {
      throw Failure(
        .found,
        "\(wanted) is not part of this history: it was rewound or forked, or is older than that commit",
        do: "Fetch, and compare again; if it stays so, tell the others.")
    }
  }
}
