import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// Reviews of `emea` in code.
enum ReviewDocuments {
  static let folder = emea("reviews/quarter-2026-Q1")

  /// The opening, computed from version 1 and the snapshot of January, with one escalation.
  static func opening(_ ledger: LedgerScenario, _ edit: (JSON) -> JSON = { $0 }) throws
    -> LedgerScenario.Files
  {
    func named(_ path: String) throws -> JSON {
      .object([
        .init("path", .string(path)), .init("digest", .string(try ledger.document(path).digest.hex)),
      ])
    }
    let json = JSON.object([
      .init("$schema", .string(DocumentKind.reviewOpening.urn)), .init("agreement", "emea"),
      .init("review", "quarter-2026-Q1"), .init("opened", .string(ledger.clock.description)),
      .init("versions", [try named(emea("versions/0001.json"))]),
      .init("snapshots", [try named(emea("snapshots/2026-01/r1.json"))]), .init("attainment", []),
      .init(
        "escalations",
        [.object([.init("id", "e1"), .init("commitment", "contact-t1"), .init("level", "leadership")])]),
    ])
    return ["\(folder)/open.json": edit(json).written(as: .reviewOpening)]
  }

  /// Somebody's contribution.
  static func contribution(
    _ actor: Actor, _ ledger: LedgerScenario, number: Int = 1, answers: String? = nil,
    identity: SHA256Digest? = nil
  ) -> (path: String, bytes: [UInt8]) {
    let json = JSON.object(
      [
        .init("$schema", .string(DocumentKind.contribution.urn)),
        .init("ledger", .string((identity ?? ledger.identity).hex)), .init("agreement", "emea"),
        .init("review", "quarter-2026-Q1"), .init("person", .string(actor.id)),
        .init("at", .string(ledger.clock.description)), .init("kind", "proposal"),
        .init("text", "Two hours."),
      ] + (answers.map { [.init("answers", .string($0))] } ?? []))
    return ("\(folder)/\(actor.id).000\(number).json", json.written(as: .contribution))
  }

  /// The closing, naming all contributions.
  static func closing(_ ledger: LedgerScenario, _ edit: (JSON) -> JSON = { $0 }) throws
    -> LedgerScenario.Files
  {
    let names = try ledger.tree().names(in: folder).filter { $0.hasSuffix(".json") && $0 != "open.json" }
    let contributions = try names.map { name in
      JSON.object([
        .init("path", .string("\(folder)/\(name)")),
        .init("digest", .string(try ledger.document("\(folder)/\(name)").digest.hex)),
      ])
    }
    let json = JSON.object([
      .init("$schema", .string(DocumentKind.reviewClosing.urn)), .init("agreement", "emea"),
      .init("review", "quarter-2026-Q1"), .init("closed", .string(ledger.clock.description)),
      .init("contributions", .array(contributions)), .init("next", "2026-06-01"),
    ])
    return ["\(folder)/close.json": edit(json).written(as: .reviewClosing)]
  }

  /// Opens a review, has both sides speak, and with `closes` closes it; publishes that.
  static func hold(_ ledger: LedgerScenario, closes: Bool) async throws {
    try await ledger.commit(try opening(ledger), by: .rev)
    for (actor, answers) in [(Actor.dana, "e1"), (.mo, nil)] {
      let (path, bytes) = contribution(actor, ledger, answers: answers)
      try await ledger.commit([path: bytes], by: actor)
    }
    if closes { try await ledger.commit(try closing(ledger), by: .rev) }
    try await ledger.expectAllowed()
    ledger.publish()
  }
}
