internal import Agreements
internal import Wire

/// Something that happened to a lead by the time of the export.
struct LeadEvent: Hashable, Sendable {
  /// Milliseconds of the epoch.
  ///
  /// Of a date without time the first of the day, or the last for what ends an episode, so that it never
  /// takes effect before it happened.
  let at: Int
  /// How many milliseconds later it can have happened at the latest.
  private let extent: Int32
  /// Attempts: the number of the channel's name; 0 where none is known.
  var channel: Int32 = 0
  /// The number of what else is known of it, in its page's or history's details; -1 for nothing.
  var detail: Int32 = -1
  /// Rejections: the index of the reason in the taxonomy; -1 for none of it.
  var reason: Int16 = -1
  let kind: Mapping.EventKind
  private var flags: Flags

  private struct Flags: OptionSet, Hashable {
    let rawValue: UInt8
    static let isDay = Flags(rawValue: 1)
    static let isDocumented = Flags(rawValue: 2)
    static let hasOutcome = Flags(rawValue: 4)
  }

  /// `latest` lies at most a day or so after `at`.
  init(at: Int, latest: Int, kind: Mapping.EventKind, isDay: Bool) {
    self.at = at
    extent = Int32(clamping: latest - at)
    self.kind = kind
    flags = isDay ? .isDay : []
  }

  /// The last millisecond at which it can have happened: `at` but for a date without time.
  var latest: Int { at + Int(extent) }
  /// Whether only the date is known.
  var isDay: Bool { flags.contains(.isDay) }
  /// Rejections: whether a reason of the taxonomy was written down in time; acceptances: whether anything was.
  var isDocumented: Bool {
    get { flags.contains(.isDocumented) }
    set { if newValue { flags.insert(.isDocumented) } else { flags.remove(.isDocumented) } }
  }
  /// Attempts: whether something is written down that came of it.
  var hasOutcome: Bool {
    get { flags.contains(.hasOutcome) }
    set { if newValue { flags.insert(.hasOutcome) } else { flags.remove(.hasOutcome) } }
  }

  /// Whether somebody who works on the lead did this.
  var isHumanUpdate: Bool {
    switch kind {
    case .attempt, .connected, .meetingBooked, .accepted, .sql, .opportunity, .updated: true
    default: false
    }
  }

  /// Whether this reaches the lead, or is the lead's own word.
  var isTouch: Bool {
    switch kind {
    case .attempt, .connected, .replied, .meetingBooked: true
    default: false
    }
  }

  /// Whether this ends the episode that it falls into.
  var isClosing: Bool { kind.isClosing }

  /// Whether the lead is gone, through nobody's doing or wish.
  var isGone: Bool {
    switch kind {
    case .merged, .unsubscribed: true
    default: false
    }
  }

  /// The order of time, and of kinds at one moment.
  ///
  /// What starts an episode comes before what happens in it, that before what ends it, and reopening after; then comes all
  /// that is left, so that it never depends on the order of rows.
  static func precedes(_ left: LeadEvent, _ right: LeadEvent) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.kind.rank != right.kind.rank { return left.kind.rank < right.kind.rank }
    if left.latest != right.latest { return left.latest < right.latest }
    if left.reason != right.reason { return left.reason < right.reason }
    return !left.isDocumented && right.isDocumented
  }
}

/// What is known of some events besides.
struct EventDetail: Hashable, Sendable {
  /// Assignments: the number of the owner's name; 0 where none is known.
  var owner: Int32 = 0
  /// Alerts: when it reached somebody, in milliseconds of the epoch; nil where it did not.
  var deliveredAt: Int?
  /// Opportunities: the key of the deal's id; nil where it has none.
  var deal: KeyedDigest?
  /// Opportunities: in minor units of the agreement's currency; nil where none is given.
  var amount: Int?
}

extension Mapping.EventKind {
  /// Whether such an event ends an episode.
  var isClosing: Bool {
    switch self {
    case .rejected, .recycled, .won, .lost, .merged, .unsubscribed: true
    default: false
    }
  }

  /// Whether a date without time leaves open what hours are reckoned from.
  var wantsHours: Bool {
    switch self {
    case .mql, .requested, .assigned, .handoff, .attempt, .replied, .meetingBooked: true
    default: false
    }
  }

  /// Whether it is about a deal, which has an amount.
  var isOfDeal: Bool { self == .opportunity || self == .won || self == .lost }

  /// Whether it shows that a lead was handed to sales although no MQL says so.
  var isLaterStage: Bool {
    switch self {
    case .accepted, .sql, .opportunity, .won: true
    default: false
    }
  }

  /// The order at one moment.
  var rank: Int {
    switch self {
    case .created: 0
    case .requested: 1
    case .mql: 2
    case .assigned: 3
    case .handoff: 4
    case .attempt: 5
    case .connected: 6
    case .replied: 7
    case .meetingBooked: 8
    case .accepted: 9
    case .sql: 10
    case .opportunity: 11
    case .rejected: 12
    case .recycled: 13
    case .won: 14
    case .lost: 15
    case .merged: 16
    case .unsubscribed: 17
    case .reopened: 18
    case .updated: 19
    case .alert: 20
    }
  }

  /// The meaning that says which values state such an event; nil where its time alone does.
  var subject: Measurement.Meaning.Subject? {
    switch self {
    case .mql: .mql
    case .requested: .demoRequest
    case .attempt, .updated: .humanAttempt
    case .accepted: .accepted
    case .rejected: .rejected
    case .won: .won
    default: nil
    }
  }
}
