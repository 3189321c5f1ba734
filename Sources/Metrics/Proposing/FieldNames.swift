/// How columns are called that tell what a lead is worth, and its further fields; see ``Vocabulary``.
extension Vocabulary {
  static let worth: [(role: ColumnRole, names: [String])] = [
    (
      .score,
      [
        "score at handoff", "mql score", "score", "lead score", "hubspot score", "lead scoring", "scoring",
        "contact score", "person score", "pi score", "account engagement score", "pardot score",
        "lead rating score", "combined score",
        "hs predictivecontactscore v2", "likelihood to close", "behavioral score", "engagement score",
        "punkte", "leadpunkte", "punktzahl", "score du lead", "puntuacion", "pontuacao", "punteggio",
      ] + grades
    ),
    (.grade, grades),
    (
      .amount,
      [
        "amount", "amount req", "amount requested", "deal amount", "opportunity amount", "deal value",
        "opportunity value", "amount in company currency", "estimated value", "est revenue",
        "expected revenue", "contract value", "deal value monthly", "lead value", "est value", "acv", "tcv",
        "arr",
        "geschatzter wert", "value", "betrag", "angebotswert",
        "auftragswert", "montant", "importe", "valor", "montant ht", "montant estime", "importe estimado",
        "valor estimado", "importo stimato", "auftragsvolumen", "volumen", "angebotssumme", "orderwaarde",
        "dealwaarde", "offertebedrag", "budget", "valor do negocio", "importo", "valore", "bedrag",
        "waarde",
      ]
    ),
    (
      .currency,
      [
        "currency", "deal currency code", "currency of value", "currency iso code", "opportunity currency",
        "amount currency",
        "currency code", "wahrung", "devise", "moneda", "moeda", "valuta",
      ]
    ),
  ]

  /// How a column that sorts leads by their worth is called, be it by numbers or by letters.
  private static let grades = [
    "lead grade", "grade", "pardot grade", "lead rating", "rating", "fit score", "score rating", "lead tier",
    "tier",
    "bewertung", "leadbewertung", "lead klasse", "abc klasse", "notation", "calificacion del lead",
    "classificacao",
    "valutazione", "beoordeling", "klasse", "classe", "clase",
  ]

  static let fields: [(role: ColumnRole, names: [String])] = [
    (
      .field("company"),
      [
        "company", "company name", "associated company", "account name", "company account",
        "organization", "organization name", "organisation", "organisatie", "account", "firma", "firmenname",
        "foretag",
        "unternehmen", "unternehmensname",
        "bedrijf", "bedrijfsnaam", "empresa", "nome da empresa", "nombre de la empresa", "societe",
        "entreprise", "nom de l entreprise", "azienda", "ragione sociale", "raison sociale", "razon social",
        "razao social", "nome azienda", "account id",
        "associated company domain",
      ]
    ),
    (
      .field("role"),
      [
        "job title", "title", "role", "position", "function", "funktion", "berufsbezeichnung", "functie",
        "functietitel", "cargo", "puesto", "fonction", "intitule du poste", "poste", "qualifica",
        "posizione lavorativa", "titolo professionale",
      ]
    ),
    (
      .field("phone"),
      [
        "phone", "phone number", "mobile phone number", "mobile phone", "mobile", "business phone",
        "telefon", "telefonnummer", "telefon geschaftlich", "telefoon", "telefoonnummer", "telephone",
        "numero de telephone",
        "telefono", "telefone", "numero di telefono",
      ]
    ),
    (.field("country"), ["country", "country region", "land", "pays", "pais", "paese"]),
    (.field("industry"), ["industry", "branche", "secteur", "sector", "setor", "settore", "industria"]),
    (
      .field("employees"),
      [
        "number of employees", "employees", "no of employees", "num employees", "numberofemployees",
        "company size",
        "mitarbeiterzahl", "anzahl mitarbeiter", "mitarbeiter", "unternehmensgrosse", "nombre d employes",
        "effectif",
        "nombre de salaries", "numero de empleados", "empleados", "numero de funcionarios", "funcionarios",
        "numero di dipendenti", "dipendenti", "aantal medewerkers", "bedrijfsgrootte", "grootte bedrijf",
        "aantal werknemers", "medewerkers",
      ]
    ),
    (
      .field("annual-revenue"),
      [
        "annual revenue", "company revenue", "jahresumsatz", "umsatz", "chiffre d affaires",
        "facturacion anual",
        "faturamento anual", "fatturato", "jaaromzet",
      ]
    ),
    (
      .field("pageviews"),
      ["number of pageviews", "hs analytics num page views", "page views", "pageviews", "web page views"]
    ),
    (
      .field("sessions"),
      ["number of sessions", "hs analytics num visits", "web visits", "visits", "number of visits"]
    ),
    (
      .field("form-submissions"),
      ["number of form submissions", "num conversion events", "form submissions"]
    ),
    (
      .field("emails-clicked"),
      ["marketing emails clicked", "hs email click", "emails clicked", "email clicks"]
    ),
  ]
}
