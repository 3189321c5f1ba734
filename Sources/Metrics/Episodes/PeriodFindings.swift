internal import Agreements
internal import Wire

/// What is found in a period among the leads of a page, or of one lead; or the deals of all, at the end.
struct PeriodFindings: Sendable {
  var episodes: [Episode] = []
  /// Those of leads that have episodes.
  var events: [LeadEvent] = []
  /// What is counted of leads whether they have episodes in the period or not; empty where nobody asked for it.
  var created: [CreatedLead] = []
  var open: [OpenEpisode] = []
  var attempts: [AttemptMade] = []
  var alerts: [AlertDue] = []
  var deals: [Deal] = []

  /// The events of an episode's lead, in order.
  func events(of episode: Episode) -> ArraySlice<LeadEvent> { events[episode.events] }

  /// Keeps the room for others.
  mutating func removeAll() {
    episodes.removeAll(keepingCapacity: true)
    events.removeAll(keepingCapacity: true)
    created.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    attempts.removeAll(keepingCapacity: true)
    alerts.removeAll(keepingCapacity: true)
    deals.removeAll(keepingCapacity: true)
  }
}

/// A lead that was new in the period.
struct CreatedLead {
  let dimensions: Dimensions
  let at: Int
  /// When it first became an MQL; nil for never.
  let mql: Int?
}

/// An episode that nothing had closed by the end of the period.
struct OpenEpisode {
  let dimensions: Dimensions
  /// When somebody last did something about it; its start where nobody did.
  let lastUpdate: Int
}

/// An attempt that was made in the period.
struct AttemptMade {
  let dimensions: Dimensions
  let hasOutcome: Bool
}

/// An alert that was due in the period.
struct AlertDue {
  let dimensions: Dimensions
  let at: Int
  /// When it reached somebody; nil where it did not.
  let deliveredAt: Int?
  /// Whether one of the two is a date without time.
  let isImprecise: Bool
}

/// An opportunity.
struct Deal {
  let dimensions: Dimensions
  /// The key of its id; nil where it has none, so that nothing can be the same deal.
  let key: KeyedDigest?
  /// When it was created; nil where only its end is known.
  let opened: Episode.Mark?
  /// When it was won; nil where it was not.
  let won: Episode.Mark?
  /// Whether it was neither won nor lost by the end of the period.
  let isOpenAtEnd: Bool
  /// In minor units: when it was created, and what it was won with; nil where none is given.
  let amount: Int?
  let wonAmount: Int?
  /// The MQL that it came from.
  let mql: Episode.Mark?
  /// If it is open at the end and somebody asked for it: when its lead was reached from its creation on up to the end, in
  /// order.
  let touches: [Episode.Mark]
}
