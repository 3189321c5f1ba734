internal import Agreements

/// Leads that were converted, with a deal or without one.
extension MappingDraft {
  /// What has to be said of conversions that name no deal, which a mapping cannot leave out: conditions list the values of
  /// a column, and ids have no list.
  var conversionDoubts: [String] {
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
