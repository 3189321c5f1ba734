internal import Agreements
internal import Wire

/// Everything that the exports tell of one lead: the row that speaks for it, and its events in order.
///
/// It is told of one lead after the other, so that what it holds them in is used again.
struct LeadHistory {
  /// The head of the row that speaks for the lead.
  private(set) var speaker: RowHead?
  private(set) var lead: LeadRow
  private(set) var events: [LeadEvent] = []
  /// What else is known of some of them.
  private(set) var details: [EventDetail] = []
  /// The indices of the events at which episodes start: an MQL or a demo request while none is open.
  private(set) var starts: [Int] = []
  /// For each of them the number of the kind of request that the episode came from; 0 for none.
  private var requests: [Int32] = []
  /// Which events duplicates have told of already, and how often.
  private var told: [ToldEvent: Int] = [:]

  init() {
    lead = LeadRow(
      validFields: 0, score: nil, source: 0, region: 0, owner: 0, team: 0, tier: -1, flags: [])
  }

  /// Tells of the activity of nobody that starts at a place of a part.
  mutating func tell(ofNobodys place: UInt32, in part: LeadPart, _ names: NameTables) {
    tell(ofRow: part.head(at: place), in: part)
    finish(names)
  }

  /// Tells of a lead of a part; what several rows of the lead itself tell alike has happened once.
  mutating func tell(of number: Int, in part: LeadPart, _ names: NameTables) {
    let (rows, speakers) = (part.rows(of: number), part.speakers(of: number))
    let first = part.head(ofRow: rows.lowerBound)
    tell(ofRow: first, in: part)
    if speakers > 1 {
      let speaker = Self.speaker(of: number, in: part, names)
      if speaker.start != first.start { (self.speaker, lead) = (speaker, part.claim(of: speaker).row) }
      told.removeAll(keepingCapacity: true)
      if first.role == .lead { dropTold(from: 0) }
    }
    for row in rows.dropFirst() {
      let (head, start) = (part.head(ofRow: row), events.count)
      PackedRow.readEvents(head, of: part.bytes.span, &events, &details)
      if head.role == .lead { dropTold(from: start) }
    }
    finish(names)
  }

  /// Begins with a row, which may be the only one.
  private mutating func tell(ofRow head: RowHead, in part: LeadPart) {
    speaker = head
    events.removeAll(keepingCapacity: true)
    if !details.isEmpty { details.removeAll(keepingCapacity: true) }
    if !starts.isEmpty {
      starts.removeAll(keepingCapacity: true)
      requests.removeAll(keepingCapacity: true)
    }
    lead = PackedRow.read(head, of: part.bytes.span, &events, &details)
  }

  /// Drops of a row's events, which are the last, those that other rows have told of already.
  private mutating func dropTold(from first: Int) {
    // A row may tell of two such events itself, of two attempts on one day.
    var here: [ToldEvent: Int] = [:]
    var kept = first
    for index in first..<events.count {
      let key = ToldEvent(events[index], detail(of: events[index]))
      here[key, default: 0] += 1
      guard here[key, default: 0] > told[key, default: 0] else { continue }
      told[key, default: 0] += 1
      events[kept] = events[index]
      kept += 1
    }
    events.removeSubrange(kept...)
  }

  /// Puts the events in order, and finds the starts and the requests that they came from.
  private mutating func finish(_ names: NameTables) {
    order(names.owners)
    var isOpen = false
    // The last one since the episode before began.
    var request: Int32 = 0
    for index in events.indices {
      switch events[index].kind {
      case .mql, .requested:
        if !isOpen {
          starts.append(index)
          requests.append(events[index].kind == .requested ? RequestKind.demo.number : request)
          request = 0
        }
        isOpen = true
      case .requestedPricing: request = RequestKind.pricing.number
      case .requestedContact: request = RequestKind.contact.number
      case .reopened: isOpen = !starts.isEmpty
      default: if events[index].isClosing { isOpen = false }
      }
    }
  }

  private mutating func order(_ owners: NameTable) {
    if events.count > 20 {
      let details = details
      events.sort { Self.precedes($0, $1, details, owners) }
      return
    }
    // The few events of most leads are nearly in order, as columns are.
    for index in events.indices.dropFirst() {
      let event = events[index]
      var place = index
      while place > 0, Self.precedes(event, events[place - 1], details, owners) {
        events[place] = events[place - 1]
        place -= 1
      }
      if place < index { events[place] = event }
    }
  }

  /// The row that speaks for a lead, which no activity does: the one whose MQL or demo request is earliest; else what is the
  /// same in whatever order rows come.
  static func speaker(of number: Int, in part: LeadPart, _ names: NameTables) -> RowHead {
    let rows = part.rows(of: number)
    var best = part.head(ofRow: rows.lowerBound)
    let speakers = part.speakers(of: number)
    if speakers == 1 { return best }
    var claim = part.claim(of: best)
    for row in rows.prefix(speakers).dropFirst() {
      let head = part.head(ofRow: row)
      let other = part.claim(of: head)
      // Of rows that say the same that with the least id speaks, so that it is always the same id that is shown.
      let isFirst = other.precedes(claim, names) || head.key < best.key && !claim.precedes(other, names)
      if isFirst { (best, claim) = (head, other) }
    }
    return best
  }

  /// An event with all that is known of it.
  private struct ToldEvent: Hashable {
    private let event: LeadEvent
    private let detail: EventDetail?

    init(_ event: LeadEvent, _ detail: EventDetail?) {
      var event = event
      self.detail = detail
      event.detail = -1
      self.event = event
    }
  }
}

extension LeadHistory {
  /// Whether it is a lead's, and not a row's that is nobody's.
  var isMatched: Bool { speaker?.role != .activity }

  /// What else is known of an event; nil for nothing.
  func detail(of event: LeadEvent) -> EventDetail? { event.detail < 0 ? nil : details[Int(event.detail)] }

  /// The events of the episode that is the lead's `number`th, from 0.
  func events(ofEpisode number: Int) -> ArraySlice<LeadEvent> {
    events[starts[number]..<(number + 1 < starts.count ? starts[number + 1] : events.endIndex)]
  }

  func dimensions(ofEpisode number: Int) -> Dimensions {
    Dimensions(lead, request: requests[number])
  }

  /// The number of the episode that a time falls into, from 0; nil before the first.
  func episode(at time: Int) -> Int? { starts.lastIndex { events[$0].at <= time } }

  /// The dimensions of what happened at a time.
  func dimensions(at time: Int) -> Dimensions {
    episode(at: time).map(dimensions(ofEpisode:)) ?? Dimensions(lead)
  }

  /// The order of events; of those that happened at one moment and are alike, their details decide.
  static func precedes(
    _ left: LeadEvent, _ right: LeadEvent, _ details: [EventDetail], _ owners: NameTable
  ) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if LeadEvent.precedes(left, right) { return true }
    if LeadEvent.precedes(right, left) { return false }
    if left.hasOutcome != right.hasOutcome { return left.hasOutcome }
    if left.detail < 0 { return false }
    if right.detail < 0 { return true }
    let (first, second) = (details[Int(left.detail)], details[Int(right.detail)])
    if first.deal != second.deal {
      guard let deal = first.deal, let other = second.deal else { return first.deal != nil }
      return deal < other
    }
    if first.amount != second.amount { return first.amount ?? Int.min > second.amount ?? Int.min }
    if first.deliveredAt != second.deliveredAt {
      return first.deliveredAt ?? Int.max < second.deliveredAt ?? Int.max
    }
    if first.isDeliveredOnDay != second.isDeliveredOnDay { return second.isDeliveredOnDay }
    return owners.names[Int(first.owner)].lexicographicallyPrecedes(owners.names[Int(second.owner)])
  }
}
