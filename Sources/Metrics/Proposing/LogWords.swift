internal import Agreements

/// How logs call what happened: what it happened to and what was done, such as `lead_accepted`; see ``Vocabulary``.
extension Vocabulary {
  /// What a value of a log says that happened to a lead; nil where a word of it is not known.
  static func happening(_ value: String) -> Mapping.EventKind? {
    let words = Set(normalized(value).split(separator: " ").map(String.init)).subtracting(betweenWords)
    return logWords.first { $0.isSaid(by: words) }?.kind
  }

  private struct LogWord {
    let kind: Mapping.EventKind
    /// One of these has to stand there; with `of`, also one of those.
    let done: Set<String>
    var of: Set<String> = []
    /// What may stand there besides.
    var beside: Set<String> = []

    func isSaid(by words: Set<String>) -> Bool {
      !words.isDisjoint(with: done) && (of.isEmpty || !words.isDisjoint(with: of))
        && words.isSubset(of: done.union(of).union(beside))
    }
  }

  private static let betweenWords: Set<String> = [
    "the", "a", "an", "by", "to", "from", "was", "is", "has", "been", "got", "sales", "over", "off", "as",
    "event",
  ]

  private static let logWords: [LogWord] = {
    let leads: Set<String> = ["lead", "contact", "prospect", "mql", "sal"]
    let deals: Set<String> = ["deal", "opportunity", "opp"]
    return [
      LogWord(
        kind: .accepted,
        done: [
          "accepted", "angenommen", "akzeptiert", "accepte", "aceptado", "aceito", "accettato",
          "geaccepteerd",
        ], beside: leads),
      LogWord(
        kind: .rejected,
        done: [
          "rejected", "disqualified", "unqualified", "abgelehnt", "disqualifiziert", "rejete", "disqualifie",
          "rechazado", "descartado", "rejeitado", "desqualificado", "rifiutato", "scartato", "afgewezen",
          "gediskwalificeerd",
        ], beside: leads.union(["sql"])),
      LogWord(kind: .recycled, done: ["recycled", "reciclado", "riciclato", "gerecycled"], beside: leads),
      LogWord(kind: .reopened, done: ["reopened"], beside: leads),
      LogWord(
        kind: .assigned, done: ["assigned", "reassigned", "routed", "zugewiesen", "toegewezen"],
        beside: leads.union(["owner", "rep", "sdr"])),
      LogWord(
        kind: .handoff, done: ["handed", "handover", "handoff", "ubergeben", "overgedragen"], beside: leads),
      LogWord(kind: .connected, done: ["connected", "reached"], of: ["call", "connected"]),
      LogWord(
        kind: .mql, done: ["mql"],
        beside: ["reached", "created", "became", "qualified", "marked", "new", "lead"]
      ),
      LogWord(
        kind: .sql, done: ["sql"],
        beside: ["reached", "created", "became", "qualified", "marked", "new", "lead"]
      ),
      LogWord(
        kind: .opportunity, done: ["created", "opened", "started"], of: deals, beside: ["lead", "new"]),
      LogWord(
        kind: .created, done: ["created", "added", "captured"], of: ["lead", "contact", "prospect"],
        beside: ["new"]),
      LogWord(
        kind: .won, done: ["won", "gewonnen", "gagne", "ganado", "ganho", "vinto"],
        beside: deals.union(["closed", "lead"])),
      LogWord(
        kind: .lost, done: ["lost", "verloren", "perdu", "perdido", "perso"],
        beside: deals.union(["closed", "lead"])),
      LogWord(kind: .merged, done: ["merged"], beside: ["lead", "contact", "record", "records"]),
      LogWord(kind: .unsubscribed, done: ["unsubscribed"], beside: ["lead", "contact", "prospect"]),
    ]
  }()
}
