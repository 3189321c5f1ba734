internal import Agreements
internal import Wire

/// The questions that measures ask about a period, each once.
struct PeriodQuestions: Sendable {
  let all: [any Question]
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
    _ measures: [Measure], without empty: Set<String>, _ measurer: ExportMeasurer, _ names: LeadNames,
    excludedSources: Set<Int32>
  ) {
    self.measurer = measurer
    let kinds = QuestionKinds(measurer, names, excludedSources: excludedSources)
    var (all, numbers): ([any Question], [Subject: Int]) = ([], [:])
    for (subject, asking) in Dictionary(grouping: measures, by: { Subject($0, measurer.measurement) }) {
      guard let question = kinds.question(asking) else { continue }
      numbers[subject] = all.count
      let isAsked = asking.contains { !empty.contains($0.entryID) }
      all.append(isAsked ? question : UnaskedQuestion(question: question))
    }
    (self.all, self.numbers) = (all, numbers)
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
    let added = WorkerThreads.map(all.count, threads: threads) { number in
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

  /// The figures of measures of one question, in their order.
  private func figures(
    _ number: Int, _ measures: [Measure], without empty: Set<String>, _ tallies: PeriodTallies,
    _ filter: (LeadFilter) -> EpisodeFilter
  ) -> [Figures] {
    let tally = tallies.tallies[number]
    var figures: [Int: Figures] = [:]
    let alike = Dictionary(grouping: measures.indices) { index in
      empty.contains(measures[index].entryID) ? nil : measures[index].filter
    }
    for (through, indices) in alike {
      let sum = tally.sum(tallies.classes, through: through.map(filter))
      for (index, value) in zip(indices, all[number].figures(of: indices.map { measures[$0] }, sum)) {
        figures[index] = value
      }
    }
    return measures.indices.compactMap { figures[$0] }
  }
}

/// A question that nobody asks, as what it is about is not known of any case.
private struct UnaskedQuestion: Question {
  let question: any Question

  var width: Int { question.width }
  func count(_ page: ClassedFindings, into tally: inout Tally) {}
  func figures(of measures: [Measure], _ sum: Tally.Sum) -> [Figures] { question.figures(of: measures, sum) }
}
