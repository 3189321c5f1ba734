import Agreements
import Testing

@testable import Metrics

/// Exports whose columns are called in other languages.
struct LanguageTests {
  struct Sheet: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let header: String
    let dates: [String]
    let format: String
  }

  /// Id, e-mail, source, owner, created, MQL, first contact, rejected, reason, company.
  private static let sheets = [
    Sheet(
      testDescription: "German",
      header:
        "Datensatz-ID;E-Mail-Adresse;Ursprüngliche Quelle;Zuständiger Mitarbeiter;Erstellt am;Datum der Konversion zum Marketing-Qualified-Lead;Erstkontakt am;Abgelehnt am;Ablehnungsgrund;Unternehmensname",
      dates: ["05.01.2026 09:30", "17.01.2026 10:00"], format: "D.M.YYYY h:mm"),
    Sheet(
      testDescription: "French",
      header:
        "Identifiant;Adresse e-mail;Source d’origine;Propriétaire du contact;Date de création;Date de passage en MQL;Date du premier contact;Rejeté le;Motif de refus;Nom de l’entreprise",
      dates: ["05/01/2026 09:30", "17/01/2026 10:00"], format: "D/M/YYYY h:mm"),
    Sheet(
      testDescription: "Spanish",
      header:
        "ID de registro;Correo electrónico;Fuente original;Propietario del contacto;Fecha de creación;Fecha de MQL;Fecha del primer contacto;Fecha de rechazo;Motivo de rechazo;Empresa",
      dates: ["05/01/2026 09:30", "17/01/2026 10:00"], format: "D/M/YYYY h:mm"),
    Sheet(
      testDescription: "Portuguese",
      header:
        "ID do registro;Endereço de e-mail;Fonte original;Proprietário do contato;Data de criação;Data do MQL;Data do primeiro contato;Rejeitado em;Motivo da rejeição;Nome da empresa",
      dates: ["05/01/2026 09:30", "17/01/2026 10:00"], format: "D/M/YYYY h:mm"),
    Sheet(
      testDescription: "Italian",
      header:
        "ID record;Indirizzo e-mail;Fonte originale;Proprietario del contatto;Data di creazione;Data MQL;Data del primo contatto;Data rifiuto;Motivo del rifiuto;Nome azienda",
      dates: ["05/01/2026 09:30", "17/01/2026 10:00"], format: "D/M/YYYY h:mm"),
    Sheet(
      testDescription: "Dutch",
      header:
        "Record-ID;E-mailadres;Oorspronkelijke bron;Contacteigenaar;Aangemaakt op;Datum MQL;Eerste contact;Afgewezen op;Reden van afwijzing;Bedrijfsnaam",
      dates: ["05-01-2026 09:30", "17-01-2026 10:00"], format: "D-M-YYYY h:mm"),
  ]

  @Test(arguments: sheets)
  func `a table of leads is read in its language`(_ sheet: Sheet) throws {
    let names = sheet.header.split(separator: ";").map(String.init)
    func row(_ number: Int, _ date: String) -> String {
      "\(number);a\(number)@example.com;Messe;Ute Ort;\(date);\(date);\(date);\(date);Kein Budget;Beispiel"
    }
    let proposed = try Proposing.proposal(
      ([sheet.header] + sheet.dates.enumerated().map(row)).joined(separator: "\n"),
      .init(zone: "Europe/Berlin"))
    let mapping = try Proposing.mapping(proposed)
    #expect(mapping.lead.id == names[0] && mapping.lead.email == names[1] && mapping.lead.source == names[2])
    #expect(
      mapping.lead.owner == names[3]
        && mapping.lead.fields.contains { $0.id == "company" && $0.column == names[9] })
    #expect(
      try Proposing.events(proposed) == [
        "created": names[4], "mql": names[5], "attempt": names[6], "rejected": names[7],
      ])
    #expect(mapping.events.last?.reason == names[8])
    #expect(mapping.events.allSatisfy { $0.format == .picture(sheet.format) })
    #expect(proposed.obstacles.isEmpty && proposed.doubts.isEmpty)
  }

  @Test(arguments: [
    (["5. Jan. 2026 09:30", "17. März 2026 10:00"], "D. MMM YYYY h:mm"),
    (["05.Mär.26", "17.Dez.26"], "D.MMM.YY"),
    (["5 janv. 2026 à 09:30", "17 août 2026 à 10:00"], "D MMM YYYY à h:mm"),
    (["5 de enero de 2026", "17 de diciembre de 2026"], "D de MMM de YYYY"),
    (["5 de jan. de 2026, 09:30", "17 de out. de 2026, 10:00"], "D de MMM de YYYY, h:mm"),
    (["5 gen 2026, 09:30", "17 lug 2026, 10:00"], "D MMM YYYY, h:mm"),
    (["05-mrt-26", "17-okt-26"], "D-MMM-YY"),
  ])
  func `months by name are read in the language of the export`(_ dates: [String], _ format: String) throws {
    let rows = dates.enumerated().map { "\($0);a\($0)@example.com;\($1)" }
    let proposed = try Proposing.proposal(
      (["id;email;MQL"] + rows).joined(separator: "\n"), .init(zone: "UTC"))
    #expect(try Proposing.mapping(proposed).events.map(\.format) == [.picture(format)])
    #expect(proposed.samples.count == 2)
  }

  @Test(arguments: [
    "Erste Kontaktaufnahme", "Datum der ersten Kontaktaufnahme", "Datum Erstkontakt", "Erstkontaktdatum",
    "Première prise de contact", "Date de la première prise de contact", "Date premier contact",
    "Primer contacto el", "Fecha del primer contacto", "Fecha primera llamada", "Data primeiro contato",
    "Primeiro contato em", "Primo contatto il", "Data prima chiamata", "Datum eerste contact",
    "Eerste contactmoment", "Date of first call",
  ]) func `the first contact is known by the names that people give it`(_ name: String) throws {
    let proposed = try Proposing.proposal(
      "id;email;MQL;\(name)\n1;a@example.com;2026-01-05T09:00Z;2026-01-05T10:00Z\n")
    #expect(try Proposing.events(proposed)["attempt"] == name)
  }

  @Test(arguments: [
    ("Qualificato marketing il", "mql"), ("Trattativa aperta il", "opportunity"),
    ("Gesproken op", "connected"),
    ("Afspraak gepland op", "meetingBooked"), ("Übergabe an Vertrieb", "handoff"),
    ("Datum der Übergabe an den Vertrieb", "handoff"),
  ]) func `times are known by the words of spreadsheets`(_ name: String, _ kind: String) throws {
    let proposed = try Proposing.proposal(
      "id;email;\(name)\n1;a@example.com;2026-01-05T10:00Z\n2;b@example.com;2026-01-05T10:00Z\n")
    #expect(try Proposing.events(proposed) == [kind: name])
  }

  @Test func `a zone of a country is a region`() throws {
    let proposed = try Proposing.proposal(
      "id;email;MQL;Zona\n1;a@example.com;2026-01-05T10:00Z;Nord\n2;b@example.com;2026-01-05T10:00Z;Sud\n")
    #expect(try Proposing.mapping(proposed).lead.region == "Zona")
  }

  @Test(arguments: [
    ("Aktivitätstyp;Zeitpunkt;Kontakt-ID;Erstellt von", "Anruf", "Besprechung"),
    ("Type d’activité;Date et heure;ID contact;Créé par", "Appel", "Rendez-vous"),
    ("Tipo de actividad;Fecha y hora;ID contacto;Creado por", "Llamada", "Reunión"),
    ("Tipo de atividade;Data e hora;ID do contato;Criado por", "Ligação", "Reunião"),
    ("Tipo attività;Data e ora;ID contatto;Creato da", "Chiamata", "Riunione"),
    ("Type activiteit;Datum en tijd;Contact nummer;Aangemaakt door", "Telefoontje", "Afspraak"),
  ])
  func `activities are read in their language`(_ sheet: (header: String, call: String, meeting: String))
    throws
  {
    let proposed = try Proposing.proposal(
      "\(sheet.header)\n\(sheet.call);2026-01-05 10:00;7;Ute\n\(sheet.meeting);2026-01-06 10:00;7;Ute\n")
    let mapping = try Proposing.mapping(proposed)
    let names = sheet.header.split(separator: ";").map(String.init)
    #expect(mapping.rows == .activities && mapping.lead.id == names[2])
    #expect(mapping.events.map(\.event) == [.attempt, .meetingBooked] && mapping.events[0].value == names[3])
    #expect(mapping.events[0].when.map(\.values) == [[sheet.call]])
  }
}
