import Foundation
import Harness
import Testing

/// What is said of leads in exports stays in exports.
struct PrivacyTests {
  /// Words that stand nowhere else, one for each kind of thing that a row tells of a lead.
  private static let markers = [
    "idmarker", "mailmarker", "ownermarker", "companymarker", "rolemarker", "notemarker", "phonemarker",
    "typomarker", "regionmarker", "teammarker", "aliasmarker", "channelmarker", "outcomemarker",
    "reasonmarker",
    "dealmarker", "repmarker", "behaviourmarker",
  ]

  private static let header =
    "id,email,owner,company,role,notes,phone,score,source,mql_at,called_at,rejected_at,reason,region,team,aliases,channel,"
    + "outcome,given_at,rep,deal_at,deal,sum,alert_at,alerted_at,logged_at,behaviour"

  /// Everything that a mapping can say where to find.
  private static let mapping = """
    {
      "$schema": "urn:countersign:schema:mapping:1", "name": "crm", "revision": 1, "system": "A small CRM",
      "lead": {
        "id": "id", "email": "email", "score": "score", "source": "source", "owner": "owner", "region": "region",
        "team": "team", "aliases": [ { "column": "aliases", "separator": ";" } ],
        "fields": [
          { "id": "company", "column": "company" }, { "id": "role", "column": "role" },
          { "id": "behaviour", "column": "behaviour" }
        ]
      },
      "events": [
        { "event": "mql", "column": "mql_at", "format": "iso8601" },
        { "event": "assigned", "column": "given_at", "format": "iso8601", "owner": "rep" },
        { "event": "attempt", "column": "called_at", "format": "iso8601", "channelColumn": "channel",
          "outcome": "outcome", "loggedAt": "logged_at" },
        { "event": "rejected", "column": "rejected_at", "format": "iso8601", "reason": "reason" },
        { "event": "opportunity", "column": "deal_at", "format": "iso8601", "deal": "deal", "amount": "sum" },
        { "event": "won", "column": "deal_at", "format": "iso8601", "deal": "deal", "amount": "sum" },
        { "event": "alert", "column": "alert_at", "format": "iso8601", "deliveredAt": "alerted_at" }
      ]
    }
    """

  /// A hundred and fifty leads with a marker in every cell that could name somebody; one source is an address.
  private static func csv(_ broken: Int) -> String {
    let rows = (0..<150).map { number in
      let day = String(format: "2025-10-%02d", 1 + number % 28)
      let source = number == 7 ? "mailmarker7@example.com" : "web"
      let time = number < broken ? "typomarker\(number)" : "\(day)T09:00:00Z"
      return
        "idmarker\(number),mailmarker\(number)@example.com,ownermarker\(number % 6),companymarker,rolemarker,"
        + "notemarker \(number),phonemarker,85,\(source),\(time),\(day)T10:00:00Z,\(number % 9 == 0 ? "\(day)T11:00:00Z" : ""),"
        + "reasonmarker \(number),regionmarker \(number),teammarker \(number),aliasmarker\(number);aliasmarker-\(number),"
        + "channelmarker \(number % 6),outcomemarker \(number),\(day)T09:30:00Z,repmarker\(number % 7),\(day)T12:00:00Z,"
        + "dealmarker\(number),\(1000 + number).50,\(day)T09:05:00Z,\(day)T09:06:00Z,\(day)T10:05:00Z,behaviourmarker \(number)"
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  @Test(.timeLimit(.minutes(10)))
  func `no object of a ledger, and no error, holds what an export says of a lead`() async throws {
    let company = try await Company.drafting()
    let rev = company.rev
    let mapping = try company.workplace.write(Self.mapping, to: "crm.json")
    let draft = try company.workplace.write(try Self.askForEverything(company.ledger), to: "draft.json")
    try await rev.sla("amend", "edit", "first", "--file", draft).require(0)
    func take(_ csv: String, _ more: [String] = []) async throws -> Outcome {
      let file = try company.workplace.write(csv, to: "export.csv")
      return try await rev.run(
        Binary.path(),
        [
          "snapshot", "take", "2025-10", "--draft", "first", "--source", file, "--as-of",
          "2026-01-05T06:00:00Z",
        ] + more)
    }
    let good = try await take(Self.csv(1), ["--mapping", mapping]).require(0)
    let bad = try await take(Self.csv(80), ["--mapping", mapping])
    #expect(bad.status == 65 && bad.said.contains("80 of 150 rows cannot be read"), "\(bad)")
    try await rev.sla("amend", "set", "first", "all", "--because", "Measured.").require(0)
    try await company.mo.sla("sign", "first", "--yes", in: company.ledger).require(0)
    try await company.dana.sla("sign", "first", "--yes", in: company.ledger).require(0)

    let objects = try await rev.git("cat-file", "--batch", "--batch-all-objects", "--buffer")
    #expect(objects.text.contains("\"inPeriod\": 149"))
    // The markers' columns were read indeed.
    for metric in ["revenue", "pipeline.by-source", "mql.per-rep", "hygiene.outcomes", "mql.history"] {
      let isThere = objects.text.contains("\"metric\": \"\(metric)\"")
      #expect(isThere, "\(metric)")
    }
    #expect(objects.text.contains("\"logged\": 149"))
    let files = try await rev.run("grep", ["-rla", "marker", company.ledger])
    let said = [good.said, good.text, bad.said, bad.text]
    for marker in Self.markers {
      #expect(!objects.text.contains(marker), "\(marker) is in the ledger")
      for text in said { #expect(!text.contains(marker), "\(marker) was said: \(text)") }
    }
    #expect(files.text == "", "\(files)")
  }

  /// The draft, asking for what only those columns tell.
  private static func askForEverything(_ ledger: String) throws -> String {
    let path = "\(ledger)/agreements/emea/amendments/first/draft.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let more = """
      "historyFields": [ "behaviour" ],
          "marketingSources": [ "web" ],
          "money": { "currency": "EUR", "rates": [] },
          "rejectionReasons"
      """
    let changed = text.replacing("\"rejectionReasons\"", with: more, maxReplacements: 1)
    try #require(changed != text)
    return changed
  }
}
