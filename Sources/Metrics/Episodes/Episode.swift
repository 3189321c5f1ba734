internal import Agreements
internal import Wire

/// One time that a lead came to sales: from its MQL or demo request on, up to the next such time.
struct Episode {
  /// Milliseconds of the epoch.
  let start: Int
  /// When the lead's next episode starts; `Int.max` for the last.
  let end: Int
  let beganWithRequest: Bool
  /// Where its clocks can start.
  let mql, request, handoff, assignment: Mark?
  /// Whether its MQL came within the cool-off after a recycling.
  let isCoolingOff: Bool
  let tier: Int32
  let source: Int32
  let region: Int32
  let validFields: UInt64
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

/// The episodes of a period, and what became of every row.
struct EpisodeCollection {
  var episodes: [Episode] = []
  var events: [LeadEvent] = []
  var rows = Snapshot.RowAccount()
}
