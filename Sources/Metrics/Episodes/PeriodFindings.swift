internal import Agreements
internal import Wire

/// What is found in a period among the leads of a page.
struct PeriodFindings: Sendable {
  var episodes: [Episode] = []
  /// Those of leads that have episodes, or deals that are open.
  var events: [LeadEvent] = []
  /// What became of the rows, as far as episodes decide about it.
  var rows = Snapshot.RowAccount()
  /// What is counted of leads whether they have episodes in the period or not; empty where nobody asked for it.
  var created: [CreatedLead] = []
  var open: [OpenEpisode] = []
  var attempts: [AttemptMade] = []
  var alerts: [AlertDue] = []
  var deals: [Deal] = []
  /// Which leads tell of deals with an id, each lead's in one run.
  var mentions: [SharedDeals.Mention] = []

  /// The same with what there is most of in as much memory as it needs.
  var exact: PeriodFindings {
    var exact = self
    exact.episodes = episodes.exact
    exact.events = events.exact
    exact.mentions = mentions.exact
    return exact
  }
}

extension Array {
  fileprivate var exact: [Element] {
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact += self
    return exact
  }
}

/// A lead that was new in the period.
struct CreatedLead {
  let dimensions: Dimensions
  let at: Int
  /// When it first became an MQL; nil for never.
  let mql: Int?
}

/// An episode that nothing had closed by the end of the period.
struct OpenEpisode {
  let dimensions: Dimensions
  /// When somebody last did something about it; its start where nobody did.
  let lastUpdate: Int
}

/// An attempt that was made in the period.
struct AttemptMade {
  let dimensions: Dimensions
  let hasOutcome: Bool
}

/// An alert that was due in the period.
struct AlertDue {
  let dimensions: Dimensions
  let at: Int
  /// When it reached somebody; nil where it did not.
  let deliveredAt: Int?
}

/// An opportunity.
struct Deal {
  let dimensions: Dimensions
  /// The key of its id; nil where it has none, so that nothing can be the same deal.
  let key: KeyedDigest?
  /// When it was created; nil where only its end is known.
  let opened: Episode.Mark?
  /// When it was won; nil where it was not.
  let won: Episode.Mark?
  /// Whether it was neither won nor lost by the end of the period.
  let isOpenAtEnd: Bool
  /// In minor units: when it was created, and what it was won with; nil where none is given.
  let amount: Int?
  let wonAmount: Int?
  /// The MQL that it came from.
  let mql: Episode.Mark?
  /// Where the events of its lead are.
  let events: EpisodeCollection.Events
}
