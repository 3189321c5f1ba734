internal import Agreements

/// How columns with the time of an event are called: HubSpot's and Salesforce's labels and API names, and people's words
/// in seven languages.
///
/// All in lower case, without accents, words apart; the likelier first.
extension Vocabulary {
  static let beginnings: [(role: ColumnRole, names: [String])] = [
    (
      .event(.mql),
      [
        "became a marketing qualified lead date", "hs lifecyclestage marketingqualifiedlead date",
        "hs v2 date entered marketingqualifiedlead", "date entered marketing qualified lead", "mql date",
        "mql at", "became mql", "became an mql", "mql", "date mql", "marketing qualified at",
        "marketing qualified date", "marketing qualified lead", "marketingqualifiedlead",
        "marketing qualified", "qualification date", "qualified at", "qualified date", "qualified on",
        "mql since", "mql time", "mql timestamp", "mql datum", "mql am", "mql seit", "qualifiziert am",
        "qualifizierungsdatum", "date de mql", "date de qualification", "qualifie le", "devenu mql le",
        "fecha mql", "fecha de mql", "fecha de calificacion", "fecha de cualificacion", "calificado el",
        "data mql", "data do mql", "data de qualificacao", "qualificado em", "data qualifica",
        "data di qualifica", "qualificato il", "datum mql", "gekwalificeerd op", "kwalificatiedatum",
      ]
    ),
    (
      .event(.requested),
      [
        "demo requested", "demo request date", "demo requested at", "demo requested on", "demo request",
        "request date", "requested at", "requested on", "hand raise date", "demo angefragt",
        "demo angefragt am", "demoanfrage", "demande de demo", "demo demandee le", "demo solicitada el",
        "solicitud de demo", "demo solicitada em", "demo richiesta il", "richiesta demo",
        "demo aangevraagd op", "demo aangevraagd", "first conversion date",
      ]
    ),
    (
      .event(.created),
      [
        "create date", "created date", "created at", "creation date", "lead created date", "lead date",
        "date created", "created", "created on", "created time", "enquiry date", "inquiry date", "add time",
        "date added", "added on", "lead created", "inbound date", "entry date", "erstellt am", "erstelldatum",
        "erstellungsdatum", "angelegt am",
        "anlagedatum", "eingangsdatum", "eingegangen am", "eingang", "date de creation", "date creation",
        "cree le",
        "date d ajout", "date d entree", "fecha de creacion", "fecha creacion", "creado el", "fecha de alta",
        "fecha de entrada",
        "data de criacao", "data criacao", "criado em", "data de cadastro", "data de entrada",
        "data di creazione",
        "data creazione", "creato il", "data di inserimento", "data inserimento", "inserito il",
        "aanmaakdatum",
        "aangemaakt op", "binnengekomen op", "datum aangemaakt", "aangemaakt",
      ]
    ),
    (
      .event(.assigned),
      [
        "owner assigned date", "hubspot owner assigneddate", "assigned at", "assignment date",
        "assigned date", "date assigned", "assigned on", "owner assignment date", "zugewiesen am",
        "zuweisungsdatum", "zugeteilt am", "assigne le", "attribue le", "date d attribution",
        "date d affectation", "asignado el", "fecha de asignacion", "atribuido em", "data de atribuicao",
        "assegnato il", "data di assegnazione", "data assegnazione", "toegewezen op", "toewijzingsdatum",
      ]
    ),
    (
      .event(.handoff),
      [
        "handoff date", "handoff at", "handoff", "handover date", "handed over at", "handed over on",
        "handed to sales",
        "passed to sales", "passed to sales date", "sent to sales", "sent to sales date", "ubergeben am",
        "ubergabedatum", "an vertrieb ubergeben am", "transmis le", "transmis aux ventes le",
        "entregado a ventas el", "fecha de traspaso", "passado para vendas em", "enviado para vendas em",
        "passato alle vendite il", "overgedragen op", "overdrachtsdatum",
      ]
    ),
    (
      .event(.alert),
      [
        "alert at", "alerted at", "alert date", "intent alert at", "intent alert", "intent date",
        "surge date", "alert triggered at", "alerte le", "alerta el", "alerta em",
      ]
    ),
  ]

  static let contacts: [(role: ColumnRole, names: [String])] = [
    (
      .event(.attempt),
      [
        "first contact at", "first contacted", "first contacted at", "first call", "first call at",
        "first call date", "first outreach", "first outreach date", "first response at", "called at",
        "contacted at", "first sales activity", "hs sa first engagement date", "time of first engagement",
        "date of first engagement", "first response date", "first contact date", "first contact",
        "date of first contact", "first contact attempt", "contact attempt at", "first attempt",
        "first sales touch", "contacted on", "date contacted", "first email sent", "erster anruf",
        "erstkontakt", "erster kontakt", "erstkontakt am", "kontaktiert am", "erster kontaktversuch",
        "angerufen am", "premier contact", "premier appel", "date de premier contact", "contacte le",
        "date du premier contact", "primer contacto", "primera llamada", "contactado el",
        "fecha de primer contacto", "fecha primer contacto", "primeiro contato", "primeiro contacto",
        "primeira ligacao", "contatado em", "data do primeiro contato", "primo contatto", "prima chiamata",
        "contattato il", "data primo contatto", "data del primo contatto", "eerste contact",
        "eerste belpoging", "gebeld op", "eerst gebeld", "eerste contactpoging", "gecontacteerd op",
      ]
    ),
    (
      .event(.connected),
      [
        "connected at", "connected on", "first connected", "first connected at", "reached at",
        "first conversation", "erreicht am", "joint le", "contacto efectivo el", "bereikt op",
      ]
    ),
    (
      .event(.replied),
      [
        "replied at", "first reply", "first reply at", "first replied", "replied on", "antwort am",
        "geantwortet am", "repondu le", "respondio el", "respondeu em", "risposto il", "beantwoord op",
      ]
    ),
    (
      .event(.meetingBooked),
      [
        "meeting booked", "meeting booked at", "first meeting booked", "meeting date", "meeting scheduled",
        "site visit date", "demo date", "demo scheduled", "demo booked", "discovery call date",
        "engagements last meeting booked", "date of last meeting booked in meetings tool",
        "termin vereinbart am", "termin am", "meeting scheduled for", "rendez vous le", "date du rendez vous",
        "rdv le", "date rdv",
        "fecha de reunion", "reunion agendada el", "data da reuniao", "reuniao agendada em",
        "data appuntamento", "appuntamento il", "afspraak op", "afspraak ingepland op", "afspraakdatum",
      ]
    ),
    (
      .event(.updated),
      [
        "last contacted", "notes last contacted", "last contacted at", "last contact date", "last contact",
        "letzter kontakt", "letzter kontakt am", "dernier contact", "date du dernier contact",
        "ultimo contacto", "fecha de ultimo contacto", "ultimo contato", "data do ultimo contato",
        "ultimo contatto", "data ultimo contatto", "laatste contact", "laatst gecontacteerd op",
      ]
    ),
  ]

  static let decisions: [(role: ColumnRole, names: [String])] = [
    (
      .event(.accepted),
      [
        "accepted at", "accepted date", "accepted on", "sal date", "sal at", "sales accepted at",
        "sales accepted date", "sales accepted", "date entered sales accepted lead", "angenommen am",
        "akzeptiert am", "accepte le", "date d acceptation", "aceptado el", "fecha de aceptacion",
        "aceito em", "data de aceite", "aceito por vendas em", "accettato il", "data accettazione",
        "geaccepteerd op",
      ]
    ),
    (
      .event(.rejected),
      [
        "rejected at", "rejected date", "rejected on", "rejection date", "disqualified at",
        "disqualified date", "disqualified on", "disqualification date", "unqualified at",
        "unqualified date", "abgelehnt am", "ablehnungsdatum", "disqualifiziert am",
        "disqualifizierungsdatum", "rejete le",
        "refuse le", "date de refus", "date de rejet", "disqualifie le", "rechazado el", "fecha de rechazo",
        "descartado el", "fecha de descarte", "rejeitado em", "desqualificado em", "descartado em",
        "data de descarte", "data de rejeicao", "rifiutato il",
        "scartato il", "data rifiuto", "afgewezen op", "gediskwalificeerd op",
      ]
    ),
    (
      .event(.recycled),
      [
        "recycled at", "recycled date", "recycled on", "nurture date", "returned to marketing date",
        "zuruck an marketing am", "recycle le", "reciclado el", "reciclado em", "riciclato il",
        "teruggestuurd op",
      ]
    ),
    (.event(.reopened), ["reopened at", "reopened date", "reopened on", "wieder geoffnet am"]),
    (.event(.merged), ["merged at", "merged on", "merge date"]),
    (
      .event(.unsubscribed),
      [
        "unsubscribed at", "unsubscribed date", "unsubscribed on", "unsubscribe date", "opted out at",
        "opt out date", "abgemeldet am", "desinscrit le", "uitgeschreven op",
      ]
    ),
  ]

  static let deals: [(role: ColumnRole, names: [String])] = [
    (
      .event(.sql),
      [
        "became a sales qualified lead date", "hs lifecyclestage salesqualifiedlead date",
        "hs v2 date entered salesqualifiedlead", "date entered sales qualified lead", "sql date", "sql at",
        "sales qualified at", "sales qualified date", "became sql", "became an sql", "sql",
        "sales qualified lead", "salesqualifiedlead", "negotiation date", "sql datum", "sql am",
        "date de sql", "date sql", "fecha sql", "fecha de sql", "data sql",
      ]
    ),
    (
      .event(.opportunity),
      [
        "became an opportunity date", "hs lifecyclestage opportunity date",
        "hs v2 date entered opportunity", "date entered opportunity", "opportunity date",
        "opportunity at", "converted date", "opp created date", "opportunity created date",
        "opportunity created", "deal created date", "deal created at", "deal created",
        "first deal created date", "converted at", "converted on", "conversion date", "konvertiert am",
        "verkaufschance am", "converti le", "date de conversion", "convertido el", "fecha de conversion",
        "fecha de oportunidad", "convertido em", "data de conversao", "convertito il",
        "data di conversione", "data opportunita", "geconverteerd op", "conversiedatum",
      ]
    ),
    (
      .event(.won),
      [
        "became a customer date", "hs lifecyclestage customer date", "hs v2 date entered customer",
        "date entered customer", "won at", "won date", "won time", "won on", "closed won date",
        "booking date", "customer since", "deal closed date", "close date", "closed date", "closed at",
        "closed on", "actual close date", "gewonnen am", "abschlussdatum", "abgeschlossen am",
        "kunde seit", "gagne le", "date de cloture", "date de fermeture", "date de signature",
        "client depuis", "ganado el", "fecha de cierre", "cliente desde", "ganho em",
        "data de fechamento", "data di chiusura", "vinto il", "gewonnen op", "sluitingsdatum",
        "afsluitdatum", "klant sinds",
      ]
    ),
    (
      .event(.lost),
      [
        "lost at", "lost date", "lost time", "lost on", "closed lost date", "verloren am", "perdu le",
        "perdido el", "fecha de perdida", "perdido em", "data de perda", "perso il", "verloren op",
      ]
    ),
  ]
}
