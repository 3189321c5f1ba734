package import Agreements
package import Wire

/// Measures one period from a CRM's export, under an agreement's meanings.
///
/// The same bytes, mapping and meanings give the same numbers on any machine, whatever the order of rows.
package struct ExportMeasurer: Sendable {
  let measurement: Measurement
  /// What is measured besides the catalogue.
  let measures: [Measure]
  let period: Period
  let asOf: Instant
  let calendar: BusinessCalendar
  let basis: Basis
  let bounds: Range<Instant>
  let toleratedPerMille: Int
  /// How many bytes of rows stay in memory, roughly.
  var room = ReadExports.usualRoom

  /// Throws where the period is not over at `asOf`, or the agreement's calendar is of no use.
  ///
  /// - Parameters:
  ///   - measures: what is measured besides the catalogue, such as what commitments promise.
  ///   - asOf: when the export was taken; what it says of later times has not happened.
  ///   - fiscal: how years are cut into months and quarters.
  ///   - toleratedPerMille: how many of 1,000 rows may be unreadable.
  ///   - isRunning: whether the period is one that `asOf` falls into, and not over.
  package init(
    measurement: Measurement, measures: [Measure], period: Period, asOf: Instant, fiscal: FiscalCalendar,
    toleratedPerMille: Int = 10, isRunning: Bool = false
  ) throws(MeasuringError) {
    guard measurement.calendar.everOpens else { throw .calendarNeverOpens }
    let zone: Zone
    do { zone = try Zone(named: measurement.zone) } catch { throw .zone(error) }
    let calendar = BusinessCalendar(rules: measurement.calendar, zone: zone)
    bounds = period.bounds(in: zone, fiscal: fiscal)
    if isRunning {
      guard bounds.contains(asOf) else { throw .periodNotRunning(period, bounds, asOf: asOf) }
    } else if bounds.upperBound > asOf {
      throw .periodNotOver(period, end: bounds.upperBound, asOf: asOf)
    }
    guard calendar.close(ofBusinessDay: 0, after: bounds.lowerBound) != nil else { throw .calendarNeverOpens }
    self.calendar = calendar.ready(for: bounds.lowerBound..<asOf)
    basis = Basis(measurement: measurement, fiscal: fiscal, calendar: calendar)
    self.measurement = measurement
    self.measures = measures
    self.period = period
    self.asOf = asOf
    self.toleratedPerMille = toleratedPerMille
  }

  /// Reads each export once and measures the period; throws where a file, or too many of its rows, cannot be used.
  ///
  /// How many threads read changes nothing but the time.
  package func measure(
    _ sources: [ExportSource], threads: Int = WorkerThreads.available
  ) throws(MeasuringError) -> ExportMeasurement {
    var (exports, layouts) = try read(sources, threads: threads)
    return try measured(
      exports.takeTable(threads: threads), exports.files, layouts,
      ExportAbilities(sources, measurement: measurement, layouts: layouts),
      threads: threads
    )
  }

  /// Reads each export once into one table, for the measurer's own period unless another is given.
  func read(
    _ sources: [ExportSource], for period: Range<Instant>? = nil, threads: Int = WorkerThreads.available
  ) throws(MeasuringError) -> (exports: ReadExports, layouts: [ExportLayout]) {
    guard sources.contains(where: { $0.mapping.rows != .activities }) else { throw .noLeads }
    let events = sources.flatMap { $0.mapping.events.map(\.event) }
    guard events.contains(where: { $0 == .mql || $0 == .requested }) else { throw .noStart }
    let speaker: Mapping.Rows = sources.contains { $0.mapping.rows == .leads } ? .leads : .events
    var exports = ReadExports(for: period ?? bounds, room: room)
    var layouts: [ExportLayout] = []
    for source in sources {
      do throws(MeasuringError) {
        let reader = try source.open()
        let layout = try ExportLayout(
          mapping: source.mapping, measurement: measurement, header: reader.header,
          speaks: source.mapping.rows == speaker)
        try exports.read(reader, layout, source.mapping, calendar: calendar, asOf: asOf, threads: threads)
        try requireTolerable(exports.files[layouts.count])
        layouts.append(layout)
      } catch { throw sources.count > 1 ? .source(number: layouts.count + 1, error) : error }
    }
    return (exports, layouts)
  }

  private func requireTolerable(_ file: ReadExports.ReadFile) throws(MeasuringError) {
    let (rejected, read) = (file.rejections.count, file.summary.rows)
    guard rejected * 1000 <= read * toleratedPerMille else {
      throw .tooManyRejected(
        rejected: rejected, read: read, perMille: toleratedPerMille,
        first: file.rejections.listed)
    }
  }

  private func measured(
    _ table: LeadTable, _ files: [ReadExports.ReadFile], _ layouts: [ExportLayout],
    _ abilities: ExportAbilities, threads: Int
  ) throws(MeasuringError) -> ExportMeasurement {
    let names = table.names
    // Which names get numbers of their own is known only when all episodes are.
    let asking = measures(NameGroups(standingFor: abilities), abilities)
    let questions = PeriodQuestions(
      asking.measures, without: Set(asking.gaps.map(\.entry)), self, names,
      excludedSources: layouts.reduce(into: []) {
        $0.formUnion($1.excludedSources(measurement, among: names.sources))
      })
    var (taken, rows) = try find(
      in: table, wanted: wanted(abilities), threads: threads, from: PeriodTallies(questions.asked)
    ) { $0.add($1) }
    let tallies = PeriodTallies(adding: &taken)
    rows.add(files)
    let groups = NameGroups(tallies, ofEpisodes: questions.episodes, names, abilities)
    let (measures, gaps) = measures(groups, abilities)
    return ExportMeasurement(
      entries: questions.entries(
        measures, without: Set(gaps.map(\.entry)), tallies, tierAt: abilities.tierAt, threads: threads
      ) { EpisodeFilter($0, measurement: measurement, names, groups: groups) },
      rows: rows, files: files.map(\.summary),
      rejected: files.flatMap(\.rejections.listed), gaps: gaps, joinedSources: groups.sources.joined)
  }

  /// Hands what is found in the table's period to `take`; answers what several threads took, and the account of rows.
  func find<Taken: Sendable>(
    in table: LeadTable, wanted: PeriodCases.Wanted = [], threads: Int = WorkerThreads.available,
    from start: Taken, _ take: @escaping @Sendable (inout Taken, PeriodFindings) -> Void
  ) throws(MeasuringError) -> (taken: [Taken], rows: Snapshot.RowAccount) {
    do {
      return try EpisodeFinder.find(
        in: table, zone: calendar.zone, coolOffDays: measurement.coolOffDays, wanted: wanted,
        threads: threads,
        from: start, take)
    } catch { throw .file(error) }
  }

  /// What is measured, where some names get numbers of their own, and what of it stays without data.
  private func measures(
    _ groups: NameGroups, _ abilities: ExportAbilities
  ) -> (measures: [Measure], gaps: [MeasureGap]) {
    let measures = Catalogue.measures(
      measurement: measurement, besides: measures, groups: groups, abilities)
    return (measures, measures.compactMap(abilities.gap))
  }

  /// What has to be looked for besides episodes, for what can be measured and somebody may ask for.
  private func wanted(_ abilities: ExportAbilities) -> PeriodCases.Wanted {
    var wanted: PeriodCases.Wanted = []
    if abilities.gives(.leadCreated) { wanted.insert(.created) }
    if measures.contains(where: { $0.metric == .hygieneStale }) { wanted.insert(.open) }
    if abilities.gives(.hygieneOutcomes) { wanted.insert(.attempts) }
    if abilities.gives(.intentAlerted) { wanted.insert(.alerts) }
    if [.opportunityFollowUp, .pipelineBySource, .revenue, .cycleLength].contains(where: {
      abilities.gives($0)
    }) {
      wanted.insert(.deals)
      if measures.contains(where: { $0.metric == .opportunityFollowUp }) { wanted.insert(.touches) }
      // Of a deal that is nobody's it cannot be told whether the agreement covers it.
      if measurement.scope.isEmpty { wanted.insert(.unmatchedDeals) }
    }
    return wanted
  }
}

/// An export to be measured, and the mapping it is read through.
package struct ExportSource: Sendable {
  package let mapping: Mapping
  private let content: Content

  private enum Content { case file(String), bytes([UInt8], blockSize: Int) }

  package init(file path: String, mapping: Mapping) {
    content = .file(path)
    self.mapping = mapping
  }

  /// The same for bytes in memory, which are read in blocks of about that size.
  package init(bytes: [UInt8], mapping: Mapping, blockSize: Int = 1 << 18) {
    content = .bytes(bytes, blockSize: blockSize)
    self.mapping = mapping
  }

  func open() throws(MeasuringError) -> ExportReader {
    let form = ExportForm(
      delimiter: mapping.delimiter, encoding: mapping.encoding, columns: mapping.columns)
    do {
      switch content {
      case .file(let path): return try Export.open(path: path, form)
      case .bytes(let bytes, let blockSize): return try Export.open(bytes: bytes, form, chunkSize: blockSize)
      }
    } catch { throw .file(error) }
  }
}

extension Snapshot.RowAccount {
  /// Adds what is known of the exports' rows once all are read.
  fileprivate mutating func add(_ files: [ReadExports.ReadFile]) {
    var byReason: [RowRejection: Int] = [:]
    for file in files {
      read += file.summary.rows
      rejected += file.rejections.count
      byReason.merge(file.rejections.byReason, uniquingKeysWith: +)
      ambiguousLocalTime += file.counts.unclearTimes
      logged += file.counts.logged
      loggedLate += file.counts.loggedLate
    }
    rejectedBy = byReason.map { Snapshot.Tally(id: $0.key.rawValue, count: $0.value) }.sortedByID
  }
}

/// What was measured from a snapshot's exports.
package struct ExportMeasurement: Sendable {
  /// Sorted by id.
  package let entries: [Snapshot.Entry]
  package let rows: Snapshot.RowAccount
  /// What was read of each export, in the order in which they were given.
  package let files: [ExportSummary]
  /// The rows that were not measured, in the order of the files; the first 1,000 of each.
  package let rejected: [RejectedRow]
  /// The entries that stay without data because of what the export lacks.
  package let gaps: [MeasureGap]
  /// Sources in the period that got no number of their own: small ones, those beyond the hundred most frequent, or not fit
  /// to be written into a ledger.
  package let joinedSources: Int
}
