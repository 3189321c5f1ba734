internal import Agreements
internal import Wire

/// What ends a wait.
enum ContactGoal: Hashable {
  /// Somebody tried to reach the lead, or the lead came by itself.
  case contact
  /// The two have spoken.
  case connection

  func isMet(by event: LeadEvent) -> Bool { isMet(by: event.kind) }

  func isMet(by kind: Mapping.EventKind) -> Bool {
    switch kind {
    case .attempt: self == .contact
    case .connected: self == .connection
    case .replied, .meetingBooked: true
    default: false
    }
  }
}

/// What became of the wait for first contact, or for being connected, in an episode.
enum FirstContact {
  /// The clock of this measure does not start in the episode.
  case noClock
  /// Dates without time leave open what the hours are.
  case imprecise
  /// Somebody has been at it since before the previous business day.
  case alreadyEngaged
  /// Rejected with a documented reason first.
  case resolvedBeforeContact
  /// Merged or unsubscribed first.
  case gone
  /// Engaged within one business day before the start: 0 ms.
  case engaged
  /// The first contact after the start.
  case made(start: Instant, at: Instant, isAttempt: Bool)
  /// None by the time of the export.
  case open(start: Instant)

  /// Judges one episode, `events` being all of its lead's in order.
  init(
    of episode: Episode, _ events: ArraySlice<LeadEvent>, from start: Measurement.ClockStart,
    to goal: ContactGoal = .contact, calendar: BusinessCalendar
  ) {
    guard let mark = episode.mark(start) else {
      self = .noClock
      return
    }
    self =
      mark.isDay
      ? .imprecise
      : Self.before(mark.at, goal, events, calendar) ?? Self.after(mark.at, goal, episode, events)
  }

  /// What engagement before the start decides; nil where there was none that does.
  private static func before(
    _ start: Int, _ goal: ContactGoal, _ events: ArraySlice<LeadEvent>, _ calendar: BusinessCalendar
  ) -> FirstContact? {
    let before = events.prefix { $0.at < start }
    guard before.contains(where: goal.isMet(by:)) else { return nil }
    let opening =
      calendar.opening(ofBusinessDay: 1, before: Instant(milliseconds: start))?.milliseconds ?? start
    if before.contains(where: { goal.isMet(by: $0) && !$0.isDay && $0.at >= opening }) { return .engaged }
    if before.contains(where: { goal.isMet(by: $0) && $0.isDay && $0.latest >= opening }) {
      return .imprecise
    }
    var wasEngaged = false
    var isOpen = false
    for event in before {
      if goal.isMet(by: event) { (wasEngaged, isOpen) = (true, true) }
      if event.isClosing { isOpen = false }
      if event.kind == .reopened { isOpen = wasEngaged }
    }
    return isOpen ? .alreadyEngaged : nil
  }

  private static func after(
    _ start: Int, _ goal: ContactGoal, _ episode: Episode, _ events: ArraySlice<LeadEvent>
  ) -> FirstContact {
    var isResolved = false
    for event in events where event.at >= start {
      if event.at >= episode.end { break }
      if event.isGone { return isResolved ? .resolvedBeforeContact : .gone }
      if event.kind == .rejected, event.isDocumented { isResolved = true }
      if event.kind == .reopened { isResolved = false }
      guard goal.isMet(by: event) else { continue }
      if isResolved { return .resolvedBeforeContact }
      if event.isDay { return .imprecise }
      return .made(
        start: Instant(milliseconds: start), at: Instant(milliseconds: event.at),
        isAttempt: event.kind == .attempt)
    }
    return isResolved ? .resolvedBeforeContact : .open(start: Instant(milliseconds: start))
  }
}

extension FirstContact {
  /// How long the wait took, or lasts at `asOf`, on a clock; 0 where no clock runs.
  func milliseconds(
    on clock: MetricParameters.Clock, asOf: Instant, _ calendar: BusinessCalendar
  ) -> Int {
    switch self {
    case .made(let start, let at, _): calendar.milliseconds(from: start, to: at, clock: clock)
    case .open(let start): calendar.milliseconds(from: start, to: asOf, clock: clock)
    default: 0
    }
  }
}

/// Judges first contacts by one time within which they count, on one clock.
struct FirstContactJudge {
  let within: ClockDuration
  let clock: MetricParameters.Clock
  let asOf: Instant
  let calendar: BusinessCalendar

  enum Verdict {
    /// After that many milliseconds on the clock.
    case met(Int, isUnderAMinute: Bool)
    case breached(Int, isUnderAMinute: Bool)
    case breachedOpen
    case pending
    case setAside(WritableKeyPath<Figures.Clock, Int>)
    case none
  }

  func verdict(on contact: FirstContact) -> Verdict {
    switch contact {
    case .noClock: return .none
    case .imprecise: return .setAside(\.imprecise)
    case .alreadyEngaged: return .setAside(\.alreadyEngaged)
    case .resolvedBeforeContact: return .setAside(\.resolvedBeforeContact)
    case .gone: return .setAside(\.gone)
    case .engaged: return .met(0, isUnderAMinute: false)
    case .made(let start, let at, let isAttempt):
      let milliseconds = contact.milliseconds(on: clock, asOf: asOf, calendar)
      let isUnderAMinute = isAttempt && at.milliseconds(since: start) < 60_000
      return isLate(milliseconds, from: start, at: at)
        ? .breached(milliseconds, isUnderAMinute: isUnderAMinute)
        : .met(milliseconds, isUnderAMinute: isUnderAMinute)
    case .open(let start):
      let milliseconds = contact.milliseconds(on: clock, asOf: asOf, calendar)
      return isLate(milliseconds, from: start, at: asOf) ? .breachedOpen : .pending
    }
  }

  /// Whether the time had run out before `moment`, when the clock showed `milliseconds`.
  func isLate(_ milliseconds: Int, from start: Instant, at moment: Instant) -> Bool {
    switch within {
    case .time(let limit): return milliseconds > limit
    case .businessDays(let count): return calendar.isOver(businessDays: count, from: start, at: moment)
    }
  }
}
