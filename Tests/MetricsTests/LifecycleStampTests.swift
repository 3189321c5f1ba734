import Agreements
import Testing

@testable import Metrics

/// Columns with the time at which a lead became what it is, in the languages of CRMs.
struct LifecycleStampTests {
  @Test(arguments: [
    ("Date de conversion en lead", "created"),
    ("Date de conversion en lead marketing qualifié", "mql"),
    ("Date de conversion en lead qualifié par le marketing", "mql"),
    ("Date de conversion en lead qualifié par l'équipe commerciale", "sql"),
    ("Date de conversion en opportunité", "opportunity"), ("Date de conversion en client", "won"),
    ("Devenu client le", "won"), ("Date de passage en SQL", "sql"),
    ("Datum der Konversion zum Lead", "created"), ("Datum der Konversion zum MQL", "mql"),
    ("Datum der Konversion zum Marketing-Qualified-Lead", "mql"),
    ("Datum der Konversion zum Sales-Qualified-Lead", "sql"),
    ("Datum der Konversion zum SQL", "sql"), ("Datum der Konversion zur Opportunity", "opportunity"),
    ("Datum der Konversion zum Kunden", "won"),
    ("Fecha en que se convirtió en lead", "created"),
    ("Fecha en que se convirtió en lead calificado de marketing", "mql"),
    ("Fecha en que se convirtió en lead calificado para marketing", "mql"),
    ("Fecha en que se convirtió en MQL", "mql"),
    ("Fecha en que se convirtió en lead calificado de ventas", "sql"),
    ("Fecha en que se convirtió en lead calificado para ventas", "sql"),
    ("Fecha en que se convirtió en SQL", "sql"),
    ("Fecha en que se convirtió en oportunidad", "opportunity"),
    ("Fecha en que se convirtió en cliente", "won"),
    ("Data em que se tornou um lead", "created"),
    ("Data em que se tornou um lead qualificado de marketing", "mql"),
    ("Data em que se tornou um lead qualificado de vendas", "sql"),
    ("Data em que se tornou uma oportunidade", "opportunity"),
    ("Data em que se tornou um cliente", "won"),
    ("Became a Lead Date", "created"), ("Became a Marketing Qualified Lead Date", "mql"),
    ("Became a Sales Qualified Lead Date", "sql"), ("Became an Opportunity Date", "opportunity"),
    ("Became a Customer Date", "won"), ("Became MQL", "mql"),
    ("Datum der Zuweisung des zuständigen Mitarbeiters", "assigned"),
    ("Date d'attribution au propriétaire", "assigned"), ("Fecha de asignación del propietario", "assigned"),
    ("Data de atribuição do proprietário", "assigned"), ("Date converted to customer", "won"),
  ])
  func `what a lead has become is known in the languages of the CRM`(_ column: String, _ kind: String) throws
  {
    let rows = (1...4).map { "L\($0)x;a\($0)@example.com;2026-01-0\($0) 09:30" }
    let proposed = try Proposing.proposal(
      (["Lead ID;Email;\(column)"] + rows).joined(separator: "\n"), .init(zone: "UTC"))
    #expect(try Proposing.events(proposed) == [kind: column])
    let certainty = proposed.columns.last?.certainty ?? 0
    #expect(certainty >= 75 || kind == "created" && certainty >= 55, "\(certainty)")
  }

  @Test func `when a lead was made beats when it became one`() throws {
    let proposed = try Proposing.proposal(
      """
      Lead ID;Email;Date de conversion en lead;Date de création;Date de conversion en client
      L1x;a@example.com;2026-01-06 10:00;2026-01-05 10:00;2026-02-05 10:00
      """)
    #expect(
      try Proposing.events(proposed) == [
        "created": "Date de création", "won": "Date de conversion en client",
      ])
  }

  @Test(arguments: [
    "Source de trafic d'origine", "Fuente de tráfico original", "Fonte de tráfego original",
    "Original-Traffic-Quelle", "Ursprüngliche Traffic-Quelle",
  ])
  func `the first source is known in the languages of the CRM`(_ column: String) throws {
    let proposed = try Proposing.proposal(
      "Lead ID;Email;MQL Date;\(column)\nL1x;a@example.com;2026-01-05;Web\nL2x;b@example.com;2026-01-05;Web\n"
    )
    #expect(try Proposing.mapping(proposed).lead.source == column)
    #expect(proposed.columns.last.map { $0.certainty >= 75 } == true)
  }
}
