internal import Agreements

/// Some kinds of events.
struct EventKinds: OptionSet {
  let rawValue: UInt32
  static let deals = EventKinds(Mapping.EventKind.allCases.filter(\.isOfDeal).map { EventKinds($0) })
}

extension EventKinds {
  init(_ kind: Mapping.EventKind) { self.init(rawValue: 1 << UInt32(truncatingIfNeeded: kind.rank)) }
}

extension Mapping.EventKind {
  /// Compares the ranks.
  ///
  /// The compiler does not see through functions of other modules, that which an enumeration gets by itself among them, and
  /// this is asked several times for each lead.
  static func == (left: Self, right: Self) -> Bool { left.rank == right.rank }

  /// The kinds in the order of their ranks.
  static let byRank = allCases.sorted { $0.rank < $1.rank }

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
