internal import Agreements
internal import Wire

/// What is counted of episodes: what marketing delivers, and what sales makes of it.
extension EpisodeMeasuring {
  func delivery(_ kind: Measure, _ filters: [EpisodeFilter?]) -> [Figures] {
    let measurement = measurer.measurement
    switch kind.metric {
    case .mqlDelivered:
      return count(filters, LeadCount()) { counts($0) ? isDelivered($0) : nil }
    case .mqlPerRep:
      return count(filters, PerRepCount(headcount: kind.parameters.headcount)) {
        counts($0) && isDelivered($0) ? $0.owner : nil
      }
    case .mqlScore:
      return count(filters, AmountCount(currency: nil)) {
        $0.mql == nil ? nil : (value: $0.score, source: $0.dimensions.source)
      }
    case .mqlHistory: return count(filters, ShareCount()) { $0.mql == nil ? nil : $0.hasHistory }
    case .leadsDuplicate: return count(filters, SumCount()) { $0.duplicates }
    default:
      return count(filters, CompletenessCount(fields: measurement.requiredFields)) {
        $0.mql == nil ? nil : $0.validFields
      }
    }
  }

  func work(_ kind: Measure, _ filters: [EpisodeFilter?]) -> [Figures] {
    switch kind.metric {
    case .followUpDepth:
      guard let depth = FollowUpDepth(kind.parameters, asOf: measurer.asOf, calendar: measurer.calendar)
      else { return filters.map { _ in ShareCount().figures } }
      return count(filters, ShareCount()) { depth.isDeepEnough($0, events($0)) }
    case .rejectionDocumented:
      return count(filters, ShareCount()) {
        guard case .rejected(_, let isDocumented)? = Decision(of: $0, events($0)) else { return nil }
        return isDocumented
      }
    case .acceptanceDocumented:
      return count(filters, ShareCount()) {
        guard case .accepted(let isDocumented)? = Decision(of: $0, events($0)) else { return nil }
        return isDocumented
      }
    default:
      let reasons = measurer.measurement.rejectionReasons.map(\.id)
      let empty = RejectionCount(reasons: reasons, asShare: kind.metric == .rejectionRate)
      return count(filters, empty) { .some(Decision(of: $0, events($0))) }
    }
  }

  /// Whether an episode counts towards volume at all.
  private func counts(_ episode: Episode) -> Bool { episode.mql != nil && !episode.isCoolingOff }

  private func isDelivered(_ episode: Episode) -> Bool {
    (measurer.measurement.tiers == nil || episode.dimensions.tier >= 0)
      && episode.validFields.nonzeroBitCount == measurer.measurement.requiredFields.count
      && !excludedSources.contains(episode.dimensions.source)
  }
}

/// What is counted of open work and of deals.
extension EpisodeMeasuring {
  func hygiene(_ kind: Measure, _ filters: [EpisodeFilter?]) -> [Figures] {
    let days = kind.parameters.businessDays ?? 0
    switch kind.metric {
    case .hygieneStale:
      return count(collection.open, \.dimensions, filters, ShareCount()) {
        openWork.isStale($0, businessDays: days)
      }
    case .hygieneOutcomes:
      return count(collection.attempts, \.dimensions, filters, ShareCount()) { $0.hasOutcome }
    default:
      return count(filters, LeadCount()) { openWork.isDropped($0, events($0), businessDays: days) }
    }
  }

  func deals(_ kind: Measure, _ filters: [EpisodeFilter?]) -> [Figures] {
    let currency = measurer.measurement.money?.currency
    let ours = Set((measurer.measurement.marketingSources ?? []).compactMap { known($0) })
    func sums(
      _ empty: AmountCount, _ value: (Deal) -> (value: Int?, source: Int32)?
    ) -> [Figures] {
      count(collection.deals, \.dimensions, filters, empty, value)
    }
    switch kind.metric {
    case .pipelineBySource:
      return sums(AmountCount(currency: currency, partsBy: table.sources)) {
        isInPeriod($0.opened) ? ($0.amount, $0.dimensions.source) : nil
      }
    case .pipelineMarketing:
      return sums(AmountCount(currency: currency)) {
        isInPeriod($0.opened) && ours.contains($0.dimensions.source) ? ($0.amount, $0.dimensions.source) : nil
      }
    case .opportunityFollowUp:
      let clock = kind.parameters.clock ?? .business
      return count(collection.deals.filter(\.isOpenAtEnd), \.dimensions, filters, DurationCount()) {
        openWork.longestGap($0, collection.events($0.events), clock: clock).map { .some($0) }
      }
    case .cycleLength:
      return count(collection.deals, \.dimensions, filters, DurationCount()) {
        isInPeriod($0.won) ? .some(openWork.cycle($0)) : nil
      }
    default:
      return sums(AmountCount(currency: currency)) {
        isInPeriod($0.won) ? ($0.wonAmount, $0.dimensions.source) : nil
      }
    }
  }

  private var openWork: OpenWork {
    OpenWork(end: measurer.bounds.upperBound, asOf: measurer.asOf, calendar: measurer.calendar)
  }

  private func isInPeriod(_ mark: Episode.Mark?) -> Bool {
    mark.map { measurer.bounds.contains(Instant(milliseconds: $0.at)) } ?? false
  }

  /// The number of a source by the name that the agreement counts it under, however it is spelled.
  private func known(_ source: String) -> Int32? {
    table.sources.known(Array(measurer.measurement.source(written: source).utf8)[...])
  }
}
