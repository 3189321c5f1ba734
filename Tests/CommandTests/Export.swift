import Foundation

/// A small export of three months, the same in every run, and how it is read.
enum Export {
  static let mapping = """
    {
      "$schema": "urn:countersign:schema:mapping:1", "name": "crm", "revision": 1, "system": "A small CRM",
      "lead": {
        "id": "id", "email": "email", "score": "score", "source": "source", "owner": "owner",
        "fields": [ { "id": "company", "column": "company" }, { "id": "role", "column": "role" } ]
      },
      "events": [
        { "event": "mql", "column": "mql_at", "format": "iso8601" },
        { "event": "attempt", "column": "called_at", "format": "iso8601" },
        { "event": "accepted", "column": "accepted_at", "format": "iso8601" },
        { "event": "rejected", "column": "rejected_at", "format": "iso8601", "reason": "reason" }
      ]
    }
    """

  /// Sixty leads a month from October to December 2025, half of them tier 1; every tenth is called late.
  static let csv: String = {
    var lines = ["id,email,company,role,score,source,owner,mql_at,called_at,accepted_at,rejected_at,reason"]
    for (month, days) in [(10, 31), (11, 30), (12, 31)] {
      for number in 0..<60 {
        let day = 1 + number % (days - 3)
        let (score, source) = (number.isMultiple(of: 2) ? 85 : 65, number.isMultiple(of: 3) ? "web" : "fair")
        let id = "L\(month)\(number)"
        func time(_ day: Int, _ hour: Int, _ minute: Int) -> String {
          String(format: "2025-%02d-%02dT%02d:%02d:00Z", month, day, hour, minute)
        }
        let late = number.isMultiple(of: 10)
        let called = late ? time(day + 3, 16, 0) : time(day, 9 + number % 5, 30)
        let rejected = number.isMultiple(of: 15)
        lines.append(
          [
            id, "\(id)@example.com", "Acme \(number)", "Buyer", "\(score)", source, "owner\(number % 6)",
            time(day, 9 + number % 5, 0), called, rejected ? "" : time(day + 3, 17, 0),
            rejected ? time(day + 3, 17, 0) : "", rejected ? "no-fit" : "",
          ].joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()
}
