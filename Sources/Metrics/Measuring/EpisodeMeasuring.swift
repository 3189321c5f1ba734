internal import Agreements
internal import Wire

/// Computes the figures of measures from what was found in a period.
struct EpisodeMeasuring: Sendable {
  let measurer: ExportMeasurer
  let collection: EpisodeCollection
  let table: LeadTable
  let groups: NameGroups
  let excludedSources: Set<Int32>
  /// Of the episodes, and of the new leads.
  private let classes, createdClasses: CaseClasses

  init(
    measurer: ExportMeasurer, collection: EpisodeCollection, table: LeadTable, groups: NameGroups,
    excludedSources: Set<Int32>
  ) {
    self.measurer = measurer
    self.collection = collection
    self.table = table
    self.groups = groups
    self.excludedSources = excludedSources
    classes = CaseClasses(collection.episodes, \.dimensions)
    createdClasses = CaseClasses(collection.created, \.dimensions)
  }

  /// An entry for each measure, in their order; those whose entries are `empty` get no cases at all.
  ///
  /// How many threads count changes nothing but the time.
  func entries(
    _ measures: [Measure], without empty: Set<String>, tierAt: Mapping.ValueTime, _ basis: Basis,
    threads: Int = WorkerThreads.available
  ) -> [Snapshot.Entry] {
    let filters = measures.map { measure in
      empty.contains(measure.entryID)
        ? nil
        : EpisodeFilter(measure.filter, measurement: measurer.measurement, table: table, groups: groups)
    }
    let tasks = tasks(measures)
    let counted = WorkerThreads.map(tasks.count, threads: threads) { number in
      self.figures(tasks[number].map { measures[$0] }, tasks[number].map { filters[$0] })
    }
    var figures: [Int: Figures] = [:]
    for (task, values) in zip(tasks, counted) {
      for (index, value) in zip(task, values) { figures[index] = value }
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

  /// The measures, as indices, that are counted in one go: those that differ in their filters only, and all of one wait.
  private func tasks(_ measures: [Measure]) -> [[Int]] {
    enum Task: Hashable {
      case wait(WaitMeasuring.Wait)
      case other(Measure)
    }
    let tasks = Dictionary(grouping: measures.indices) { index -> Task in
      let measure = measures[index]
      if let wait = WaitMeasuring.Wait(measure, measurer.measurement) { return .wait(wait) }
      return .other(Measure(metric: measure.metric, parameters: measure.parameters))
    }
    // The longest first, so that no thread is left alone with it.
    return tasks.values.sorted { $0.count > $1.count }
  }

  func events(_ episode: Episode) -> ArraySlice<LeadEvent> { collection.events(episode.events) }

  /// The figures of measures of one task, each through its filter; nil lets nothing through.
  private func figures(_ measures: [Measure], _ filters: [EpisodeFilter?]) -> [Figures] {
    let kind = measures[0]
    switch kind.metric {
    case .leadCreated:
      return count(collection.created, createdClasses, filters, LeadCount()) { _ in true }
    case .intentAlerted: return alerts(kind, filters)
    case .hygieneStale, .hygieneOutcomes, .leadsDropped: return hygiene(kind, filters)
    case .conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon:
      return conversions(kind, filters)
    case .opportunityFollowUp, .pipelineBySource, .pipelineMarketing, .revenue, .dealSize, .cycleLength:
      return deals(kind, filters)
    case .firstContact, .timeToConnect, .handoffToContact:
      return waits(measures, filters)
    case .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .leadsDuplicate:
      return delivery(kind, filters)
    case .followUpDepth, .rejectionRate, .rejectionReasons, .rejectionDocumented, .acceptanceDocumented:
      return work(kind, filters)
    // What was measured elsewhere is no number of an export.
    case .reported: return []
    }
  }

  /// Judges each case once and counts it for every filter that lets it through.
  func count<Case, Count: EpisodeCount>(
    _ cases: [Case], _ dimensions: (Case) -> Dimensions, _ filters: [EpisodeFilter?], _ empty: Count,
    _ verdict: (Case) -> Count.Verdict?
  ) -> [Figures] {
    count([cases], CaseClasses([cases], dimensions), filters, empty, verdict)
  }

  /// The same for the episodes of the period.
  func count<Count: EpisodeCount>(
    _ filters: [EpisodeFilter?], _ empty: Count, _ verdict: (Episode) -> Count.Verdict?
  ) -> [Figures] {
    count(collection.episodes, classes, filters, empty, verdict)
  }

  private func count<Case, Count: EpisodeCount>(
    _ cases: [[Case]], _ classes: CaseClasses, _ filters: [EpisodeFilter?], _ empty: Count,
    _ verdict: (Case) -> Count.Verdict?
  ) -> [Figures] {
    var counts = filters.map { _ in empty }
    let admitting = classes.admitting(filters)
    var number = 0
    for page in cases {
      let page = page.span
      for index in page.indices {
        if let verdict = verdict(page[index]) {
          for place in admitting.places(ofClass: classes.numbers[number]) {
            counts[admitting.filters[place]].add(verdict)
          }
        }
        number += 1
      }
    }
    return counts.map(\.figures)
  }

  private func waits(_ measures: [Measure], _ filters: [EpisodeFilter?]) -> [Figures] {
    guard let wait = WaitMeasuring.Wait(measures[0], measurer.measurement) else {
      return measures.map { _ in .clock(Figures.Clock()) }
    }
    // Measures that differ in their limits only count the same waits.
    var through: [EpisodeFilter?] = []
    var places: [LeadFilter: Int] = [:]
    let filter = measures.indices.map { index in
      if filters[index] != nil, let known = places[measures[index].filter] { return known }
      if filters[index] != nil { places[measures[index].filter] = through.count }
      through.append(filters[index])
      return through.count - 1
    }
    let measuring = WaitMeasuring(wait, collection, asOf: measurer.asOf, calendar: measurer.calendar)
    return measuring.figures(
      Array(zip(measures, filter)), filters: through.count, classes.admitting(through), classes)
  }

  private func conversions(_ kind: Measure, _ filters: [EpisodeFilter?]) -> [Figures] {
    let conversion = Conversion(
      days: kind.parameters.days ?? 0, in: measurer.bounds, asOf: measurer.asOf, zone: measurer.calendar.zone)
    if kind.metric == .conversionLeadMQL {
      return count(collection.created, createdClasses, filters, ShareCount()) { conversion.becameMQL($0) }
    }
    let steps: (from: EpisodeStages.Stage, to: EpisodeStages.Stage) =
      switch kind.metric {
      case .conversionMQLSQL: (.mql, .sql)
      case .conversionSQLOpportunity: (.sql, .opportunity)
      default: (.opportunity, .won)
      }
    return count(filters, ShareCount()) {
      conversion.reached(steps.to, from: steps.from, $0)
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
