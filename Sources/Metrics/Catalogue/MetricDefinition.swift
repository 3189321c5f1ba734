package import Agreements

/// What a metric of the catalogue is: its words, and the meanings that its numbers depend on.
package struct MetricDefinition: Sendable {
  package let metric: Metric
  package let title: String
  /// What its number counts: `leads`, `ratio`, or `ms` on the clock of its parameters.
  package let unit: String
  /// The definition in words that both sides read.
  package let definition: String
  /// The parts of `measurement` that its numbers depend on whatever the filter; a filter by tier adds `tiers`, one by
  /// source `sourceSpellings`.
  package let parts: [MeasurementPart]
}

/// A part of an agreement's `measurement` that a number may depend on.
package enum MeasurementPart: String, Sendable, CaseIterable {
  case scope
  case mql = "meanings.mql"
  case demoRequest = "meanings.demoRequest"
  case humanAttempt = "meanings.humanAttempt"
  case accepted = "meanings.accepted"
  case rejected = "meanings.rejected"
  case won = "meanings.won"
  /// Their bounds, never their titles.
  case tiers
  case requiredFields, excludedSources, sourceSpellings
  /// Their ids and the CRM's values, never their titles.
  case rejectionReasons
  case coolOffDays
}

extension MetricDefinition {
  /// The catalogue, in its own order.
  package static let all = Metric.allCases.map { MetricDefinition($0) }

  /// What decides which leads there are and where their episodes begin and end.
  private static let episodes: [MeasurementPart] = [.scope, .mql, .demoRequest, .rejected, .won]

  package init(_ metric: Metric) {
    self.metric = metric
    switch metric {
    case .mqlDelivered:
      title = "MQLs delivered"
      unit = "leads"
      definition = """
        Episodes with an MQL, not counting one within the cool-off after a recycling, whose lead falls into a tier, \
        has every required field valid and comes from a source that is not excluded; gross counts them without those \
        three restrictions.
        """
      parts = Self.episodes + [.tiers, .requiredFields, .excludedSources, .sourceSpellings, .coolOffDays]
    case .mqlCompleteness:
      title = "Completeness of MQLs"
      unit = "ratio"
      definition = """
        Episodes with an MQL whose lead has every required field valid, and those with each field valid, of all \
        episodes with an MQL; empty cells and placeholders such as "n/a", "test" or "-" are not valid, an e-mail \
        address has to look like one.
        """
      parts = Self.episodes + [.requiredFields]
    case .firstContact:
      title = "First contact"
      unit = "ms"
      definition = """
        From the clock's start to the first human attempt, reply or booked meeting. Engagement since the opening of \
        the business day before the one on which the clock starts is met at 0 ms; older engagement that was not closed \
        is set aside, likewise episodes rejected with a documented reason, merged or unsubscribed before contact, and \
        those with dates too coarse for hours. Quantiles are of nearest rank, no contact counting as infinitely late. \
        Attempts less than 60 s after the start on the wall's clock are counted beside.
        """
      parts = Self.episodes + [.humanAttempt, .rejectionReasons]
    case .followUpDepth:
      title = "Depth of follow-up"
      unit = "ratio"
      definition = """
        Of the episodes without reply, connection or booked meeting whose window has run out or that were rejected, \
        recycled or lost before: those with at least the agreed human attempts, on at least the agreed channels, with \
        at least the agreed days from the first to the last, from the episode's start to the window's end or the \
        closing. Attempts on one channel less than an hour after the one before are one. Merged, unsubscribed and \
        converted leads are set aside.
        """
      parts = Self.episodes + [.humanAttempt]
    case .rejectionRate:
      title = "Rejections"
      unit = "ratio"
      definition = "Rejected episodes of those accepted or rejected, by what stood last, and by reason."
      parts = Self.episodes + [.accepted, .rejectionReasons]
    case .rejectionDocumented:
      title = "Documented rejections"
      unit = "ratio"
      definition = """
        Rejections with a reason of the agreed taxonomy, written down no later than five minutes after the rejection \
        where the export says when, of all rejected episodes.
        """
      parts = Self.episodes + [.accepted, .rejectionReasons]
    }
  }
}
