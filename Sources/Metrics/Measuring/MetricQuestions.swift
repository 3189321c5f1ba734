internal import Agreements
internal import Wire

/// What each metric asks of the cases of a period.
struct MetricQuestions {
  private let measurer: ExportMeasurer
  private let sources: NameTable
  private let excludedSources: Set<Int32>

  /// With the names of the exports; MQLs of some sources are not delivered.
  init(_ measurer: ExportMeasurer, _ names: NameTables, excludedSources: Set<Int32>) {
    self.measurer = measurer
    sources = names.sources
    self.excludedSources = excludedSources
  }

  private var measurement: Measurement { measurer.measurement }
  private var calendar: BusinessCalendar { measurer.calendar }

  /// What measures of one subject ask; nil where no export answers it.
  func question(_ measures: [Measure]) -> Question? {
    let kind = measures[0]
    switch kind.metric {
    case .leadCreated: return Question(\.created, ShareCount(asLeads: true)) { _, _ in true }
    case .intentAlerted: return alerts(kind)
    case .hygieneStale, .hygieneOutcomes, .leadsDropped: return hygiene(kind)
    case .conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon:
      return conversion(kind)
    case .opportunityFollowUp, .cycleLength: return durations(kind)
    case .pipelineBySource, .pipelineMarketing, .revenue, .dealSize: return sums(kind)
    case .firstContact, .timeToConnect, .handoffToContact:
      return wait(measures)
    case .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .leadsDuplicate:
      return delivery(kind)
    case .followUpDepth, .rejectionRate, .rejectionReasons, .rejectionDocumented, .acceptanceDocumented:
      return work(kind)
    // What was measured elsewhere is no number of an export.
    case .reported: return nil
    }
  }

  /// What marketing delivers.
  private func delivery(_ kind: Measure) -> Question {
    switch kind.metric {
    case .mqlDelivered:
      let isDelivered = isDelivered
      return Question(\.episodes, ShareCount(asLeads: true)) { one, _ in
        one.countsTowardsVolume ? isDelivered(one) : nil
      }
    case .mqlPerRep:
      let isDelivered = isDelivered
      return Question(\.episodes, PerRepCount(headcount: kind.parameters.headcount)) { one, _ in
        one.countsTowardsVolume && isDelivered(one) ? one.owner : nil
      }
    case .mqlScore:
      return Question(\.episodes, AmountCount(currency: nil)) { one, _ in
        one.mql == nil ? nil : .some(one.score)
      }
    case .mqlHistory:
      return Question(\.episodes, ShareCount()) { one, _ in one.mql == nil ? nil : one.hasHistory }
    case .leadsDuplicate: return Question(\.episodes, SumCount()) { one, _ in one.duplicates }
    default:
      return Question(\.episodes, CompletenessCount(fields: measurement.requiredFields)) { one, _ in
        one.mql == nil ? nil : one.validFields
      }
    }
  }

  private var isDelivered: @Sendable (Episode) -> Bool {
    let hasTiers = measurement.tiers != nil
    let (required, excluded) = (measurement.requiredFields.count, excludedSources)
    return { episode in
      (!hasTiers || episode.dimensions.tier >= 0) && episode.validFields.nonzeroBitCount == required
        && !excluded.contains(episode.dimensions.source)
    }
  }

  /// What sales makes of it.
  private func work(_ kind: Measure) -> Question {
    switch kind.metric {
    case .followUpDepth:
      let depth = FollowUpDepth(kind.parameters, asOf: measurer.asOf, calendar: calendar)
      return Question(\.episodes, ShareCount()) { one, found in
        depth?.isDeepEnough(one, found.events(of: one))
      }
    case .rejectionDocumented:
      return Question(\.episodes, ShareCount()) { one, found in
        guard case .rejected(_, let isDocumented)? = Decision(of: one, found.events(of: one)) else {
          return nil
        }
        return isDocumented
      }
    case .acceptanceDocumented:
      return Question(\.episodes, ShareCount()) { one, found in
        guard case .accepted(let isDocumented)? = Decision(of: one, found.events(of: one)) else { return nil }
        return isDocumented
      }
    default:
      let counting = RejectionCount(
        reasons: measurement.rejectionReasons.map(\.id), asShare: kind.metric == .rejectionRate)
      return Question(\.episodes, counting) { one, found in
        .some(Decision(of: one, found.events(of: one)))
      }
    }
  }
}

/// What is asked of waits, of a cohort's progress, of open work and of deals.
extension MetricQuestions {
  /// How long a wait takes; nil for one without a limit, which no document asks for.
  private func wait(_ measures: [Measure]) -> Question? {
    let (asOf, calendar) = (measurer.asOf, calendar)
    return ContactWait(measures[0], measurement).map { wait in
      Question(\.episodes, WaitCount(measures, asOf: asOf, calendar: calendar)) { one, found in
        let contact = FirstContact(
          of: one, found.events(of: one), from: wait.start, to: wait.goal, calendar: calendar)
        return (contact, contact.milliseconds(on: wait.clock, asOf: asOf, calendar))
      }
    }
  }

  private func conversion(_ kind: Measure) -> Question {
    let conversion = Conversion(
      days: kind.parameters.days ?? 0, in: measurer.bounds, asOf: measurer.asOf, zone: calendar.zone)
    let steps: (from: EpisodeStages.Stage, to: EpisodeStages.Stage)
    switch kind.metric {
    case .conversionLeadMQL:
      return Question(\.created, ShareCount()) { lead, _ in conversion.becameMQL(lead) }
    case .conversionMQLSQL: steps = (.mql, .sql)
    case .conversionSQLOpportunity: steps = (.sql, .opportunity)
    default: steps = (.opportunity, .won)
    }
    return Question(\.episodes, ShareCount()) { one, _ in
      conversion.reached(steps.to, from: steps.from, one)
    }
  }

  private func alerts(_ kind: Measure) -> Question {
    let clock = kind.parameters.clock ?? .business
    let (asOf, calendar) = (measurer.asOf, calendar)
    let judge = kind.parameters.within.map {
      FirstContactJudge(within: $0, clock: clock, asOf: asOf, calendar: calendar)
    }
    return Question(\.alerts, ShareCount()) { alert, _ in
      guard let judge, !alert.isImprecise else { return nil }
      let due = Instant(milliseconds: alert.at)
      let end = alert.deliveredAt.map { Instant(milliseconds: $0) } ?? asOf
      let isLate = judge.isLate(calendar.milliseconds(from: due, to: end, clock: clock), from: due, at: end)
      return isLate ? false : alert.deliveredAt == nil ? nil : true
    }
  }

  private var openWork: OpenWork {
    OpenWork(end: measurer.bounds.upperBound, asOf: measurer.asOf, calendar: calendar)
  }

  private func hygiene(_ kind: Measure) -> Question {
    let (work, days) = (openWork, kind.parameters.businessDays ?? 0)
    switch kind.metric {
    case .hygieneStale:
      return Question(\.open, ShareCount()) { one, _ in work.isStale(one, businessDays: days) }
    case .hygieneOutcomes: return Question(\.attempts, ShareCount()) { one, _ in one.hasOutcome }
    default:
      return Question(\.episodes, ShareCount(asLeads: true)) { one, found in
        work.isDropped(one, found.events(of: one), businessDays: days)
      }
    }
  }

  private func durations(_ kind: Measure) -> Question {
    let work = openWork
    if kind.metric == .opportunityFollowUp {
      let clock = kind.parameters.clock ?? .business
      return Question(\.deals, DurationCount()) { deal, _ in
        deal.isOpenAtEnd ? deal.opened.map { work.longestGap(deal, from: $0, clock: clock) } : nil
      }
    }
    let isInPeriod = isInPeriod
    return Question(\.deals, DurationCount()) { deal, _ in
      isInPeriod(deal.won) ? .some(work.cycle(deal)) : nil
    }
  }

  private func sums(_ kind: Measure) -> Question {
    let (currency, isInPeriod) = (measurement.money?.currency, isInPeriod)
    switch kind.metric {
    case .pipelineBySource:
      return Question(\.deals, AmountCount(currency: currency, partsBy: sources), partedBy: .source) {
        deal, _ in
        isInPeriod(deal.opened) ? .some(deal.amount) : nil
      }
    case .pipelineMarketing:
      let ours = Set((measurement.marketingSources ?? []).compactMap { known($0) })
      return Question(\.deals, AmountCount(currency: currency)) { deal, _ in
        isInPeriod(deal.opened) && ours.contains(deal.dimensions.source) ? .some(deal.amount) : nil
      }
    default:
      return Question(\.deals, AmountCount(currency: currency)) { deal, _ in
        isInPeriod(deal.won) ? .some(deal.wonAmount) : nil
      }
    }
  }

  private var isInPeriod: @Sendable (Episode.Mark?) -> Bool {
    let bounds = measurer.bounds
    return { mark in mark.map { bounds.contains(Instant(milliseconds: $0.at)) } ?? false }
  }

  /// The number of a source by the name that the agreement counts it under, however it is spelled.
  private func known(_ source: String) -> Int32? {
    sources.known(Array(measurement.source(written: source).utf8)[...])
  }
}
