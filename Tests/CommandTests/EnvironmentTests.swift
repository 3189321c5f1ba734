import Foundation
import Harness
import Testing

/// What a machine is set to decides nothing.
struct EnvironmentTests {
  private static let mapping = """
    {
      "$schema": "urn:countersign:schema:mapping:1", "name": "crm", "revision": 1, "system": "A small CRM",
      "zone": "America/New_York",
      "lead": {
        "id": "id", "email": "email", "score": "score", "source": "source",
        "fields": [ { "id": "company", "column": "source" }, { "id": "role", "column": "source" } ]
      },
      "events": [
        { "event": "mql", "column": "mql_at", "format": "D MMM YYYY h:mm AP" },
        { "event": "attempt", "column": "called_at", "format": "D MMM YYYY h:mm AP" }
      ]
    }
    """

  /// Leads around a change of clocks, with names whose letters some languages order and fold in other ways.
  private static let csv: String = {
    let sources = ["Intern", "INTERN", "ıntern", "Ähre", "Zoo", "zoo", "Ångström"]
    let rows = (0..<84).map { number in
      let (source, day) = (sources[number % 7], 28 + number % 4)
      let hour = 1 + number % 11
      return
        "L\(number),I\(number)@EXAMPLE.COM,\(60 + number % 40),\(source),\(day) OCT 2025 \(hour):30 am,\(day) Oct 2025 \(hour):45 PM"
    }
    return (["id,email,score,source,mql_at,called_at"] + rows).joined(separator: "\n") + "\n"
  }()

  private static let settings = [
    ["TZ": "UTC", "LC_ALL": "C"],
    ["TZ": "Pacific/Apia", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
    ["TZ": "America/St_Johns", "LC_ALL": "sv_SE.UTF-8"],
    ["TZ": ":/no/such/zone", "LC_ALL": "xx_XX"],
  ]

  @Test(.timeLimit(.minutes(10)))
  func `a snapshot has the same bytes whatever zone and language the machine is set to`() async throws {
    var snapshots: [String] = []
    for setting in Self.settings {
      let company = try await Company.drafting()
      let rev = company.rev.with(setting)
      let csv = try company.workplace.write(Self.csv, to: "export.csv")
      let mapping = try company.workplace.write(Self.mapping, to: "crm.json")
      try await rev.sla(
        "snapshot", "take", "2025-10", "--draft", "first", "--source", csv, "--mapping", mapping, "--as-of",
        "2026-01-05T06:00:00Z", "--kept-until", "2028-01-05",
      ).require(0)
      let path = "\(company.ledger)/agreements/emea/snapshots/2025-10/r1.json"
      snapshots.append(try String(contentsOfFile: path, encoding: .utf8))
      for other in Self.settings {
        try await rev.with(other).sla("snapshot", "check", "2025-10", "--source", csv).require(0)
      }
    }
    #expect(snapshots[0].contains("\"inPeriod\": 84"))
    #expect(Set(snapshots).count == 1)
  }
}
