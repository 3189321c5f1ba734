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
        "marketing gekwalificeerde lead", "lead calificado para marketing", "lead cualificado para marketing",
        "lead qualificado para marketing", "lead qualificado pelo marketing",
        "lead qualifie par le marketing", "lead qualifie marketing", "lead qualificato dal marketing",
        "qualificato marketing il", "qualificato dal marketing il", "qualifie par le marketing le",
        "calificado por marketing el", "vom marketing qualifiziert am",
      ]
    ),
    (
      .event(.requested),
      [
        "demo requested", "demo request date", "demo requested at", "demo requested on", "demo request",
        "request date", "requested at", "requested on", "hand raise date", "demo angefragt",
        "demo angefragt am", "demoanfrage", "demande de demo", "demo demandee le", "demo solicitada el",
        "solicitud de demo", "demo solicitada em", "demo richiesta il", "richiesta demo",
        "demo aangevraagd op", "demo aangevraagd", "requested", "first conversion date",
      ]
    ),
    (
      .event(.created),
      [
        "create date", "created date", "created at", "creation date", "lead created date", "lead date",
        "date created", "created", "created on", "created time", "enquiry date", "inquiry date", "add time",
        "date added", "added on", "lead created", "inbound date", "entry date", "erstellt am", "erstelldatum",
        "erstellungsdatum", "angelegt am",
        "anlagedatum", "anfrage vom", "anfrage am", "anfragedatum", "aanvraagdatum", "aangevraagd op",
        "date de la demande", "fecha de solicitud", "data richiesta", "eingangsdatum", "eingegangen am",
        "eingang", "date de creation", "date creation",
        "cree le",
        "date d ajout", "date d entree", "date d arrivee", "fecha de creacion", "fecha creacion", "creado el",
        "fecha de alta",
        "fecha de entrada",
        "data de criacao", "data criacao", "criado em", "data de cadastro", "data de entrada",
        "data di creazione",
        "data creazione", "creato il", "data di inserimento", "data inserimento", "inserito il",
        "aanmaakdatum",
        "aangemaakt op", "binnengekomen op", "datum aangemaakt", "aangemaakt", "data utworzenia", "skapad",
        "skapades",
      ]
    ),
    (
      .event(.assigned),
      [
        "owner assigned date", "hubspot owner assigneddate", "assigned at", "assignment date",
        "assigned date", "date assigned", "assigned on", "owner assignment date",
        "datum der zuweisung des zustandigen mitarbeiters", "date d attribution au proprietaire",
        "fecha de asignacion del propietario", "data de atribuicao do proprietario", "zugewiesen am",
        "zuweisungsdatum", "zugeteilt am", "assigne le", "attribue le", "date d attribution",
        "date d affectation", "asignado el", "fecha de asignacion", "atribuido em", "data de atribuicao",
        "assegnato il", "data di assegnazione", "data assegnazione", "toegewezen op", "toewijzingsdatum",
        "assigned",
      ]
    ),
    (
      .event(.handoff),
      [
        "handoff date", "handoff at", "handoff", "handover date", "handed over at", "handed over on",
        "handed to sales",
        "passed to sales", "passed to sales date", "sent to sales", "sent to sales date", "ubergeben am",
        "ubergabedatum", "an vertrieb ubergeben am", "ubergabe an vertrieb", "ubergabe am",
        "ubergabe an sales", "transmis le", "transmis aux ventes le",
        "entregado a ventas el", "fecha de traspaso", "passado para vendas em", "enviado para vendas em",
        "passato alle vendite il", "overgedragen op", "overdrachtsdatum",
      ]
    ),
    (
      .event(.alert),
      [
        "alert at", "alerted at", "alert date", "intent alert at", "intent alert", "intent date",
        "surge date", "alert triggered at", "alert", "alerte le", "alerta el", "alerta em",
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
        "first sales touch", "sales first touch", "attempt", "contacted on", "date contacted",
        "first email sent", "erster anruf",
        "erstkontakt", "erster kontakt", "erstkontakt am", "kontaktiert am", "erster kontaktversuch",
        "angerufen am", "erste interaktion", "datum der ersten interaktion", "premier contact",
        "premier appel", "premiere interaction", "date de premier contact", "contacte le",
        "date du premier contact", "primer contacto", "primera llamada", "primera interaccion",
        "contactado el",
        "fecha de primer contacto", "fecha primer contacto", "primeiro contato", "primeiro contacto",
        "primeira ligacao", "primeira interacao", "contatado em", "data do primeiro contato",
        "primo contatto", "prima chiamata", "prima telefonata", "prima interazione",
        "contattato il", "data primo contatto", "data del primo contatto", "eerste contact",
        "eerste belpoging", "eerste interactie", "pierwszy kontakt", "forsta kontakt", "gebeld op",
        "eerst gebeld", "eerste contactpoging", "gecontacteerd op", "date of first call",
        "erste kontaktaufnahme", "datum der ersten kontaktaufnahme", "datum erstkontakt",
        "erstkontaktdatum", "datum des erstkontakts", "premiere prise de contact",
        "date de premiere prise de contact", "date de la premiere prise de contact",
        "date premier contact", "primer contacto el", "fecha del primer contacto",
        "fecha primera llamada", "fecha de la primera llamada", "data primeiro contato",
        "primeiro contato em", "data da primeira ligacao", "primo contatto il", "data prima chiamata",
        "data della prima chiamata", "datum eerste contact", "eerste contact op",
        "eerste contactmoment", "datum eerste contactmoment",
      ]
    ),
    (
      .event(.connected),
      [
        "connected at", "connected on", "first connected", "first connected at", "reached at",
        "first conversation", "connected", "erreicht am", "joint le", "contacto efectivo el", "bereikt op",
        "gesproken op", "gesprochen am", "spoken on",
      ]
    ),
    (
      .event(.replied),
      [
        "replied at", "first reply", "first reply at", "first replied", "replied on", "replied", "antwort am",
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
        "data appuntamento", "appuntamento il", "afspraak op", "afspraak ingepland op",
        "afspraak gepland op", "afspraak gemaakt op", "afspraakdatum",
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
}
