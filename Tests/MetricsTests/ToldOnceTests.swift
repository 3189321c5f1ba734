import Agreements
import Testing
import Wire

@testable import Metrics

/// Events that one of several exports stamps and another tells by a value.
struct ToldOnceTests {
  private static let contacts = """
    Record ID,Email,Company Name,Job Title,Create Date,Became a Marketing Qualified Lead Date,HubSpot Score
    101,a@x.example,X,CFO,2026-01-05 09:00,2026-01-06 10:00,80
    """
  private static let history = """
    Record ID,Property,Value,Timestamp
    101,Lifecycle Stage,Marketing Qualified Lead,2026-01-06 10:00
    101,Lead Status,Unqualified,2026-01-08 10:00
    """

  private func proposed(_ leads: String, _ history: String) throws -> [MappingProposal] {
    try [leads, history].map { try Proposing.proposal($0, .init(zone: "Europe/Amsterdam")) }
  }

  private func kinds(_ proposals: [MappingProposal]) throws -> [[String]] {
    try proposals.map { try Proposing.mapping($0).events.map(\.event.rawValue).sorted() }
  }

  private static let valued = [
    "meanings": #"{"mql": {"is": "valued", "values": ["Marketing Qualified Lead"]}}"#
  ]

  @Test func `what contacts stamp and their history tells is read from the history, and that is said`() throws
  {
    let read = try MappingProposal.together(
      proposed(Self.contacts, Self.history), under: measurement(["tiers": ""]))
    #expect(try kinds(read) == [["created"], ["mql", "rejected"]])
    #expect(
      read[0].notes == [
        "\"Became a Marketing Qualified Lead Date\": left out, as the history beside it tells of every time that it became an MQL"
      ])
    #expect(read[1].notes.isEmpty && read.allSatisfy(\.obstacles.isEmpty))
    #expect(read.map { $0.meanings.meanings.map(\.subject) } == [[], [.mql, .rejected]])
    let meant = try measurement([
      "tiers": "",
      "meanings": #"""
      {"mql": {"is": "valued", "values": ["Marketing Qualified Lead"]}, "rejected": {"is": "valued", "values": ["Unqualified"]}}
      """#,
    ])
    #expect(ExportFit.obstacles(read, under: meant).isEmpty)
    let result = try ExportMeasurer(
      measurement: meant, measures: [], period: #require(Period("2026-01")),
      asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear, toleratedPerMille: 0
    ).measure([
      ExportSource(bytes: Array(Self.contacts.utf8), mapping: Proposing.mapping(read[0])),
      ExportSource(bytes: Array(Self.history.utf8), mapping: Proposing.mapping(read[1])),
    ])
    #expect(result.rows.inPeriod == 1)
  }

  @Test func `Salesforce's leads with their history are read once, too`() throws {
    let leads = """
      ID,EMAIL,CREATEDDATE,MQL_DATE__C,REJECTED_DATE__C
      00Q000000000001AAA,a@x.example,2026-01-05T09:00:00.000Z,2026-01-06T10:00:00.000Z,2026-01-08T10:00:00.000Z
      """
    let history = """
      LeadId,Field,OldValue,NewValue,CreatedDate
      00Q000000000001AAA,Status,Open,MQL,2026-01-06T10:00:00.000Z
      00Q000000000001AAA,Status,MQL,Rejected,2026-01-08T10:00:00.000Z
      """
    let read = try MappingProposal.together(proposed(leads, history))
    #expect(try kinds(read) == [["created"], ["mql", "rejected"]])
    #expect(read[0].notes.count == 2)
    // Only the leads say why.
    let reasons = leads.replacing("REJECTED_DATE__C", with: "REJECTED_DATE__C,REJECTION_REASON__C").replacing(
      "2026-01-08T10:00:00.000Z", with: "2026-01-08T10:00:00.000Z,No budget")
    let reasoned = try MappingProposal.together(proposed(reasons, history))
    #expect(try kinds(reasoned) == [["created", "rejected"], ["mql"]])
    #expect(reasoned[1].notes.contains { $0.contains("the reason") && $0.contains("\"REJECTED_DATE__C\"") })
  }

  @Test func `a history that knows no value for an event leaves it to the stamp`() throws {
    let history = """
      Record ID,Property,Value,Timestamp
      101,Lifecycle Stage,Phase 3,2026-01-06 10:00
      101,Lead Status,Unqualified,2026-01-08 10:00
      """
    let read = try MappingProposal.together(proposed(Self.contacts, history))
    #expect(try kinds(read) == [["created", "mql"], ["rejected"]])
    #expect(
      read[1].notes == [
        "when it became an MQL is read from \"Became a Marketing Qualified Lead Date\" of the other export, and not here: none of its values is known to say so"
      ])
    // Once the agreement says which value it is, the history tells.
    let said = try MappingProposal.together(
      proposed(Self.contacts, history),
      under: measurement(["meanings": #"{"mql": {"is": "valued", "values": ["Phase 3"]}}"#]))
    #expect(try kinds(said) == [["created"], ["mql", "rejected"]])
    let nothing = history.split(separator: "\n").prefix(2).joined(separator: "\n")
    let useless = try MappingProposal.together(proposed(Self.contacts, nothing))
    #expect(useless[1].obstacles == ["what it says, another export says already; leave it out"])
  }

  @Test func `an agreement that stays as it is decides, and leads keep one event at least`() throws {
    let both = try proposed(Self.contacts, Self.history)
    let stamped = try MappingProposal.together(both, under: measurement(), isFixed: true)
    #expect(try kinds(stamped) == [["created", "mql"], ["rejected"]])
    let valued = try MappingProposal.together(both, under: measurement(Self.valued), isFixed: true)
    #expect(try kinds(valued) == [["created"], ["mql", "rejected"]])
    let bare = "Record ID,Email,Became a Marketing Qualified Lead Date\n101,a@x.example,2026-01-06 10:00\n"
    #expect(
      try kinds(MappingProposal.together(proposed(bare, Self.history))) == [["mql"], ["rejected"]])
    // Each of two CRMs has its own leads.
    let two = try proposed(Self.contacts, Self.history) + [Proposing.proposal(bare, .init(zone: "UTC"))]
    #expect(
      try kinds(MappingProposal.together(two)) == [["created", "mql"], ["rejected"], ["mql"]])
  }
}
