import Agreements
import Foundation
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Mappings proposed for exports that nobody has described.
struct ProposalTests {
  @Test func `HubSpot's contacts are known by their labels`() throws {
    let export = """
      Record ID,First Name,Email,Lifecycle Stage,Became a Marketing Qualified Lead Date,Time of First Engagement,Original Source,HubSpot Score,Contact owner,Company name,Merged record IDs
      101,Ann,ann@example.com,Marketing Qualified Lead,2026-01-05 09:30,2026-01-05 11:00,Organic Search,85,Dana,Acme,99;98
      102,Bob,bob@example.com,Lead,,,Direct Traffic,20,Mo,Beta,
      """
    let proposed = try Proposing.proposal(export, .init(zone: "Europe/Amsterdam"))
    let mapping = try Proposing.mapping(proposed)
    #expect(proposed.system == .hubspot && mapping.rows == .leads && mapping.zone == "Europe/Amsterdam")
    #expect(
      mapping.lead.id == "Record ID" && mapping.lead.email == "Email" && mapping.lead.score == "HubSpot Score"
    )
    #expect(mapping.lead.source == "Original Source" && mapping.lead.owner == "Contact owner")
    #expect(mapping.lead.aliases.map(\.column) == ["Merged record IDs"])
    #expect(mapping.lead.aliases.map(\.separator) == [UInt8(ascii: ";")])
    #expect(
      try Proposing.events(proposed) == [
        "mql": "Became a Marketing Qualified Lead Date", "attempt": "Time of First Engagement",
      ])
    #expect(proposed.doubts.isEmpty && proposed.obstacles.isEmpty && proposed.isSure)
    #expect(!MissingNumbers.all(in: [proposed]).contains { $0.metrics.contains("first-contact") })
  }

  @Test func `HubSpot's and Salesforce's names in their interfaces are known too`() throws {
    let hubspot = try Proposing.proposal(
      """
      {"id": "7", "properties": {"email": "a@example.com", "hs_lifecyclestage_marketingqualifiedlead_date": "2026-01-05T09:30:00Z", "hs_analytics_source": "PAID", "hubspotscore": "70"}}
      """)
    #expect(
      try Proposing.events(hubspot) == ["mql": "properties.hs_lifecyclestage_marketingqualifiedlead_date"])
    #expect(try Proposing.mapping(hubspot).lead.source == "properties.hs_analytics_source")

    let salesforce = try Proposing.proposal(
      """
      ID,EMAIL,LEADSOURCE,STATUS,CREATEDDATE,MQL_DATE__C,CONVERTEDDATE,CONVERTEDCONTACTID,OWNERID,COMPANY,ISCONVERTED
      00Q1,a@example.com,Web,Open,2026-01-02T08:00:00.000Z,2026-01-05T09:30:00.000Z,,0031,0051,Acme,false
      00Q2,b@example.com,Fair,Converted,2026-01-02T08:00:00.000Z,2026-01-06T09:30:00.000Z,2026-01-20T09:30:00.000Z,0032,0051,Beta,true
      """)
    let mapping = try Proposing.mapping(salesforce)
    #expect(salesforce.system == .salesforce && mapping.name == "salesforce" && mapping.lead.id == "ID")
    #expect(
      mapping.lead.aliases.map(\.column) == ["CONVERTEDCONTACTID"] && mapping.lead.source == "LEADSOURCE")
    #expect(
      try Proposing.events(salesforce) == [
        "created": "CREATEDDATE", "mql": "MQL_DATE__C", "opportunity": "CONVERTEDDATE",
      ])
    #expect(MissingNumbers.all(in: [salesforce]).contains { $0.reason.contains("Task") })
  }

  @Test func `activities, histories and deals are told from leads, and belong to them`() throws {
    let tasks = try Proposing.proposal(
      """
      Id,WhoId,TaskSubtype,ActivityDate,OwnerId,Subject
      00T1,00Q1,Call,2026-01-05T10:00:00Z,0051,Hello
      00T2,0032,Email,2026-01-05T11:00:00Z,0051,Hi
      00T3,0032,Task,2026-01-06T11:00:00Z,0052,Note
      """)
    let task = try Proposing.mapping(tasks)
    #expect(task.rows == .activities && task.lead.id == "WhoId" && task.events.count == 1)
    #expect(task.events[0].when.map(\.column) == ["TaskSubtype"])
    #expect(task.events[0].when.flatMap(\.values).sorted() == ["Call", "Email"])
    #expect(task.events[0].value == "OwnerId")

    let history = try Proposing.proposal(
      """
      vid,property,value,timestamp
      1,lifecyclestage,lead,2026-01-02T09:00:00Z
      1,lifecyclestage,marketingqualifiedlead,2026-01-05T09:00:00Z
      """)
    #expect(
      try Proposing.mapping(history).rows == .activities
        && Proposing.mapping(history).events[0].value == "value")

    let deals = try Proposing.proposal(
      """
      Deal ID,Deal Stage,Amount,Create Date,Close Date,Associated Contact Email
      1,Closed Won,10,2026-01-02,2026-02-02,a@example.com
      2,Closed Lost,10,2026-01-02,2026-02-02,b@example.com
      """)
    let deal = try Proposing.mapping(deals)
    #expect(deal.rows == .activities && deal.lead.id == nil && deal.lead.email == "Associated Contact Email")
    #expect(deal.events.map(\.event) == [.opportunity, .won, .lost])
  }

  @Test func `a German export out of a spreadsheet is read as it is`() throws {
    let export = """
      Lead-Nr;E-Mail-Adresse;Quelle;Erstellt am;MQL am;Erster Anruf;Betrag;Firma
      1;jörg@example.com;Messe;02.01.2026 08:15;05.01.2026 09:30;05.01.2026 11:00;1.234,50 €;Müller & Söhne
      2;ute@example.com;Web;03.01.2026 08:15;;;20.000,00 €;Größe
      """
    let proposed = try Proposing.proposal(export, .init(zone: "Europe/Berlin"), encoding: .windowsCP1252)
    let mapping = try Proposing.mapping(proposed)
    #expect(
      mapping.encoding == .windows1252 && mapping.lead.amount == "Betrag" && mapping.lead.source == "Quelle")
    #expect(mapping.events.map(\.event) == [.created, .mql, .attempt])
    #expect(mapping.events.allSatisfy { $0.format == .picture("D.M.YYYY h:mm") })
  }

  @Test func `whether the day stands first is found out, or asked`() throws {
    let open = "id,created at,mql date\n1,01/02/2026,03/04/2026\n2,02/03/2026,05/06/2026\n"
    #expect(
      try Proposing.mapping(Proposing.proposal(open)).events.map(\.format) == [
        .picture("M/D/YYYY"), .picture("M/D/YYYY"),
      ])
    #expect(try Proposing.proposal(open).doubts.contains { $0.contains("--day-first") })
    let said = try Proposing.proposal(open, .init(isDayFirst: true))
    #expect(try Proposing.mapping(said).events.map(\.format) == [.picture("D/M/YYYY"), .picture("D/M/YYYY")])
    let decided = try Proposing.proposal(open + "3,25/03/2026,05/06/2026\n")
    #expect(
      try Proposing.mapping(decided).events.map(\.format) == [.picture("D/M/YYYY"), .picture("D/M/YYYY")])
    #expect(decided.doubts.allSatisfy { !$0.contains("--day-first") })
  }

  @Test func `what an export lacks is said`() throws {
    let bare = try Proposing.proposal("id,email\n1,a@example.com\n")
    #expect(bare.obstacles.contains { $0.contains("when a lead became an MQL") } && !bare.isUsable())
    let nobody = try Proposing.proposal("Activity Type,Activity Date\nCall,2026-01-05\n")
    #expect(nobody.obstacles.contains { $0.contains("whose it is") } && !nobody.isUsable(beside: true))
    #expect(nobody.doubts.contains { $0.contains("dates without time") })
  }

  @Test func `an export that is gone before it is read again is told, and not taken for one without values`()
    throws
  {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data("property,value\nstage,MQL\nstage,MQL\nowner,Ann\n".utf8).write(to: file)
    let sample = try ExportSample(file: file.path)
    let stages = try sample.values(of: 1, where: 0, isOneOf: ["stage"])
    #expect(stages.map(\.text) == ["MQL"] && stages.map(\.count) == [2])
    try FileManager.default.removeItem(at: file)
    #expect(throws: MeasuringError.self) { try sample.values(of: 1, where: 0, isOneOf: ["stage"]) }
  }

  @Test func `the bank's leads are measured through the proposal as through a mapping made by hand`() throws {
    let path = try TestData.path("data/bank-leads/leads.csv")
    let proposed = try Proposing.mapping(MappingProposal(file: path))
    let bank = try BankLeads()
    let measurer = try ExportMeasurer(
      measurement: bank.measurement, measures: bank.measures, period: bank.period,
      asOf: instant("2012-01-01T00:00:00+01:00"), fiscal: .calendarYear)
    let byHand = try measurer.measure([ExportSource(file: path, mapping: bank.mapping)])
    let proposedResult = try measurer.measure([ExportSource(file: path, mapping: proposed)])
    #expect(
      proposedResult.entries.filter { $0.measure.metric != .mqlPerRep } == byHand.entries
        && proposedResult.rows == byHand.rows)
  }

  @Test(arguments: [
    "data/hubspot/hubspot_contacts.csv", "data/hubspot/hubspot_activities.csv",
    "data/hubspot/hubspot_deals.csv",
    "data/hubspot/api/contact_data.csv", "data/realestate/Leads.csv", "data/revenue-funnel/leads.csv",
    "data/revenue-funnel/activities.csv", "data/revenue-funnel/opportunities.csv",
    "data/salesforce/sf_lead_data.csv",
  ])
  func `every export that others made gets a mapping that can be read`(_ file: String) throws {
    let path = try TestData.path(file)
    let proposed = try MappingProposal(file: path)
    let read = try Proposing.mapping(proposed)
    let header = try Wire.Export.open(path: path).header
    #expect(read.columns.allSatisfy { header.contains($0) })
    #expect(read.lead.id != nil || read.lead.email != nil)
  }

  @Test func `hostile files are proposed for or refused, and never crash`() throws {
    var random = SeededGenerator()
    let cells = ["", "1", "05/01/2026", "a@b.co", "\"", "é", "\u{0}", "99999999999999999", "{", ";", "x y"]
    for _ in 0..<200 {
      let lines = (0..<random.below(6)).map { _ in
        (0..<random.below(5)).map { _ in random.pick(cells) }.joined(separator: ",")
      }
      _ = try? Proposing.proposal(lines.joined(separator: "\n"))
    }
  }
}
