import Agreements
import Testing

@testable import Metrics

/// Exports of leads with the time at which their deals were closed, be they won or lost.
struct ClosedLeadsTests {
  private func proposal(_ closed: String, _ stage: String?, _ stages: [String]) throws -> MappingProposal {
    let header = "Lead ID;Email;MQL Date;\(closed)" + (stage.map { ";\($0)" } ?? "")
    let rows = stages.enumerated().map { number, value in
      "L\(number)x;a\(number)@example.com;2026-01-05 10:00;2026-02-0\(number % 9 + 1) 10:00"
        + (stage == nil ? "" : ";\(value)")
    }
    return try Proposing.proposal(([header] + rows).joined(separator: "\n"), .init(zone: "UTC"))
  }

  @Test(arguments: [
    ("Closed Date", "Stage", "Closed Won", "Closed Lost"),
    ("Close Date", "Status", "Won", "Lost"),
    ("Date de fermeture", "Étape", "Gagné", "Perdu"),
    ("Date de clôture", "Statut", "Gagnée", "Perdue"),
    ("Sluitingsdatum", "Fase", "Gewonnen", "Verloren"),
    ("Abschlussdatum", "Status", "Gewonnen", "Verloren"),
    ("Fecha de cierre", "Estado", "Ganado", "Perdido"),
    ("Data de fechamento", "Etapa", "Ganho", "Perdido"),
    ("Data di chiusura", "Fase", "Vinto", "Perso"),
    ("CLOSEDATE", "Lead Status", "Closed - Won", "Closed - Lost"),
    ("Closed at", "Outcome", "Won", "Lost"),
  ])
  func `what was closed is won or lost by its stage`(
    _ closed: String, _ stage: String, _ won: String, _ lost: String
  ) throws {
    let proposed = try proposal(closed, stage, [won, lost, won, lost, "Neu"])
    let events = try Proposing.mapping(proposed).events.filter { $0.event != .mql }
    #expect(events.map(\.event) == [.won, .lost] && events.map(\.column) == [closed, closed])
    #expect(events.flatMap(\.when).map(\.column) == [stage, stage])
    #expect(events.flatMap(\.when).map(\.values) == [[won], [lost]])
    #expect(events[0].value == stage && proposed.stages.contains { $0.value == "Neu" && $0.words == nil })
    #expect(proposed.meanings.meanings.contains { $0.subject == .won && $0.meaning == .values([won]) })
  }

  @Test func `the stage is the column that says won or lost, be there others`() throws {
    let proposed = try Proposing.proposal(
      """
      Lead ID,Email,MQL Date,Lead Status,Opportunity Stage,Closed Date
      L1x,a@example.com,2026-01-05 10:00,Converted,Closed Won,2026-02-05 10:00
      L2x,b@example.com,2026-01-05 10:00,Working,Closed Lost,2026-02-05 10:00
      """)
    let events = try Proposing.mapping(proposed).events.filter { [.won, .lost].contains($0.event) }
    #expect(events.map(\.event) == [.won, .lost])
    #expect(events.flatMap(\.when).map(\.column) == ["Opportunity Stage", "Opportunity Stage"])
  }

  @Test func `a flag tells what was won`() throws {
    let proposed = try proposal("Close Date", "Is Won", ["true", "false", "true"])
    let events = try Proposing.mapping(proposed).events.filter { $0.event != .mql }
    #expect(events.map(\.event) == [.won] && events.flatMap(\.when).map(\.column) == ["Is Won"])
    #expect(events.flatMap(\.when).map(\.values) == [["true"]])
  }

  @Test func `where all that was closed was lost, nothing is won`() throws {
    let proposed = try proposal("Closed Date", "Stage", ["Closed Lost", "Closed Lost", "Open"])
    let events = try Proposing.mapping(proposed).events.filter { $0.event != .mql }
    #expect(events.map(\.event) == [.lost])
    #expect(proposed.columns.first { $0.profile.name == "Closed Date" }?.role == .event(.lost))
  }

  @Test func `where no stage says won or lost, nothing is read and that is said`() throws {
    let proposed = try proposal("Closed Date", "Status", ["Unqualified", "Working", "New"])
    #expect(try Proposing.events(proposed) == ["mql": "MQL Date"])
    #expect(proposed.columns.first { $0.profile.name == "Closed Date" }?.role == nil)
    #expect(proposed.doubts.contains { $0.contains("\"Closed Date\"") && $0.contains("\"Status\"") })
  }

  @Test func `a time of closing beside no stage at all is a guess, and said`() throws {
    let proposed = try proposal("Close Date", nil, ["", ""])
    let column = try #require(proposed.columns.first { $0.profile.name == "Close Date" })
    #expect(column.role == .event(.won) && column.certainty < 55)
    #expect(proposed.doubts.contains { $0.contains("\"Close Date\"") && $0.contains("lost") })
  }

  @Test(arguments: ["Won Date", "Closed Won Date", "Became a Customer Date", "Gewonnen am", "Client depuis"])
  func `a name that says won needs no stage`(_ name: String) throws {
    let proposed = try proposal(name, "Status", ["Working", "New"])
    #expect(try Proposing.events(proposed) == ["mql": "MQL Date", "won": name])
    #expect(try Proposing.mapping(proposed).events.allSatisfy { $0.when.isEmpty } && proposed.doubts.isEmpty)
  }
}
