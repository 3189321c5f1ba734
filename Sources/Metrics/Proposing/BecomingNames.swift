internal import Agreements

/// Names of the time at which a lead became what it is, as CRMs stamp each stage of its life; see ``Vocabulary``.
extension Vocabulary {
  /// What a lead became by the name of a column: "Data em que se tornou um cliente" is when it was won.
  ///
  /// Nil where the name says nothing of the kind, or a stage that no event is.
  static func became(_ name: String) -> Mapping.EventKind? {
    let spaced = " \(name) "
    guard let phrase = becoming.first(where: { spaced.contains(" \($0) ") }),
      let range = spaced.firstRange(of: " \(phrase) ")
    else { return nil }
    let words = Set(spaced[range.upperBound...].split(separator: " ").map(String.init)).subtracting(around)
    return words.isEmpty ? nil : stages.first { $0.isSaid(by: words) }?.kind
  }

  private static let becoming = [
    "became", "converted to", "converted into", "conversion to", "conversion into", "konversion zum",
    "konversion zur", "konversion zu", "conversion zum", "conversion zur", "wurde zum", "wurde zur",
    "konvertierung zum", "konvertierung zur",
    "conversion en", "passage en", "devenu", "devenue", "convirtio en", "conversion a", "paso a",
    "tornou", "converteu em", "conversao em", "conversao para", "conversione in", "diventato", "diventata",
    "conversie naar",
  ]

  /// Words that say nothing about what it became.
  private static let around: Set<String> = [
    "a", "an", "the", "un", "une", "uma", "um", "una", "uno", "de", "des", "del", "do", "da", "du", "d", "l",
    "la", "le", "les", "der", "die", "das", "den", "by", "par", "por", "pelo", "dal", "dalle", "para", "per",
    "von", "vom", "para", "date", "time", "timestamp", "on", "at", "am", "el", "em", "il", "op", "utc",
    "lifecycle", "stage",
  ]

  private struct BecomingStage {
    let kind: Mapping.EventKind
    /// Of each of these one word has to stand there, and none but those and `others`.
    let needed: [Set<String>]
    var others: Set<String> = []

    func isSaid(by words: Set<String>) -> Bool {
      needed.allSatisfy { !words.isDisjoint(with: $0) }
        && words.isSubset(of: needed.reduce(others) { $0.union($1) })
    }
  }

  private static let stages: [BecomingStage] = {
    let leads: Set<String> = ["lead", "leads", "piste", "prospect"]
    let qualified: Set<String> = [
      "qualified", "qualifie", "qualifiee", "calificado", "cualificado", "qualificado", "qualificato",
      "qualifizierter", "qualifizierten", "gekwalificeerd", "gekwalificeerde",
    ]
    let sales: Set<String> = [
      "sales", "vertrieb", "vertriebs", "ventes", "commerciale", "commercial", "comercial", "commercialement",
      "ventas", "vendas", "vendite", "verkoop",
    ]
    return [
      BecomingStage(kind: .mql, needed: [["mql"]], others: leads),
      BecomingStage(kind: .sql, needed: [["sql"]], others: leads),
      BecomingStage(kind: .mql, needed: [["marketing"], qualified], others: leads),
      BecomingStage(
        kind: .sql, needed: [sales, qualified], others: leads.union(["equipe", "equipo", "team"])),
      BecomingStage(
        kind: .opportunity,
        needed: [
          [
            "opportunity", "opportunite", "oportunidad", "oportunidade", "opportunita", "verkaufschance",
            "verkoopkans",
          ]
        ]),
      BecomingStage(
        kind: .won,
        needed: [["customer", "kunde", "kunden", "client", "cliente", "klant"]]),
      BecomingStage(kind: .created, needed: [leads]),
    ]
  }()
}
