internal import Wire

/// What speaks for a lead to be the one that a deal with an id belongs to: the first that came, whatever the order of rows.
struct DealClaim {
  /// The row that stands for the lead, or is nobody's.
  let row: Int
  /// The row that speaks for it.
  private let place: LeadTable.Place
  /// Whether a lead is known at all.
  private let isMatched: Bool
  /// When the lead's first episode started.
  private let start: Int
  /// All of its own story that sums depend on.
  private let times: (opened: Int, won: Int)
  private let amounts: (opened: Int, won: Int)
  /// The times and kinds of a row's events that is nobody's, which may have no id.
  private let events: [Int]
  /// The least of its rows' ids.
  private let id: KeyedDigest?

  /// The claim of a lead, which `row` stands for and the least of whose ids is `id`, by what it tells of the deal itself.
  init(_ story: DealStory, of history: LeadHistory, row: Int, id: KeyedDigest?) {
    self.row = row
    self.id = id
    place = history.place
    isMatched = history.isMatched
    start = history.starts.first.map { history.events[$0].at } ?? Int.max
    times = (story.opened?.at ?? Int.max, story.won?.at ?? Int.max)
    amounts = (story.amount ?? Int.min, story.wonAmount ?? story.amount ?? Int.min)
    events = history.isMatched ? [] : history.events.flatMap { [$0.at, $0.kind.rank] }
  }

  func precedes(_ other: DealClaim, in table: LeadTable) -> Bool {
    if isMatched != other.isMatched { return isMatched }
    if start != other.start { return start < other.start }
    if times != other.times { return times < other.times }
    if amounts != other.amounts { return amounts > other.amounts }
    if table.precedes(place, other.place) { return true }
    if table.precedes(other.place, place) { return false }
    if events != other.events { return events.lexicographicallyPrecedes(other.events) }
    guard let id, let second = other.id else { return id != nil && other.id == nil }
    return id < second
  }
}
