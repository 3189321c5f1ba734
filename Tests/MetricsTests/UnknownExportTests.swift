import Agreements
import Foundation
import Testing

@testable import Metrics

/// Exports of CRMs and spreadsheets that no preset knows, as they write them.
struct UnknownExportTests {
  @Test func `a spreadsheet in UTF-16 with names of its own is read, and what is not read is said`() throws {
    let sheet = try Proposing.proposal(
      """
      Lfd. Nr.;Interessent;Mailadresse;Ansprechpartner Vertrieb;Anfrage vom;Als MQL übergeben am;Erster Anruf am;Abgelehnt am;Grund;Volumen in €;Klasse
      1;Müller;info@m.example;Ute Ort;05.01.2026 (KW 2);5. Jänner 2026 09:30;5. Jänner 2026 11:00;;;12.500,00 €;A
      2;Söhne;a@s.example;Ute Ort;06.01.2026 (KW 2);6. Jänner 2026 09:30;;9. Februar 2026 10:00;kein Budget;1.500,00 €;C
      """, .init(zone: "Europe/Vienna"), encoding: .utf16)
    let mapping = try Proposing.mapping(sheet)
    // A number of the row is no lead's id.
    #expect(mapping.lead.id == "Mailadresse" && mapping.lead.email == "Mailadresse")
    #expect(mapping.lead.owner == "Ansprechpartner Vertrieb" && mapping.lead.amount == "Volumen in €")
    #expect(
      try Proposing.events(sheet) == [
        "mql": "Als MQL übergeben am", "attempt": "Erster Anruf am", "rejected": "Abgelehnt am",
      ])
    #expect(mapping.events.last?.reason == "Grund")
    #expect(sheet.doubts.contains { $0.contains("\"Anfrage vom\"") && $0.contains("05.01.2026 (KW 2)") })
  }

  @Test(arguments: [
    ("Binnengekomen", Mapping.EventKind.created), ("Fecha alta", .created), ("MQL sinds", .mql),
    ("Virou MQL em", .mql),
    ("1er appel", .attempt), ("Disqualified Timestamp", .rejected), ("Data da perda", .lost),
    ("custom.MQL Date", .mql),
    ("Accepted By Sales Date", .accepted), ("MQL rejected at", .rejected), ("MQL assigned at", .assigned),
    ("Cre\u{301}e\u{301} le", .created),
  ])
  func `a time is known by its name without the small words around it`(
    _ name: String, _ kind: Mapping.EventKind
  ) throws {
    let proposed = try Proposing.proposal(
      "id;email;\(name)\n7;a@x.example;5 jan 2026 09:30\n9;b@x.example;6 out 2026 09:30\n", .init(zone: "UTC")
    )
    #expect(try Proposing.events(proposed) == [kind.rawValue: name])
  }

  @Test func `Zoho's leads are no Salesforce's, and a state of two letters is a region`() throws {
    let zoho = try Proposing.proposal(
      """
      Record Id,Lead Owner.id,Lead Owner,Created By.id,Estado,Lead Status,Created Time
      zcrm_5123450000000412345,zcrm_5123450000000301001,Dana Ash,zcrm_5123450000000301001,SP,Junk Lead,"Jan 5, 2026 09:30 AM"
      """)
    let mapping = try Proposing.mapping(zoho)
    #expect(zoho.system == .other && mapping.lead.owner == "Lead Owner" && mapping.lead.region == "Estado")
    let status = try Proposing.proposal("id;Estado;Fecha MQL\n1;Ganado;2026-01-05\n2;En curso;2026-01-06\n")
    #expect(try Proposing.mapping(status).lead.region == nil)
    #expect(status.columns[1].role == .stage)
  }

  @Test func `a history in Portuguese is read, whatever the order of the words in its names`() throws {
    let history = try Proposing.proposal(
      """
      ID do contato;Propriedade;Valor novo;Data da alteração
      7;Etapa do ciclo de vida;Lead qualificado pelo marketing;5-1-26 9:30
      7;Status do lead;Aceito por vendas;15-1-26 10:30
      8;Status do lead;Em andamento;16-1-26 10:30
      """, .init(zone: "Europe/Lisbon"))
    let mapping = try Proposing.mapping(history)
    #expect(mapping.name == "crm-history" && mapping.events.map(\.event) == [.mql, .accepted])
    #expect(mapping.events[0].format == .picture("D-M-YY h:mm") && history.doubts.isEmpty)
  }

  @Test func `a list of leads with names and values is no history of properties`() throws {
    let copper = try Proposing.proposal(
      """
      Copper ID,Name,Email,Owned By,Owner Id,Lead Status,Value,Created At
      61000000,Mia Haddad,mia@example.com,Aiko Mori,991,Contacted,120,3/16/2026 12:02 AM
      61000001,Ruth Smith,ruth@example.com,Tim Ash,991,New,90,1/25/2026 1:49 AM
      """, .init(zone: "UTC"))
    let mapping = try Proposing.mapping(copper)
    #expect(mapping.rows == .leads && mapping.lead.email == "Email" && mapping.lead.owner == "Owned By")
    #expect(mapping.lead.amount == "Value" && mapping.events.map(\.event) == [.created])
    let bare = try Proposing.proposal(
      "Lead ID,Name,Value,Created At\n1,Mia Haddad,120,2026-01-05 10:00\n2,Mia Haddad,90,2026-01-06 10:00\n",
      .init(zone: "UTC"))
    #expect(bare.rows == .leads)
    let history = try Proposing.proposal(
      "Contact ID,Name,Value,Changed At\n1,Lifecycle Stage,Lead,2026-01-05 10:00\n1,Lifecycle Stage,MQL,2026-01-06 10:00\n",
      .init(zone: "UTC"))
    #expect(try Proposing.mapping(history).rows == .activities && history.hasEvents)
  }

  @Test func `messages that say which way they went are read by it`() throws {
    let close = try Proposing.proposal(
      """
      _type,activity_at,lead_id,user_name,direction
      Call,2026-01-05T09:30:00Z,lead_A1,Dana Ash,outbound
      Email,2026-01-05T10:30:00Z,lead_A1,Dana Ash,outgoing
      SMS,2026-01-06T10:30:00Z,lead_A2,Mo Lee,inbound
      """)
    let events = try Proposing.mapping(close).events
    #expect(events.map(\.event) == [.attempt, .attempt, .replied])
    #expect(events[1].when.map { Set($0.values) } == [["Email", "SMS"], ["outbound", "outgoing"]])
    #expect(events[2].when.map(\.values).last == ["inbound"])
  }

  @Test func `times that cannot be read are said, and which column has the hours`() throws {
    let serial = try Proposing.proposal("Lead ID;Fecha MQL\n1;46027,395833\n2;46039,5\n")
    #expect(serial.doubts.contains { $0.contains("\"Fecha MQL\"") && $0.contains("46027,395833") })
    let turned = try Proposing.proposal("id;MQL date\nA1;36-01-05\nA2;36-01-06\nA3;36-01-17\n")
    #expect(turned.doubts.contains { $0.contains("\"MQL date\"") && $0.contains("36-01-05") })
    let split = try Proposing.proposal(
      "Réf. contact;Type;Date;Durée\nC12;Appel sortant;2026-01-05;00:20\nC13;Visite salon;2026-01-06;00:10\n"
    )
    #expect(split.uncounted == ["Visite salon"])
    #expect(
      split.doubts.contains { $0.contains("\"Durée\" has times of day, and its name does not say of what") })
    #expect(try Proposing.mapping(split).lead.id == "Réf. contact")
  }

  @Test(arguments: [
    (["2026-01-06 09:00:00", "0000-00-00 00:00:00", "2026-01-08 09:00:00"], "0000-00-00 00:00:00"),
    (["06.01.2026 09:30", "07.01.2026 09:30", "08.01.2026 25:30"], "08.01.2026 25:30"),
    (["1767571200000", "1767657600000", "later"], "later"), (["soon", "2026-01-06", "2026-01-07"], "soon"),
    (["1/25/2026 9:30 AM", "1/26/2026 13:30 PM", "1/27/2026 9:30 AM"], "1/26/2026 13:30 PM"),
  ])
  func `of a column that is not read as times a cell is shown that is none`(_ cells: [String], _ told: String)
    throws
  {
    let rows = cells.enumerated().map { "\($0),a\($0)@x.example,\($1)" }
    let proposed = try Proposing.proposal((["id,email,MQL Date"] + rows).joined(separator: "\n"))
    #expect(
      proposed.doubts.contains { $0.contains("\"MQL Date\"") && $0.contains("such as this one: \(told);") },
      "\(proposed.doubts)")
  }

  @Test(arguments: ["properties.", "fields.", "attributes.", "Properties.", ""])
  func `what an interface wraps fields in changes nothing about their names`(_ wrapper: String) throws {
    func row(_ cells: [(String, String)]) -> String {
      "{\"id\": \"901\", " + cells.map { "\"\(wrapper)\($0)\": \"\($1)\"" }.joined(separator: ", ") + "}"
    }
    let export = try Proposing.proposal(
      row([
        ("email", "a@x.example"), ("createdate", "2026-01-05T09:00:00Z"),
        ("hs_lifecyclestage_marketingqualifiedlead_date", "2026-01-06T09:00:00Z"), ("hubspotscore", "80"),
        ("jobtitle", "CFO"),
      ]))
    let mapping = try Proposing.mapping(export)
    #expect(export.system == .hubspot && export.isSure, "\(export.doubts)")
    #expect(mapping.lead.id == "id" && mapping.lead.email == "\(wrapper)email")
    #expect(mapping.lead.score == "\(wrapper)hubspotscore" && mapping.lead.fields.map(\.id) == ["role"])
    #expect(
      try Proposing.events(export) == [
        "created": "\(wrapper)createdate",
        "mql": "\(wrapper)hs_lifecyclestage_marketingqualifiedlead_date",
      ])
  }

  @Test func `what Salesforce says of a record itself is none of its fields`() {
    #expect(Vocabulary.normalized("attributes.type") == "attributes type")
    #expect(Vocabulary.normalized("properties.") == "properties")
    #expect(Vocabulary.normalized("Campaign fields.email") == "campaign fields email")
  }

  @Test func `a person's name is no id, and a currency is a code`() throws {
    let leads = try Proposing.proposal(
      "Nominativo;Posta;Importo;Valuta;Data MQL\nAnna;a@x.example;€ 12;Euro;2026-01-05\nEva;b@x.example;€ 9;Euro;2026-01-06\n"
    )
    let mapping = try Proposing.mapping(leads)
    #expect(mapping.lead.id == "Posta" && mapping.lead.currency == nil && mapping.lead.amount == "Importo")
  }
}
