/// The CRM that an export comes from, as far as its columns tell.
package enum CRMSystem: String, Sendable {
  case hubspot = "HubSpot"
  case salesforce = "Salesforce"
  case other = "CRM"

  /// A CRM by the name of its preset: `hubspot`, `salesforce`, or `canonical` for any other's tables.
  package init?(preset: String) {
    switch preset {
    case "hubspot": self = .hubspot
    case "salesforce": self = .salesforce
    case "canonical": self = .other
    default: return nil
    }
  }

  init(_ profiles: [ColumnProfile]) {
    let names = profiles.map { Vocabulary.normalized($0.name) }
    let joined = Set(names.map { $0.filter { $0 != " " } })
    func has(_ count: Int, _ known: [String]) -> Bool {
      known.count { joined.contains($0.filter { $0 != " " }) } >= count
    }
    if names.contains(where: { $0.hasPrefix("hs ") }) || has(2, Self.hubspotNames) {
      self = .hubspot
    } else if !profiles.contains(where: Self.isForeign),
      profiles.contains(where: { Self.isSalesforceID($0.sample) }) || has(2, Self.salesforceNames)
    {
      self = .salesforce
    } else {
      self = .other
    }
  }

  private static let hubspotNames = [
    "record id", "lifecycle stage", "contact owner", "hubspot owner id", "vid", "associated contact email",
    "associated contact ids", "deal stage", "associated company domain", "hubspot score", "original source",
    "became a marketing qualified lead date", "hubspot team", "source id", "deal pipeline id", "portal id",
    "dealname", "engagement id", "activity owner", "call outcome", "meeting outcome", "task status",
    "source type", "lifecycle phase", "phase du cycle de vie", "etapa del ciclo de vida",
    "fase do ciclo de vida", "fase del ciclo di vita", "levenscyclusfase", "proprietaire du contact",
    "propietario del contacto", "proprietario do contato", "proprietario del contatto", "contacteigenaar",
    "id de registro", "id do registro", "datensatz id", "updated by user id", "contact id",
    "associated contact",
  ]

  private static let salesforceNames = [
    "converted contact id", "system modstamp", "who id", "what id", "lead owner",
    "field event",
    "edit date", "feld ereignis", "bearbeitungsdatum", "champ evenement", "statut de la piste", "leadinhaber",
    "firma account", "campo evento", "edited by", "task subtype", "stage name", "company account",
    "unread by owner",
    "is deleted", "created by id", "last modified by id", "converted date",
  ]

  /// Whether a column holds ids of its rows that are none of Salesforce's.
  private static func isForeign(_ profile: ColumnProfile) -> Bool {
    let ids: Set<String> = ["id", "record id", "lead id", "prospect id"]
    return ids.contains(Vocabulary.normalized(profile.name)) && profile.filled > 0
      && !prefixes.contains { profile.sample.hasPrefix($0) }
  }

  private static let prefixes = ["00Q", "003", "005", "006", "00T", "00U", "00k", "001", "017"]

  /// Whether a cell is a record's id: 15 or 18 letters and digits, of which the first three say of what.
  private static func isSalesforceID(_ cell: String) -> Bool {
    let bytes = cell.utf8
    return (bytes.count == 15 || bytes.count == 18) && prefixes.contains { cell.hasPrefix($0) }
      && bytes.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
  }

  /// The name of its mapping.
  var slug: String {
    switch self {
    case .hubspot: "hubspot"
    case .salesforce: "salesforce"
    case .other: "crm"
    }
  }
}
