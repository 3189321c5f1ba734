internal import Agreements

/// How CRMs and people name columns: HubSpot's and Salesforce's labels and API names, and common words of other
/// languages, each in lower case with single spaces.
enum Vocabulary {
  static let phrases: [(role: ColumnRole, names: [String])] = [
    (
      .event(.mql),
      [
        "became a marketing qualified lead date", "hs lifecyclestage marketingqualifiedlead date",
        "hs v2 date entered marketingqualifiedlead", "date entered marketing qualified lead", "mql date",
        "mql at",
        "became mql", "mql", "date mql", "marketing qualified at", "marketing qualified date",
        "qualification date",
        "qualified at", "mql datum", "mql am", "date de mql", "fecha mql", "data mql", "mql since",
      ]
    ),
    (
      .event(.requested),
      [
        "demo requested", "demo request date", "demo requested at", "request date", "requested at",
        "first conversion date", "demo angefragt", "demoanfrage", "demande de demo",
      ]
    ),
    (
      .event(.created),
      [
        "create date", "created date", "createdate", "created at", "creation date", "lead date",
        "date created",
        "created", "created on", "createddate", "erstellt am", "erstelldatum", "angelegt am",
        "date de creation",
        "fecha de creacion", "aanmaakdatum", "aangemaakt op", "data di creazione", "data de criacao",
      ]
    ),
    (
      .event(.assigned),
      [
        "owner assigned date", "hubspot owner assigneddate", "assigned at", "assignment date",
        "assigned date",
        "date assigned", "assigned on", "zugewiesen am", "toegewezen op", "assigne le", "asignado el",
      ]
    ),
    (
      .event(.attempt),
      [
        "first contact at", "first contacted", "first contacted at", "first call", "first call at",
        "first call date",
        "first outreach", "first outreach date", "first touch", "first activity", "first response at",
        "called at",
        "contacted at", "first sales activity", "hs sa first engagement date", "time of first engagement",
        "first response date", "erster anruf", "erstkontakt", "erster kontakt", "premier contact",
        "primer contacto",
        "eerste contact", "first contact attempt", "contact attempt at", "first attempt",
      ]
    ),
    (.event(.connected), ["connected at", "first connected", "first connected at", "reached at"]),
    (.event(.replied), ["replied at", "first reply", "first reply at", "first replied", "antwort am"]),
    (
      .event(.meetingBooked),
      [
        "meeting booked", "meeting booked at", "first meeting booked", "meeting date", "site visit date",
        "demo date",
      ]
    ),
    (
      .event(.accepted),
      [
        "accepted at", "accepted date", "sal date", "sal at", "sales accepted at", "sales accepted date",
        "angenommen am",
      ]
    ),
    (
      .event(.sql),
      [
        "became a sales qualified lead date", "hs lifecyclestage salesqualifiedlead date", "sql date",
        "sql at",
        "sales qualified at", "sales qualified date", "became sql", "sql", "negotiation date",
      ]
    ),
    (
      .event(.opportunity),
      [
        "became an opportunity date", "hs lifecyclestage opportunity date", "opportunity date",
        "opportunity at",
        "converted date", "converteddate", "opp created date", "opportunity created date",
      ]
    ),
    (
      .event(.won),
      [
        "became a customer date", "hs lifecyclestage customer date", "won at", "won date", "closed won date",
        "booking date", "customer since", "gewonnen am", "close date", "closedate", "closed date",
        "closed at",
      ]
    ),
    (.event(.lost), ["lost at", "lost date", "closed lost date", "verloren am"]),
    (
      .event(.rejected),
      [
        "rejected at", "rejected date", "rejected on", "disqualified at", "disqualified date",
        "unqualified at",
        "unqualified date", "abgelehnt am", "afgewezen op", "rejete le", "rechazado el",
      ]
    ),
    (.event(.recycled), ["recycled at", "recycled date", "nurture date", "returned to marketing date"]),
    (.event(.unsubscribed), ["unsubscribed at", "unsubscribed date", "opted out at"]),
    (
      .id,
      [
        "lead id", "record id", "contact id", "id", "vid", "hs object id", "mql id", "case id", "lead number",
        "contact vid", "who id", "whoid", "kontakt id", "lead nr", "prospect id", "id prospect", "id lead",
        "associated contact id", "associated contact ids", "opportunity contact id",
      ]
    ),
    (
      .alias,
      [
        "converted contact id", "convertedcontactid", "merged ids", "hs merged object ids",
        "merged record ids",
        "merged contact ids", "calculated merged vids", "merged object ids",
      ]
    ),
    (
      .email,
      [
        "email", "e mail", "email address", "e mail address", "mail", "e mail adresse", "correo electronico",
        "correo",
        "courriel", "adresse e mail", "contact email", "associated contact email", "indirizzo email",
        "emailadres",
      ]
    ),
    (
      .score,
      [
        "score", "lead score", "hubspot score", "hubspotscore", "lead scoring", "scoring", "punkte",
        "lead rating score",
        "contact score", "puntuacion", "hs predictivecontactscore v2", "likelihood to close",
      ]
    ),
    (
      .amount,
      [
        "amount", "amount req", "amount requested", "deal amount", "opportunity amount", "deal value",
        "betrag",
        "montant", "importe", "bedrag", "importo", "valor", "deal value monthly usd", "contract value",
      ]
    ),
    (
      .currency,
      [
        "currency", "deal currency code", "currencyisocode", "currency iso code", "wahrung", "devise",
        "moneda",
      ]
    ),
    (
      .source,
      [
        "original source", "hs analytics source", "original traffic source", "lead source", "leadsource",
        "source",
        "source channel", "marketing channel", "origin", "queue", "utm source", "quelle", "lead quelle",
        "herkunft",
        "bron", "herkomst", "origine", "origen", "fuente", "fonte", "channel",
      ]
    ),
    (
      .region,
      ["region", "state region", "territory", "country region", "country", "land", "pays", "pais", "paese"]
    ),
    (
      .owner,
      [
        "contact owner", "lead owner", "owner", "hubspot owner id", "ownerid", "owner id", "owner rep",
        "assigned to",
        "sales rep", "agent id", "activity owner", "created by", "createdbyid", "created by id", "besitzer",
        "zustandig", "eigenaar", "proprietaire", "propietario", "resource", "activity assigned to",
      ]
    ),
    (
      .field("company"),
      [
        "company", "company name", "associated company", "account name", "company account", "firma",
        "unternehmen",
        "bedrijf", "empresa", "societe", "azienda", "account id", "associated company domain",
      ]
    ),
    (
      .field("role"),
      [
        "job title", "jobtitle", "title", "role", "position", "function", "funktion", "functie", "cargo",
        "fonction",
      ]
    ),
    (
      .field("phone"),
      [
        "phone", "phone number", "mobile phone number", "mobile", "telefon", "telefoon", "telephone",
        "telefono",
      ]
    ),
    (
      .stage,
      [
        "lifecycle stage", "lifecyclestage", "lead status", "hs lead status", "stage", "status", "lead stage",
        "deal stage", "stagename", "stage name", "outcome", "phase", "estado", "statut",
      ]
    ),
    (
      .rejectionReason,
      [
        "rejection reason", "rejected reason", "reject reason", "disqualified reason", "unqualified reason",
        "lost reason", "closed lost reason", "reason", "ablehnungsgrund", "reden van afwijzing",
        "motif de refus",
      ]
    ),
    (
      .kind,
      [
        "activity type", "tasksubtype", "task subtype", "engagement type", "activity", "event", "event type",
        "type",
        "event name", "activitytype", "aktivitat", "aktivitatstyp", "activiteit",
      ]
    ),
    (
      .time,
      [
        "activity date", "activitydate", "timestamp", "occurred at", "event date", "event time", "date",
        "time",
        "completed at", "completed date", "happened at", "hs timestamp", "zeitpunkt", "datum",
        "date activity", "fecha",
      ]
    ),
    (.property, ["name", "property", "property name", "field", "field name", "field event", "merkmal"]),
    (.value, ["value", "new value", "newvalue", "property value", "neuer wert"]),
  ]

  /// Words for what is done to reach a lead, as they stand in columns that say what happened.
  static let outreach = [
    "call", "email", "e mail", "mail", "linkedin", "sms", "whatsapp", "message", "anruf", "telefonat",
    "appel", "llamada",
    "outbound", "cold call", "outreach", "listemail",
  ]

  /// The same for meetings.
  static let meetings = ["meeting", "demo", "visit", "termin", "besprechung", "rendez vous", "reunion"]

  /// Names that only columns of deals have.
  static let deals: Set<String> = [
    "deal id", "deal name", "dealname", "deal stage", "dealstage", "opportunity id", "opp id",
    "opportunity name",
    "stagename", "stage name", "close date", "closedate",
  ]

  /// Names of what a row of activities or deals is by itself, and not of its lead.
  static let ownIDs: Set<String> = ["id", "record id", "hs object id", "lead number"]

  /// Words for the stages from MQL on, as they stand in columns of stages.
  static let qualified = [
    "marketingqualifiedlead", "marketing qualified lead", "mql", "marketing qualified",
  ]
}
