/// The CRM that an export comes from, as far as its columns tell.
package enum CRMSystem: String, Sendable {
  case hubspot = "HubSpot"
  case salesforce = "Salesforce"
  case other = "CRM"

  init(_ header: [String]) {
    let names = Set(header.map(Vocabulary.normalized))
    func has(_ count: Int, _ known: [String]) -> Bool { known.filter(names.contains).count >= count }
    if names.contains(where: { $0.hasPrefix("hs ") })
      || has(
        2,
        [
          "record id", "lifecycle stage", "contact owner", "lifecyclestage", "hubspot owner id", "vid",
          "associated contact email", "deal stage", "associated company domain", "activity type",
        ])
    {
      self = .hubspot
    } else if has(
      2,
      [
        "leadsource", "lead source", "is converted", "isconverted", "converted contact id",
        "convertedcontactid", "system modstamp",
        "systemmodstamp", "owner id", "ownerid", "who id", "whoid", "what id", "lead owner", "activity date",
      ])
    {
      self = .salesforce
    } else {
      self = .other
    }
  }

  /// The name of its mapping.
  var slug: String {
    switch self {
    case .hubspot: "hubspot"
    case .salesforce: "salesforce"
    case .other: "crm"
    }
  }

  /// Where the time comes from at which a lead became an MQL.
  var mqlAdvice: String {
    switch self {
    case .hubspot:
      "add the property \"Became a marketing qualified lead date\", or the history of \"Lifecycle Stage\""
    case .salesforce: "export LeadHistory for Status, or a date field that a flow stamps at qualification"
    case .other: "add the date and time at which it did"
    }
  }

  /// Where attempts come from.
  var attemptAdvice: String {
    switch self {
    case .hubspot: "export the contacts' calls, emails and meetings, or add \"Time of first engagement\""
    case .salesforce: "export Task (with WhoId, Subject, TaskSubtype, CreatedDate and OwnerId)"
    case .other: "add each attempt's time, or export the activities"
    }
  }
}
