internal import Agreements
internal import Wire

/// Judges whether a lead that never answered was followed up as deeply as agreed.
struct FollowUpDepth {
  private let attempts: Int
  private let channels: Int
  private let spanDays: Int
  private let businessDays: Int
  private let asOf: Instant
  private let calendar: BusinessCalendar

  /// Nil where a parameter is missing.
  init?(_ parameters: MetricParameters, asOf: Instant, calendar: BusinessCalendar) {
    guard let attempts = parameters.attempts, let channels = parameters.channels,
      let spanDays = parameters.spanDays, let businessDays = parameters.businessDays
    else { return nil }
    self.attempts = attempts
    self.channels = channels
    self.spanDays = spanDays
    self.businessDays = businessDays
    self.asOf = asOf
    self.calendar = calendar
  }

  /// Whether it was; nil where the episode is not counted: the lead answered, converted or is gone, or its window still
  /// runs.
  func isDeepEnough(_ episode: Episode, _ events: ArraySlice<LeadEvent>) -> Bool? {
    let start = Instant(milliseconds: episode.start)
    guard let window = calendar.close(ofBusinessDay: businessDays, after: start) else { return nil }
    let own = events.filter {
      $0.latest >= episode.start && $0.at < episode.end && $0.at <= window.milliseconds
    }
    var closedAt: Int?
    for event in own {
      switch event.kind {
      case .replied, .connected, .meetingBooked, .sql, .opportunity, .won, .merged, .unsubscribed: return nil
      case .rejected, .recycled, .lost: closedAt = closedAt ?? event.at
      case .reopened: closedAt = nil
      default: break
      }
    }
    guard closedAt != nil || window <= asOf else { return nil }
    let limit = closedAt ?? window.milliseconds
    return isDeepEnough(own.filter { $0.kind == .attempt && $0.at <= limit })
  }

  private func isDeepEnough(_ made: [LeadEvent]) -> Bool {
    var last: [Int32: Int] = [:]
    var count = 0
    for attempt in made {
      if let before = last[attempt.channel], attempt.at - before < Self.burst {
        last[attempt.channel] = attempt.at
        continue
      }
      last[attempt.channel] = attempt.at
      count += 1
    }
    guard count >= attempts, last.count >= channels, let first = made.first?.at, let end = made.last?.at
    else {
      return false
    }
    let dates = [first, end].map { calendar.zone.date(of: Instant(milliseconds: $0)).day }
    return dates[1] - dates[0] >= spanDays
  }

  /// Attempts on one channel less than this after one another are one, in milliseconds.
  private static let burst = 3_600_000
}
