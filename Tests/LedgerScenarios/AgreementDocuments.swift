package import Agreements
package import Wire

/// Agreements in code.
package enum AgreementDocuments {
  /// A first version of `emea` with the commitments given; its `changes` are still to be listed.
  package static func first(
    slug: String = "first", id: String = "emea", proposed: Instant,
    commitments: [JSON] = [volume(), contact()]
  ) throws -> JSON {
    try JSON.parsed(
      """
      {"$schema": "\(DocumentKind.agreement.urn)", "version": 1, "slug": "\(slug)", "round": 1,
       "proposed": "\(proposed)", "agreement": "\(id)", "title": "Agreement \(id)",
       "summary": "Marketing hands over leads; sales answers them.", "kind": "multi-level",
       "parties": {"marketing": {"name": "Marketing", "responsibilities": ["Generates leads."]},
        "sales": {"name": "Sales", "responsibilities": ["Answers leads."]}},
       "contacts": [{"id": "rev", "side": "marketing", "name": "Rev", "email": "rev@example.com", "purpose": "All"}],
       "effective": "2026-03-01", "cancellation": "By either VP with a quarter's notice.",
       "definitions": [{"id": "lead", "term": "Lead", "meaning": "A contact who has shown interest."}],
       "stages": [], "personas": [], "goals": [],
       "measurement": \(measurement), "commitments": [],
       "handoff": {"how": "In the CRM.", "fields": ["email"], "notified": "The owner.", "unqualified": "Goes back.",
        "recycled": "After 90 days."},
       "communication": {"feedback": "Weekly.", "meetings": [{"id": "weekly", "title": "Weekly", "cadence": "weekly",
        "place": "Room 1", "agenda": "Mail to Rev."}], "reports": "The dashboard."},
       "consequences": {"first": "Flagged.", "second": "Both VPs meet.", "third": "Process review.",
        "marketing": "Campaigns are adjusted.", "sales": "Leads are reallocated."},
       "review": {"cadence": "quarter", "first": "2026-06-01"}, "changes": []}
      """
    ).replacing("/commitments", with: .array(commitments))
  }

  /// Amsterdam, Monday to Friday 9 to 17, two tiers by score.
  private static let measurement = """
    {"definitions": 1, "zone": "Europe/Amsterdam",
     "meanings": {"mql": {"is": "stamped"}, "humanAttempt": {"is": "stamped"}},
     "tiers": {"by": "score", "bands": [{"id": "t1", "title": "Hot", "atLeast": 80},
      {"id": "t2", "title": "Warm", "atLeast": 60}]},
     "requiredFields": [], "excludedSources": [], "sourceSpellings": [],
     "rejectionReasons": [{"id": "no-budget", "title": "No budget", "values": ["No budget"]}],
     "calendar": {"week": {\(week)}, "holidays": [], "halfDays": []}, "clockStart": "mql", "coolOffDays": 90}
    """

  private static let week = CalendarRules.weekdays.map { day in
    "\"\(day)\": \(day.hasPrefix("s") ? "[]" : #"[{"from": "09:00", "to": "17:00"}]"#)"
  }.joined(separator: ", ")

  /// Marketing's promise of leads of tier 1.
  package static func volume(_ value: Int = 120, id: String = "volume-t1", tier: String = "t1") -> JSON {
    .object([
      .init("id", .string(id)), .init("party", "marketing"), .init("metric", "mql.delivered"),
      .init("where", .object([.init("tier", .string(tier))])), .init("period", "month"),
      .init("target", target(value, "leads")), .init("standing", "firm"),
    ])
  }

  /// Sales' promise of a first contact within four business hours.
  package static func contact(_ percent: Int = 85, id: String = "contact-t1", within: String = "PT4H") -> JSON
  {
    .object([
      .init("id", .string(id)), .init("party", "sales"), .init("metric", "first-contact"),
      .init(
        "parameters",
        .object([.init("within", .string(within)), .init("clock", "business"), .init("start", "mql")])),
      .init("where", .object([.init("tier", "t1")])), .init("period", "month"),
      .init("target", target(percent, "percent")), .init("standing", "firm"),
    ])
  }

  private static func target(_ value: Int, _ unit: String) -> JSON {
    .object([.init("comparison", "atLeast"), .init("value", .integer(value)), .init("unit", .string(unit))])
  }

  /// A draft of the version after `current`, with `edits` made and listed; what is about a commitment cites `evidence`.
  package static func next(
    after current: Document, slug: String, proposed: Instant,
    _ edits: [(pointer: String, value: JSON?)],
    evidence: (_ commitment: String) -> [Change.Evidence] = { _ in [] }
  ) throws -> JSON {
    let number = (current.json["version"]?.number ?? 0) + 1
    let header = current.json
      .replacing("/version", with: .integer(number))
      .replacing("/supersedes", with: Predecessor(version: number - 1, digest: current.digest).json)
      .replacing("/slug", with: .string(slug)).replacing("/round", with: 1)
      .replacing("/proposed", with: .string(proposed.description)).replacing("/changes", with: [])
    let edited = edits.reduce(header) { $0.replacing($1.pointer, with: $1.value) }
    return try listing(edited, after: try Agreement(current.json), evidence: evidence)
  }

  /// A draft with all that differs listed in `changes`.
  package static func listing(
    _ draft: JSON, after previous: Agreement?, evidence: (_ commitment: String) -> [Change.Evidence]
  ) throws -> JSON {
    let differences = Difference.all(
      from: previous, to: try Agreement(DocumentKind.agreement.shape.arranged(draft)))
    let changes = differences.map { difference in
      let tokens = difference.pointer.tokens
      let cited = tokens.count == 2 && tokens[0] == "commitments" ? evidence(tokens[1]) : []
      return JSON.object(
        [
          .init("pointer", .string(difference.pointer.description)), .init("reason", "The numbers say so."),
        ] + (cited.isEmpty ? [] : [.init("evidence", .array(cited.map(\.json)))]))
    }
    return draft.replacing("/changes", with: .array(changes))
  }
}
