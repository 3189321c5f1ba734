import Foundation
import Harness
import Testing

/// Numbers computed again by somebody who holds the export.
struct SnapshotCheckTests {
  @Test(.timeLimit(.minutes(10)))
  func `whoever holds the export computes the same numbers, without a key and after the draft is gone`()
    async throws
  {
    let company = try await Company.drafting()
    let csv = try company.workplace.write(Export.csv, to: "export.csv")
    let mapping = try company.workplace.write(Export.mapping, to: "crm.json")
    try await company.rev.sla(
      "snapshot", "take", "2025-10", "--draft", "first", "--source", csv, "--mapping", mapping, "--as-of",
      "2026-01-05T06:00:00Z"
    ).require(0)
    for person in [company.mo, company.dana] {
      try await person.sla("sign", "first", "--yes", in: company.ledger).require(0)
    }
    try await company.rev.gitText("config", "--unset", "--global", "user.signingKey")
    let check = try await company.rev.sla("snapshot", "check", "2025-10", "--source", csv)
    #expect(check.status == 0 && check.text.contains("follow from the exports"), "\(check)")

    let other = try company.workplace.write(Export.csv.replacing("65", with: "85"), to: "other.csv")
    let wrong = try await company.rev.sla("snapshot", "check", "2025-10", "--source", other)
    #expect(wrong.status == 1 && wrong.said.contains("none of the files is the export"), "\(wrong)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `a number that does not follow from the export is told beside the one that does`() async throws {
    let company = try await Company.drafting()
    let csv = try company.workplace.write(Export.csv, to: "export.csv")
    let mapping = try company.workplace.write(Export.mapping, to: "crm.json")
    try await company.rev.sla(
      "snapshot", "take", "2025-10", "--draft", "first", "--source", csv, "--mapping", mapping, "--as-of",
      "2026-01-05T06:00:00Z"
    ).require(0)
    let both = try await company.rev.sla(
      "snapshot", "take", "2025-10", "--draft", "first", "--source", csv, "--mapping", mapping, "--as-of",
      "2026-01-05T06:00:00Z", "--withdraws", "r1", "--because", "Wrong export.")
    #expect(both.status == 64 && both.said.contains("corrects nothing"), "\(both)")
    let folder = "\(company.ledger)/agreements/emea/snapshots/2025-10"
    let text = try String(contentsOfFile: "\(folder)/r1.json", encoding: .utf8)
    let forged = text.replacing("\"revision\": 1", with: "\"revision\": 2").replacing(
      "\"value\": 60,", with: "\"value\": 59,", maxReplacements: 1
    ).replacing("\"imprecise\": 0", with: "\"imprecise\": 7")
    #expect(forged.contains("\"value\": 59,"))
    try forged.write(toFile: "\(folder)/r2.json", atomically: true, encoding: .utf8)
    try await company.rev.gitText("add", "-A")
    try await company.rev.gitText("commit", "-q", "-S", "-m", "Measure 2025-10 of emea")
    try await company.rev.sla("verify").require(0)
    let check = try await company.rev.sla("snapshot", "check", "2025-10", "--source", csv)
    #expect(check.status == 1 && check.text.contains("mql.delivered"), "\(check)")
    #expect(check.text.contains("recorded  59") && check.text.contains("computed  60"), "\(check)")
    #expect(check.text.contains("rows.imprecise\n  recorded  7\n  computed  0\n"), "\(check)")
    try await company.rev.sla("snapshot", "check", "2025-10", "--revision", "1", "--source", csv).require(0)
  }
}
