import Foundation
import Harness
import TestMaterial
import Testing

/// A real bank's loan applications of 2011, as a table of leads and as the log of events that it was made of.
enum BankLeads {
  static let asOf = "2012-01-01T00:00+01:00"
  static let tiers = ["t1", "t2", "t3"]

  static let mapping = """
    {
      "$schema": "urn:countersign:schema:mapping:1", "name": "bank", "revision": 1, "system": "Loan applications",
      "lead": { "id": "lead_id", "amount": "amount_req", "source": "queue", "owner": "owner" },
      "events": [
        { "event": "created", "column": "created_at", "format": "iso8601" },
        { "event": "mql", "column": "mql_at", "format": "iso8601" },
        { "event": "attempt", "column": "first_contact_at", "format": "iso8601" },
        { "event": "sql", "column": "sql_at", "format": "iso8601" },
        { "event": "opportunity", "column": "opportunity_at", "format": "iso8601" },
        { "event": "won", "column": "won_at", "format": "iso8601" },
        { "event": "rejected", "column": "rejected_at", "format": "iso8601" }
      ]
    }
    """

  /// A first agreement; a trial commitment on the wall clock, and one on what the query does not compute, besides.
  static func agreement() -> String {
    let commitments =
      tiers.map { firstContact($0) } + [
        """
        { "id": "first-contact-wall", "party": "sales", "metric": "first-contact",
          "parameters": { "within": "PT24H", "clock": "wall", "start": "mql" }, "period": "month",
          "target": { "comparison": "atLeast", "value": 95, "unit": "percent" }, "standing": "provisional" }
        """,
        """
        { "id": "per-rep", "party": "marketing", "metric": "mql.per-rep", "parameters": { "headcount": 5 },
          "period": "month", "target": { "comparison": "atLeast", "value": 1, "unit": "leads" }, "standing": "provisional" }
        """,
        """
        { "id": "outcomes", "party": "sales", "metric": "hygiene.outcomes",
          "period": "month", "target": { "comparison": "atLeast", "value": 50, "unit": "percent" }, "standing": "provisional" }
        """,
      ] + tiers.map { volume($0, 1) }
    return """
      {
        "title": "Loan desk", "summary": "Online marketing delivers applications; the desk calls back.",
        "kind": "service-based",
        "parties": {
          "marketing": { "name": "Online marketing", "responsibilities": ["Delivers complete applications."] },
          "sales": { "name": "Loan desk", "responsibilities": ["Calls every applicant."] }
        },
        "contacts": [], "effective": "2012-02-01", "cancellation": "A quarter's notice.",
        "definitions": [], "stages": [], "personas": [], "goals": [],
        "measurement": \(measurement),
        "commitments": [\(commitments.joined(separator: ","))],
        "handoff": { "how": "By queue.", "fields": [], "notified": "The desk.", "unqualified": "Declined.", "recycled": "Never." },
        "communication": { "feedback": "Weekly.", "meetings": [], "reports": "The dashboard." },
        "consequences": { "first": "Flagged.", "second": "The VPs meet.", "third": "Renegotiated.", "marketing": "Budget.", "sales": "Coaching." },
        "review": { "cadence": "quarter", "first": "2012-04-30" }
      }
      """
  }

  private static func firstContact(_ tier: String) -> String {
    """
    { "id": "first-contact-\(tier)", "party": "sales", "metric": "first-contact",
      "parameters": { "within": "PT4H", "clock": "business", "start": "mql" }, "where": { "tier": "\(tier)" },
      "period": "month", "target": { "comparison": "atLeast", "value": 90, "unit": "percent" }, "standing": "firm" }
    """
  }

  private static func volume(_ tier: String, _ leads: Int) -> String {
    """
    { "id": "volume-\(tier)", "party": "marketing", "metric": "mql.delivered", "where": { "tier": "\(tier)" },
      "period": "month", "target": { "comparison": "atLeast", "value": \(leads), "unit": "leads" }, "standing": "firm" }
    """
  }

  private static let measurement: String = {
    let day = #"[{ "from": "09:00", "to": "17:00" }]"#
    let week = ["monday", "tuesday", "wednesday", "thursday", "friday"].map { #""\#($0)": \#(day)"# }
    return """
      {
        "definitions": 1, "zone": "Europe/Amsterdam",
        "meanings": { "mql": { "is": "stamped" }, "humanAttempt": { "is": "stamped" },
          "rejected": { "is": "stamped" }, "won": { "is": "stamped" } },
        "tiers": { "by": "amount", "currency": "EUR", "bands": [
          { "id": "t1", "title": "From 20,000 euro", "atLeast": 2000000 },
          { "id": "t2", "title": "From 7,500 euro", "atLeast": 750000 },
          { "id": "t3", "title": "Below", "atLeast": 0 } ] },
        "requiredFields": [], "excludedSources": [], "rejectionReasons": [],
        "calendar": {
          "week": { \(week.joined(separator: ", ")), "saturday": [], "sunday": [] },
          "holidays": [ { "date": "2011-12-25", "title": "Christmas Day" }, { "date": "2011-12-26", "title": "Boxing Day" } ]
        },
        "clockStart": "mql", "coolOffDays": 0
      }
      """
  }()

  private static func told(_ activities: [String], _ lifecycle: String) -> String {
    let names = activities.map { "\"\($0)\"" }.joined(separator: ", ")
    return
      #""when": [{"column": "activity", "values": [\#(names)]}, {"column": "lifecycle", "values": ["\#(lifecycle)"]}]"#
  }

  /// The log of events, a row an event.
  static let longMapping: String = {
    let queues = ["W_Completeren aanvraag", "W_Afhandelen leads"]
    let kinds = [
      ("mql", told(queues, "SCHEDULE")), ("attempt", told(queues, "START")),
      ("sql", told(["A_ACCEPTED"], "COMPLETE")),
      ("opportunity", told(["O_SENT"], "COMPLETE")), ("won", told(["A_ACTIVATED"], "COMPLETE")),
      ("rejected", told(["A_DECLINED", "A_CANCELLED"], "COMPLETE")),
    ]
    let events = kinds.map { #"{"event": "\#($0.0)", "column": "timestamp", "format": "iso8601", \#($0.1)}"# }
    return """
      {"$schema": "urn:countersign:schema:mapping:1", "name": "bank-events", "revision": 1, "system": "Event log",
       "rows": "events", "lead": {"id": "case_id", "amount": "amount_req", "source": "activity"},
       "events": [\(events.joined(separator: ", "))]}
      """
  }()
}
