internal import Agreements

/// How requests for prices and for contact are called, in the names of columns and in cells; see ``Vocabulary``.
extension Vocabulary {
  static let requests: [(role: ColumnRole, names: [String])] = [
    (
      .event(.requestedPricing),
      pricingRequests + [
        "pricing request date", "price request date", "quote request date", "date of quote request",
        "quote request at", "pricing form submitted", "quote form submitted", "pricing form submitted at",
        "quote form submitted at", "rfq date",
      ]
    ),
    (
      .event(.requestedContact),
      contactRequests + [
        "contact request date", "contact us date", "contact us form submitted", "contact us submitted",
        "contact form submitted", "contact form date", "contact form submission date",
        "contact us form submission date", "contact form submission", "contact us form submission",
        "kontaktformular ausgefullt", "kontaktformular abgeschickt", "kontaktformular gesendet",
        "formulaire de contact envoye", "formulario de contacto enviado", "formulario de contato enviado",
        "modulo di contatto inviato", "contactformulier ingevuld", "contactformulier verzonden",
      ]
    ),
  ]

  static let pricingRequests = [
    "pricing request", "pricing requested", "price request", "price requested", "quote request",
    "quote requested", "quotation request", "quotation requested", "request for quote",
    "request for quotation", "request for pricing", "requested pricing", "requested a quote",
    "requested quote", "request a quote", "request quote", "request pricing", "get a quote",
    "pricing inquiry", "pricing enquiry", "price inquiry", "price enquiry", "rfq", "preisanfrage",
    "preis anfrage", "preis angefragt", "preise angefragt", "angebotsanfrage", "angebots anfrage",
    "angebot angefragt", "angebot angefordert", "demande de devis", "devis demande", "demande de prix",
    "demande de tarif", "demande de tarifs", "demande de cotation", "solicitud de presupuesto",
    "presupuesto solicitado", "solicitud de precio", "solicitud de precios", "solicitud de cotizacion",
    "cotizacion solicitada", "pedido de orcamento", "orcamento solicitado", "solicitacao de orcamento",
    "solicitacao de preco", "pedido de cotacao", "solicitacao de cotacao", "cotacao solicitada",
    "richiesta preventivo", "richiesta di preventivo", "preventivo richiesto", "richiesta prezzo",
    "richiesta prezzi", "richiesta di quotazione", "offerteaanvraag", "offerte aanvraag",
    "offerte aangevraagd", "prijsaanvraag", "prijs aanvraag", "prijs aangevraagd",
  ]

  static let contactRequests = [
    "contact request", "contact requested", "requested contact", "contact us", "contact us form",
    "contact form", "contact inquiry", "contact enquiry", "request to be contacted", "callback request",
    "callback requested", "kontaktanfrage", "kontakt anfrage", "kontakt angefragt", "kontaktformular",
    "kontaktwunsch", "ruckrufbitte", "ruckrufanfrage", "ruckruf angefragt", "demande de contact",
    "contact demande", "formulaire de contact", "demande de rappel", "solicitud de contacto",
    "contacto solicitado", "formulario de contacto", "solicitacao de contato", "solicitacao de contacto",
    "pedido de contato", "pedido de contacto", "contato solicitado", "formulario de contato",
    "richiesta di contatto", "richiesta contatto", "contatto richiesto", "modulo di contatto",
    "modulo contatti", "contactaanvraag", "contact aanvraag", "contactverzoek", "contact aangevraagd",
    "contactformulier", "contact formulier", "terugbelverzoek",
  ]

  /// Words with which a cell, or the name of a time, tells of something else about such a request: that its page was seen, or
  /// that it was answered.
  static let besidesRequests = [
    "page", "pages", "webpage", "view", "views", "viewed", "visit", "visited", "click", "clicked", "opened",
    "started", "abandoned", "reminder", "sent", "gesendet", "response", "reply", "answer", "answered",
    "handled", "processed", "closed", "resolved", "assigned", "follow up", "campaign", "newsletter",
    "linkedin", "xing", "seite", "besucht", "beantwortet", "bearbeitet", "erledigt", "zugewiesen", "repondu",
    "traite", "traitee", "pagina", "visita", "respondida", "atendida", "gestita", "evasa", "beantwoord",
    "afgehandeld",
  ]

  /// What a column that says what was asked for calls such a request by itself.
  static func isBareRequest(_ value: String, _ kind: RequestKind) -> Bool {
    let words: Set<String> =
      switch kind {
      case .demo: []
      case .pricing:
        [
          "pricing", "price", "prices", "quote", "quotation", "preis", "preise", "angebot", "devis", "tarif",
          "tarifs", "prix", "presupuesto", "precio", "precios", "cotizacion", "orcamento", "preco", "cotacao",
          "preventivo", "prezzo", "prezzi", "offerte", "prijs",
        ]
      case .contact:
        [
          "contact", "callback", "kontakt", "ruckruf", "rappel", "contacto", "contato", "contatto",
          "terugbellen",
        ]
      }
    return words.contains(normalized(value))
  }
}
