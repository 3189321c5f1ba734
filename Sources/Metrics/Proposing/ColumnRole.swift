package import Agreements

/// What a column of an export may be to a mapping.
package enum ColumnRole: Hashable, Sendable {
  case id, email, score, amount, currency, source, region, owner, team
  /// Further ids that the lead goes by.
  case alias(Alias)
  /// A further field, by the agreement's name for it.
  case field(String)
  /// The time of day that belongs to the dates of another column.
  case clock
  /// The time of an event.
  case event(Mapping.EventKind)
  /// What a lead is worth, in letters or words.
  case grade
  /// A stage or status, whose value says what a lead is.
  case stage
  /// What goes with a rejection, an acceptance, a request or an alert.
  case rejectionReason, acceptance, documentedAt, requestKind, deliveredAt
  /// In rows of events: what happened, when, and which property took which value.
  case kind, time, property, value
  /// What goes with an activity: when it was entered, who did it, what came of it, whether it is done, which way it went.
  case logged, actor, outcome, done, direction
  /// In a table of leads: who made the attempt, and how one of several was made.
  case contactedBy, attemptChannel
  /// A deal's id and stage, and whether it is won or closed.
  case deal, dealStage, wonFlag, closedFlag

  /// Of what the further id is; `other` is that of a lead or contact in an export that has columns for both.
  package enum Alias: Hashable, Sendable { case contact, deal, merged, other }
}

extension ColumnRole {
  /// Whether a column can be that, by what is in it.
  func suits(_ profile: ColumnProfile) -> Bool {
    let isEmpty = profile.filled == 0
    return switch self {
    case .event, .time, .logged, .documentedAt, .deliveredAt: !profile.formats.isEmpty || isEmpty
    case .email: profile.isEmail || isEmpty
    case .score, .amount: profile.isNumber || isEmpty
    case .grade:
      (1...12).contains(profile.values?.count ?? 0) && !profile.isNumber && profile.formats.isEmpty
    case .stage, .kind, .dealStage, .done, .direction, .requestKind:
      profile.values != nil && profile.formats.isEmpty && !profile.isEmail
    case .outcome, .team: (profile.values != nil || isEmpty) && profile.formats.isEmpty && !profile.isEmail
    case .rejectionReason: profile.formats.isEmpty && !profile.isEmail && !profile.isNumber || isEmpty
    case .property: profile.values != nil
    case .wonFlag, .closedFlag: (profile.values?.count ?? 100) <= 3
    case .source, .region: profile.formats.isEmpty && !profile.isEmail
    case .owner, .actor, .contactedBy, .attemptChannel, .field, .acceptance: profile.formats.isEmpty
    case .currency:
      (profile.values ?? []).allSatisfy { TextFormat.currency.accepts($0) } && profile.values != nil
        || isEmpty
    case .clock: !profile.clockFormats.isEmpty
    case .id, .alias, .value, .deal: true
    }
  }

  /// Whether it is the time of a request for prices or contact.
  var isOtherRequest: Bool { self == .event(.requestedPricing) || self == .event(.requestedContact) }

  /// Whether its column is read as a time.
  package var isTime: Bool {
    switch self {
    case .event, .time, .logged, .documentedAt, .deliveredAt: true
    default: false
    }
  }
}

extension ColumnRole: CustomStringConvertible {
  /// What the column is, in the reader's words.
  package var description: String {
    switch self {
    case .id: "the lead's id"
    case .alias(.contact): "id of the contact it became"
    case .alias(.deal): "id of the deal it became"
    case .alias(.merged): "ids merged into it"
    case .alias(.other): "another id of it"
    case .email: "e-mail address"
    case .score: "score"
    case .amount: "amount"
    case .grade: "grade in words"
    case .currency: "currency"
    case .source: "source"
    case .region: "region"
    case .owner: "owner"
    case .team: "the owner's team"
    case .field(let name): "field \(name)"
    case .event(let kind): "when \(kind.words)"
    case .clock: "the time of day"
    case .stage: "stage or status"
    case .rejectionReason: "reason of a rejection"
    case .acceptance: "what an acceptance says"
    case .documentedAt: "when the reason was written"
    case .requestKind: "what was asked for"
    case .deliveredAt: "when an alert arrived"
    case .kind: "what happened"
    case .time: "when it happened"
    case .property: "which property changed"
    case .value: "its new value"
    case .logged: "when it was entered"
    case .actor: "who did it"
    case .contactedBy: "who tried to reach it"
    case .attemptChannel: "how sales tried to reach it"
    case .outcome: "what came of it"
    case .done: "whether it is done"
    case .direction: "which way it went"
    case .deal: "the deal's id"
    case .dealStage: "the deal's stage"
    case .wonFlag: "whether it is won"
    case .closedFlag: "whether it is closed"
    }
  }
}

extension Mapping.EventKind {
  /// What happened, as the end of a sentence that starts with "when".
  var words: String {
    switch self {
    case .created: "it was created"
    case .mql: "it became an MQL"
    case .requested: "a demo was requested"
    case .requestedPricing: "prices were requested"
    case .requestedContact: "contact was requested"
    case .assigned: "it was assigned"
    case .handoff: "it was handed over"
    case .attempt: "sales tried to reach it"
    case .connected: "sales reached it"
    case .replied: "it replied"
    case .meetingBooked: "a meeting was booked"
    case .accepted: "sales accepted it"
    case .rejected: "sales rejected it"
    case .recycled: "it was recycled"
    case .reopened: "it was reopened"
    case .sql: "it became an SQL"
    case .opportunity: "an opportunity began"
    case .won: "a deal was won or closed"
    case .lost: "a deal was lost"
    case .merged: "it was merged"
    case .unsubscribed: "it unsubscribed"
    case .updated: "somebody worked on it last"
    case .alert: "an alert was due"
    }
  }
}
