internal import Agreements

/// When an episode had come how far, each stage standing for those before it, too.
struct EpisodeStages {
  /// Milliseconds of the epoch; `Int.max` for never.
  private var sql = Int.max
  private var opportunity = Int.max
  private var won = Int.max

  /// How far episodes come.
  enum Stage { case mql, sql, opportunity, won }

  /// By events, of which those count that happened from `start` on and before `end`.
  init(_ events: [LeadEvent], from start: Int, to end: Int) {
    for index in events.indices where events[index].at >= start && events[index].at < end {
      let at = events[index].at
      switch events[index].kind {
      case .sql: sql = min(sql, at)
      case .opportunity: opportunity = min(opportunity, at)
      case .won: won = min(won, at)
      default: break
      }
    }
    opportunity = min(opportunity, won)
    sql = min(sql, opportunity)
  }

  func reached(_ stage: Stage, before limit: Int) -> Bool {
    switch stage {
    case .mql: true
    case .sql: sql < limit
    case .opportunity: opportunity < limit
    case .won: won < limit
    }
  }
}
