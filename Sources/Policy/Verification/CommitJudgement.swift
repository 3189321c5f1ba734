import Agreements
import History
import Signatures
import Wire

/// The judging of one commit: its place in the chain, its date, its signature, and then its change.
struct CommitJudgement {
  let commit: Commit
  /// The commit that was judged before; nil for the root.
  let parent: ObjectID?
  let before: LedgerTree
  let latestDate: Instant
  let identity: SHA256Digest
  let chain: Chain

  /// What is wrong, and the ledger as the commit leaves it.
  func findings() throws(LedgerError) -> ([Finding], LedgerTree) {
    let after = LedgerTree(before.reader, root: commit.tree)
    var findings = chainFindings
    switch signer {
    case .success(let key):
      findings += dateFindings(
        try (parent == nil ? after : before).charterIfReadable()?.parameters.clockToleranceMinutes ?? 0)
      guard findings.isEmpty else { return (findings, after) }
      let act = Act(
        before: before, after: after, signer: key, when: commit.committer.when, identity: identity,
        chain: chain)
      return (try Judgement.findings(of: act), after)
    case .failure(let refusal):
      return (findings + [refusal.finding], after)
    }
  }

  private var chainFindings: [Finding] {
    if commit.parents.count > 1 {
      return [
        Finding(
          .merge, "the commit has \(commit.parents.count) parents",
          do: "Replay your commits on the remote's tip instead of merging: sla sync.")
      ]
    }
    if commit.parents.first != parent {
      return [
        Finding(
          .pin, "the commit does not follow on the one judged before it",
          do: "Fetch again; the history is not one chain.")
      ]
    }
    return []
  }

  private func dateFindings(_ toleranceMinutes: Int) -> [Finding] {
    guard commit.committer.when < latestDate.adding(milliseconds: -toleranceMinutes * 60_000) else {
      return []
    }
    return [
      Finding(
        .backwards,
        "the commit is dated \(commit.committer.when), earlier than one it builds on (\(latestDate))",
        do: "Set your clock, and commit again.")
    ]
  }

  private struct Refusal: Error { let finding: Finding }

  private var signer: Result<SSHPublicKey, Refusal> {
    func refused(_ rule: Rule, _ message: String) -> Result<SSHPublicKey, Refusal> {
      .failure(
        Refusal(
          finding: Finding(
            rule, message, do: "Sign commits with the SSH key that the charter lists for you; sla does.")))
    }
    guard let armor = commit.signature else { return refused(.unsigned, "the commit is not signed") }
    switch SSHSignature.status(armored: armor, message: commit.signedPayload, namespace: "git") {
    case .good(let key): return .success(key)
    case .bad(let cause): return refused(.commitSignature, "\(cause)")
    case .unknown(let cause): return refused(.commitSignature, "\(cause)")
    }
  }
}

extension LedgerTree {
  /// The charter, or nil where it cannot be read as one: its own judgement says why.
  fileprivate func charterIfReadable() throws(LedgerError) -> Charter? {
    do { return try charter() } catch {
      guard case .document = error else { throw error }
      return nil
    }
  }
}
