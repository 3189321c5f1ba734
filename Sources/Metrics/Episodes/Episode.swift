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
  let validFields: UInt64
  let hasHistory: Bool
  /// Other rows that were joined with the lead's.
  let duplicates: Int
  /// All events of its lead, in order, in the collection.
  let events: Range<Int>

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
struct EpisodeCollection {
  var episodes: [Episode] = []
  var events: [LeadEvent] = []
  var rows = Snapshot.RowAccount()
  /// What is counted of leads whether they have episodes in the period or not; empty where nobody asked for it.
  var created: [CreatedLead] = []
  var open: [OpenEpisode] = []
  var attempts: [AttemptMade] = []
  var alerts: [AlertDue] = []
  var deals: [Deal] = []
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
  let events: Range<Int>
}
