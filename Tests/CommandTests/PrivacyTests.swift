import Foundation
import Harness
import Testing

/// What is said of leads in exports stays in exports.
struct PrivacyTests {
  /// Words that stand nowhere else, one for each kind of thing that a row tells of a lead.
  private static let markers = [
    "idmarker", "mailmarker", "ownermarker", "companymarker", "rolemarker", "notemarker", "phonemarker",
    "typomarker",
  ]

  private static let header =
    "id,email,owner,company,role,notes,phone,score,source,mql_at,called_at,rejected_at,reason"

  /// A hundred and fifty leads with a marker in every cell that could name somebody; one source is an address.
  private static func csv(_ broken: Int) -> String {
    let rows = (0..<150).map { number in
      let day = String(format: "2025-10-%02d", 1 + number % 28)
      let source = number == 7 ? "mailmarker7@example.com" : "web"
      let time = number < broken ? "typomarker\(number)" : "\(day)T09:00:00Z"
      return
        "idmarker\(number),mailmarker\(number)@example.com,ownermarker\(number % 6),companymarker,rolemarker,notemarker \(number),phonemarker,85,\(source),\(time),\(day)T10:00:00Z,,"
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  @Test(.timeLimit(.minutes(10)))
  func `no object of a ledger, and no error, holds what an export says of a lead`() async throws {
    let company = try await Company.drafting()
    let rev = company.rev
    let mapping = try company.workplace.write(
      Export.mapping.replacing(
        "{ \"event\": \"accepted\", \"column\": \"accepted_at\", \"format\": \"iso8601\" },", with: ""),
      to: "crm.json")
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
    let files = try await rev.run("grep", ["-rla", "marker", company.ledger])
    let said = [good.said, good.text, bad.said, bad.text]
    for marker in Self.markers {
      #expect(!objects.text.contains(marker), "\(marker) is in the ledger")
      for text in said { #expect(!text.contains(marker), "\(marker) was said: \(text)") }
    }
    #expect(files.text == "", "\(files)")
  }
}
