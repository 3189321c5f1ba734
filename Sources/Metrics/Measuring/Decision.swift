internal import Agreements

/// What sales has decided about an episode, by what stood last.
enum Decision {
  /// With whether anything was written down about it.
  case accepted(isDocumented: Bool)
  /// With the index of its reason in the taxonomy, -1 for none of it.
  case rejected(reason: Int16, isDocumented: Bool)

  /// Nil where nothing is decided, or a rejection was taken back.
  init?(of episode: Episode, _ events: ArraySlice<LeadEvent>) {
    var decision: Decision?
    for event in events where event.at >= episode.start && event.at < episode.end {
      switch event.kind {
      case .accepted: decision = .accepted(isDocumented: event.isDocumented)
      case .rejected: decision = .rejected(reason: event.reason, isDocumented: event.isDocumented)
      case .reopened:
        if case .rejected? = decision { decision = nil }
      default: break
      }
    }
    guard let decision else { return nil }
    self = decision
  }
}
