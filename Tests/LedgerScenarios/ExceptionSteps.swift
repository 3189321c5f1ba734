package import Agreements
import Policy
package import Wire

/// Exceptions in code.
package enum ExceptionDocuments {
  /// A suspension of sales' promise in March 2026, from what a version says.
  package static func suspension(
    from version: Document, number: Int = 1, slug: String = "outage", proposed: Instant
  ) throws -> JSON {
    let inForce = Predecessor(version: version.json["version"]?.number ?? 0, digest: version.digest)
    return try JSON.parsed(
      """
      {"$schema": "\(DocumentKind.exception.urn)", "version": \(number), "slug": "\(slug)", "round": 1,
       "proposed": "\(proposed)", "agreement": "emea", "periods": ["2026-03"],
       "commitments": [{"id": "contact-t1"}], "reason": "Nobody could see new leads.",
       "incident": "INC-4711: CRM down"}
      """
    ).replacing("/inForce", with: inForce.json)
  }

  /// A softer share for sales' promise.
  package static func eased(to percent: Int) -> JSON {
    .object([
      .init("id", "contact-t1"),
      .init(
        "target",
        .object([
          .init("comparison", "atLeast"), .init("value", .integer(percent)), .init("unit", "percent"),
        ])),
    ])
  }
}

extension Series {
  /// The exceptions from the agreement of most scenarios.
  package static let excepted = Series.exceptions("emea")
}

extension LedgerScenario {
  /// A ledger with a published draft of an exception: a suspension in March 2026, edited.
  package static func excepting(_ edits: [(pointer: String, value: JSON?)] = []) async throws
    -> LedgerScenario
  {
    let ledger = try await LedgerScenario.at(.inForce)
    try await ledger.except("outage", edits)
    ledger.publish()
    return ledger
  }

  /// The files that put an exception in force with both signatures.
  package func granted(_ slug: String) async throws -> Files {
    try ratification(
      .excepted, slug,
      adding: [
        try await signOff(.excepted, slug, by: .mo, as: "vp-marketing"),
        try await signOff(.excepted, slug, by: .dana, as: "vp-sales"),
      ])
  }

  /// Writes a draft of the next exception from `emea`: a suspension in March 2026, edited.
  package func except(
    _ slug: String = "outage", by: Actor = .rev, _ edits: [(pointer: String, value: JSON?)] = []
  ) async throws {
    let draft = try ExceptionDocuments.suspension(
      from: try latest(.emea), number: try tree().latestVersion(of: .excepted) + 1, slug: slug,
      proposed: clock.adding(milliseconds: 3_600_000))
    let edited = edits.reduce(draft) { $0.replacing($1.pointer, with: $1.value) }
    try await commit(
      [LedgerPath.draft(.excepted, slug: slug).description: edited.written(as: .exception)], by: by)
  }
}
