internal import Agreements

/// What the words around a known name take from it, or add to it; see ``Vocabulary``.
extension Vocabulary {
  /// Whether the words of a name are about something that has not happened, or about something else than leads have.
  static func bars(_ words: [Substring]) -> Bool {
    words.contains { word in
      barring.contains(String(word)) || expectations.contains { word.hasPrefix($0) }
    }
      // At the end it is a zone.
      || words.dropLast().contains("est")
  }

  /// How words begin of what is expected, wanted or due.
  private static let expectations = [
    "expect", "estimat", "forecast", "anticipat", "target", "predict", "probabl", "prevu", "previs",
    "esperad", "estimad", "stimat", "planifi", "planej", "planead", "pianific", "voraussicht", "erwart",
    "geplant", "gepland", "geschatzt", "geschat", "verwacht", "beoogd", "nachst", "prochain", "proxim",
    "prossim", "volgend", "deadline", "frist", "echeanc", "vencim", "scadenz", "fallig", "ziel", "goal",
    "objecti", "objetiv", "obiettiv", "streef",
  ]

  /// Whether a known name still says what it does among the other words of a column's name.
  static func keeps(_ known: String, among words: [Substring], as role: ColumnRole) -> Bool {
    if [.owner, .actor, .contactedBy].contains(role) { return !isOfTeam(words) }
    guard case .event(let kind) = role else { return true }
    switch kind {
    case .accepted, .rejected, .recycled, .reopened: return isAboutLeads(known, words)
    // Tickets are closed, too.
    case .won where isClosing(known):
      return words.allSatisfy {
        known.contains($0) || filler.contains(String($0)) || deciders.contains(String($0))
          || ofClosings.contains($0)
      }
    case .opportunity where known.contains("conver") || known.contains("konver"):
      return isOfLead(known, words)
    case .created where words.contains(where: { others.contains($0) && !known.contains($0) }): return false
    case .attempt, .connected, .replied, .opportunity, .created, .requested, .requestedPricing,
      .requestedContact:
      return !words.contains { latest.contains($0) && !known.contains($0) }
    default: return true
    }
  }

  /// Whether what was decided was decided about a lead: people accept and reject quotes, terms and mails, too.
  private static func isAboutLeads(_ known: String, _ words: [Substring]) -> Bool {
    let inside = Set(known.split(separator: " "))
    let others = words.filter { !inside.contains($0) }.map(String.init)
    return others.contains(where: leads.contains)
      || others.allSatisfy { filler.contains($0) || deciders.contains($0) }
  }

  /// Whether a conversion is that of a lead: any form that is filled in is one, too, and so is what a lead becomes otherwise.
  private static func isOfLead(_ known: String, _ words: [Substring]) -> Bool {
    let inside = known.split(separator: " ")
    guard let start = words.indices.first(where: { words[$0...].starts(with: inside) }) else { return false }
    let (before, after) = (words[..<start], words[(start + inside.count)...])
    return before.allSatisfy { filler.contains(String($0)) && $0 != "first" }
      && after.allSatisfy {
        filler.contains(String($0)) && !["en", "em", "in", "to", "zum", "zur"].contains($0)
      }
  }

  private static let leads: Set<String> = ["lead", "leads", "mql", "mqls", "sal", "sql", "prospect"]
  private static let deciders: Set<String> = [
    "sales", "by", "sdr", "bdr", "ae", "rep", "team", "was", "is", "status", "last", "vom", "von",
    "vertrieb", "par", "ventes", "por", "ventas", "vendas", "dalle", "vendite", "door", "verkoop", "crm",
    "salesforce", "hubspot", "hs", "sf", "sfdc",
  ]
  /// What else is created beside leads.
  private static let others: Set<Substring> = [
    "account", "company", "quote", "task", "ticket", "case", "invoice", "order", "contract", "campaign",
    "list", "user", "note", "meeting", "deal", "opportunity", "angebot", "aufgabe", "rechnung", "auftrag",
    "devis", "tache", "facture", "commande", "presupuesto", "tarea", "factura", "pedido", "orcamento",
    "tarefa",
    "fatura", "preventivo", "fattura", "ordine", "offerte", "taak", "factuur", "negocio", "affaire",
  ]
  private static let ofClosings: Set<Substring> = [
    "deal", "opportunity", "opp", "actual", "final", "real", "effective", "reelle", "effettiva",
    "tatsachliches", "werkelijke", "deals", "negocio", "affaire", "geschafts",
  ]
  /// How it is said that something happened before, too, and this is the last time.
  static let latest: Set<Substring> = [
    "last", "latest", "recent", "recente", "reciente", "letzte", "letzten", "letzter", "letztes", "zuletzt",
    "dernier",
    "derniere", "ultimo", "ultima", "laatste", "laatst",
  ]

  /// Whether a name is that of a team, and so of nobody.
  static func isOfTeam(_ words: [Substring]) -> Bool {
    words.contains { word in
      word.hasSuffix("team") || ["teams", "equipe", "equipo", "squadra", "group", "groupe"].contains(word)
    }
  }
}
