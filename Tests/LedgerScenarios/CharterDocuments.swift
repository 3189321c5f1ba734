package import Agreements
package import Wire

/// Charters in code.
package enum CharterDocuments {
  /// The first charter: both VPs, revenue operations, an admin, two recovery holders, and a VP of sales who counts for
  /// the agreement `apac` only.
  package static func first(nonce: String = "0123456789abcdef0123456789abcdef") throws -> JSON {
    try JSON.parsed(
      """
      {"$schema": "\(DocumentKind.charter.urn)", "version": 1, "slug": "founding", "round": 1,
       "proposed": "2026-02-10T08:00:00Z", "nonce": "\(nonce)", "rules": 1,
       "people": [],
       "roles": [
        {"id": "vp-marketing", "side": "marketing", "holders": ["mo"]},
        {"id": "vp-sales", "side": "sales", "holders": ["dana"]},
        {"id": "vp-sales-apac", "side": "sales", "scope": "apac", "holders": ["apac"]},
        {"id": "revops", "holders": ["rev"]}, {"id": "recovery", "holders": ["rex", "zoe"]},
        {"id": "admin", "holders": ["ada"]}],
       "approvals": {
        "agreement": [["vp-marketing", "vp-sales"], ["vp-marketing", "vp-sales-apac"]],
        "maintenance": [["vp-marketing"], ["vp-sales"]],
        "charter": [["vp-marketing", "vp-sales"], ["vp-marketing", "recovery"], ["vp-sales", "recovery"],
         ["recovery", "recovery"]]},
       "rights": {
        "snapshots": ["revops", "vp-marketing", "vp-sales"], "drafts": ["revops", "vp-marketing", "vp-sales"],
        "mappings": ["revops", "vp-marketing", "vp-sales"], "reviews": ["revops", "vp-marketing", "vp-sales"]},
       "host": ["README.md", ".gitattributes", ".github"],
       "parameters": {
        "baselinePeriods": 3, "growthCapPercent": 15, "reviewCadence": "quarter",
        "escalation": {"counting": "consecutive", "leadership": 2, "process": 3}, "lowCountFloor": 20,
        "attestation": "shown", "evidenceAgeDays": 60, "draftLifetimeDays": 90, "clockToleranceMinutes": 10,
        "fiscalYearStart": 1},
       "changes": []}
      """
    ).replacing("/people", with: .array(Actor.members.map(\.entry)))
  }

  /// A draft of the charter after `current`, which is its number `version - 1`, with `edits` made and listed.
  package static func next(
    after current: Document, slug: String, proposed: Instant,
    _ edits: [(pointer: String, value: JSON?)]
  ) -> JSON {
    let number = (current.json["version"]?.number ?? 0) + 1
    let header = current.json
      .replacing("/version", with: .integer(number))
      .replacing(
        "/supersedes", with: Predecessor(version: number - 1, digest: current.digest).json
      )
      .replacing("/slug", with: .string(slug)).replacing("/round", with: 1)
      .replacing("/proposed", with: .string(proposed.description)).replacing("/changes", with: [])
    let edited = edits.reduce(header) { $0.replacing($1.pointer, with: $1.value) }
    // A person's keys are listed by the person: a long key makes a pointer too long for a document.
    let pointers = Difference.all(from: current.json, to: edited, kind: .charter).map { difference in
      let tokens = difference.pointer.tokens
      return JSONPointer(tokens.first == "people" ? Array(tokens.prefix(2)) : tokens).description
    }
    let changes = Set(pointers).sorted().map { pointer in
      JSON.object([.init("pointer", .string(pointer)), .init("reason", "The test asks for it.")])
    }
    return edited.replacing("/changes", with: .array(changes))
  }
}

extension JSON {
  /// The bytes of this document in the written form of its kind.
  package func written(as kind: DocumentKind) -> [UInt8] { kind.shape.arranged(self).written() }
}
