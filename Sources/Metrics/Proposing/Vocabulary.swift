/// How CRMs and people name columns and values: HubSpot's and Salesforce's labels and API names, and common words in
/// English, German, French, Spanish, Portuguese, Italian and Dutch.
///
/// All in lower case, without accents, words apart, as ``normalized(_:)`` makes them.
enum Vocabulary {
  /// What each kind of column is called, the likelier name first.
  static let phrases: [Phrase] =
    [
      beginnings, contacts, requests, decisions, deals, keys, worth, groups, fields, happenings, ofDeals,
    ].flatMap { $0 }.map { Phrase($0.role, $0.names) }

  struct Phrase: Sendable {
    let role: ColumnRole
    let names: [(text: String, joined: String, core: String?, words: Int)]

    init(_ role: ColumnRole, _ names: [String]) {
      self.role = role
      self.names = names.map { name in
        let words = name.split(separator: " ")
        return (name, name.filter { $0 != " " }, Vocabulary.core(words, ofTime: role.isTime), words.count)
      }
    }
  }

  /// Words that say nothing where they stand among others.
  static let vague: Set<String> = [
    "id", "name", "title", "type", "date", "time", "value", "field", "role", "reason", "status", "stage",
    "created", "data", "datum", "fecha", "typ", "art", "tipo", "soort", "action", "event", "user", "owner id",
    "to", "won", "closed", "done", "completed", "result", "phase", "fase", "valor", "waarde", "wert", "state",
    "team", "land", "market", "function", "position", "channel", "origin", "queue", "assigned", "mail",
    "region", "property", "activity", "origine", "connected", "alert", "opportunity", "lost", "merged", "at",
    "when", "who", "requested", "attempt", "replied", "accepted", "rejected", "recycled", "unsubscribed",
    "reopened", "grund", "raison", "motif", "motivo", "razon", "reden", "klasse", "classe", "clase", "kunde",
    "estado",
    "state", "volumen", "budget",
  ]

  /// Names that say what happened whatever stands around them.
  static let acronyms: Set<String> = ["mql", "sql"]

  /// Words around a name that change nothing about what it names.
  static let filler: Set<String> = [
    "a", "an", "the", "of", "in", "on", "at", "to", "date", "time", "timestamp", "datetime", "stage", "lead",
    "contact", "der", "die", "das", "des", "dem", "den", "zum", "zur", "am", "im", "datum", "de", "du", "la",
    "le", "les", "l", "d", "en", "deal", "person", "activity", "record", "custom", "properties", "el", "los",
    "las", "fecha", "do", "da", "dos", "em", "data", "di", "del", "della", "dell", "il", "lo", "van", "het",
    "een", "op", "utc", "gmt", "cet", "first",
  ]

  /// Words with which a name is not that of the time at which something began.
  static let barring: Set<String> = [
    "exited", "exit", "left", "days", "hours", "minutes", "seconds", "count", "number", "num", "cumulative",
    "duration", "latest", "synced", "modified", "viewed", "referenced", "due", "reminder", "bounced",
    "birth", "birthday", "deleted", "planned", "projected", "next",
  ]
}
