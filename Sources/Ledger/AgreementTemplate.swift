import Agreements
package import Wire

/// The first text of an agreement: everything that a software company's teams have to settle, with trial commitments.
package enum AgreementTemplate {
  /// The template `b2b-saas` as a first draft.
  package static func json(id: String, zone: String, effective: String, proposed: Instant) throws(Failure)
    -> JSON
  {
    let body = try attempt { try JSON.parse(Array(text.utf8)) }
    let header: [JSON.Member] = [
      .init("$schema", .string(DocumentKind.agreement.urn)), .init("version", .integer(1)),
      .init("slug", .string("first")),
      .init("round", .integer(1)), .init("proposed", .string(proposed.description)),
      .init("agreement", .string(id)),
      .init("title", .string("Marketing–sales agreement \(id)")), .init("effective", .string(effective)),
      .init("changes", .array([])),
    ]
    let measurement = (body["measurement"] ?? .object([])).setting("zone", to: .string(zone))
    guard let review = reviewDay(after: effective) else {
      throw Failure(.usage, "\(effective) is no day", do: "Write it as 2026-02-01.")
    }
    let whole = JSON.object(header + (body.members ?? [])).setting("measurement", to: measurement)
      .setting(
        "review",
        to: .object([.init("cadence", .string("quarter")), .init("first", .string(review.description))]))
    return DocumentKind.agreement.shape.arranged(whole)
  }

  /// A quarter after the agreement becomes effective.
  private static func reviewDay(after effective: String) -> CivilDate? {
    CivilDate(effective)?.adding(days: 90)
  }

  private static let text = #"""
    {
      "summary": "Marketing hands over qualified leads in agreed number and quality; sales contacts and follows them up in agreed time. Both are measured every month.",
      "kind": "multi-level",
      "parties": {
        "marketing": { "name": "Marketing", "responsibilities": ["Generates and qualifies leads, and completes their data before handoff."] },
        "sales": { "name": "Sales", "responsibilities": ["Contacts every lead in time, follows up, and documents what came of it."] }
      },
      "contacts": [],
      "cancellation": "Either VP may end it with a quarter's notice; until then it is changed by amendments.",
      "definitions": [
        { "id": "contact", "term": "Contact", "meaning": "A person whose details we have." },
        { "id": "customer", "term": "Customer", "meaning": "A company with a signed contract." },
        { "id": "lead", "term": "Lead", "meaning": "A contact who has shown interest in what we sell." },
        { "id": "mql", "term": "Marketing qualified lead (MQL)", "meaning": "A lead that reaches the agreed score and fits the ideal customer." },
        { "id": "opportunity", "term": "Opportunity", "meaning": "An SQL with a need, a budget and a date, entered in the CRM with an amount." },
        { "id": "prospect", "term": "Prospect", "meaning": "A company that fits the ideal customer, whether or not anybody there has shown interest." },
        { "id": "sal", "term": "Sales accepted lead (SAL)", "meaning": "An MQL that sales has looked at and accepted." },
        { "id": "sql", "term": "Sales qualified lead (SQL)", "meaning": "An SAL whose need sales has confirmed in a conversation." }
      ],
      "stages": [
        { "id": "mql", "title": "MQL", "criteria": [{ "kind": "behavioural", "text": "Score of at least 60 on the scorecard." }] },
        { "id": "sal", "title": "SAL", "criteria": [{ "kind": "other", "text": "Accepted by the owner in the CRM." }] },
        { "id": "sql", "title": "SQL", "criteria": [{ "kind": "other", "text": "Need confirmed in a conversation." }] },
        { "id": "opportunity", "title": "Opportunity", "criteria": [{ "kind": "other", "text": "Amount and close date entered." }] }
      ],
      "personas": [],
      "goals": [],
      "measurement": {
        "definitions": 1,
        "zone": "UTC",
        "meanings": { "mql": { "is": "stamped" }, "humanAttempt": { "is": "stamped" }, "accepted": { "is": "stamped" }, "rejected": { "is": "stamped" }, "won": { "is": "stamped" } },
        "tiers": { "by": "score", "bands": [{ "id": "t1", "title": "Tier 1", "atLeast": 80 }, { "id": "t2", "title": "Tier 2", "atLeast": 60 }] },
        "requiredFields": ["email", "company", "role"],
        "excludedSources": [],
        "rejectionReasons": [
          { "id": "bad-data", "title": "Wrong or missing contact data", "values": [] },
          { "id": "competitor", "title": "Competitor, student or applicant", "values": [] },
          { "id": "no-fit", "title": "Does not fit the ideal customer", "values": [] },
          { "id": "no-need", "title": "No need now", "values": [] }
        ],
        "calendar": {
          "week": {
            "monday": [{ "from": "09:00", "to": "17:00" }], "tuesday": [{ "from": "09:00", "to": "17:00" }],
            "wednesday": [{ "from": "09:00", "to": "17:00" }], "thursday": [{ "from": "09:00", "to": "17:00" }],
            "friday": [{ "from": "09:00", "to": "17:00" }], "saturday": [], "sunday": []
          },
          "holidays": []
        },
        "clockStart": "mql",
        "coolOffDays": 90
      },
      "commitments": [
        { "id": "first-contact-t1", "party": "sales", "metric": "first-contact", "parameters": { "within": "PT4H", "clock": "business", "start": "mql" }, "where": { "tier": "t1" }, "period": "month", "target": { "comparison": "atLeast", "value": 90, "unit": "percent" }, "standing": "provisional" },
        { "id": "first-contact-t2", "party": "sales", "metric": "first-contact", "parameters": { "within": "PT8H", "clock": "business", "start": "mql" }, "where": { "tier": "t2" }, "period": "month", "target": { "comparison": "atLeast", "value": 90, "unit": "percent" }, "standing": "provisional" },
        { "id": "rejection-documented", "party": "sales", "metric": "rejection.documented", "period": "month", "target": { "comparison": "atLeast", "value": 95, "unit": "percent" }, "standing": "provisional" },
        { "id": "volume-t1", "party": "marketing", "metric": "mql.delivered", "where": { "tier": "t1" }, "period": "month", "target": { "comparison": "atLeast", "value": 50, "unit": "leads" }, "standing": "provisional" },
        { "id": "volume-t2", "party": "marketing", "metric": "mql.delivered", "where": { "tier": "t2" }, "period": "month", "target": { "comparison": "atLeast", "value": 100, "unit": "leads" }, "standing": "provisional" }
      ],
      "handoff": {
        "how": "The CRM assigns an MQL to an owner as soon as it qualifies.",
        "fields": ["email", "company", "role"],
        "notified": "The owner, by the CRM's task and by mail.",
        "unqualified": "The owner rejects it with a reason of the agreed list.",
        "recycled": "A lead without a need now goes back to marketing for at least 90 days."
      },
      "communication": {
        "feedback": "In the weekly meeting, and in the CRM with every rejection.",
        "meetings": [{ "id": "weekly", "title": "Weekly sync", "cadence": "weekly", "place": "Video call", "agenda": "Add an item to the meeting's page by the day before." }],
        "reports": "Both teams look at the same dashboard every week."
      },
      "consequences": {
        "first": "Flagged in the weekly meeting, without formal action.",
        "second": "Both VPs meet and agree on remedies.",
        "third": "Formal review of the process, and renegotiation where needed.",
        "marketing": "Campaigns and budget are adjusted.",
        "sales": "Leads are reallocated, or coaching is arranged."
      },
      "review": { "cadence": "quarter", "first": "2026-01-01" }
    }
    """#
}
