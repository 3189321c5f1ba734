internal import Agreements

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

  /// The order at one moment; requests that begin no episode come before what begins one, which they tell of.
  var rank: Int {
    switch self {
    case .created: 0
    case .requestedContact: 1
    case .requestedPricing: 2
    case .requested: 3
    case .mql: 4
    case .assigned: 5
    case .handoff: 6
    case .attempt: 7
    case .connected: 8
    case .replied: 9
    case .meetingBooked: 10
    case .accepted: 11
    case .sql: 12
    case .opportunity: 13
    case .rejected: 14
    case .recycled: 15
    case .won: 16
    case .lost: 17
    case .merged: 18
    case .unsubscribed: 19
    case .reopened: 20
    case .updated: 21
    case .alert: 22
    }
  }

  /// The meaning that says which values state such an event; nil where its time alone does.
  var subject: Measurement.Meaning.Subject? {
    switch self {
    case .mql: .mql
    case .requested: .demoRequest
    case .requestedPricing: .pricingRequest
    case .requestedContact: .contactRequest
    case .attempt, .updated: .humanAttempt
    case .accepted: .accepted
    case .rejected: .rejected
    case .won: .won
    default: nil
    }
  }
}
