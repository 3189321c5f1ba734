import Agreements
import Testing

@testable import Metrics

/// Requests for prices and contact in exports that nobody has described.
struct ProposedRequestTests {
  private func events(_ column: String) throws -> [String: String] {
    let rows = (1...4).map { "\($0);a\($0)@example.com;2026-01-0\($0) 10:00;2026-01-0\($0) 09:30" }
    return try Proposing.events(
      Proposing.proposal((["Lead ID;Email;MQL Date;\(column)"] + rows).joined(separator: "\n")))
  }

  @Test(arguments: [
    "Pricing Request Date", "Pricing requested at", "Price request", "Quote Requested", "quote_requested_at",
    "Request for Quote", "RFQ date", "Pricing inquiry date", "Preisanfrage am", "Preisanfrage",
    "Datum der Preisanfrage", "Angebot angefordert am", "Angebotsanfrage vom", "Date de demande de devis",
    "Date de la demande de devis", "Devis demandé le", "Demande de prix", "Fecha solicitud de presupuesto",
    "Presupuesto solicitado el", "Solicitud de cotización", "Data do pedido de orçamento",
    "Orçamento solicitado em", "Data richiesta preventivo", "Preventivo richiesto il", "Offerteaanvraag",
    "Offerte aangevraagd op", "Datum prijsaanvraag", "PRICING_REQUEST_DATE__C", "requestedPricing",
  ])
  func `a column with the time of a request for prices is known`(_ column: String) throws {
    #expect(try events(column) == ["mql": "MQL Date", "requestedPricing": column])
  }

  @Test(arguments: [
    "Contact Us Form Submitted At", "Contact us", "Contact Request Date", "contact_requested_at",
    "Contact form submitted", "Callback requested", "Kontaktanfrage", "Kontaktanfrage am",
    "Kontaktformular ausgefüllt am", "Rückrufbitte", "Demande de contact", "Date de demande de contact",
    "Fecha solicitud de contacto", "Solicitud de contacto", "Formulario de contacto enviado el",
    "Data da solicitação de contato", "Pedido de contacto", "Data richiesta di contatto",
    "Contactaanvraag op",
    "Contactformulier ingevuld op", "Contactverzoek", "requestedContact",
  ])
  func `a column with the time of a request for contact is known`(_ column: String) throws {
    #expect(try events(column) == ["mql": "MQL Date", "requestedContact": column])
  }

  @Test(arguments: [
    ("Erste Kontaktaufnahme", "attempt"), ("Erstkontakt am", "attempt"), ("First contact", "attempt"),
    ("First Contact Date", "attempt"), ("Contacted at", "attempt"), ("Primer contacto", "attempt"),
    ("Premier contact", "attempt"), ("Primo contatto", "attempt"), ("Eerste contact", "attempt"),
    ("Contact attempt at", "attempt"), ("First contact attempt", "attempt"),
    ("Erster Kontaktversuch", "attempt"),
    ("Last contact date", "updated"), ("Letzter Kontakt", "updated"), ("Demo Request Date", "requested"),
    ("Demo requested", "requested"), ("Request date", "requested"), ("Demoanfrage", "requested"),
    ("Demande de démo", "requested"), ("Anfrage vom", "created"), ("Anfrage am", "created"),
    ("Date de la demande", "created"), ("Fecha de solicitud", "created"), ("Data richiesta", "created"),
    ("Inquiry date", "created"), ("Contact created date", "created"),
  ])
  func `what told of something else still does`(_ column: String, _ kind: String) throws {
    #expect(try events(column) == ["mql": "MQL Date", kind: column])
  }

  @Test(arguments: [
    "Last contact form page visit date", "Pricing request answered at", "Kontaktanfrage beantwortet am",
    "Days since contact form", "Quote request closed on", "Contact request assigned date",
  ])
  func `what became of a request is no request`(_ column: String) throws {
    let kinds = try events(column).keys
    #expect(!kinds.contains("requestedPricing") && !kinds.contains("requestedContact"))
  }

  @Test func `what happened is known as a request by its words`() throws {
    let told = [
      ("MQL", "mql"), ("Demo Request", "requested"), ("Pricing Request", "requestedPricing"),
      ("quote requested", "requestedPricing"), ("Preisanfrage", "requestedPricing"),
      ("Demande de devis", "requestedPricing"), ("Solicitud de presupuesto", "requestedPricing"),
      ("contact us", "requestedContact"), ("Contact form submission", "requestedContact"),
      ("Kontaktanfrage", "requestedContact"), ("Demande de contact", "requestedContact"),
      ("Call", "attempt"), ("Email: pricing request", "attempt"), ("Call about quote request", "attempt"),
      // Neither a request, nor anything else that is known.
      ("Contact us page viewed", ""), ("Quote sent", ""), ("Contact request sent on XING", ""),
      ("Pricing page", ""), ("Contact request closed", ""), ("No contact request", ""),
    ]
    let rows = told.enumerated().flatMap { number, what in
      (0..<3).map { "\(number),2026-01-0\($0 + 1) 10:00,\(what.0)" }
    }
    let proposal = try Proposing.proposal((["Lead ID,Timestamp,Event type"] + rows).joined(separator: "\n"))
    let mapping = try Proposing.mapping(proposal)
    var found: [String: String] = [:]
    for event in mapping.events {
      for value in event.when.flatMap(\.values) { found[value] = event.event.rawValue }
    }
    for (value, kind) in told { #expect(found[value] ?? "" == kind, "\(value)") }
  }

  @Test func `rows that call what happened as mappings do tell of all kinds`() throws {
    let kinds = ["mql", "requested", "requested_pricing", "requestedContact", "attempt"]
    let rows = kinds.enumerated().map { "\($0),\($1),2026-01-05 10:00" }
    let proposal = try Proposing.proposal((["lead_id,event,at"] + rows).joined(separator: "\n"))
    #expect(
      try Proposing.mapping(proposal).events.map(\.event) == [
        .mql, .requested, .requestedPricing, .requestedContact, .attempt,
      ])
  }

  private func wide(_ time: String, _ what: String, _ forms: [String]) throws -> MappingProposal {
    let rows = forms.enumerated().map { "\($0),a\($0)@example.com,2026-01-05 10:00,2026-01-04 10:00,\($1)" }
    return try Proposing.proposal(
      (["Lead ID,Email,MQL Date,\(time),\(what)"] + rows).joined(separator: "\n"))
  }

  @Test func `one column of requests is told apart by what was asked for`() throws {
    let forms = ["Demo", "Pricing", "Contact us", "Contact sales", "Webinar", "Quote request"]
    let proposal = try wide("Request date", "Request type", forms + forms)
    let mapping = try Proposing.mapping(proposal)
    let requests = mapping.events.filter { $0.event != .mql }
    #expect(requests.map(\.event) == [.requested, .requestedPricing, .requestedContact])
    #expect(requests.allSatisfy { $0.column == "Request date" && $0.value == "Request type" })
    let meanings = proposal.meanings.meanings.filter(\.isNeeded)
    #expect(
      meanings.map(\.subject) == [.demoRequest, .pricingRequest, .contactRequest]
        && meanings.map(\.meaning) == [
          .values(["Contact sales", "Demo"]), .values(["Pricing", "Quote request"]), .values(["Contact us"]),
        ])
  }

  @Test func `where a name says that a demo was asked for, the first form says nothing else`() throws {
    let plain = try wide("Demo requested", "First conversion", ["Contact us", "Pricing", "Contact us"])
    #expect(try Proposing.events(plain) == ["mql": "MQL Date", "requested": "Demo requested"])
    let first = try wide(
      "First conversion date", "First conversion", ["Contact us", "Contact us", "Contact us"])
    #expect(try Proposing.events(first) == ["mql": "MQL Date", "requestedContact": "First conversion date"])
    let none = try wide("First conversion date", "First conversion", ["Webinar", "Webinar", "Newsletter"])
    #expect(try Proposing.events(none) == ["mql": "MQL Date"])
  }
}
