internal import Agreements
internal import Wire

/// Computes the figures of measures from a period's episodes.
struct EpisodeMeasuring {
  private let measurer: ExportMeasurer
  private let collection: EpisodeCollection
  private let table: LeadTable
  private let excludedSources: Set<Int32>

  init(
    measurer: ExportMeasurer, collection: EpisodeCollection, table: LeadTable, excludedSources: Set<Int32>
  ) {
    self.measurer = measurer
    self.collection = collection
    self.table = table
    self.excludedSources = excludedSources
  }

  /// An entry for each measure, in their order; those whose entries are `empty` get no episodes at all.
  func entries(_ measures: [Measure], without empty: Set<String>, _ basis: Basis) -> [Snapshot.Entry] {
    let groups = Dictionary(grouping: measures.indices) { index in
      Measure(metric: measures[index].metric, parameters: measures[index].parameters)
    }
    var figures: [Int: Figures] = [:]
    var contacts: [Measurement.ClockStart: [FirstContact]] = [:]
    for (group, indices) in groups {
      let filters = indices.map { index in
        empty.contains(measures[index].entryID)
          ? nil
          : EpisodeFilter(measures[index].filter, measurement: measurer.measurement, table: table)
      }
      if group.metric == .firstContact {
        let start = group.parameters.start ?? measurer.measurement.clockStart
        if contacts[start] == nil { contacts[start] = firstContacts(from: start) }
      }
      let start = group.parameters.start ?? measurer.measurement.clockStart
      for (index, value) in zip(indices, self.figures(group, filters, contacts[start] ?? [])) {
        figures[index] = value
      }
    }
    return measures.enumerated().compactMap { index, measure in
      figures[index].map { figures in
        Snapshot.Entry(
          id: measure.entryID, measure: measure, figures: figures,
          basis: basis.digest(of: measure, period: measurer.period, asOf: measurer.asOf))
      }
    }
  }

  /// The figures of one metric with its parameters, through each filter; nil lets nothing through.
  private func figures(
    _ group: Measure, _ filters: [EpisodeFilter?], _ contacts: [FirstContact]
  ) -> [Figures] {
    let measurement = measurer.measurement
    switch group.metric {
    case .mqlDelivered:
      return count(filters, VolumeCount()) { _, episode in
        episode.mql == nil || episode.isCoolingOff ? nil : isDelivered(episode)
      }
    case .mqlCompleteness:
      return count(filters, CompletenessCount(fields: measurement.requiredFields)) { _, episode in
        episode.mql == nil ? nil : episode.validFields
      }
    case .firstContact:
      guard let within = group.parameters.within else {
        return filters.map { _ in FirstContactCount().figures }
      }
      let judge = FirstContactJudge(
        within: within, clock: group.parameters.clock ?? .business, asOf: measurer.asOf,
        calendar: measurer.calendar)
      return count(filters, FirstContactCount()) { index, _ in judge.verdict(on: contacts[index]) }
    case .followUpDepth:
      guard let depth = FollowUpDepth(group.parameters, asOf: measurer.asOf, calendar: measurer.calendar)
      else { return filters.map { _ in DepthCount().figures } }
      return count(filters, DepthCount()) { depth.isDeepEnough($1, collection.events[$1.events]) }
    case .rejectionRate:
      let reasons = measurement.rejectionReasons.map(\.id)
      return count(filters, RejectionCount(reasons: reasons)) {
        Decision(of: $1, collection.events[$1.events])
      }
    case .rejectionDocumented:
      return count(filters, DocumentedCount()) { Decision(of: $1, collection.events[$1.events]) }
    }
  }

  /// Judges each episode once and counts it for every filter that lets it through.
  private func count<Count: EpisodeCount>(
    _ filters: [EpisodeFilter?], _ empty: Count, _ verdict: (Int, Episode) -> Count.Verdict?
  ) -> [Figures] {
    var counts = filters.map { _ in empty }
    for (index, episode) in collection.episodes.enumerated() {
      guard let verdict = verdict(index, episode) else { continue }
      for place in filters.indices where filters[place]?.admits(episode) ?? false {
        counts[place].add(verdict)
      }
    }
    return counts.map(\.figures)
  }

  private func firstContacts(from start: Measurement.ClockStart) -> [FirstContact] {
    collection.episodes.map {
      FirstContact(of: $0, collection.events[$0.events], from: start, calendar: measurer.calendar)
    }
  }

  private func isDelivered(_ episode: Episode) -> Bool {
    (measurer.measurement.tiers == nil || episode.tier >= 0)
      && episode.validFields.nonzeroBitCount == measurer.measurement.requiredFields.count
      && !excludedSources.contains(episode.source)
  }
}
