internal import Agreements
internal import Wire

/// The episodes of a period with what else is counted in it, and what became of every row.
struct EpisodeCollection: Sendable {
  /// Episodes, events and new leads stay in the pages that they were found in: there are so many that putting them together
  /// would take as long as finding them.
  private var pages: [Page]
  var rows = Snapshot.RowAccount()
  private(set) var open: [OpenEpisode] = []
  private(set) var attempts: [AttemptMade] = []
  private(set) var alerts: [AlertDue] = []
  private(set) var deals: [Deal] = []

  /// What was found in a page.
  private struct Page {
    let episodes: [Episode]
    let events: [LeadEvent]
    let created: [CreatedLead]
  }

  /// Where the events of a lead are.
  struct Events {
    fileprivate let page: Int32
    fileprivate let first, end: Int32

    init(_ range: Range<Int>, page: Int) {
      self.page = Int32(clamping: page)
      (first, end) = (Int32(clamping: range.lowerBound), Int32(clamping: range.upperBound))
    }
  }

  /// What was found in all pages, in their order.
  init(joining found: [PeriodFindings]) {
    pages = found.map { Page(episodes: $0.episodes, events: $0.events, created: $0.created) }
    for one in found {
      rows.add(one.rows)
      open += one.open
      attempts += one.attempts
      alerts += one.alerts
      deals += one.deals
    }
  }

  /// The episodes, page by page.
  var episodes: [[Episode]] { pages.map(\.episodes) }

  /// The leads that were new in the period, page by page.
  var created: [[CreatedLead]] { pages.map(\.created) }

  /// The events of all leads that have episodes.
  var allEvents: [LeadEvent] { pages.flatMap(\.events) }

  /// The events of a lead, in order.
  func events(_ place: Events) -> ArraySlice<LeadEvent> {
    pages[Int(place.page)].events[Int(place.first)..<Int(place.end)]
  }
}

extension Snapshot.RowAccount {
  /// Adds what became of other rows, as far as episodes decide about it.
  fileprivate mutating func add(_ other: Snapshot.RowAccount) {
    for count in [
      \.unmatched, \.duplicates, \.events, \.laterStageWithoutMQL, \.outOfScope, \.neverMQL, \.outOfPeriod,
      \.inPeriod, \.imprecise,
    ] as [WritableKeyPath<Snapshot.RowAccount, Int>] {
      self[keyPath: count] += other[keyPath: count]
    }
  }
}
