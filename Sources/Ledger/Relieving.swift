package import Agreements
import History
import Policy
import Wire

/// What an exception is drafted from: what was promised, and what was measured.
extension Drafting {
  /// The version of an agreement that governs a period; throws where none does.
  package func text(of agreement: String, governing period: Period) throws(Failure) -> Agreement {
    let governance = try attempt {
      try Governance(
        of: agreement, in: base.tree, charter: charter,
        ratified: try Chain(writer.clone.repository, tip: base.tip).ratifications(
          of: .agreement(agreement), base.tree.reader))
    }
    if let text = governance.reign(over: period)?.text { return text }
    throw Failure(
      .usage, "no version of \(agreement) governs \(period), and so nothing is promised for it",
      do: "sla status shows what is in force, and since when.")
  }

  /// The numbers of commitments in the latest snapshot of a period; throws where one was not measured.
  package func numbers(
    of commitments: [Commitment], in period: String, of agreement: String
  ) throws(Failure) -> [Change.Evidence] {
    let (path, snapshot, digest) = try base.tree.onlySnapshot(of: agreement, period, revision: nil)
    var numbers: [Change.Evidence] = []
    for commitment in commitments {
      guard let entry = snapshot.entries.first(where: { $0.measure == commitment.measure }) else {
        throw Failure(
          .usage, "\(path) has no number of \(commitment.id)", do: "sla snapshot show lists what it has.")
      }
      numbers.append(Change.Evidence(snapshot: path.description, digest: digest, entry: entry.id))
    }
    return numbers
  }
}
