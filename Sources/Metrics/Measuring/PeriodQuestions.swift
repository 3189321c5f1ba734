internal import Agreements
internal import Wire

/// The questions that measures ask about a period, each once.
struct PeriodQuestions: Sendable {
  /// With what those look at who ask them.
  let asked: [PeriodTallies.Asked]
  /// The number of the question how many episodes there are, which no measure asks.
  let episodes: Int
  private let numbers: [Subject: Int]
  private let measurer: ExportMeasurer

  /// What measures have in common that differ in their filters only, and all of one wait.
  private enum Subject: Hashable {
    case wait(ContactWait)
    case other(Measure)

    init(_ measure: Measure, _ measurement: Measurement) {
      if let wait = ContactWait(measure, measurement) {
        self = .wait(wait)
      } else {
        self = .other(Measure(metric: measure.metric, parameters: measure.parameters))
      }
    }
  }

  /// The questions of measures, of which those do not count that only ask for entries `without` data; names are those of the
  /// exports, and MQLs of some sources are not delivered.
  init(
    _ measures: [Measure], without empty: Set<String>, _ measurer: ExportMeasurer, _ names: NameTables,
    excludedSources: Set<Int32>
  ) {
    self.measurer = measurer
    let questions = MetricQuestions(measurer, names, excludedSources: excludedSources)
    var (asked, numbers): ([PeriodTallies.Asked], [Subject: Int]) = ([], [:])
    let subjects = Dictionary(grouping: measures) { Subject($0, measurer.measurement) }
    // Those that most ask first, so that no thread is left alone with one.
    for (subject, asking) in subjects.sorted(by: { $0.value.count > $1.value.count }) {
      guard let question = questions.question(asking) else { continue }
      numbers[subject] = asked.count
      let kinds = asking.filter { !empty.contains($0.entryID) }.map {
        $0.filter.kinds.union(question.partedBy)
      }
      asked.append(PeriodTallies.Asked(question: question, kinds: Self.widest(Set(kinds))))
    }
    // Names get numbers of their own by how many episodes they have.
    episodes = asked.count
    asked.append(
      PeriodTallies.Asked(
        question: Question(\.episodes, SumCount()) { _, _ in 1 }, kinds: [.source, .region, .team]))
    (self.asked, self.numbers) = (asked, numbers)
  }

  /// Those that no other of them holds: classes by more dimensions add up to what is asked by fewer.
  private static func widest(_ kinds: Set<Dimensions.Kinds>) -> [Dimensions.Kinds] {
    kinds.filter { one in !kinds.contains { $0.isStrictSuperset(of: one) } }
      .sorted { $0.rawValue < $1.rawValue }
  }

  /// An entry for each measure, in their order, from what was counted; those `without` data get no cases at all.
  ///
  /// How many threads add up changes nothing but the time.
  func entries(
    _ measures: [Measure], without empty: Set<String>, _ tallies: PeriodTallies, tierAt: Mapping.ValueTime,
    threads: Int = WorkerThreads.available, _ filter: @escaping @Sendable (LeadFilter) -> EpisodeFilter
  ) -> [Snapshot.Entry] {
    let asking = Dictionary(grouping: measures.indices) {
      self.numbers[Subject(measures[$0], measurer.measurement)]
    }
    let added = WorkerThreads.map(asked.count, threads: threads) { number in
      self.figures(number, (asking[number] ?? []).map { measures[$0] }, without: empty, tallies, filter)
    }
    var figures: [Int: Figures] = [:]
    for (number, values) in added.enumerated() {
      for (index, value) in zip(asking[number] ?? [], values) { figures[index] = value }
    }
    return measures.enumerated().compactMap { index, measure in
      figures[index].map { figures in
        Snapshot.Entry(
          id: measure.entryID, measure: measure, figures: figures,
          tierAt: measure.filter.tier == nil ? nil : tierAt,
          basis: measurer.basis.digest(of: measure, period: measurer.period, asOf: measurer.asOf))
      }
    }
  }

  /// The figures of measures of one question, in their order; nil through a filter by what nobody said to look at.
  private func figures(
    _ number: Int, _ measures: [Measure], without empty: Set<String>, _ tallies: PeriodTallies,
    _ filter: (LeadFilter) -> EpisodeFilter
  ) -> [Figures?] {
    let question = asked[number].question
    // Measures that differ in their limits only count the same cases.
    var sums: [LeadFilter: CaseTally.Sum] = [:]
    return measures.map { measure in
      if empty.contains(measure.entryID) {
        return question.figures(of: measure, CaseTally.Sum(width: question.width))
      }
      let through = measure.filter
      let sum = sums[through] ?? tallies.sum(ofQuestion: number, through: filter(through), through.kinds)
      sums[through] = sum
      return sum.map { question.figures(of: measure, $0) }
    }
  }
}
