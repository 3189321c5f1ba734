internal import Agreements

/// How columns with the time of a decision or of a deal are called; see ``Vocabulary``.
extension Vocabulary {
  static let decisions: [(role: ColumnRole, names: [String])] = [
    (
      .event(.accepted),
      [
        "accepted at", "accepted date", "accepted on", "sal date", "sal at", "sales accepted at",
        "sales accepted date", "accepted by sales", "sales accepted on", "sales accepted",
        "date entered sales accepted lead", "accepted",
        "angenommen am",
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
        "unqualified date", "rejected", "rejected by sales", "abgelehnt am", "ablehnungsdatum",
        "disqualifiziert am",
        "disqualifizierungsdatum", "rejete le",
        "refuse le", "date de refus", "date de rejet", "disqualifie le", "rechazado el", "fecha de rechazo",
        "descartado el", "fecha de descarte", "rejeitado em", "desqualificado em", "descartado em",
        "data de descarte", "data de rejeicao", "rifiutato il",
        "scartato il", "data rifiuto", "afgewezen op", "gediskwalificeerd op", "afgekeurd op",
        "odrzucono dnia", "avvisad",
      ]
    ),
    (
      .event(.recycled),
      [
        "recycled at", "recycled date", "recycled on", "recycled", "nurture date",
        "returned to marketing date",
        "zuruck an marketing am", "recycle le", "reciclado el", "reciclado em", "riciclato il",
        "teruggestuurd op",
      ]
    ),
    (.event(.reopened), ["reopened at", "reopened date", "reopened on", "reopened", "wieder geoffnet am"]),
    (.event(.merged), ["merged at", "merged on", "merge date", "merged"]),
    (
      .event(.unsubscribed),
      [
        "unsubscribed at", "unsubscribed date", "unsubscribed on", "unsubscribe date", "opted out at",
        "unsubscribed",
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
        "first deal created date", "opportunity", "converted at", "converted on", "conversion date",
        "konvertiert am", "konvertierungsdatum",
        "verkaufschance am", "converti le", "date de conversion", "convertido el", "fecha de conversion",
        "fecha de oportunidad", "convertido em", "data de conversao", "convertito il",
        "trattativa aperta il", "trattativa aperta", "data apertura trattativa",
        "data di conversione", "data opportunita", "geconverteerd op", "conversiedatum",
      ]
    ),
    (
      .event(.won),
      [
        "became a customer date", "hs lifecyclestage customer date", "hs v2 date entered customer",
        "date entered customer", "won at", "won date", "won time", "won on", "won", "closed won date",
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
        "lost at", "lost date", "lost time", "lost on", "lost", "closed lost date", "verloren am", "perdu le",
        "perdido el", "fecha de perdida", "perdido em", "data de perda", "perso il", "verloren op",
      ]
    ),
  ]
}
