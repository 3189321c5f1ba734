internal import Agreements
internal import Wire

/// Judges how far a cohort had come at an age: calendar days of the agreement's zone after its start.
struct Conversion {
  private let days: Int
  private let asOf: Instant
  private let zone: Zone

  init(days: Int, asOf: Instant, zone: Zone) {
    self.days = days
    self.asOf = asOf
    self.zone = zone
  }

  /// How far leads come, each stage standing for those before it, too.
  enum Stage: Int, Comparable {
    case mql, sql, opportunity, won

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }

    init?(_ kind: Mapping.EventKind) {
      switch kind {
      case .sql: self = .sql
      case .opportunity: self = .opportunity
      case .won: self = .won
      default: return nil
      }
    }
  }

  /// Whether a lead that was new became an MQL; nil where it is too young to say.
  func becameMQL(_ lead: CreatedLead) -> Bool? {
    guard let limit = limit(from: lead.at) else { return nil }
    return lead.mql.map { $0 < limit } ?? false
  }

  /// Whether an episode that had come to a stage had come to the next; nil where it is too young to say, or had not come
  /// so far.
  func reached(
    _ next: Stage, from stage: Stage, _ episode: Episode, _ events: ArraySlice<LeadEvent>
  ) -> Bool? {
    guard episode.mql != nil, let limit = limit(from: episode.start) else { return nil }
    var reached = Stage.mql
    for event in events where event.at >= episode.start && event.at < min(limit, episode.end) {
      if let stage = Stage(event.kind) { reached = max(reached, stage) }
    }
    return reached >= stage ? reached >= next : nil
  }

  /// The end of the last day that counts; nil where that is not over.
  private func limit(from start: Int) -> Int? {
    let date = zone.date(of: Instant(milliseconds: start))
    let limit = zone.startOfDay(date.adding(days: days + 1))
    return limit <= asOf ? limit.milliseconds : nil
  }
}
