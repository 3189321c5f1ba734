package import Agreements

/// What a column of an export may be to a mapping.
package enum ColumnRole: Hashable, Sendable {
  case id, alias, email, score, amount, currency, source, region, owner
  /// A further field, by the agreement's name for it.
  case field(String)
  /// The time of an event.
  case event(Mapping.EventKind)
  /// A stage or status, whose value says what a lead is.
  case stage
  case rejectionReason
  /// In rows of events: what happened, when, and which property took which value.
  case kind, time, property, value
}

extension ColumnRole {
  /// Whether a column can be that, by what is in it.
  func suits(_ profile: ColumnProfile) -> Bool {
    switch self {
    case .event, .time: !profile.formats.isEmpty || profile.filled == 0
    case .email: profile.isEmail || profile.filled == 0
    case .score, .amount: profile.isNumber || profile.filled == 0
    case .stage, .kind, .rejectionReason: profile.values != nil && profile.formats.isEmpty && !profile.isEmail
    case .property: profile.values != nil
    case .source, .region: profile.formats.isEmpty && !profile.isEmail
    case .currency: (profile.values?.count ?? 100) < 40
    case .id, .alias, .owner, .field, .value: true
    }
  }
}

extension ColumnRole: CustomStringConvertible {
  /// What the column is, in the reader's words.
  package var description: String {
    switch self {
    case .id: "the lead's id"
    case .alias: "further ids of the lead"
    case .email: "e-mail address"
    case .score: "score"
    case .amount: "amount"
    case .currency: "currency"
    case .source: "source"
    case .region: "region"
    case .owner: "owner"
    case .field(let name): "field \(name)"
    case .event(let kind): "time of \(kind.rawValue)"
    case .stage: "stage or status"
    case .rejectionReason: "reason of a rejection"
    case .kind: "what happened"
    case .time: "when it happened"
    case .property: "which property changed"
    case .value: "its new value"
    }
  }
}
