package import Agreements
import History
package import Policy
package import Wire

/// Drafts, agreements and snapshots by the names that people type.
extension LedgerTree {
  /// The one open draft of a slug; throws with a suggestion where there is none, or several.
  package func onlyDraft(_ slug: String, in series: Series?) throws(Failure) -> SignableDraft {
    let found = try attempt { try draft(slug, in: series) }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw Failure(
        .usage, "there are drafts \(slug) in \(found.map(\.series.name).joined(separator: " and "))",
        do: "Name one with --agreement ID.")
    }
    let open = try attempt { try allDrafts() }.map(\.slug)
    let isClosed = try attempt {
      try self.series().contains {
        try (series == nil || series?.agreement == $0.agreement) && usedSlugs(of: $0).contains(slug)
      }
    }
    guard !isClosed else {
      throw Failure(
        .usage, "the draft \(slug) is closed: it was put in force, or withdrawn", do: "sla log says when.")
    }
    let matches = open.filter { $0.hasPrefix(slug) }
    if matches.count == 1 { return try onlyDraft(matches[0], in: series) }
    let hint = NearMiss.closest(to: slug, among: open).map { "Did you mean \($0)?" }
    throw Failure(
      .usage, "there is no open draft \(slug)",
      do: hint
        ?? (open.isEmpty ? "Start one with: sla amend new \(slug)" : "Open: \(open.joined(separator: ", ")).")
    )
  }

  /// The agreement that a command is about: the one named, or the only one.
  package func onlyAgreement(_ wanted: String?) throws(Failure) -> String {
    let all = try attempt { try agreements() }
    if let wanted {
      let matches = all.filter { $0 == wanted }.isEmpty ? all.filter { $0.hasPrefix(wanted) } : [wanted]
      if matches.count == 1 { return matches[0] }
      let hint = NearMiss.closest(to: wanted, among: all).map { "Did you mean \($0)?" }
      throw Failure(
        .usage, "there is no agreement \(wanted)",
        do: hint ?? "Known: \(all.isEmpty ? "none yet" : all.joined(separator: ", ")).")
    }
    // One whose only draft was withdrawn is an agreement that never was.
    let alive = try attempt {
      try all.filter { id throws(LedgerError) in
        if try latestVersion(of: .agreement(id)) > 0 { return true }
        return try !drafts(of: .agreement(id)).isEmpty
      }
    }
    if let only = alive.count == 1 ? alive.first : all.count == 1 ? all.first : nil { return only }
    throw Failure(
      .usage,
      all.isEmpty
        ? "there is no agreement yet" : "there are several agreements: \(all.joined(separator: ", "))",
      do: "Name one with --agreement ID.")
  }

  /// A snapshot of an agreement's period: of the revision wanted, or the latest.
  package func onlySnapshot(
    of agreement: String, _ period: String, revision: Int?
  ) throws(Failure) -> (path: LedgerPath, snapshot: Snapshot, digest: SHA256Digest) {
    guard let period = Period(period) else {
      throw Failure(.usage, "\"\(period)\" is no period", do: "Write 2026-01, 2026-W05, 2026-Q1 or 2026.")
    }
    let found = try attempt { try snapshots(of: agreement, period) }
    guard let item = revision.map({ wanted in found.first { $0.snapshot.revision == wanted } }) ?? found.last
    else {
      throw Failure(
        .usage, "there is no such snapshot of \(agreement)", do: "sla snapshot list shows what there is.")
    }
    return item
  }
}
