import Agreements
import History
import Signatures
import Wire

/// The judging of one act: every differing path has to be claimed by a rule; what none claims is refused.
package struct Judgement {
  let act: Act
  /// The charter that judges: the one in the parent's tree, or for the root commit its own.
  let roster: Roster
  /// The member whose key signs.
  let person: String
  /// Differing paths that no rule has claimed yet.
  var open: [LedgerPath: FileChange] = [:]
  /// Whether anything differs outside `charter/`.
  private(set) var touchesOutsideCharter = false
  package private(set) var findings: [Finding] = []

  /// A file that differs.
  package struct FileChange: Sendable, Hashable {
    let before: ObjectID?
    let after: ObjectID?
  }

  /// Everything that is wrong with an act; nothing where it is allowed.
  ///
  /// Throws ``LedgerError`` where the ledger could not be read: that is no verdict.
  package static func findings(of act: Act) throws(LedgerError) -> [Finding] {
    let isRoot = act.before.root == nil
    let roster: Roster
    do {
      guard let found = try (isRoot ? act.after : act.before).roster() else {
        return [
          Finding(
            .pin, path: LedgerPath.version(.charter, 1).description, "the root commit holds no charter",
            do: "Start the ledger with sla init.")
        ]
      }
      roster = found
    } catch {
      // A root commit's charter is judged here for the first time, so that what is wrong with it is a finding.
      guard isRoot, case .document(let path, let problem) = error else { throw error }
      return Finding.findings(of: problem, path: path)
    }
    guard let person = roster.owner(of: act.signer) else { return [strangerFinding(act.signer, roster)] }
    var judgement = Judgement(act: act, roster: roster, person: person)
    do { try judgement.judge() } catch {
      // A document that one rule has found unreadable may be needed by the next, which then cannot go on.
      guard case .document(let path, let problem) = error else { throw error }
      let known = judgement.findings.filter { $0.path == path }.map(\.rule)
      return judgement.findings
        + Finding.findings(of: problem, path: path).filter { !known.contains($0.rule) }
    }
    return judgement.findings
  }

  private init(act: Act, roster: Roster, person: String) {
    self.act = act
    self.roster = roster
    self.person = person
  }

  private mutating func judge() throws(LedgerError) {
    try sortPaths()
    // What stands in the wrong place cannot be read as anything.
    guard findings.isEmpty else { return }
    if act.before.root == nil {
      try judgeFounding()
    } else {
      try judgeRatification()
      try judgeWithdrawals()
      try judgeFoundingSignatures()
      try judgeDrafts()
      try judgeSignOffs()
      try judgeMappings()
      try judgeSnapshots()
      try judgeReadings()
      try judgeAttestations()
      try judgeReviews()
    }
    refuseRest()
  }

  private static func strangerFinding(_ key: SSHPublicKey, _ roster: Roster) -> Finding {
    let isShared = roster.shared.contains(key)
    return Finding(
      .signer,
      "the key \(key.fingerprint) \(isShared ? "is listed for two people, and so speaks for neither" : "is no member's in the charter in force")",
      do: "Sign with a key that the charter lists, or have this one added: sla people join.")
  }

  // What the rules use.

  var charter: Charter { roster.charter }

  mutating func report(_ finding: Finding) { findings.append(finding) }

  mutating func report(
    _ rule: Rule, _ path: LedgerPath? = nil, at pointer: JSONPointer? = nil, _ message: String,
    do advice: String
  ) {
    findings.append(Finding(rule, path: path?.description, pointer: pointer, message, do: advice))
  }

  /// Takes the open changes for which `isWanted` holds, in the order of their paths.
  mutating func claim(_ isWanted: (LedgerPath, FileChange) -> Bool) -> [(
    path: LedgerPath, change: FileChange
  )] {
    let wanted = open.filter { isWanted($0.key, $0.value) }
    for path in wanted.keys { open[path] = nil }
    return wanted.map { (path: $0.key, change: $0.value) }.sorted {
      $0.path.description < $1.path.description
    }
  }

  /// Reports where the signer holds no role with the right.
  mutating func require(_ right: Charter.Right, for path: LedgerPath, in series: Series?) {
    guard !roster.may(person, right, in: series) else { return }
    let roles = (charter.rights[right] ?? []).joined(separator: ", ")
    report(
      .right, path, "\(person) holds no role that may add \(right.rawValue)",
      do: "Let somebody do it who is \(roles.isEmpty ? "given that right by the charter" : roles).")
  }

  /// The new document at a path; what is wrong with it is reported, and nil returned.
  mutating func read<Value>(
    _ path: LedgerPath, _ decode: (JSON) throws(StructureProblem) -> Value
  ) throws(LedgerError) -> (document: Document, value: Value)? {
    do {
      guard let document = try act.after.document(path) else { return nil }
      do { return (document, try document.decoded(decode)) } catch {
        findings += Finding.findings(of: error, path: path.description)
        return nil
      }
    } catch {
      guard case .document(let path, let problem) = error else { throw error }
      findings += Finding.findings(of: problem, path: path)
      return nil
    }
  }

  /// The clock tolerance in milliseconds.
  var tolerance: Int { charter.parameters.clockToleranceMinutes * 60_000 }
}

extension Judgement {
  /// Reads what differs, refuses what may stand nowhere, and gives host files to the host.
  private mutating func sortPaths() throws(LedgerError) {
    guard let root = act.after.root else { return }
    let changes = try reading { () throws(HistoryError) in
      try act.after.reader.trees.changes(from: act.before.root, to: root)
    }
    touchesOutsideCharter = changes.contains { !$0.path.hasPrefix("charter/") }
    for change in changes {
      guard let path = LedgerPath(change.path) else {
        judgeHost(change)
        continue
      }
      if let after = change.after, after.mode != .file {
        report(
          .entryType, path,
          "a \(after.mode.kind == .tree ? "directory" : "link or program") stands in place of a document",
          do: "Commit it as a plain file.")
      }
      if change.after?.mode == change.before?.mode, change.after?.id == change.before?.id { continue }
      open[path] = FileChange(before: change.before?.id, after: change.after?.id)
    }
    try judgeNames(changes)
  }

  private mutating func judgeHost(_ change: TreeChange) {
    let isHost = charter.host.contains { change.path == $0 || change.path.hasPrefix($0 + "/") }
    guard isHost else {
      findings.append(
        Finding(
          .layout, path: change.path,
          "the ledger knows no such path, and the charter does not leave it to the host",
          do: "Remove it from the commit, or have it added to the charter's \"host\" paths."))
      return
    }
    if !roster.holds(person, role: Charter.admin, for: .charter) {
      findings.append(
        Finding(
          .host, path: change.path,
          "\(person) does not hold the role \(Charter.admin), which host files take",
          do: "Let somebody commit it who does."))
    }
    if let after = change.after, after.mode == .symbolicLink || after.mode == .gitlink {
      findings.append(
        Finding(
          .entryType, path: change.path, "links and submodules have no place in a ledger",
          do: "Commit a plain file."))
    }
  }

  /// Refuses odd names and names that collide, in the directories that the change touches.
  private mutating func judgeNames(_ changes: [TreeChange]) throws(LedgerError) {
    guard let root = act.after.root else { return }
    var directories: Set<String> = []
    for change in changes where change.after != nil {
      for name in change.path.split(separator: "/", omittingEmptySubsequences: false) {
        for problem in NameProblem.problems(in: String(name)) {
          findings.append(
            Finding(
              .name, path: change.path, "the name \"\(name)\" \(problem)",
              do: "Use letters, digits, hyphens and dots."))
        }
      }
      if change.before == nil {
        var parts = change.path.split(separator: "/").map(String.init)
        while !parts.isEmpty {
          parts.removeLast()
          if !directories.insert(parts.joined(separator: "/")).inserted { break }
        }
      }
    }
    for directory in directories.sorted() {
      let collisions = try reading { () throws(HistoryError) -> [[String]] in
        guard let entry = try act.after.reader.trees.entry(at: directory, in: root) else { return [] }
        return try act.after.reader.trees.tree(entry.id, path: directory).caseCollisions
      }
      for names in collisions {
        findings.append(
          Finding(
            .name, path: directory,
            "\(names.joined(separator: " and ")) are one file where case does not count",
            do: "Rename one of them."))
      }
    }
  }

  /// What no rule has claimed is refused.
  private mutating func refuseRest() {
    for (path, change) in claim({ _, _ in true }) {
      switch (change.before, change.after) {
      case (_?, nil):
        report(
          .sealed, path, "this record was removed",
          do: "Bring it back; a correction is a new record beside it.")
      case (_?, _?):
        report(
          .sealed, path, "this record was changed", do: "Restore it; a correction is a new record beside it.")
      default:
        report(.layout, path, "nothing in this commit allows this file", do: "Remove it from the commit.")
      }
    }
  }
}
