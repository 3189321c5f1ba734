package import GitStore
package import History
import Policy
package import SystemPackage
import Wire

/// What git's hooks ask: whether this push, this commit, may go through.
package enum HookGuard {
  /// One line of what a server hook is told: a reference, where it is and where it is to go.
  package struct Update: Sendable {
    package let old: ObjectID?
    package let new: ObjectID?
    package let reference: String

    /// Reads `OLD NEW REF`; nil for anything else.
    package init?(_ line: String) {
      let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3, let old = ObjectID(words[0]), let new = ObjectID(words[1]) else { return nil }
      self.old = old == .zero ? nil : old
      self.new = new == .zero ? nil : new
      reference = words[2]
    }
  }

  /// What a push is told that lost a race; `sla sync` tries again on it.
  static let outrun = "main has moved in the meantime"

  /// Judges a push on the server, its objects still in quarantine; throws where any part of it is refused.
  package static func receive(_ updates: [Update], in clone: LedgerClone) throws(Failure) {
    for update in updates where update.reference != LedgerClone.main { try judgeBranch(update) }
    guard let main = updates.first(where: { $0.reference == LedgerClone.main }) else { return }
    guard updates.filter({ $0.reference == LedgerClone.main }).count == 1 else {
      throw Failure(.found, "main is moved twice in one push")
    }
    let present = try attempt { try clone.repository.reference(LedgerClone.main) }
    guard present == main.old else {
      throw Failure(.busy, outrun, do: "Run: sla sync")
    }
    guard let new = main.new else {
      throw Failure(.found, "main cannot be deleted", do: "A ledger's history stays.")
    }
    if let old = main.old { try clone.remember(old) }
    try judgeMain(new, since: main.old, clone)
  }

  private static func judgeMain(_ new: ObjectID, since old: ObjectID?, _ clone: LedgerClone) throws(Failure) {
    if let old, try !attempt({ try Chain(clone.repository, tip: new).contains(old) }) {
      throw Failure(
        .found,
        "the pushed main does not contain \(old.short), which is published: history cannot be rewound or replaced",
        do: "Run: sla sync")
    }
    switch try clone.verdict(new) {
    case .refused(let findings, _, _):
      throw Failure(refused: "this push was refused, and nothing was changed", findings)
    case .verified(let history):
      guard history.latestDate <= SystemCall.now.adding(milliseconds: 10 * 60_000) else {
        throw Failure(
          .found, "a pushed commit is dated \(history.latestDate), which is ahead of now",
          do: "Correct your clock, and commit again.")
      }
    }
  }

  /// Other branches bind nobody; what is no plain branch, or could be taken for main, is refused.
  private static func judgeBranch(_ update: Update) throws(Failure) {
    let prefix = "refs/heads/"
    let name = String(decoding: update.reference.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    let isPlain =
      update.reference.hasPrefix(prefix)
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [UInt8(ascii: "-"), UInt8(ascii: "/")].contains(byte)
      }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard isPlain, !parts.contains(""), parts.last != "main", parts.first != "refs", parts.first != "heads"
    else {
      throw Failure(
        .found,
        "the reference \(update.reference.utf8.count > 80 ? "with a long name" : Self.shown(update.reference)) has no place in a ledger",
        do: "Push main; other branches have names of a-z, 0-9 and hyphens.")
    }
  }

  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII && !$0.isInvisibleControl ? $0 : "?" }))
  }

  /// Judges what the index would commit, by the rules and by the member whose key is set.
  package static func preCommit(in clone: LedgerClone) async throws(Failure) {
    let member = try await Member.current(in: clone.repository)
    if let encoding = try attempt({ try clone.repository.setting("i18n.commitencoding") }),
      !["utf-8", "utf8"].contains(encoding.lowercased())
    {
      throw Failure(
        .found, "git would mark this commit as \(Self.shown(encoding)), and a ledger's commits are UTF-8",
        do: "Run: git config --unset i18n.commitEncoding")
    }
    let base = try clone.verified()
    let root = try attempt { try clone.repository.indexTree() }
    let findings = try attempt {
      try Judgement.findings(
        of: Act(
          before: base.tree, after: LedgerTree(clone.reader, root: root), signer: member.publicKey,
          when: try CommitDates.current().committer.when,
          identity: clone.identity, chain: Chain(clone.repository, tip: base.tip)))
    }
    guard findings.isEmpty else { throw Failure(refused: "this commit would be refused", findings) }
  }

  /// Judges what is about to be pushed: lines of `LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID`.
  package static func prePush(_ lines: [String], in clone: LedgerClone) throws(Failure) {
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 4, words[2] == LedgerClone.main, let commit = ObjectID(words[1]), commit != .zero
      else { continue }
      try judgeMain(commit, since: ObjectID(words[3]).flatMap { $0 == .zero ? nil : $0 }, clone)
    }
  }

  /// Writes the hooks of a clone, or of a server's bare repository, each calling this program.
  package static func install(in repository: Repository, isServer: Bool, program: FilePath) throws(Failure)
    -> [FilePath]
  {
    let directory = try attempt { try repository.hooksDirectory() }
    SystemCall.makeDirectory(directory)
    let names = isServer ? ["pre-receive"] : ["pre-commit", "pre-push"]
    var written: [FilePath] = []
    for name in names {
      let path = directory.appending(name)
      if let present = try Disk.read(path), !present.starts(with: Self.opening.utf8) {
        throw Failure(
          .cannotWrite, "\(path) is there already, and not ours",
          do: "Call `sla hook \(name)` from it, with the same standard input.")
      }
      let quoted = "'" + program.string.replacingQuotes + "'"
      let script = "\(opening)\nexec \(quoted) hook \(name) \"$@\"\n"
      try Disk.write(
        Array(script.utf8), to: path,
        permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute])
      guard SystemCall.makeExecutable(path) else {
        throw Failure(.cannotWrite, "\(path) cannot be made executable")
      }
      written.append(path)
    }
    return written
  }

  private static let opening = "#!/bin/sh\n# Countersign: judges what goes into this ledger."
}

extension String {
  /// For a shell's single quotes.
  fileprivate var replacingQuotes: String {
    split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
  }
}

extension LedgerClone {
  /// Verifies a published commit and remembers it, also while a push waits to be judged.
  func remember(_ commit: ObjectID) throws(Failure) {
    guard case .verified(let history) = try verdict(commit) else { return }
    VerifiedMemory(repository, identity: identity)
      .write(
        Milestone(commit: commit, latestDate: history.latestDate, count: history.judged + history.trusted))
  }
}
