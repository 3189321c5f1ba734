package import Agreements

/// What a metric of the catalogue is: its words, and the meanings that its numbers depend on.
package struct MetricDefinition: Sendable {
  package let metric: Metric
  package let title: String
  /// What its number counts: `leads`, `ratio`, `points`, `minor units`, or `ms` on the clock of its parameters.
  package let unit: String
  /// The definition in words that both sides read.
  package let definition: String
  /// The parts of `measurement` that its numbers depend on whatever the filter; a filter by tier adds `tiers`, one by
  /// source `sourceSpellings`, one by request ``parts(ofFilterBy:)``.
  package let parts: [MeasurementPart]
}

/// A part of an agreement's `measurement` that a number may depend on.
package enum MeasurementPart: String, Sendable, CaseIterable {
  case scope
  case mql = "meanings.mql"
  case demoRequest = "meanings.demoRequest"
  case pricingRequest = "meanings.pricingRequest"
  case contactRequest = "meanings.contactRequest"
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
  case historyFields, marketingSources, money
}

extension MetricDefinition {
  /// The catalogue, in its own order.
  package static let all = Metric.allCases.map { MetricDefinition($0) }

  /// What decides which leads there are and where their episodes begin and end.
  private static let episodes: [MeasurementPart] = [.scope, .mql, .demoRequest, .rejected, .won]
  /// What decides which sums there are.
  private static let deals: [MeasurementPart] = [.scope, .won, .money]

  /// What decides which leads a filter by such requests lets through, besides what decides the number itself.
  ///
  /// Of requests for prices and contact the last one counts, so that each hangs on what the other is. What a demo request is
  /// decides where episodes begin, and bases of numbers by demo requests stay what they were.
  static func parts(ofFilterBy request: RequestKind) -> [MeasurementPart] {
    switch request {
    case .demo: []
    case .pricing, .contact: episodes + [.pricingRequest, .contactRequest]
    }
  }

  private init(
    _ metric: Metric, _ title: String, _ unit: String, _ parts: [MeasurementPart], _ definition: String
  ) {
    self.metric = metric
    self.title = title
    self.unit = unit
    self.definition = definition
    self.parts = parts
  }

  package init(_ metric: Metric) {
    switch metric {
    case .leadCreated, .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .leadsDuplicate:
      self = Self.delivery(metric)
    case .intentAlerted, .firstContact, .timeToConnect, .handoffToContact, .followUpDepth:
      self = Self.speed(metric)
    case .rejectionRate, .rejectionReasons, .rejectionDocumented, .acceptanceDocumented, .hygieneStale,
      .hygieneOutcomes, .leadsDropped:
      self = Self.care(metric)
    case .conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon:
      self = Self.conversion(metric)
    case .opportunityFollowUp, .pipelineBySource, .pipelineMarketing, .revenue, .dealSize, .cycleLength,
      .reported:
      self = Self.money(metric)
    }
  }

  private static func delivery(_ metric: Metric) -> MetricDefinition {
    let volume = episodes + [.tiers, .requiredFields, .excludedSources, .sourceSpellings, .coolOffDays]
    return switch metric {
    case .leadCreated:
      MetricDefinition(
        metric, "Leads created", "leads", [.scope],
        "Leads in scope whose first creation lies in the period; joined duplicates are one lead.")
    case .mqlPerRep:
      MetricDefinition(
        metric, "MQLs per person", "leads", volume,
        """
        MQLs delivered, divided by the agreed headcount; without one, by the different owners whom they were given to \
        first, or whom the lead's row names where nothing says so.
        """)
    case .mqlScore:
      MetricDefinition(
        metric, "Score of MQLs", "points", episodes,
        """
        Sum, count and median of the scores of episodes with an MQL, in whole points; those without a score are \
        counted beside. A target is one for the median.
        """)
    case .mqlCompleteness:
      MetricDefinition(
        metric, "Completeness of MQLs", "ratio", episodes + [.requiredFields],
        """
        Episodes with an MQL whose lead has every required field valid, and those with each field valid, of all \
        episodes with an MQL; empty cells and placeholders such as "n/a", "test" or "-" are not valid, an e-mail \
        address has to look like one.
        """)
    case .mqlHistory:
      MetricDefinition(
        metric, "MQLs with behavioural history", "ratio", episodes + [.historyFields],
        """
        Episodes with an MQL of whose lead at least one of the agreed fields with its behaviour says something other \
        than nothing or 0, of all episodes with an MQL.
        """)
    case .leadsDuplicate:
      MetricDefinition(
        metric, "Duplicates", "leads", episodes,
        "Rows that were joined with another of the same lead, of leads with an episode in the period, each with the first."
      )
    default:
      MetricDefinition(
        metric, "MQLs delivered", "leads", volume,
        """
        Episodes with an MQL, not counting one within the cool-off after a recycling, whose lead falls into a tier, \
        has every required field valid and comes from a source that is not excluded; gross counts them without those \
        three restrictions.
        """)
    }
  }

  private static func speed(_ metric: Metric) -> MetricDefinition {
    switch metric {
    case .intentAlerted:
      MetricDefinition(
        metric, "Intent alerts", "ratio", episodes,
        """
        Alerts that became due in the period and reached somebody within the time, of all that did or are late; those \
        that reached nobody yet and are not late are left out, and those of which a time is a date only.
        """)
    case .timeToConnect:
      MetricDefinition(
        metric, "Time to connect", "ms", episodes + [.humanAttempt, .rejectionReasons],
        """
        From the clock's start to the first connection, reply or booked meeting; set aside and counted as first \
        contact is.
        """)
    case .handoffToContact:
      MetricDefinition(
        metric, "From handoff to contact", "ms", episodes + [.humanAttempt, .rejectionReasons],
        "First contact, with the clock starting at the first handoff.")
    case .followUpDepth:
      MetricDefinition(
        metric, "Depth of follow-up", "ratio", episodes + [.humanAttempt],
        """
        Of the episodes without reply, connection or booked meeting whose window has run out or that were rejected, \
        recycled or lost before: those with at least the agreed human attempts, on at least the agreed channels, with \
        at least the agreed days from the first to the last, from the episode's start to the window's end or the \
        closing. Attempts on one channel each less than an hour after the one before are one, and those without a channel are \
        on one of their own. Merged, unsubscribed and converted leads are set aside, likewise those that answer within \
        the window after a closing.
        """)
    default:
      MetricDefinition(
        metric, "First contact", "ms", episodes + [.humanAttempt, .rejectionReasons],
        """
        From the clock's start to the first human attempt, reply or booked meeting. Engagement since the opening of \
        the business day before the one on which the clock starts is met at 0 ms, whatever was before it; where there \
        is only older engagement that was not closed, the episode is set aside, likewise episodes rejected with a documented reason, merged or unsubscribed before contact, and \
        those with dates too coarse for hours. Quantiles are of nearest rank, no contact counting as infinitely late. \
        Attempts less than 60 s after the start on the wall's clock are counted beside.
        """)
    }
  }

  private static func care(_ metric: Metric) -> MetricDefinition {
    let decisions = episodes + [.accepted, .rejectionReasons]
    return switch metric {
    case .rejectionReasons:
      MetricDefinition(
        metric, "Rejected leads", "leads", decisions,
        "Episodes that stand as rejected, by reason; gross counts all episodes.")
    case .rejectionDocumented:
      MetricDefinition(
        metric, "Documented rejections", "ratio", decisions,
        """
        Rejections with a reason of the agreed taxonomy, written down no later than five minutes after the rejection \
        where the mapping names a column that says when, of all rejected episodes; where that is empty, nothing was.
        """)
    case .acceptanceDocumented:
      MetricDefinition(
        metric, "Documented acceptances", "ratio", decisions,
        """
        Acceptances with which something was written down, no later than five minutes after where the mapping names a \
        column that says when, of all episodes that stand as accepted; where that is empty, nothing was.
        """)
    case .hygieneStale:
      MetricDefinition(
        metric, "Stale leads", "ratio", episodes + [.humanAttempt, .accepted],
        """
        Of the episodes, whenever they began, that are open at the period's end: those that nobody has done anything \
        about since the close of so many business days after the last human attempt, connection, booked meeting, \
        acceptance, stage or other update by a person, or after their start where there was none.
        """)
    case .hygieneOutcomes:
      MetricDefinition(
        metric, "Attempts with an outcome", "ratio", episodes + [.humanAttempt],
        "Human attempts made in the period with which an outcome is recorded, of all human attempts made in it."
      )
    case .leadsDropped:
      MetricDefinition(
        metric, "Dropped leads", "leads", episodes + [.humanAttempt, .accepted],
        """
        Episodes handed over (or, where the export tells of no handoff, begun) that were assigned to nobody, and that \
        nobody has touched, updated or closed by the close of so many business days after; gross counts all whose \
        window has run out. A lead that was somebody's when the episode began was not dropped.
        """)
    default:
      MetricDefinition(
        metric, "Rejections", "ratio", decisions,
        """
        Rejected episodes of those accepted or rejected, by what stood last, and by reason; n counts all episodes, \
        decided or not.
        """)
    }
  }

  private static func conversion(_ metric: Metric) -> MetricDefinition {
    let aged = """
      at an age of so many calendar days after their start, of those that are so old: a later stage stands for the \
      ones before it
      """
    return switch metric {
    case .conversionLeadMQL:
      MetricDefinition(
        metric, "Leads to MQLs", "ratio", [.scope, .mql],
        """
        Of the leads created in the period, those that became an MQL then or within so many calendar days after; only \
        leads so old are counted.
        """)
    case .conversionSQLOpportunity:
      MetricDefinition(
        metric, "SQLs to opportunities", "ratio", episodes,
        "Of the period's episodes with an MQL that had come to SQL, those that were an opportunity, \(aged).")
    case .conversionOpportunityWon:
      MetricDefinition(
        metric, "Opportunities won", "ratio", episodes,
        "Of the period's episodes with an MQL that had come to an opportunity, those that were won, \(aged).")
    default:
      MetricDefinition(
        metric, "MQLs to SQLs", "ratio", episodes,
        "Of the period's episodes with an MQL, those that were SQLs, \(aged).")
    }
  }

  private static func money(_ metric: Metric) -> MetricDefinition {
    switch metric {
    case .opportunityFollowUp:
      MetricDefinition(
        metric, "Follow-up of opportunities", "ms", [.scope, .humanAttempt, .won],
        """
        Of the opportunities that are open at the period's end: the longest time without a human attempt, connection, \
        reply or booked meeting since they were created; median, 90th and 95th percentile. Those of which such a time \
        is a date only are counted beside.
        """)
    case .pipelineBySource:
      MetricDefinition(
        metric, "Pipeline by source", "minor units", deals + [.sourceSpellings],
        """
        The amounts of opportunities created in the period, each once, in total and by source, "unknown" included; \
        those without an amount are counted beside, and in no source.
        """)
    case .pipelineMarketing:
      MetricDefinition(
        metric, "Marketing's pipeline", "minor units", deals + [.sourceSpellings, .marketingSources],
        "The amounts of opportunities created in the period that come from the sources agreed to be marketing's."
      )
    case .revenue:
      MetricDefinition(
        metric, "Revenue", "minor units", deals,
        "The amounts of deals won in the period, each once: their sum.")
    case .dealSize:
      MetricDefinition(
        metric, "Deal size", "minor units", deals,
        "The amounts of deals won in the period, each once: their median, nearest rank.")
    case .reported:
      MetricDefinition(
        metric, "Reported number", "any", [],
        """
        A number that was measured elsewhere: its value and unit, with the digest of the document that states it and \
        who keeps that. It is no evidence that the tool computed, and supports no firm target.
        """)
    default:
      MetricDefinition(
        metric, "Length of the sales cycle", "ms", [.scope, .mql, .won],
        """
        From the MQL of the episode that they fall into to the win of deals won in the period, on the wall's clock, in \
        whole days where one of them is a date without time; median, 90th and 95th percentile. Deals without an MQL up \
        to their win are counted beside.
        """)
    }
  }
}
