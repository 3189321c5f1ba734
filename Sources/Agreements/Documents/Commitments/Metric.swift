/// The metrics of the catalogue.
package enum Metric: String, Sendable, CaseIterable {
  case leadCreated = "lead.created"
  case mqlDelivered = "mql.delivered"
  case mqlPerRep = "mql.per-rep"
  case mqlScore = "mql.score"
  case mqlCompleteness = "mql.completeness"
  case mqlHistory = "mql.history"
  case intentAlerted = "intent.alerted"
  case firstContact = "first-contact"
  case timeToConnect = "time-to-connect"
  case handoffToContact = "handoff-to-contact"
  case followUpDepth = "follow-up.depth"
  case rejectionRate = "rejection.rate"
  case rejectionReasons = "rejection.reasons"
  case rejectionDocumented = "rejection.documented"
  case acceptanceDocumented = "acceptance.documented"
  case hygieneStale = "hygiene.stale"
  case hygieneOutcomes = "hygiene.outcomes"
  case leadsDropped = "leads.dropped"
  case leadsDuplicate = "leads.duplicate"
  case conversionLeadMQL = "conversion.lead-mql"
  case conversionMQLSQL = "conversion.mql-sql"
  case conversionSQLOpportunity = "conversion.sql-opportunity"
  case conversionOpportunityWon = "conversion.opportunity-won"
  case opportunityFollowUp = "opportunity.follow-up"
  case pipelineBySource = "pipeline.by-source"
  case pipelineMarketing = "pipeline.marketing"
  case revenue
  case dealSize = "deal.size"
  case cycleLength = "cycle.length"
  case reported
}

extension Metric {
  /// The units that targets of this metric may be in.
  package var targetUnits: [Commitment.Target.Unit] {
    switch self {
    case .leadCreated, .mqlDelivered, .mqlPerRep, .rejectionReasons, .leadsDropped, .leadsDuplicate: [.leads]
    case .mqlScore: [.points]
    case .firstContact, .timeToConnect, .handoffToContact: [.percent, .milliseconds]
    case .mqlCompleteness, .mqlHistory, .intentAlerted, .followUpDepth, .rejectionRate, .rejectionDocumented,
      .acceptanceDocumented, .hygieneStale, .hygieneOutcomes, .conversionLeadMQL, .conversionMQLSQL,
      .conversionSQLOpportunity, .conversionOpportunityWon:
      [.percent]
    case .opportunityFollowUp, .cycleLength: [.milliseconds]
    case .pipelineBySource, .pipelineMarketing, .revenue, .dealSize: [.minorUnits]
    case .reported: Commitment.Target.Unit.allCases
    }
  }

  /// The parameters that have to be given, in the schema's order.
  package var neededParameters: [String] {
    switch self {
    case .firstContact, .timeToConnect: ["within", "clock", "start"]
    case .handoffToContact, .intentAlerted: ["within", "clock"]
    case .followUpDepth: ["attempts", "channels", "spanDays", "businessDays"]
    case .hygieneStale, .leadsDropped: ["businessDays"]
    case .conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon: ["days"]
    case .opportunityFollowUp: ["clock"]
    case .reported: ["name"]
    case .leadCreated, .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .rejectionRate,
      .rejectionReasons, .rejectionDocumented, .acceptanceDocumented, .hygieneOutcomes, .leadsDuplicate,
      .pipelineBySource, .pipelineMarketing, .revenue, .dealSize, .cycleLength:
      []
    }
  }

  /// The parameters that may be given besides.
  package var optionalParameters: [String] { self == .mqlPerRep ? ["headcount"] : [] }

  /// Whether it counts leads that come in, so that targets are held to the baseline and the growth cap.
  package var isVolume: Bool { self == .mqlDelivered || self == .leadCreated }

  /// Whether it counts money, which takes a currency.
  package var isMoney: Bool {
    switch self {
    case .pipelineBySource, .pipelineMarketing, .revenue, .dealSize: true
    default: false
    }
  }

  /// Whether it judges how long somebody waited.
  package var isWait: Bool {
    switch self {
    case .firstContact, .timeToConnect, .handoffToContact: true
    default: false
    }
  }
}
