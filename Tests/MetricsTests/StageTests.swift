import Agreements
import Testing

@testable import Metrics

/// Stages under the names that companies give them.
struct StageTests {
  @Test(
    arguments: [
      ("MQL", .qualified, true), ("2 - MQL", .qualified, true), ("MQL Webinar", .qualified, false),
      ("Sales Ready", .qualified, false), ("Vertriebsreif", .qualified, false),
      ("Listo para ventas", .qualified, false), ("Pronto per le vendite", .qualified, false),
      ("Hot Handover", .handedOver, false),
      ("Übergeben an Vertrieb", .handedOver, true), ("Sales Accepted Lead", .accepted, true),
      ("Disqualified - No Budget", .rejected, true), ("Rejected by ACME", .rejected, false),
      ("MQL rejected", .rejected, false), ("Recycled MQL", .recycled, false), ("Nurture", .recycled, true),
      ("Zurück ans Marketing", .recycled, true), ("Closed Won", .won, true),
      ("Opportunity Lost", .lost, false),
      ("Customer", .won, true), ("Junk Lead", .rejected, false), ("Closed - Converted", .opportunity, true),
      ("Working - Contacted", nil, true), ("Pre-MQL", nil, true), ("Not yet MQL", nil, true),
      ("Not rejected", nil, true), ("Accepted or rejected", nil, true), ("MQL or SQL", nil, true),
      ("Customer asks for price", nil, true), ("Won - pending signature", nil, true), ("", nil, true),
    ] as [(String, Vocabulary.Sense?, Bool)])
  func `a stage says what its words say, or nothing`(
    _ value: String, _ sense: Vocabulary.Sense?, _ isSure: Bool
  ) {
    let read = StageReading(value, count: 3, LabelGuard(names: []))
    #expect(read.sense == sense && read.isSure == isSure, "\(value)")
  }

  @Test func `stages of one's own are proposed, said, and no stage is guessed in silence`() throws {
    let history = try Proposing.proposal(
      """
      Lead ID,Field,New Value,Edit Date
      1,Lead Status,Sales Ready,2026-01-05T09:00:00Z
      1,Lead Status,Übergeben an Vertrieb,2026-01-05T10:00:00Z
      1,Lead Status,Working - Contacted,2026-01-05T11:00:00Z
      1,Lead Status,Disqualified - No Budget,2026-01-06T11:00:00Z
      2,Lead Status,Nurture,2026-01-06T11:00:00Z
      2,Lead Status,Jane Doe's list of MQLs,2026-01-06T11:00:00Z
      """)
    let mapping = try Proposing.mapping(history)
    #expect(mapping.events.map(\.event) == [.mql, .rejected, .handoff, .recycled])
    #expect(
      history.meanings.meanings.map(\.meaning) == [
        .values(["Sales Ready"]), .values(["Disqualified - No Budget"]),
      ])
    #expect(
      history.stages.filter { $0.words == nil }.map(\.value) == [
        "Jane Doe's list of MQLs", "Working - Contacted",
      ])
    #expect(history.doubts.contains { $0.contains("\"Sales Ready\" for an MQL") } && !history.isSure)
  }

  @Test func `rows that are stages by themselves are read without a property`() throws {
    let log = try Proposing.proposal(
      """
      Lead-Nr;Alter Status;Neuer Status;Geändert am;Geändert von
      7;Neu;MQL;05.01.2026 09:30;Ute
      7;MQL;Angenommen;05.01.2026 10:30;Ute
      8;Neu;MQL;17.01.2026 09:30;Ute
      """, .init(zone: "Europe/Berlin"))
    let mapping = try Proposing.mapping(log)
    #expect(mapping.rows == .events && mapping.name == "crm-stages" && mapping.lead.id == "Lead-Nr")
    #expect(mapping.events.map(\.event) == [.mql, .accepted])
    #expect(
      mapping.events.allSatisfy {
        $0.column == "Geändert am" && $0.value == "Neuer Status" && $0.when.isEmpty
      })
    #expect(log.isUsable() && log.isSure)
    // A table of leads in which one stands twice is none.
    let leads = try Proposing.proposal(
      "Lead ID,Status,Date,MQL\n7,MQL,2026-01-05,2026-01-05\n7,MQL,2026-01-05,2026-01-05\n")
    #expect(leads.rows == .leads)
  }
}
