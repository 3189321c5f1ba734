internal import Agreements

/// What a number can be told apart by.
struct Dimensions: Hashable {
  /// The index of the tier, from the highest; -1 for none.
  let tier: Int32
  /// The numbers of the names.
  let source: Int32
  let region: Int32
  let team: Int32
  var beganWithRequest = false

  init(_ lead: LeadRow, beganWithRequest: Bool = false) {
    tier = Int32(lead.tier)
    source = lead.source
    region = lead.region
    team = lead.team
    self.beganWithRequest = beganWithRequest
  }
}
