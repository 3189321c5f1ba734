internal import Agreements
internal import Wire

/// Measures one wait of all episodes, once for all limits and filters.
struct WaitMeasuring {
  private let wait: Wait
  private let asOf: Instant
  private let calendar: BusinessCalendar
  /// What became of the wait in each episode.
  private let contacts: [FirstContact]

  /// What is waited for, from where on, and on which clock.
  struct Wait: Hashable {
    let start: Measurement.ClockStart
    let goal: ContactGoal
    let clock: MetricParameters.Clock

    /// Nil for a measure of something else, or one without a limit.
    init?(_ measure: Measure, _ measurement: Measurement) {
      guard measure.parameters.within != nil else { return nil }
      switch measure.metric {
      case .firstContact, .handoffToContact: goal = .contact
      case .timeToConnect: goal = .connection
      default: return nil
      }
      start = measure.clockStart(measurement)
      clock = measure.parameters.clock ?? .business
    }
  }

  init(_ wait: Wait, _ collection: EpisodeCollection, asOf: Instant, calendar: BusinessCalendar) {
    self.wait = wait
    self.asOf = asOf
    self.calendar = calendar
    contacts = collection.episodes.joined().map { episode in
      FirstContact(
        of: episode, collection.events(episode.events), from: wait.start, to: wait.goal, calendar: calendar)
    }
  }

  /// The figures of measures of this wait, each through the filter of that number; `admitting` says for each class which of
  /// the filters let its episodes through.
  func figures(
    _ measures: [(measure: Measure, filter: Int)], filters: Int, _ admitting: CaseClasses.Admissions,
    _ classes: CaseClasses
  ) -> [Figures] {
    let counts = counts(filters, admitting, classes)
    // Late by business days is judged for each wait, and once for all filters.
    let days = Set(measures.compactMap { Self.days($0.measure) }).sorted()
    var late: [Int: [WaitCount.Late]] = [:]
    for count in days { late[count] = self.late(after: count, filters, admitting, classes) }
    return measures.map { measure, filter in
      switch measure.parameters.within {
      case .time(let limit)?: .clock(counts[filter].figures(within: limit))
      case .businessDays(let count)?:
        .clock(counts[filter].figures(late: late[count]?[filter] ?? WaitCount.Late()))
      case nil: .clock(Figures.Clock())
      }
    }
  }

  private static func days(_ measure: Measure) -> Int? {
    if case .businessDays(let count)? = measure.parameters.within { count } else { nil }
  }

  /// What limits do not matter for, through each of so many filters.
  private func counts(_ filters: Int, _ admitting: CaseClasses.Admissions, _ classes: CaseClasses)
    -> [WaitCount]
  {
    var counts = (0..<filters).map { _ in WaitCount() }
    for index in contacts.indices {
      let through = admitting.places(ofClass: classes.numbers[index])
      guard !through.isEmpty else { continue }
      let took = contacts[index].milliseconds(on: wait.clock, asOf: asOf, calendar)
      for place in through { counts[admitting.filters[place]].add(contacts[index], took) }
    }
    return counts.map(\.sorted)
  }

  /// How many waits were over, or still are not, after the close of so many business days, through each filter.
  private func late(
    after days: Int, _ filters: Int, _ admitting: CaseClasses.Admissions, _ classes: CaseClasses
  ) -> [WaitCount.Late] {
    let judge = FirstContactJudge(
      within: .businessDays(days), clock: wait.clock, asOf: asOf, calendar: calendar)
    var late = (0..<filters).map { _ in WaitCount.Late() }
    for index in contacts.indices {
      let through = admitting.places(ofClass: classes.numbers[index])
      switch judge.verdict(on: contacts[index]) {
      case .breached(let milliseconds, _):
        for place in through {
          late[admitting.filters[place]].made += 1
          if milliseconds == 0 { late[admitting.filters[place]].atOnce += 1 }
        }
      case .breachedOpen: for place in through { late[admitting.filters[place]].open += 1 }
      default: break
      }
    }
    return late
  }
}

extension Measure {
  /// Where its clock starts.
  func clockStart(_ measurement: Measurement) -> Measurement.ClockStart {
    metric == .handoffToContact ? .handoff : parameters.start ?? measurement.clockStart
  }
}
