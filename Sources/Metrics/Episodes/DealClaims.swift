internal import Wire

/// For deals with an id, whom they belong to: the same deal may stand with several leads.
struct DealClaims: Sendable {
  private var best: [KeyedDigest: Claim] = [:]

  /// What speaks for a lead to be the one that a deal belongs to: the first that came, whatever the order of rows.
  struct Claim: Sendable {
    /// The row that speaks for the lead.
    let place: LeadTable.Place
    /// Whether a lead is known at all.
    let isMatched: Bool
    let id: KeyedDigest?
    /// When the lead's first episode started.
    let start: Int
    let deal: Deal
    /// The deal's index in the collection; nil where the period does not count it.
    fileprivate(set) var index: Int?

    init(place: LeadTable.Place, isMatched: Bool, id: KeyedDigest?, start: Int, deal: Deal, index: Int?) {
      self.place = place
      self.isMatched = isMatched
      self.id = id
      self.start = start
      self.deal = deal
      self.index = index
    }

    /// All that sums depend on, so that it does not matter which of two that are alike comes first.
    private var times: (Int, Int) { (deal.opened?.at ?? Int.max, deal.won?.at ?? Int.max) }
    private var amounts: (Int, Int) { (deal.amount ?? Int.min, deal.wonAmount ?? Int.min) }

    func precedes(_ other: Claim, in table: LeadTable) -> Bool {
      if isMatched != other.isMatched { return isMatched }
      if start != other.start { return start < other.start }
      if times != other.times { return times < other.times }
      if amounts != other.amounts { return amounts > other.amounts }
      if table.precedes(place, other.place) { return true }
      guard !table.precedes(other.place, place), let lead = id, let second = other.id else { return false }
      return lead < second
    }
  }

  mutating func add(_ claim: Claim, to deal: KeyedDigest, in table: LeadTable) {
    if best[deal].map({ claim.precedes($0, in: table) }) ?? true { best[deal] = claim }
  }

  /// Adds the claims of rows that follow, before whose deals so many others stand.
  mutating func add(_ others: DealClaims, dealsBefore count: Int, in table: LeadTable) {
    for (key, claim) in others.best {
      var claim = claim
      claim.index = claim.index.map { $0 + count }
      add(claim, to: key, in: table)
    }
  }

  /// The deals without those that belong to another lead.
  func settled(_ deals: [Deal]) -> [Deal] {
    deals.enumerated().filter { index, deal in
      guard let key = deal.key, let claim = best[key] else { return true }
      return claim.index == index
    }.map(\.element)
  }
}
