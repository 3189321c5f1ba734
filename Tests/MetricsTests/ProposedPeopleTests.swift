import Agreements
import Testing

@testable import Metrics

/// Columns that say whose a lead is, and to which team it belongs.
struct ProposedPeopleTests {
  @Test(arguments: [
    "Assigned To", "Zugewiesen an", "Zugeteilt an", "Attribué à", "Assigné à", "Asignado a", "Asignada a",
    "Atribuído a", "Atribuído para", "Assegnato a", "Toegewezen aan", "Vendeur", "Vendedor", "Verkäufer",
    "Venditore", "Verkoper", "Owned By", "Lead assigned to", "Account Executive", "Kundenberater",
    "Verantwoordelijke", "Gestor comercial",
  ])
  func `whom a lead is assigned to is its owner`(_ column: String) throws {
    let proposed = try Proposing.proposal(columns: [column], ["Petra Vogel"])
    #expect(try Proposing.mapping(proposed).lead.owner == column)
    #expect(proposed.columns.last.map { $0.certainty >= 55 } == true)
    #expect(try Proposing.events(proposed) == ["mql": "MQL Date"])
  }

  @Test(arguments: [
    "Équipe commerciale", "Vertriebsteam", "Equipo de ventas", "rep_team", "Sales Team", "Equipe de vendas",
    "Owner Team", "Squadra commerciale", "Verkoopteam", "Team commerciale", "Equipo comercial",
    "Verkaufsteam", "Equipe responsável", "Sales Group",
  ])
  func `a team is a team, and nobody`(_ column: String) throws {
    let alone = try Proposing.mapping(Proposing.proposal(columns: [column], ["North"]))
    #expect(alone.lead.team == column && alone.lead.owner == nil)
    let both = try Proposing.mapping(Proposing.proposal(columns: [column, "Rep"], ["North", "Petra Vogel"]))
    #expect(both.lead.team == column && both.lead.owner == "Rep")
  }

  @Test func `who did something is known by whom it was assigned to, in other languages, too`() throws {
    let proposed = try Proposing.proposal(
      "Lead-ID;Aktivitätstyp;Datum;Zugewiesen an\nL1x;Anruf;2026-01-05 10:00;Ute Ort\nL2x;Anruf;2026-01-05 11:00;Ute Ort\n"
    )
    #expect(try Proposing.mapping(proposed).events.first?.value == "Zugewiesen an")
  }
}
