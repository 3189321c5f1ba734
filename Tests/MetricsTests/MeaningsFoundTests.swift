import Agreements
import Testing
import Wire

@testable import Metrics

/// What is proposed for an agreement's `measurement`, and what never is.
struct MeaningsFoundTests {
  private func leads(reasons: [String], owner: String = "Robert Smith") -> String {
    let rows = reasons.enumerated().map { number, reason in
      "\(number),\(owner),2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,\"\(reason)\""
    }
    return (["lead id,lead owner,mql at,rejected at,reject reason"] + rows).joined(separator: "\n")
  }

  @Test func `reasons are proposed where they are labels, and not where they could name somebody`() throws {
    let many = Array(repeating: "No budget", count: 400)
    let far = try Proposing.proposal(
      leads(reasons: many + ["No budget"]) + "\n"
        + (0..<3).map { "x\($0),Zoe Quux,,2026-01-06T09:00:00Z,Quux said no" }
        .joined(separator: "\n"))
    #expect(far.meanings.reasons == ["No budget"])
    let labels = Array(repeating: "No budget", count: 4) + Array(repeating: "Lost to Smith", count: 4)
    let once = ["spoke to Jane Doe, no interest", "call 0170 1234567", "mail jane@example.com"]
    let found = try Proposing.proposal(leads(reasons: labels + once)).meanings
    #expect(found.reasons == ["No budget"])
    #expect(found.left.contains { $0.column == "reject reason" && $0.values.count == 4 })
  }

  @Test func `a label with what no document holds is left to whoever writes the draft`() throws {
    let labels = Array(repeating: "No budget", count: 4) + Array(repeating: "\u{200E}No need", count: 4)
    let found = try Proposing.proposal(leads(reasons: labels)).meanings
    #expect(found.reasons == ["No budget"])
    #expect(found.left.contains { $0.column == "reject reason" && $0.values == ["\u{200E}No need"] })
  }

  @Test func `reasons that are written freely are no list`() throws {
    let found = try Proposing.proposal(leads(reasons: (0..<80).map { "text number \($0)" })).meanings
    #expect(found.reasons.isEmpty && found.left.contains { $0.why.contains("written freely") })
  }

  @Test(arguments: [
    ("Marketo Sync User", true), ("API", true), ("AUTOMATION_PLATFORM", true), ("Automated Process", true),
    ("HubSpot Integration", true), ("Robert Smith", false), ("Robert System", false),
    ("rob@example.com", false),
    ("integration@example.com", false), ("005000000000001AAA", false), ("User", false), ("", false),
  ])
  func `a program is what is named by words for programs only`(_ name: String, _ isProgram: Bool) {
    #expect(LabelGuard.isProgram(name) == isProgram)
  }

  @Test func `what activities are called is written into a mapping only as a label`() throws {
    let proposed = try Proposing.proposal(
      """
      contact id,activity type,activity date
      1,Call,2026-01-05T10:00:00Z
      2,Call with Jane Doe,2026-01-05T10:00:00Z
      3,Discovery call,2026-01-05T10:00:00Z
      4,Discovery call,2026-01-05T10:00:00Z
      5,Discovery call,2026-01-05T10:00:00Z
      """)
    #expect(!"\(proposed.mapping)".contains("Jane"))
    #expect(try Proposing.mapping(proposed).events[0].when[0].values == ["Discovery call", "Call"])
  }

  @Test func `spellings of one source are joined, marketing's are named, and the currency is known`() throws {
    let sources =
      Array(repeating: "Google Ads", count: 5) + ["google ads", "GOOGLE_ADS", "Cold call", "Jane Doe"]
    let rows = sources.enumerated().map { number, source in
      "\(number),\(source),2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,€ 1.200\(number % 10)0"
    }
    let text = (["lead id,lead source,mql at,opportunity date,amount"] + rows).joined(separator: "\n")
    let found = try Proposing.proposal(text).meanings
    #expect(found.spellings == [.init(source: "Google Ads", values: ["GOOGLE_ADS", "google ads"])])
    #expect(found.marketingSources.contains("Google Ads") && !found.marketingSources.contains("Cold call"))
    #expect(!"\(found.marketingSources)\(found.spellings)".contains("Jane") && found.currency == "EUR")
  }

  @Test func `one slip in fifty cells is no reason to overlook a column`() throws {
    let rows = (0..<100).map { "\($0),a\($0)@example.com,2026-01-\($0 % 9 + 10) 09:00,\($0)" }
    let slips = ["100,not an address,sometime soon,ten"]
    let text = (["lead id,email,mql date,score"] + slips + rows).joined(separator: "\n")
    let mapping = try Proposing.mapping(Proposing.proposal(text, .init(zone: "UTC")))
    #expect(mapping.lead.email == "email" && mapping.lead.score == "score")
    #expect(mapping.events.map(\.event) == [.mql])
  }

  @Test func `a header of any length is looked at up to its bound`() throws {
    let names = ["id", "mql at"] + (0..<5000).map { "column \($0)" }
    let cells = ["1", "2026-01-05T09:00:00Z"] + (0..<5000).map { "\($0)" }
    let proposed = try Proposing.proposal(names.joined(separator: ",") + "\n" + cells.joined(separator: ","))
    #expect(proposed.columns.count == ExportSample.greatestColumnCount && proposed.isUsable())
  }

  @Test func `decimal marks that could be either are found out from those that could not`() throws {
    let rows = ["1,2026-01-05T09:00:00Z,\"1,200\"", "2,2026-01-05T09:00:00Z,\"12.50\""]
    let text = (["lead id,mql at,amount"] + rows).joined(separator: "\n")
    #expect(try Proposing.mapping(Proposing.proposal(text)).decimalMark == 0x2E)
    // Three decimal places, as dinars have.
    let dinars = text.replacing("1,200", with: "234.500").replacing("12.50", with: "1,234.500")
    #expect(try Proposing.mapping(Proposing.proposal(dinars)).decimalMark == 0x2E)
    let comma = text.replacing("1,200", with: "1.200").replacing("12.50", with: "12,50")
    #expect(try Proposing.mapping(Proposing.proposal(comma)).decimalMark == 0x2C)
  }

  @Test func `a decimal mark that nothing tells is said, with how to say it, and amounts are shown as read`()
    throws
  {
    let text = """
      lead id,mql at,amount
      1,2026-01-05T09:00:00Z,1.500
      2,2026-01-05T09:00:00Z,2.750
      3,2026-01-05T09:00:00Z,12.000
      """
    let open = try Proposing.proposal(text)
    #expect(
      open.doubts == [
        "\"amount\" (1.500): nothing says what stands before decimal places, and such numbers are not read; --decimal-mark comma makes 1500 of it, --decimal-mark point 1.500"
      ])
    #expect(
      !open.isSure
        && open.samples.map(\.facts) == [
          ["amount 1.500 not read"], ["amount 2.750 not read"], ["amount 12.000 not read"],
        ])
    let comma = try Proposing.proposal(text, .init(decimalMark: "comma"))
    #expect(
      comma.isSure && comma.samples.map(\.facts) == [["amount 1500"], ["amount 2750"], ["amount 12000"]])
    #expect(try Proposing.mapping(comma).decimalMark == 0x2C)
    let point = try Proposing.proposal(text, .init(decimalMark: "point"))
    #expect(point.samples.map(\.facts) == [["amount 1.50"], ["amount 2.75"], ["amount 12"]])
    let marked = try Proposing.proposal(text.replacing("1.500", with: "\"€ 1.234,5\""))
    #expect(marked.doubts == [] && marked.samples[0].facts == ["amount 1234.50"])
  }

  @Test(arguments: [
    (1500, 0, "1500"), (-5, 2, "-0.05"), (123450, 2, "1234.50"), (-1_000, 3, "-1"), (7, 3, "0.007"),
  ])
  func `a number is shown with its decimal places, where it has some`(
    _ value: Int, _ places: Int, _ text: String
  ) {
    #expect(SampleRow.number(value, places: places) == text)
  }

  @Test func `what an agreement needs and an export lacks is told with the column's name in the CRM`() throws
  {
    let export = try Proposing.proposal(
      "Record ID,Lifecycle Stage,Became a Marketing Qualified Lead Date\n1,Lead,2026-01-05T09:00:00Z\n")
    let bank = try BankLeads()
    var json = bank.measurement.json
    guard case .object(var members) = json else { return }
    members.removeAll { $0.key == "requiredFields" }
    members.append(.init("requiredFields", .array([.string("email"), .string("role")])))
    json = .object(members)
    let told = ExportFit.obstacles([export], under: try Measurement(Fields(json)))
    #expect(told.contains { $0.contains("\"role\"") && $0.contains("Job Title") })
    #expect(told.contains { $0.contains("tiers") && $0.contains("amount") })
  }
}
