/// Words in cells that say what happened or what a lead has become; see ``Vocabulary``.
extension Vocabulary {
  /// What a value can be recognised as.
  enum Sense: CaseIterable, Sendable {
    case qualified, handedOver, salesQualified, accepted, rejected, recycled, opportunity, won, lost
    case request, pricingRequest, contactRequest, meeting, reply, call, message, connected
  }

  /// What a value says; nil where none of its words is known, or another one denies it.
  static func sense(of value: String, among senses: [Sense]) -> Sense? {
    let name = " \(normalized(value)) "
    func has(_ words: [String]) -> Bool { words.contains { name.contains(" \($0) ") } }
    return senses.first { sense in
      has(words(for: sense)) && !has(denials(of: sense))
    }
  }

  static func words(for sense: Sense) -> [String] {
    switch sense {
    case .qualified:
      [
        "marketingqualifiedlead", "marketing qualified lead", "mql", "marketing qualified",
        "marketing qualifiziert", "qualifie marketing", "calificado por marketing",
        "qualificado por marketing", "qualificado pelo marketing", "qualificato dal marketing",
        "marketing gekwalificeerd",
      ]
    case .salesQualified: ["salesqualifiedlead", "sales qualified lead", "sql", "sales qualified"]
    case .handedOver:
      [
        "handover", "handed over", "hand over", "handoff", "handed off", "hand off", "passed to sales",
        "sent to sales", "transferred to sales", "ubergeben", "ubergabe", "an vertrieb",
        "ubergeben an vertrieb", "ubergeben an sales", "an vertrieb ubergeben", "transmis",
        "transmis aux ventes",
        "entregado a ventas", "traspasado", "traspaso", "passado para vendas", "enviado para vendas",
        "passato alle vendite", "overgedragen", "overdracht",
      ]
    case .accepted:
      [
        "sales accepted lead", "sales accepted", "sal", "accepted", "angenommen", "akzeptiert", "accepte",
        "aceptado", "aceito", "accettato", "geaccepteerd",
      ]
    case .rejected:
      [
        "rejected", "disqualified", "unqualified", "not qualified", "closed not converted", "abgelehnt",
        "disqualifiziert", "unqualifiziert", "nicht qualifiziert", "rejete", "refuse", "disqualifie",
        "non qualifie", "rechazado", "descartado", "no calificado", "rejeitado", "desqualificado",
        "rifiutato", "scartato", "non qualificato", "afgewezen", "gediskwalificeerd",
      ]
    case .recycled:
      [
        "recycled", "recycle", "recycling", "nurture", "nurturing", "returned to marketing",
        "back to marketing",
        "zuruck an marketing", "zuruck ans marketing", "rendu au marketing", "reciclado",
        "devuelto a marketing",
        "devolvido ao marketing", "riciclato", "restituito al marketing", "terug naar marketing",
        "gerecycled",
      ]
    case .opportunity: ["opportunity", "verkaufschance", "opportunite", "oportunidad", "oportunidade"]
    case .won:
      [
        "won", "closedwon", "gewonnen", "gagne", "gagnee", "ganado", "ganada", "ganho", "ganha", "vinto",
        "vinta",
      ]
    case .lost:
      ["lost", "closedlost", "verloren", "perdu", "perdue", "perdido", "perdida", "perso", "persa"]
    case .request:
      [
        "demo request", "demo requested", "request a demo", "request demo", "requested demo", "demoanfrage",
        "demande de demo", "solicitud de demo", "solicitacao de demo", "richiesta demo", "demo aanvraag",
      ]
    case .pricingRequest: pricingRequests
    case .contactRequest: contactRequests
    case .meeting:
      [
        "meeting", "meetings", "demo", "site visit", "termin", "besprechung", "rendez vous", "rdv",
        "reunion", "reuniao", "riunione", "appuntamento", "afspraak", "vergadering", "visita",
      ]
    case .reply:
      [
        "reply", "replied", "incoming", "inbound", "eingehend", "eingehende", "entrant", "entrante",
        "inkomend", "antwort", "reponse", "respuesta", "resposta", "risposta", "antwoord",
      ]
    case .call:
      [
        "call", "calls", "phone", "phone call", "cold call", "voicemail", "anruf", "anrufe", "telefonat",
        "appel", "llamada", "ligacao", "chamada", "chiamata", "telefonata", "bellen", "nabellen", "gebeld",
        "telefoontje", "belpoging",
      ]
    case .message:
      [
        "email", "emails", "e mail", "e mails", "mail", "linkedin", "linkedin message", "sms", "whatsapp",
        "message", "outbound", "outreach", "sales email", "courriel", "correo", "mensagem", "mensaje",
        "messaggio", "bericht",
      ]
    case .connected:
      [
        "connected", "reached", "conversation", "spoke", "erreicht", "joint", "contactado", "atendido",
        "raggiunto", "bereikt",
      ]
    }
  }

  static let negations = ["not", "no", "nicht", "non", "nao", "niet", "kein", "keine", "pas", "left"]

  /// Words that take the sense away again: what programs send to many, and what leads do with it, reaches nobody.
  private static func denials(of sense: Sense) -> [String] {
    let broadcasts = [
      "open", "opened", "opens", "click", "clicked", "clicks", "bounce", "bounced", "delivered", "received",
      "unsubscribe", "unsubscribed", "list", "mass", "campaign", "marketing", "newsletter", "note", "web",
      "website", "webpage", "page", "content", "view", "form", "send email", "change", "created", "cancelled",
      "canceled", "no show", "auto",
    ]
    return switch sense {
    case .rejected, .recycled: []
    case .qualified, .handedOver, .salesQualified, .accepted, .opportunity, .won, .lost, .request, .connected:
      negations
    case .pricingRequest, .contactRequest: negations + besidesRequests
    case .meeting, .reply, .call, .message: broadcasts
    }
  }

  /// Whether a property's values are stages.
  static func isStageProperty(_ name: String) -> Bool { names(name, stageProperties) }

  /// Whether a property's value is an owner.
  static func isOwnerProperty(_ name: String) -> Bool { names(name, ownerProperties) }

  private static func names(_ name: String, _ words: Set<String>) -> Bool {
    let parts = normalized(name).split(separator: " ").map(String.init)
    return parts.count <= 5 && parts.contains(where: words.contains)
  }

  private static let stageProperties: Set<String> = [
    "lifecyclestage", "lifecycle", "status", "stage", "leadstatus", "statut", "etapa", "estado", "fase",
    "stato", "phase", "levenscyclusfase", "situacao",
  ]
  private static let ownerProperties: Set<String> = [
    "owner", "besitzer", "inhaber", "leadinhaber", "proprietaire", "propietario", "proprietario", "eigenaar",
  ]

  /// Words for what is over and done.
  static let doneWords: Set<String> = [
    "completed", "complete", "done", "closed", "true", "yes", "1", "erledigt", "abgeschlossen", "termine",
    "terminee", "completado", "completada", "concluido", "concluida", "completato", "completata", "afgerond",
    "voltooid",
  ]

  /// Words for calls that go out.
  static let outboundWords: Set<String> = [
    "outbound", "outgoing", "ausgehend", "sortant", "saliente", "uitgaand", "uscente", "in uscita", "saida",
    "efetuada", "realizada", "sent", "gesendet", "envoye", "envoyee", "enviado", "enviada", "inviato",
    "inviata", "verzonden", "verstuurd",
  ]

  /// Words that name programs; a name made of these and nothing else names nobody.
  static let programWords: Set<String> = [
    "integration", "api", "automation", "automated", "automatic", "auto", "process", "platform", "system",
    "workflow", "workflows", "bot", "sync", "connector", "import", "importer", "migration", "job", "batch",
    "scheduler", "marketo", "pardot", "hubspot", "eloqua", "salesforce", "zapier", "mulesoft", "workato",
    "outreach", "salesloft", "drift", "intercom", "sequence", "sequences", "chatbot", "noreply", "crm",
    "mautic", "mailchimp", "brevo", "activecampaign", "account", "engagement", "insights", "data", "loader",
    "schnittstelle", "automatisierung", "systeme", "sistema", "automatizacion", "automacao", "automazione",
    "systeem", "koppeling",
  ]
  /// Words that may stand beside those.
  static let programFillers: Set<String> = [
    "user", "users", "app", "service", "b2bma", "cloud", "marketing", "the",
  ]
}
