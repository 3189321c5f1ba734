/// How columns of activities, histories and deals are called; see ``Vocabulary``.
extension Vocabulary {
  static let happenings: [(role: ColumnRole, names: [String])] = [
    (
      .kind,
      [
        "activity type", "task subtype", "engagement type", "event type", "activity", "event name",
        "event", "interaction type", "touchpoint type", "hs engagement type", "hs activity type",
        "activity type name", "activity type id", "type", "action", "task type", "aktivitatstyp",
        "aktivitatsart", "aktivitat",
        "ereignis", "vorgang", "art", "typ", "type d activite", "activite", "tipo de actividad",
        "actividad", "tipo de atividade", "atividade", "tipo attivita", "tipo di attivita", "attivita",
        "tipo", "evento", "activiteitstype", "type activiteit", "activiteit", "soort",
      ]
    ),
    (
      .time,
      [
        "completed date time", "completed at", "completed date", "hs timestamp", "activity date",
        "timestamp", "marked as done time", "done time", "done date", "occurred at", "event date",
        "event time", "start time", "start date time",
        "activity time", "activity datetime", "call date", "edit date", "bearbeitungsdatum",
        "date de modification", "fecha de modificacion", "data de modificacao", "data di modifica",
        "wijzigingsdatum", "change date", "anderungsdatum", "data da alteracao", "fecha de cambio",
        "date de changement", "data modifica", "changed at",
        "date time", "date", "time", "happened at", "started at", "call started at", "at", "when", "due date",
        "zeitpunkt", "zeitstempel",
        "datum uhrzeit", "datum", "geandert am", "date activity", "date d activite", "date et heure",
        "modifie le", "fecha y hora", "fecha de actividad", "fecha", "data e hora", "data da atividade",
        "data", "data e ora", "data attivita", "datum en tijd", "tijdstip", "gewijzigd op",
        "created date", "create date", "created at",
      ] + changeTimes.sorted()
    ),
    (
      .logged,
      [
        "created date", "create date", "created at", "logged at", "logged on", "entered at",
        "hs createdate", "add time", "erfasst am", "angelegt am", "erstellt am", "saisi le", "cree le",
        "registrado el", "creado el", "registrado em", "criado em", "registrato il", "creato il",
        "ingevoerd op", "aangemaakt op",
      ]
    ),
    (
      .actor,
      [
        "created by id", "created by", "creator", "activity created by", "logged by", "performed by",
        "edited by",
        "changed by", "updated by user id", "activity owner", "activity assigned to", "assigned to",
        "owner", "owner id", "hubspot owner id", "assigned", "user", "user id", "user name", "who",
        "resource", "call owner",
        "erstellt von", "bearbeiter", "durchgefuhrt von", "cree par", "realise par",
        "creado por", "realizado por", "criado por", "creato da", "eseguito da", "aangemaakt door",
        "uitgevoerd door",
      ] + assignees
    ),
    (
      .outcome,
      [
        "call outcome", "call disposition", "hs call disposition", "call result", "outcome", "disposition",
        "activity outcome", "result", "meeting outcome", "anrufergebnis", "ergebnis",
        "resultat de l appel", "resultat", "resultado de la llamada", "resultado", "esito chiamata",
        "esito", "gespreksresultaat", "uitkomst",
      ]
    ),
    (
      .done,
      [
        "task status", "hs task status", "activity status", "activity done", "status", "is closed", "done",
        "completed",
        "aufgabenstatus", "erledigt", "statut", "estado", "stato", "afgerond",
      ]
    ),
    (
      .direction,
      ["call direction", "hs call direction", "call type", "direction", "richtung", "direccion", "direzione"]
    ),
    (
      .deliveredAt,
      [
        "delivered at", "alert delivered at", "alert sent at", "notified at", "notification sent at",
        "zugestellt am", "benachrichtigt am",
      ]
    ),
    (
      .property,
      [
        "property", "property name", "field", "field name", "field event", "changed field", "attribute",
        "eigenschaft", "feld", "feld ereignis", "merkmal", "propriete", "champ", "champ evenement",
        "propiedad", "campo", "campo evento", "propriedade", "proprieta", "eigenschap", "veld", "name",
      ]
    ),
    (
      .value,
      [
        "new value", "property value", "value", "neuer wert", "wert", "nouvelle valeur", "valeur",
        "nuevo valor", "novo valor", "valor", "nuovo valore", "valore", "nieuwe waarde", "waarde",
      ]
    ),
  ]

  static let ofDeals: [(role: ColumnRole, names: [String])] = [
    (
      .deal,
      [
        "deal id", "opportunity id", "opp id", "record id", "hs object id", "id", "deal record id",
        "do not modify opportunity", "geschafts id", "id de la transaction", "id del negocio",
        "id do negocio", "id affare",
      ]
    ),
    (
      .dealStage,
      [
        "deal stage", "stage name", "opportunity stage", "deal status", "stage", "deal pipeline stage id",
        "status", "outcome", "geschaftsphase", "phase de la transaction", "etapa del negocio",
        "etapa do negocio", "fase affare", "fase dell affare", "dealfase", "phase", "etape", "etapa", "fase",
        "statut", "estado", "stato",
      ]
    ),
    (.wonFlag, ["is won", "is closed won", "hs is closed won", "won"]),
    (.closedFlag, ["is closed", "is deal closed", "hs is closed", "closed"]),
  ]

  /// Names of the time since when a lead is in a stage.
  static let changeTimes: Set<String> = [
    "entered at", "entered on", "date entered", "entered stage at", "stage entered at", "stage date",
    "stage changed at", "stage change date", "status date", "status changed at", "status changed on",
    "status change date", "changed at", "changed on", "change date", "since", "valid from", "edit date",
    "status seit", "seit", "gultig ab", "statusdatum", "geandert am", "status geandert am", "date du statut",
    "depuis", "depuis le", "modifie le", "fecha de estado", "fecha de cambio", "desde", "data do status",
    "alterado em", "data stato", "dal", "modificato il", "sinds", "gewijzigd op",
  ]

  /// Names of the stage from which a lead came.
  static let earlierStages: Set<String> = [
    "old stage", "old status", "previous stage", "previous status", "from stage", "from status", "stage from",
    "alter status", "alte phase", "vorheriger status", "von status", "ancien statut", "statut precedent",
    "estado anterior", "etapa anterior", "status anterior", "stato precedente", "fase precedente",
    "vorige status", "oude status", "vorige fase",
  ]

  /// What follows "call", "email" or "meeting" in the names of an export of nothing else.
  static let soleColumns: Set<String> = [
    "outcome", "direction", "duration", "duration hh mm ss", "title", "disposition", "status", "body",
    "subject", "send status", "id", "started at", "date", "time", "notes", "start time", "end time",
    "recording url", "from", "to",
  ]

  /// Names that only columns of deals have.
  static let dealNames: Set<String> = [
    "deal id", "deal name", "dealname", "deal stage", "dealstage", "opportunity id", "opp id",
    "opportunity name", "stagename", "stage name", "close date", "closedate", "opp created date",
    "deal pipeline id", "deal pipeline stage id", "deal owner", "deal type", "opportunity owner",
    "is closed won", "closed lost reason", "expected revenue", "probability", "forecast category",
    "deal title", "deal value", "deal status", "deal probability", "do not modify opportunity",
    "geschaftsname", "geschaftsphase", "nom de la transaction", "phase de la transaction",
    "nombre del negocio", "etapa del negocio", "nome do negocio", "etapa do negocio", "nome affare",
    "fase affare", "fase dell affare", "dealnaam", "dealfase",
  ]

  /// Names of what a row of activities or deals is by itself, and not of its lead.
  static let ownIDs: Set<String> = [
    "id", "record id", "hs object id", "lead number", "activity id", "engagement id", "task id",
    "datensatz id",
  ]
}
