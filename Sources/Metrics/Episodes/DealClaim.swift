internal import Wire

/// What speaks for a lead to be the one that a deal with an id belongs to: the first that came, whatever the order of rows.
struct DealClaim {
  /// The lead, or the activity of nobody.
  let teller: SharedDeals.Teller
  /// What its row says that speaks for it.
  private let speaker: SpeakerClaim
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
  private let id: KeyedDigest

  /// The claim of a lead, the least of whose ids is `id`, by what it tells of the deal itself.
  init(
    _ story: DealStory, of history: LeadHistory, _ teller: SharedDeals.Teller, speaker: SpeakerClaim,
    id: KeyedDigest
  ) {
    self.teller = teller
    self.id = id
    self.speaker = speaker
    isMatched = history.isMatched
    start = history.starts.first.map { history.events[$0].at } ?? Int.max
    times = (story.opened?.at ?? Int.max, story.won?.at ?? Int.max)
    amounts = (story.amount ?? Int.min, story.wonAmount ?? story.amount ?? Int.min)
    events = history.isMatched ? [] : history.events.flatMap { [$0.at, $0.kind.rank] }
  }

  func precedes(_ other: DealClaim, _ names: NameTables) -> Bool {
    if isMatched != other.isMatched { return isMatched }
    if start != other.start { return start < other.start }
    if times != other.times { return times < other.times }
    if amounts != other.amounts { return amounts > other.amounts }
    if speaker.precedes(other.speaker, names) { return true }
    if other.speaker.precedes(speaker, names) { return false }
    if events != other.events { return events.lexicographicallyPrecedes(other.events) }
    return id < other.id
  }
}
