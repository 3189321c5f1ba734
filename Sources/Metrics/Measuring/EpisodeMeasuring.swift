internal import Agreements
internal import Wire

/// Computes the figures of measures from what was found in a period.
struct EpisodeMeasuring {
  let measurer: ExportMeasurer
  let collection: EpisodeCollection
  let table: LeadTable
  let groups: NameGroups
  let excludedSources: Set<Int32>

  /// An entry for each measure, in their order; those whose entries are `empty` get no cases at all.
  func entries(
    _ measures: [Measure], without empty: Set<String>, tierAt: Mapping.ValueTime, _ basis: Basis
  ) -> [Snapshot.Entry] {
    // Measures that differ in their filters only are counted in one go.
    let kinds = Dictionary(grouping: measures.indices) { index in
      Measure(metric: measures[index].metric, parameters: measures[index].parameters)
    }
    var figures: [Int: Figures] = [:]
    var waits = Waits(self)
    for (kind, indices) in kinds {
      let filters = indices.map { index in
        empty.contains(measures[index].entryID)
          ? nil
          : EpisodeFilter(
            measures[index].filter, measurement: measurer.measurement, table: table, groups: groups)
      }
      for (index, value) in zip(indices, self.figures(kind, filters, &waits)) { figures[index] = value }
    }
    return measures.enumerated().compactMap { index, measure in
      figures[index].map { figures in
        Snapshot.Entry(
          id: measure.entryID, measure: measure, figures: figures,
          tierAt: measure.filter.tier == nil ? nil : tierAt,
          basis: basis.digest(of: measure, period: measurer.period, asOf: measurer.asOf))
      }
    }
  }

  /// The waits of all episodes for one thing from one mark, found once.
  struct Waits {
    private let measuring: EpisodeMeasuring
    private var known: [Key: [FirstContact]] = [:]

    private struct Key: Hashable {
      let start: Measurement.ClockStart
      let goal: ContactGoal
    }

    init(_ measuring: EpisodeMeasuring) { self.measuring = measuring }

    mutating func from(_ start: Measurement.ClockStart, to goal: ContactGoal) -> [FirstContact] {
      let key = Key(start: start, goal: goal)
      if let found = known[key] { return found }
      let found = measuring.collection.episodes.map {
        FirstContact(
          of: $0, measuring.events($0), from: start, to: goal, calendar: measuring.measurer.calendar)
      }
      known[key] = found
      return found
    }
  }

  func events(_ episode: Episode) -> ArraySlice<LeadEvent> { collection.events[episode.events] }

  /// The figures of one metric with its parameters, through each filter; nil lets nothing through.
  private func figures(_ kind: Measure, _ filters: [EpisodeFilter?], _ waits: inout Waits) -> [Figures] {
    switch kind.metric {
    case .leadCreated:
      count(collection.created, \.dimensions, filters, LeadCount()) { _ in true }
    case .intentAlerted: alerts(kind, filters)
    case .hygieneStale, .hygieneOutcomes, .leadsDropped: hygiene(kind, filters)
    case .conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon:
      conversions(kind, filters)
    case .opportunityFollowUp, .pipelineBySource, .pipelineMarketing, .revenue, .dealSize, .cycleLength:
      deals(kind, filters)
    case .firstContact, .timeToConnect, .handoffToContact: self.waits(kind, filters, &waits)
    case .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .leadsDuplicate:
      delivery(kind, filters)
    case .followUpDepth, .rejectionRate, .rejectionReasons, .rejectionDocumented, .acceptanceDocumented:
      work(kind, filters)
    // What was measured elsewhere is no number of an export.
    case .reported: []
    }
  }

  /// Judges each case once and counts it for every filter that lets it through.
  func count<Case, Count: EpisodeCount>(
    _ cases: [Case], _ dimensions: (Case) -> Dimensions, _ filters: [EpisodeFilter?], _ empty: Count,
    _ verdict: (Case) -> Count.Verdict?
  ) -> [Figures] {
    var counts = filters.map { _ in empty }
    for item in cases {
      guard let verdict = verdict(item) else { continue }
      let dimensions = dimensions(item)
      for place in filters.indices where filters[place]?.admits(dimensions) ?? false {
        counts[place].add(verdict)
      }
    }
    return counts.map(\.figures)
  }

  /// The same for the episodes of the period.
  func count<Count: EpisodeCount>(
    _ filters: [EpisodeFilter?], _ empty: Count, _ verdict: (Episode) -> Count.Verdict?
  ) -> [Figures] {
    count(collection.episodes, \.dimensions, filters, empty, verdict)
  }

  private func waits(_ kind: Measure, _ filters: [EpisodeFilter?], _ waits: inout Waits) -> [Figures] {
    guard let within = kind.parameters.within else { return filters.map { _ in FirstContactCount().figures } }
    let start = kind.clockStart(measurer.measurement)
    let found = waits.from(start, to: kind.metric == .timeToConnect ? .connection : .contact)
    let judge = FirstContactJudge(
      within: within, clock: kind.parameters.clock ?? .business, asOf: measurer.asOf,
      calendar: measurer.calendar)
    let episodes = Array(zip(collection.episodes, found))
    return count(episodes, \.0.dimensions, filters, FirstContactCount()) { judge.verdict(on: $0.1) }
  }

  private func conversions(_ kind: Measure, _ filters: [EpisodeFilter?]) -> [Figures] {
    let conversion = Conversion(
      days: kind.parameters.days ?? 0, asOf: measurer.asOf, zone: measurer.calendar.zone)
    if kind.metric == .conversionLeadMQL {
      return count(collection.created, \.dimensions, filters, ShareCount()) { conversion.becameMQL($0) }
    }
    let steps: (from: Conversion.Stage, to: Conversion.Stage) =
      switch kind.metric {
      case .conversionMQLSQL: (.mql, .sql)
      case .conversionSQLOpportunity: (.sql, .opportunity)
      default: (.opportunity, .won)
      }
    return count(filters, ShareCount()) {
      conversion.reached(steps.to, from: steps.from, $0, events($0))
    }
  }

  private func alerts(_ kind: Measure, _ filters: [EpisodeFilter?]) -> [Figures] {
    guard let within = kind.parameters.within else { return filters.map { _ in ShareCount().figures } }
    let clock = kind.parameters.clock ?? .business
    let calendar = measurer.calendar
    let judge = FirstContactJudge(within: within, clock: clock, asOf: measurer.asOf, calendar: calendar)
    return count(collection.alerts, \.dimensions, filters, ShareCount()) { alert in
      let due = Instant(milliseconds: alert.at)
      let end = alert.deliveredAt.map { Instant(milliseconds: $0) } ?? measurer.asOf
      let isLate = judge.isLate(calendar.milliseconds(from: due, to: end, clock: clock), from: due, at: end)
      return isLate ? false : alert.deliveredAt == nil ? nil : true
    }
  }
}

extension Measure {
  /// Where its clock starts.
  func clockStart(_ measurement: Measurement) -> Measurement.ClockStart {
    metric == .handoffToContact ? .handoff : parameters.start ?? measurement.clockStart
  }
}
