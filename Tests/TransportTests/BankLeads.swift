import Foundation
import Harness
import TestMaterial

/// A real bank's loan applications of 2011: how its export is read, and the agreement that is drafted on it.
enum BankLeads {
  static func export() throws -> String { try TestData.path("data/bank-leads/leads.csv") }

  /// What somebody else computed of October.
  struct Oracle: Decodable {
    let mql: Int
    let by_queue: [String: Int]
    let by_tier_amount: [String: Int]
    let contacted: Int
    let business_ms: [String: Int]
    let wall_ms: [String: Int]

    static func october() throws -> Oracle {
      let path = try TestData.path("data/oracles/bank-leads-2011-10.json")
      return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: URL(filePath: path)))
    }
  }

  static let periods = ["2011-10", "2011-11", "2011-12"]
  static let asOf = "2012-01-01T00:00+01:00"
  /// The tiers by the amount asked for, each with the oracle's name for it.
  static let tiers = [("t1", "ge20000"), ("t2", "ge7500"), ("t3", "below")]

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

  /// A first agreement whose volumes are given, one a tier; a trial commitment on the wall clock besides.
  static func agreement(volumes: [String: Int]) -> String {
    let commitments =
      tiers.map { firstContact($0.0) } + [
        """
        { "id": "first-contact-wall", "party": "sales", "metric": "first-contact",
          "parameters": { "within": "PT24H", "clock": "wall", "start": "mql" }, "period": "month",
          "target": { "comparison": "atLeast", "value": 95, "unit": "percent" }, "standing": "provisional" }
        """
      ] + tiers.map { volume($0.0, volumes[$0.0] ?? 0) }
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
}

/// A snapshot document as it is published, read by nothing but a plain JSON decoder.
struct PublishedSnapshot: Decodable {
  struct Entry: Decodable {
    struct Figures: Decodable {
      let value: Int?
      let n: Int?
      let zero: Int?
      let median: Int?
      let p95: Int?
      let met: Int?
    }
    let id: String
    let figures: Figures
  }
  let metrics: [Entry]

  init(_ bytes: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }

  subscript(id: String) -> Entry.Figures? { metrics.first { $0.id == id }?.figures }
}
