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
  /// The key of the id in the row that speaks for its lead.
  let id: KeyedDigest
  let validFields: UInt64
  let hasHistory: Bool
  let stages: EpisodeStages
  /// Other rows that were joined with the lead's.
  let duplicates: Int
  /// Where all events of its lead are, in order, among ``PeriodFindings/events``.
  let events: Range<Int>

  /// A point from which a clock runs.
  struct Mark {
    let at: Int
    /// Whether only the date is known.
    let isDay: Bool
  }

  /// Whether it counts towards volume at all.
  var countsTowardsVolume: Bool { mql != nil && !isCoolingOff }

  func mark(_ start: Measurement.ClockStart) -> Mark? {
    switch start {
    case .mql: mql
    case .request: request
    case .handoff: handoff
    case .assignment: assignment
    }
  }
}
