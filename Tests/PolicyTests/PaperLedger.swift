import Agreements
import History
import LedgerScenarios
import Policy
import Testing
import Wire

/// A ledger on paper: documents in memory, unsigned, for what rules say of them.
struct PaperLedger {
  var charter: JSON
  var files: [String: [UInt8]] = [:]

  init() throws {
    charter = try CharterDocuments.first()
    files["mappings/crm.r1.json"] = try SnapshotDocuments.mapping().written(as: .mapping)
  }

  /// When drafts are proposed here.
  static let proposed = Instant(seconds: 1_770_710_400)

  func tree() throws -> LedgerTree {
    let store = InMemoryStore()
    let all = files.merging(["charter/versions/0001.json": charter.written(as: .charter)]) { $1 }
    let edits = try all.sorted { $0.key < $1.key }.map { path, bytes in
      TreeEdit.put(path, try store.write(bytes, kind: .blob))
    }
    return LedgerTree(LedgerReader(store), root: try store.writeTree(base: nil, edits: edits))
  }

  /// Adds snapshots of these months, measured as a text would.
  mutating func measure(
    _ months: [MonthNumbers] = MonthNumbers.standard, as text: JSON, revision: Int = 1,
    asOf: String = "2026-02-05T06:00:00Z", purpose: Snapshot.Purpose = .period
  ) throws {
    let agreement = try Agreement(text)
    for numbers in months {
      let snapshot = try SnapshotDocuments.month(
        numbers, of: agreement, under: .version(1, digest: SHA256Digest(of: [])), revision: revision,
        asOf: try #require(Instant(asOf)), purpose: purpose,
        mapping: SHA256Digest(of: files["mappings/crm.r1.json"] ?? []))
      files["agreements/emea/snapshots/\(numbers.period)/r\(revision).json"] = snapshot.json.written(
        as: .snapshot)
    }
  }

  /// What to cite for a commitment in these months, in a revision of each.
  func evidence(_ commitment: String, _ months: [String], revision: Int = 1) -> [Change.Evidence] {
    months.map { month in
      let path = "agreements/emea/snapshots/\(month)/r\(revision).json"
      return Change.Evidence(snapshot: path, digest: SHA256Digest(of: files[path] ?? []), entry: commitment)
    }
  }

  static let months = ["2025-11", "2025-12", "2026-01"]

  /// A first version with its commitments listed on the standard months.
  func first(_ commitments: [JSON] = [AgreementDocuments.volume(), AgreementDocuments.contact()]) throws
    -> JSON
  {
    try AgreementDocuments.listing(
      try AgreementDocuments.first(proposed: Self.proposed, commitments: commitments), after: nil
    ) { evidence($0, Self.months) }
  }

  /// Puts a first version in force.
  mutating func adopt(_ text: JSON) {
    files["agreements/emea/versions/0001.json"] = text.written(as: .agreement)
  }

  /// A draft of version 2, edited and listed, citing the standard months.
  func next(
    _ edits: [(pointer: String, value: JSON?)], proposed: Instant = proposed,
    evidence: ((String) -> [Change.Evidence])? = nil
  ) throws -> JSON {
    let current = try Document(try #require(files["agreements/emea/versions/0001.json"]), kind: .agreement)
    return try AgreementDocuments.next(after: current, slug: "next", proposed: proposed, edits) {
      evidence?($0) ?? self.evidence($0, Self.months)
    }
  }

  func review(_ draft: JSON) throws -> ChangeReview {
    try ChangeReview(
      of: try Agreement(DocumentKind.agreement.shape.arranged(draft)), in: try tree(),
      charter: try Charter(charter))
  }

  /// The ids of the rules that a draft breaks, each once, sorted.
  func rules(_ draft: JSON) throws -> [String] {
    Set(try review(draft).findings(path: "draft").map(\.rule.id)).sorted()
  }

  func statement(_ draft: JSON, _ decision: SignOff.Decision = .approve) throws -> String {
    try Statement.of(
      try Agreement(DocumentKind.agreement.shape.arranged(draft)), decision: decision, in: try tree(),
      charter: try Charter(charter))
  }
}

/// A ledger with version 1 in force on the standard months.
func adopted(_ commitments: [JSON] = [AgreementDocuments.volume(), AgreementDocuments.contact()]) throws
  -> PaperLedger
{
  var ledger = try PaperLedger()
  try ledger.measure(
    as: try AgreementDocuments.first(proposed: PaperLedger.proposed, commitments: commitments))
  ledger.adopt(try ledger.first(commitments))
  return ledger
}
