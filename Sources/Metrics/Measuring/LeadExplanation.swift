package import Agreements
package import Wire

/// What the numbers of a period make of one lead, step by step.
package struct LeadExplanation: Sendable {
  /// What became of the lead's rows.
  package let place: Place
  package let events: [Event]
  package let episodes: [EpisodeStory]
  /// The zone in which times are told.
  package let zone: Zone

  package enum Place: Sendable { case notFound, outOfScope, neverMQL, outOfPeriod, inPeriod }

  /// Something that happened to the lead.
  package struct Event: Sendable {
    package let kind: Mapping.EventKind
    package let at: Instant
    /// Whether only the day is known.
    package let isDay: Bool
  }

  /// An episode of the period, and its first-contact clocks.
  package struct EpisodeStory: Sendable {
    package let start: Instant
    /// The tier's id; nil for none.
    package let tier: String?
    package let source: String
    /// What kind of request it came from; nil for none.
    package let request: RequestKind?
    package let clocks: [ClockStory]
  }

  /// How one measure judged the wait for first contact.
  package struct ClockStory: Sendable {
    package let measure: Measure
    package let verdict: Verdict
    /// When the clock started and stopped, or the time of the export; nil where it never ran.
    package let ran: Range<Instant>?
    /// Milliseconds on the measure's clock.
    package let milliseconds: Int
    /// When the time was up.
    package let due: Instant?
    /// The days on which the clock ran, and for how long.
    package let days: [(date: CivilDate, milliseconds: Int)]
  }

  package enum Verdict: String, Sendable {
    case met, breached, breachedOpen, pending, noClock, imprecise, alreadyEngaged, resolvedBeforeContact, gone
    /// Engagement just before the start.
    case engagedBefore
  }
}

extension ExportMeasurer {
  /// Reads the exports again and explains one lead by its id; names and addresses are not looked at.
  package func explain(
    _ sources: [ExportSource], lead: String
  ) throws(MeasuringError) -> LeadExplanation {
    var exports = try read(sources).exports
    let table = try exports.takeTable(lead: KeyedDigest(of: Array(lead.utf8)[...].trimmed))
    let (found, rows) = try findWanted(in: table)
    let stories = found.episodes.map { episode in
      LeadExplanation.EpisodeStory(
        start: Instant(milliseconds: episode.start),
        tier: measurement.tiers.flatMap { tiers in
          tiers.bands.indices.contains(Int(episode.dimensions.tier))
            ? tiers.bands[Int(episode.dimensions.tier)].id : nil
        },
        source: String(decoding: table.names.sources.names[Int(episode.dimensions.source)], as: UTF8.self),
        request: RequestKind.allCases.first { $0.number == episode.dimensions.request },
        clocks: contactMeasures(of: episode, table.names).map { clock($0, of: episode, found) })
    }
    return LeadExplanation(
      place: Self.place(of: rows),
      events: found.events.map {
        LeadExplanation.Event(kind: $0.kind, at: Instant(milliseconds: $0.at), isDay: $0.isDay)
      }, episodes: stories, zone: calendar.zone)
  }

  private func findWanted(
    in table: LeadTable
  ) throws(MeasuringError) -> (found: PeriodFindings, rows: Snapshot.RowAccount) {
    do {
      return try EpisodeFinder.findWantedLead(
        in: table, zone: calendar.zone, coolOffDays: measurement.coolOffDays)
    } catch { throw .file(error) }
  }

  /// The measures of first contact that count an episode, each clock and time once.
  private func contactMeasures(of episode: Episode, _ names: NameTables) -> [Measure] {
    var told: Set<MetricParameters> = []
    return measures.filter { measure in
      measure.metric == .firstContact
        && EpisodeFilter(measure.filter, measurement: measurement, names).admits(episode.dimensions)
        && told.insert(measure.parameters).inserted
    }
  }

  private static func place(of rows: Snapshot.RowAccount) -> LeadExplanation.Place {
    if rows.inPeriod > 0 { return .inPeriod }
    if rows.outOfPeriod > 0 { return .outOfPeriod }
    if rows.neverMQL > 0 { return .neverMQL }
    return rows.outOfScope > 0 ? .outOfScope : .notFound
  }

  private func clock(
    _ measure: Measure, of episode: Episode, _ found: PeriodFindings
  ) -> LeadExplanation.ClockStory {
    let parameters = measure.parameters
    let kind = parameters.clock ?? .business
    let contact = FirstContact(
      of: episode, found.events(of: episode), from: parameters.start ?? measurement.clockStart,
      calendar: calendar)
    let ran: Range<Instant>? =
      switch contact {
      case .made(let start, let at, _): start..<max(start, at)
      case .open(let start): start..<max(start, asOf)
      default: nil
      }
    let within = parameters.within ?? .businessDays(1)
    let judge = FirstContactJudge(within: within, clock: kind, asOf: asOf, calendar: calendar)
    return LeadExplanation.ClockStory(
      measure: measure, verdict: Self.verdict(judge.verdict(on: contact), contact), ran: ran,
      milliseconds: ran.map { calendar.milliseconds(from: $0.lowerBound, to: $0.upperBound, clock: kind) }
        ?? 0,
      due: ran.flatMap { calendar.deadline(of: within, clock: kind, from: $0.lowerBound) },
      days: kind == .business ? ran.map(days) ?? [] : [])
  }

  /// The days on which business hours fell into a stretch of time; the first thirty.
  private func days(_ ran: Range<Instant>) -> [(date: CivilDate, milliseconds: Int)] {
    var days: [(date: CivilDate, milliseconds: Int)] = []
    var date = calendar.zone.date(of: ran.lowerBound)
    let last = calendar.zone.date(of: ran.upperBound)
    while date <= last, days.count < 30 {
      let next = calendar.zone.startOfDay(date.adding(days: 1))
      let from = max(ran.lowerBound, calendar.zone.startOfDay(date))
      let open = calendar.openMilliseconds(from: from, to: min(next, ran.upperBound))
      if open > 0 { days.append((date, open)) }
      date = date.adding(days: 1)
    }
    return days
  }

  private static func verdict(
    _ verdict: FirstContactJudge.Verdict, _ contact: FirstContact
  ) -> LeadExplanation.Verdict {
    switch (contact, verdict) {
    case (.noClock, _): .noClock
    case (.imprecise, _): .imprecise
    case (.alreadyEngaged, _): .alreadyEngaged
    case (.resolvedBeforeContact, _): .resolvedBeforeContact
    case (.gone, _): .gone
    case (.engaged, _): .engagedBefore
    case (_, .met): .met
    case (_, .breached): .breached
    case (_, .breachedOpen): .breachedOpen
    default: .pending
    }
  }
}
