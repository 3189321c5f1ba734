internal import Agreements

/// Leads that were converted, with a deal or without one.
extension MappingDraft {
  /// What has to be said of conversions.
  var conversionDoubts: [String] { bareConversions + conversionsWithoutDeal }

  /// In Salesforce a conversion makes an opportunity; elsewhere it may be a form that was filled in, or a sale.
  private var bareConversions: [String] {
    guard system == .other, column(.alias(.deal)) == nil, let converted = column(.event(.opportunity)),
      let core = Vocabulary.core(
        Vocabulary.normalized(converted.profile.name).split(separator: " "), ofTime: true),
      Self.bareNames.contains(core)
    else { return [] }
    return [
      "\"\(converted.profile.name)\" does not say into what leads were converted, and is taken for an opportunity; where it tells of a form that was filled in, or of a sale, take it out of the mapping, or give it another event"
    ]
  }

  private static let bareNames: Set<String> = [
    "conversion", "converted", "konvertiert", "konvertierungsdatum", "converti", "convertido", "conversao",
    "convertito", "conversione", "geconverteerd", "conversiedatum",
  ]

  /// Conversions that name no deal, which a mapping cannot leave out: conditions list the values of a column, and ids have
  /// no list.
  private var conversionsWithoutDeal: [String] {
    guard kind == .leads, let deal = column(.alias(.deal)), let converted = column(.event(.opportunity)),
      converted.writing != nil, converted.profile.filled > deal.profile.filled
    else { return [] }
    let count = converted.profile.filled - deal.profile.filled
    let (time, id) = (converted.profile.name, deal.profile.name)
    return [
      "\"\(time)\" is filled for \(count) \(count == 1 ? "lead" : "leads") without \"\(id)\": a conversion without an opportunity counts as an opportunity; to leave these out, add the export of opportunities and take the event \"opportunity\" out of this mapping, or add a column that says yes where \"\(id)\" is filled, and name it as that event's condition (when)"
    ]
  }
}
