/// How columns that tell of the lead itself are called; see ``Vocabulary``.
extension Vocabulary {
  static let keys: [(role: ColumnRole, names: [String])] = [
    (
      .id,
      [
        "lead id", "record id", "contact id", "id", "vid", "hs object id", "mql id", "case id",
        "lead number", "contact vid", "who id", "prospect id", "person id", "do not modify lead",
        "do not modify contact", "associated contact id", "associated contact ids",
        "associated contact record id", "primary contact id", "opportunity contact id", "converted lead id",
        "lead nr", "lead nummer", "datensatz id", "kontakt id", "id prospect", "id lead", "id contact",
        "id du contact", "identifiant", "id de registro", "id contacto", "id del lead", "id do registro",
        "id do contato", "id do lead", "id record", "id contatto", "contact nummer", "lead no", "lead ref",
        "n piste", "n de lead", "numero de piste", "codigo do lead", "id de la piste", "id del prospecto",
        "codigo", "codice contatto",
        "codice lead", "codice", "ref contact", "ref lead", "reference contact", "reference lead",
        "nicht andern lead", "nicht andern kontakt",
      ] + leadKeys
    ),
    (.alias(.contact), ["converted contact id", "converted contact", "id du contact converti"]),
    (.alias(.deal), ["converted opportunity id", "converted opp id", "converted opportunity"]),
    (
      .alias(.merged),
      [
        "merged ids", "hs merged object ids", "merged record ids", "merged contact ids",
        "calculated merged vids", "hs calculated merged vids", "merged object ids", "merged vids",
        "master record id",
      ]
    ),
    (
      .email,
      [
        "email", "e mail", "email address", "e mail address", "mail", "work email", "business email",
        "primary email", "contact email", "person email", "email address 1", "emailaddress1",
        "associated contact email", "e mail adresse", "adresse e mail", "courriel", "correo electronico",
        "correo", "endereco de email", "indirizzo email", "posta elettronica", "emailadres", "e mailadres",
        "e post", "emails", "mailadresse", "mail adresse", "adresse mail", "adresse electronique",
      ]
    ),
  ]

  static let groups: [(role: ColumnRole, names: [String])] = [
    (
      .source,
      [
        "original source", "hs analytics source", "original traffic source", "original traffic quelle",
        "source de trafic d origine", "fuente de trafico original", "fonte de trafego original",
        "fonte di traffico originale", "oorspronkelijke verkeersbron", "lead source", "source",
        "source channel", "marketing channel", "person source", "lead origin", "origin", "source name",
        "acquisition channel", "traffic source", "utm source", "queue", "channel", "ursprungliche quelle",
        "ursprungliche traffic quelle", "quelle", "leadquelle", "lead quelle", "herkunft", "source d origine",
        "source du lead", "provenance", "origine du lead", "origine", "fuente original", "fuente",
        "fuente del lead", "origen", "origen del lead", "fonte original", "origem", "origem do lead",
        "fonte", "fonte originale", "fonte del lead", "origine lead", "oorspronkelijke bron", "bron",
        "leadbron", "herkomst", "provenienza", "źrodło", "kalla", "canal d acquisition", "canal de origem",
        "canal", "kanal",
        "kanaal",
      ]
    ),
    (
      .region,
      [
        "region", "sales region", "state region", "territory", "market", "geo", "country region", "country",
        "vertriebsgebiet", "gebiet", "land", "regione", "regio", "pays", "pais", "paese", "territoire",
        "zona", "markt", "mercado", "state province", "province", "provincia", "bundesland", "estado",
        "state",
      ]
    ),
    (
      .owner,
      [
        "contact owner", "lead owner", "owner", "owner name", "owner full name", "lead owner name",
        "hubspot owner id",
        "owner id", "owner rep", "lead owner full name", "assigned to", "owned by", "assigned user",
        "sales rep", "rep",
        "agent id", "assignee",
        "account owner", "owner guid", "owner uuid", "owner key", "owning user", "sales owner",
        "lead besitzer", "leadinhaber", "lead inhaber",
        "opiekun", "agare", "kontaktinhaber", "besitzer",
        "inhaber",
        "zustandiger mitarbeiter", "zustandig", "verantwortlich", "bearbeiter", "proprietaire du contact",
        "proprietaire", "responsable", "commercial", "propietario del contacto", "propietario", "vendedor",
        "proprietario do contato", "proprietario", "responsavel", "proprietario del contatto",
        "assegnatario", "contacteigenaar", "eigenaar", "verkoper", "accountmanager", "account manager",
        "comercial", "commerciale", "sdr", "sdr id", "resource", "ansprechpartner vertrieb",
        "vertriebsmitarbeiter", "vertriebler", "verkaufer", "betreuer", "kundenbetreuer", "charge d affaires",
        "conseiller", "asesor", "ejecutivo", "ejecutivo de ventas", "agente", "agente comercial", "venditore",
        "agente commerciale", "consulente", "consultor", "executivo", "atendente", "account executive",
        "rep name", "verantwoordelijke", "verantwortlicher", "kundenberater", "sachbearbeiter", "gestor",
        "gestor comercial", "vendeur",
      ] + assignees
    ),
    (
      .team,
      [
        "hubspot team", "hubspot owner team", "hubspot team id", "owner team", "sales team", "team",
        "owner group", "lead owner role", "owner role", "owning team", "assigned to team", "business unit",
        "vertriebsteam",
        "equipe", "equipo", "equipe de vendas", "squadra", "verkoopteam", "rep team", "equipe commerciale",
        "equipe commercial", "equipo de ventas", "equipo comercial", "squadra commerciale",
        "team commerciale", "team vendite", "team vertrieb", "salesteam", "sales group", "verkaufsteam",
        "team di vendita", "time de vendas", "equipe de vente", "equipo asignado", "equipe responsavel",
        "zustandiges team",
      ]
    ),
    (
      .stage,
      [
        "lifecycle stage", "lead status", "hs lead status", "stage", "lead stage", "status", "stage name",
        "lifecycle phase", "leadstatus", "phase", "phase du cycle de vie", "statut du lead", "statut",
        "etape", "etapa del ciclo de vida", "estado del lead", "estado", "etapa", "fase do ciclo de vida",
        "status do lead", "situacao", "fase", "fase del ciclo di vita", "stato del lead", "stato",
        "levenscyclusfase", "outcome", "status label", "funnel stage", "pipeline stage", "etapa do funil",
        "etapa del embudo", "fase del funnel", "pipelinephase", "new stage", "to stage", "stage to",
        "new status", "to status",
        "neuer status",
        "neue phase", "nouveau statut", "nuevo estado", "nueva etapa", "novo status", "nova etapa",
        "nuovo stato",
        "nieuwe status",
      ]
    ),
    (
      .rejectionReason,
      [
        "rejection reason", "rejected reason", "reject reason", "reason for rejection",
        "disqualified reason", "disqualification reason", "unqualified reason", "not qualified reason",
        "lost reason", "closed lost reason", "reason", "ablehnungsgrund", "grund der ablehnung",
        "disqualifizierungsgrund", "absagegrund", "verlustgrund", "motif de refus", "motif de rejet",
        "raison du refus", "motif de perte", "motivo de rechazo", "razon de rechazo", "motivo de descarte",
        "motivo de perdida", "motivo de rejeicao", "motivo da rejeicao", "motivo da desqualificacao",
        "motivo de perda", "motivo da perda", "motivo del rifiuto", "motivo di rifiuto", "motivo rifiuto",
        "motivo di scarto", "why rejected", "reason rejected", "rejected because", "powod odrzucenia",
        "orsak", "motivo do descarte", "motivo scarto", "reason for loss",
        "reden van afwijzing", "afwijsreden", "reden afwijzing", "verliesreden", "grund", "begrundung",
        "raison", "motif", "motivo", "razon", "reden",
      ]
    ),
    (
      .contactedBy,
      [
        "first call by", "first contact by", "contacted by", "first contacted by", "called by",
        "first attempt by", "attempt by", "erstkontakt durch", "angerufen von", "premier contact par",
        "contacte par",
        "primer contacto por", "contactado por", "primeiro contato por", "primo contatto da", "gebeld door",
        "door wie gebeld",
        "eerste contact door",
      ]
    ),
    (.acceptance, ["acceptance note", "acceptance notes", "accepted note", "acceptance reason"]),
    (
      .documentedAt,
      ["reason documented at", "reason entered at", "rejection documented at", "documented at"]
    ),
    (
      .requestKind,
      ["first conversion", "first conversion event name", "request type", "form name", "form submitted"]
    ),
  ]

  /// Keys of leads, as tables of databases call them.
  private static let leadKeys = ["lead", "contact", "prospect", "person", "customer"].flatMap { whose in
    ["key", "uuid", "guid", "id"].map { "\(whose) \($0)" }
  }

  /// "Assigned to", as a person's column is called.
  static let assignees = [
    "zugewiesen an", "zugeteilt an", "zugeordnet", "attribue a", "assigne a", "affecte a", "asignado a",
    "asignada a", "atribuido a", "atribuido para", "assegnato a", "assegnata a", "toegewezen aan",
  ]
}
