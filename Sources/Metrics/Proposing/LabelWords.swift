/// Words that CRMs offer to choose from, and names of columns that hold people's and companies' names; see ``LabelGuard``.
extension Vocabulary {
  /// Further words of stages, outcomes and sources that CRMs offer to choose from.
  static let stageWords: Set<String> = [
    "lead", "new", "open", "working", "contacted", "converted", "subscriber", "customer", "evangelist",
    "other", "in", "progress", "attempted", "bad", "timing", "deal", "appointment", "scheduled",
    "presentation", "decision", "maker", "bought", "contract", "sent", "qualified", "to", "buy", "proposal",
    "negotiation", "review", "prospecting", "needs", "analysis", "value", "proposition", "perception", "id",
    "makers", "price", "quote", "organic", "search", "paid", "social", "media", "referral", "referrals",
    "direct", "traffic", "offline", "sources", "source", "ai", "website", "webinar", "trade", "show", "event",
    "events", "advertisement", "ads", "google", "facebook", "instagram", "purchased", "list", "word", "mouth",
    "employee", "partner", "campaign", "campaigns", "task", "status", "stage", "lifecyclestage", "lifecycle",
  ]

  /// Words in the names of columns that hold names.
  static let nameColumns = [
    "name", "firstname", "lastname", "first name", "last name", "full name", "owner", "vorname", "nachname",
    "prenom", "nom", "nombre", "apellido", "apellidos", "nome", "cognome", "sobrenome", "voornaam",
    "achternaam", "agent", "rep", "created by", "edited by", "assigned", "company", "firma", "besitzer",
    "account", "contact", "user", "sdr", "nominativo", "interessent", "ansprechpartner", "kontakt",
    "contacto", "contatto", "contato",
  ]
}

extension Vocabulary {
  /// Whether a source is marketing's by its name: what brings people in, and not what sales or others went out for.
  static func isMarketing(_ source: String) -> Bool {
    let words = Set(normalized(source).split(separator: " ").map(String.init))
    return !words.isDisjoint(with: marketingWords) && words.isDisjoint(with: salesWords)
  }

  private static let marketingWords: Set<String> = [
    "organic", "search", "paid", "social", "email", "marketing", "web", "website", "webinar", "ads", "google",
    "facebook", "instagram", "linkedin", "campaign", "campaigns", "advertisement", "content", "seo", "sem",
    "ppc", "newsletter", "trade", "fair", "messe", "inbound", "direct",
  ]
  private static let salesWords: Set<String> = [
    "cold", "outbound", "sales", "sdr", "bdr", "prospecting", "call", "offline", "partner", "employee",
    "purchased",
  ]
}

extension Vocabulary {
  /// Words of reasons why a lead is rejected or a deal is lost, some of which are surnames, too.
  static let reasonWords: Set<String> = [
    "no", "not", "none", "wrong", "bad", "too", "price", "pricing", "cost", "costs", "expensive", "budget",
    "money", "time", "timing", "need", "needs", "fit", "interest", "interested", "competitor", "competition",
    "duplicate", "student", "spam", "test", "person", "data", "information", "invalid", "unresponsive",
    "response", "answer", "reply", "size", "small", "location", "country", "region", "industry", "product",
    "feature", "features", "missing", "now", "later", "future", "project", "cancelled", "postponed", "chose",
    "internal", "house", "unreachable", "authority", "decision", "solution", "existing", "job", "seeker",
    "vendor", "company", "preis", "teuer", "kein", "keine", "bedarf", "interesse", "zeit", "zeitpunkt",
    "falsch", "falscher", "ansprechpartner", "wettbewerb", "wettbewerber", "konkurrenz", "dublette", "prix",
    "cher", "pas", "besoin", "interet", "concurrent", "doublon", "precio", "caro", "sin", "presupuesto",
    "necesidad", "interes", "competidor", "duplicado", "preco", "orcamento", "sem", "necessidade",
    "concorrente", "prezzo", "senza", "bisogno", "prijs", "duur", "geen", "behoefte", "dubbel",
  ]
}
