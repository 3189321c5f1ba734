internal import Agreements
internal import Wire

/// One time that a lead came to sales: from its MQL or demo request on, up to the next such time.
struct Episode {
  /// Milliseconds of the epoch.
  let start: Int
  /// When the lead's next episode starts; `Int.max` for the last.
  let end: Int
  /// Where its clocks can start.
  let mql, request, handoff, assignment: Mark?
  /// Whether its MQL came within the cool-off after a recycling.
  let isCoolingOff: Bool
  let dimensions: Dimensions
  /// In points; nil where the lead has none.
  let score: Int?
  /// The number of the name of whom it was given to first; 0 where nobody is known.
  let owner: Int32
  /// The same of whom it was given to last.
  let holder: Int32
  /// The key of the id that its lead goes by; nil where it has none.
  let lead: KeyedDigest?
  let validFields: UInt64
  let hasHistory: Bool
  /// Other rows that were joined with the lead's.
  let duplicates: Int
  /// All events of its lead, in order, in the collection.
  private(set) var events: Range<Int>

  /// The same where so many events come before those of its collection.
  func moved(by count: Int) -> Episode {
    var episode = self
    episode.events = (events.lowerBound + count)..<(events.upperBound + count)
    return episode
  }

  /// A point from which a clock runs.
  struct Mark {
    let at: Int
    /// Whether only the date is known.
    let isDay: Bool
  }

  func mark(_ start: Measurement.ClockStart) -> Mark? {
    switch start {
    case .mql: mql
    case .request: request
    case .handoff: handoff
    case .assignment: assignment
    }
  }
}

/// The episodes of a period with what else is counted in it, and what became of every row.
struct EpisodeCollection: Sendable {
  var episodes: [Episode] = []
  var events: [LeadEvent] = []
  var rows = Snapshot.RowAccount()
  /// What is counted of leads whether they have episodes in the period or not; empty where nobody asked for it.
  var created: [CreatedLead] = []
  var open: [OpenEpisode] = []
  var attempts: [AttemptMade] = []
  var alerts: [AlertDue] = []
  var deals: [Deal] = []
  /// Who claims deals with an id.
  var claims = DealClaims()

  init() {}

  /// What was found in parts, in their order; of a deal that several leads have, one is left.
  init(joining parts: [EpisodeCollection], in table: LeadTable) {
    episodes.reserveCapacity(parts.reduce(0) { $0 + $1.episodes.count })
    events.reserveCapacity(parts.reduce(0) { $0 + $1.events.count })
    for part in parts { add(part, in: table) }
    deals = claims.settled(deals)
  }

  private mutating func add(_ part: EpisodeCollection, in table: LeadTable) {
    let first = events.count
    events += part.events
    episodes += part.episodes.lazy.map { $0.moved(by: first) }
    rows.add(part.rows)
    created += part.created
    open += part.open
    attempts += part.attempts
    alerts += part.alerts
    claims.add(part.claims, dealsBefore: deals.count, in: table)
    deals += part.deals.lazy.map { $0.moved(by: first) }
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
  /// The events of its lead, in the collection.
  private(set) var events: Range<Int>

  /// The same where so many events come before those of its collection.
  func moved(by count: Int) -> Deal {
    var deal = self
    deal.events = (events.lowerBound + count)..<(events.upperBound + count)
    return deal
  }
}

extension Snapshot.RowAccount {
  /// Adds what became of other rows, as far as episodes decide about it.
  fileprivate mutating func add(_ other: Snapshot.RowAccount) {
    for count in [
      \.unmatched, \.duplicates, \.events, \.laterStageWithoutMQL, \.outOfScope, \.neverMQL, \.outOfPeriod,
      \.inPeriod, \.imprecise,
    ] as [WritableKeyPath<Snapshot.RowAccount, Int>] {
      self[keyPath: count] += other[keyPath: count]
    }
  }
}
