internal import Agreements
internal import Wire

/// Everything that the exports tell of one lead: the row that speaks for it, and its events in order.
struct LeadHistory {
  let lead: LeadRow
  let events: [LeadEvent]
  /// The indices of the events at which episodes start: an MQL or a demo request while none is open.
  let starts: [Int]

  init(_ lead: LeadRow, _ events: [LeadEvent]) {
    self.lead = lead
    self.events = events
    var starts: [Int] = []
    var isOpen = false
    for (index, event) in events.enumerated() {
      switch event.kind {
      case .mql, .requested:
        if !isOpen { starts.append(index) }
        isOpen = true
      case .reopened: isOpen = !starts.isEmpty
      default: if event.isClosing { isOpen = false }
      }
    }
    self.starts = starts
  }

  /// The events of the episode that is the lead's `number`th, from 0.
  func events(ofEpisode number: Int) -> ArraySlice<LeadEvent> {
    events[starts[number]..<(number + 1 < starts.count ? starts[number + 1] : events.endIndex)]
  }

  func dimensions(ofEpisode number: Int) -> Dimensions {
    Dimensions(lead, beganWithRequest: events[starts[number]].kind == .requested)
  }

  /// The number of the episode that a time falls into, from 0; nil before the first.
  func episode(at time: Int) -> Int? { starts.lastIndex { events[$0].at <= time } }

  /// The dimensions of what happened at a time.
  func dimensions(at time: Int) -> Dimensions {
    episode(at: time).map(dimensions(ofEpisode:)) ?? Dimensions(lead)
  }
}
