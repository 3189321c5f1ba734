internal import Agreements
internal import Wire

/// What a lead's events say of one deal.
struct DealStory {
  let key: KeyedDigest?
  private(set) var opened: LeadEvent?
  /// What stood last: won or lost.
  private(set) var closed: LeadEvent?
  /// When it was won or lost at first.
  private(set) var firstClosed: Int?
  /// In minor units, as far as it was told when the deal was created, and when it was won.
  private(set) var amount: Int?
  private var lastWonAmount: Int?

  var won: LeadEvent? { closed.flatMap { $0.kind == .won ? $0 : nil } }
  /// What it was won with, of several wins as the last one says that tells it: what tells the time of a win alone takes nothing
  /// away.
  var wonAmount: Int? { won == nil ? nil : lastWonAmount }

  private init(key: KeyedDigest?) { self.key = key }

  /// The deals that events, in order, tell of: those with an id by it, the others one after the other.
  ///
  /// Of deals without an id another one begins only with an opportunity after the one before was won or lost, so that a
  /// lead that stands twice in an export has its deal once.
  static func all(in events: [LeadEvent], _ details: [EventDetail]) -> [DealStory] {
    var stories: [DealStory] = []
    var places: [KeyedDigest: Int] = [:]
    var current: Int?
    for event in events where event.kind.isOfDeal {
      let detail = event.detail < 0 ? nil : details[Int(event.detail)]
      let key = detail?.deal
      var place = key.map { places[$0] } ?? current
      if key == nil, event.kind == .opportunity, let open = place, stories[open].closed != nil { place = nil }
      // A loss without an opportunity is a lead's, and no deal's.
      if place == nil, event.kind == .lost { continue }
      let index = place ?? stories.count
      if index == stories.count { stories.append(DealStory(key: key)) }
      if let key { places[key] = index } else { current = index }
      stories[index].add(event, detail)
    }
    return stories
  }

  /// What events, in order, of several leads say of the deal with an id that all of them are about; nil where they tell of
  /// losses only.
  ///
  /// What several tell alike makes no difference.
  init?(of key: KeyedDigest, in events: [LeadEvent], _ details: [EventDetail]) {
    self.init(key: key)
    for event in events.drop(while: { $0.kind == .lost }) {
      add(event, event.detail < 0 ? nil : details[Int(event.detail)])
    }
    if opened == nil && closed == nil { return nil }
  }

  private mutating func add(_ event: LeadEvent, _ detail: EventDetail?) {
    if event.kind == .opportunity {
      opened = opened ?? event
      amount = amount ?? detail?.amount
    } else {
      closed = event
      firstClosed = firstClosed ?? event.at
      if event.kind == .won { lastWonAmount = detail?.amount ?? lastWonAmount }
    }
  }
}
