/// What decides which of a lead's rows speaks for it.
struct SpeakerClaim {
  /// When the row's first MQL or demo request was; `Int.max` for never.
  let start: Int
  let row: LeadRow

  /// An order of rows by all that numbers depend on, so that neither the order in which rows were read decides which of
  /// them speaks for a lead, nor anything that no other engine could compute.
  func precedes(_ other: SpeakerClaim, _ names: NameTables) -> Bool {
    if start != other.start { return start < other.start }
    let (left, right) = (row, other.row)
    if left.tier != right.tier { return left.tier > right.tier }
    if left.validFields != right.validFields { return left.validFields > right.validFields }
    if left.isInScope != right.isInScope { return left.isInScope }
    if left.score != right.score { return left.score ?? Int.min > right.score ?? Int.min }
    if left.hasHistory != right.hasHistory { return left.hasHistory }
    for (table, column) in [
      (names.sources, \LeadRow.source), (names.regions, \.region), (names.teams, \.team),
      (names.owners, \.owner),
    ] {
      let (first, second) = (left[keyPath: column], right[keyPath: column])
      if first != second {
        return table.names[Int(first)].lexicographicallyPrecedes(table.names[Int(second)])
      }
    }
    return false
  }
}
