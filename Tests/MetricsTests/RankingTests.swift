import Agreements
import Testing
import Wire

@testable import Metrics

/// Columns that sort leads, and those that say whose they are.
struct RankingTests {
  private func leads(_ name: String, _ cells: [String], _ hints: MappingProposal.Hints) throws
    -> MappingProposal
  {
    let rows = cells.enumerated().map { "\($0),2026-01-05T09:00:00Z,\($1)" }
    return try Proposing.proposal((["lead id,mql at,\(name)"] + rows).joined(separator: "\n"), hints)
  }

  @Test func `a number is a score by its name, and the size of a company where the agreement sorts by score`()
    throws
  {
    let grade = try leads("Lead Grade", ["3", "1", "2"], .init())
    #expect(try Proposing.mapping(grade).lead.score == "Lead Grade" && grade.isSure)
    let plain = try leads("Number of Employees", ["50", "2000", "7"], .init())
    #expect(try Proposing.mapping(plain).lead.score == nil && plain.isSure)
    let sorted = try leads("Number of Employees", ["50", "2000", "7"], .init(tiers: .score))
    #expect(try Proposing.mapping(sorted).lead.score == "Number of Employees")
    #expect(
      !sorted.isSure && sorted.doubts.contains { $0.contains("\"Number of Employees\" is taken for it") })
    for (name, tiers) in [("Number of Employees", Measurement.Tiers.Basis.amount), ("Company Size", .score)] {
      let other = try leads(name, ["1-10", "51-200", "1-10"], .init(tiers: tiers))
      #expect(try Proposing.mapping(other).lead.score == nil && Proposing.mapping(other).lead.amount == nil)
    }
  }

  @Test func `letters are no number, and what tiers need is said`() throws {
    let rated = try leads("Rating", ["Hot", "Cold", "Hot"], .init(tiers: .score))
    #expect(try Proposing.mapping(rated).lead.score == nil)
    let left = try #require(rated.meanings.left.first)
    #expect(
      left.column == "Rating" && left.values == ["Hot", "Cold"] && left.why.contains("tiers go by a number"))
    let told = ExportFit.obstacles([rated], under: try BankLeads().measurement)
    #expect(told.contains { $0.contains("\"Rating\" sorts leads in words (Hot, Cold)") })
  }

  @Test(arguments: [
    ("OwnerId", "00500000000000\(1)AAA"), ("hubspot_owner_id", "48151623"),
    ("Lead Owner", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
  ])
  func `an owner who is an id is counted by it, and a column with names is asked for`(
    _ name: String, _ id: String
  )
    throws
  {
    let owned = try leads(name, [id, id, id], .init())
    #expect(try Proposing.mapping(owned).lead.owner == name && owned.isSure)
    #expect(owned.advice.count == 1 && owned.advice[0].contains(name))
    let named = try leads("\(name),Owner Name", ["\(id),Ann Ash", "\(id),Ann Ash"], .init())
    #expect(try Proposing.mapping(named).lead.owner == "Owner Name" && named.advice.isEmpty)
  }

  @Test func `Salesforce's users are owners under any name, but not those who entered a lead`() throws {
    let ids = ["005000000000001AAA", "005000000000001AAA"]
    let own = try leads("Zuordnung", ids, .init())
    #expect(try Proposing.mapping(own).lead.owner == "Zuordnung" && !own.isSure)
    #expect(try Proposing.mapping(leads("LastModifiedById", ids, .init())).lead.owner == nil)
  }
}
