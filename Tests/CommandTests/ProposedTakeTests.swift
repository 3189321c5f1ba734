import Foundation
import Harness
import Testing

/// A snapshot from an export that nobody has described.
struct ProposedTakeTests {
  private static let header =
    "Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage,Create Date,Became a Marketing Qualified Lead Date,Time of first engagement,Original Source,HubSpot Score,Company name,Job Title,Disqualified Date,Disqualification Reason"

  /// Sixty contacts of HubSpot, a fifth of them rejected.
  private static func contacts(without missing: Set<String> = []) -> String {
    let names = header.split(separator: ",").map(String.init)
    let rows = (0..<60).map { number in
      let day = String(format: "2026-01-%02d", 1 + number % 28)
      let isRejected = number % 5 == 0
      return [
        "\(1000 + number)", "Firstmarker\(number)", "Lastmarker\(number)", "mailmarker\(number)@example.com",
        "Ownermarker", "Marketing Qualified Lead", "\(day) 08:00", "\(day) 09:00", "\(day) 10:30",
        number % 2 == 0 ? "Organic Search" : "organic search", "85", "Companymarker", "Rolemarker",
        isRejected ? "\(day) 12:00" : "",
        isRejected ? number == 55 ? "told Lastmarker55 no" : "No budget" : "",
      ]
    }
    return ([names] + rows).map { row in
      zip(names, row).filter { !missing.contains($0.0) }.map(\.1).joined(separator: ",")
    }.joined(separator: "\n")
  }

  private func take(_ company: Company, _ csv: String, _ more: [String]) async throws -> Outcome {
    let file = try company.workplace.write(csv, to: "contacts.csv")
    return try await company.rev.run(
      Binary.path(),
      ["snapshot", "take", "2026-01", "--source", file, "--as-of", "2026-03-01T06:00:00Z"] + more,
      in: company.ledger)
  }

  private func draft(_ company: Company) throws -> [String: Any] {
    let data = try Data(
      contentsOf: URL(filePath: "\(company.ledger)/agreements/emea/amendments/first/draft.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test(.timeLimit(.minutes(5)))
  func `one command and one confirmation give a snapshot, and the draft says what the values mean`()
    async throws
  {
    let company = try await Company.drafting()
    let before = try draft(company)
    let unasked = try await take(company, Self.contacts(), [])
    #expect(unasked.status == 64 && unasked.said.contains("rejectionReasons.no-budget"), "\(unasked)")
    #expect(NSDictionary(dictionary: try draft(company)) == NSDictionary(dictionary: before))

    let taken = try await take(company, Self.contacts(), ["--yes"]).require(0)
    #expect(
      taken.said.contains("its draft first is followed") && taken.said.contains("60 in the period"),
      "\(taken)")
    let after = try draft(company)
    let changed = after.keys.filter { key in
      !NSDictionary(dictionary: ["_": after[key] as Any]).isEqual(["_": before[key] as Any])
    }
    #expect(changed.sorted() == ["measurement", "proposed", "round"])
    let again = try await take(company, Self.contacts(), ["--yes"]).require(0)
    #expect(!again.said.contains("would be written") && again.said.contains("r2.json"))

    let objects = try await company.rev.git("cat-file", "--batch", "--batch-all-objects", "--buffer")
    #expect(objects.text.contains("No budget"))
    #expect(!objects.text.lowercased().contains("marker"))
  }

  @Test(.timeLimit(.minutes(5)))
  func `two exports merged into one file give the numbers of one, and a part whose days are open gives none`()
    async throws
  {
    let company = try await Company.drafting()
    _ = try await take(company, Self.contacts(), ["--yes"]).require(0)
    let rows = Self.contacts().split(separator: "\n").map(String.init)
    let american = rows[31...].map { row in
      row.replacing(/2026-01-(\d\d) (\d\d:\d\d)/) { "1/\($0.1)/2026 \($0.2)\($0.2 < "12" ? " AM" : " PM")" }
    }
    let merged = try await take(company, (rows[...30] + american).joined(separator: "\n"), ["--yes"]).require(
      0)
    #expect(merged.said.contains("60 in the period") && merged.said.contains("r2.json"), "\(merged)")
    let entries = try (1...2).map { revision in
      let file = "\(company.ledger)/agreements/emea/snapshots/2026-01/r\(revision).json"
      let snapshot = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file)))
      return try #require((snapshot as? [String: Any])?["metrics"] as? NSArray)
    }
    #expect(entries[0] == entries[1])

    let open = american.filter { $0.contains(/,1\/0\d\/2026/) }
    let unclear = (rows[...30] + open).joined(separator: "\n")
    let unsure = try await take(company, unclear, ["--yes"])
    #expect(unsure.status != 0 && unsure.said.contains("--day-first"), "\(unsure)")
    // What is open in the cells can be said in the same command.
    let said = try await take(company, unclear, ["--yes", "--month-first"]).require(0)
    #expect(said.said.contains("\(30 + open.count) in the period"), "\(said)")
    #expect(try await take(company, unclear, ["--yes", "--month-first", "--day-first"]).status == 64)
    // Also where a mapping is named, and nothing would be proposed.
    #expect(
      try await take(company, unclear, ["--yes", "--mapping", "none", "--decimal-mark", "dot"]).status == 64)
  }

  @Test(.timeLimit(.minutes(5)))
  func `what an export lacks is told with the name of the property, and nothing is written`() async throws {
    let company = try await Company.drafting()
    let head = try await company.rev.git("rev-parse", "HEAD").text
    let cases: [(Set<String>, String)] = [
      (["Became a Marketing Qualified Lead Date"], "hs_lifecyclestage_marketingqualifiedlead_date"),
      (["Job Title"], "\"Job Title\" (jobtitle)"), (["HubSpot Score"], "\"HubSpot Score\" (hubspotscore)"),
      (["Email"], "add Email"),
    ]
    for (missing, told) in cases {
      let outcome = try await take(company, Self.contacts(without: missing), ["--yes"])
      let said = outcome.said.split { $0.isWhitespace }.joined(separator: " ")
      #expect(outcome.status == 65 && said.contains(told), "\(missing): \(outcome)")
    }
    #expect(try await company.rev.git("rev-parse", "HEAD").text == head)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a draft stays as it is where no snapshot can be taken`() async throws {
    let company = try await Company.drafting()
    let head = try await company.rev.git("rev-parse", "HEAD").text
    // One slip in sixty is no reason to overlook a column, and more than one in a hundred none to measure.
    let slip = Self.contacts().replacing("2026-01-28 10:30", with: "soon", maxReplacements: 1)
    let taken = try await take(company, slip, ["--yes"])
    #expect(taken.status == 65 && taken.said.contains("cannot be read; allowed are 1.0 %"), "\(taken)")
    #expect(!taken.said.contains("now in round"))
    #expect(try await company.rev.git("rev-parse", "HEAD").text == head)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a mapping's meanings go into the draft that is named, once they are confirmed`() async throws {
    let company = try await Company.drafting()
    let file = try company.workplace.write(Self.contacts(), to: "contacts.csv")
    func map(_ more: [String]) async throws -> Outcome {
      try await company.rev.run(
        Binary.path(), ["snapshot", "map", file, "--zone", "UTC"] + more, in: company.ledger)
    }
    let unasked = try await map(["--draft", "first"])
    #expect(
      unasked.status == 64 && unasked.said.contains("would be written into the draft first"), "\(unasked)")
    _ = try await map(["--draft", "first", "--yes"]).require(0)
    let reasons =
      (try draft(company)["measurement"] as? [String: Any])?["rejectionReasons"] as? [[String: Any]]
    #expect(reasons?.contains { $0["id"] as? String == "no-budget" } == true)
    let again = try await map(["--draft", "first", "--yes"]).require(0)
    #expect(again.said.contains("says all that was found already"))
    #expect(try await map(["--draft", "none", "--yes"]).status == 64)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a draft that sorts leads by score takes the size of companies for it, and says so`() async throws {
    let company = try await Company.drafting()
    let export = Self.contacts().replacingOccurrences(of: "HubSpot Score", with: "Number of Employees")
    let file = try company.workplace.write(export, to: "contacts.csv")
    for (more, isTaken) in [([], false), (["--draft", "first", "--dry-run"], true)] {
      let mapped = try await company.rev.run(
        Binary.path(), ["snapshot", "map", file, "--zone", "UTC"] + more, in: company.ledger
      ).require(0)
      let said = mapped.said.split { $0.isWhitespace }.joined(separator: " ")
      #expect(said.contains("\"Number of Employees\" is taken for it") == isTaken, "\(mapped)")
    }
    let unseen = try await take(company, export, ["--yes"])
    #expect(unseen.status == 64 && unseen.said.contains("not sure enough"), "\(unseen)")
  }
}
