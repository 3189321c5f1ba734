internal import Agreements
internal import Wire

/// Something to be counted of the cases of a period, whatever filters it is told through.
protocol Question: Sendable {
  /// How many numbers it counts of each class of cases.
  var width: Int { get }
  /// Counts the cases of a page; the tally has room for their classes.
  func count(_ page: ClassedFindings, into tally: inout Tally)
  /// The figures of measures that ask this, of cases that were let through.
  func figures(of measures: [Measure], _ sum: Tally.Sum) -> [Figures]
}

/// A question that judges each case of one kind by itself.
struct CaseQuestion<Case, Count: CaseCount>: Question {
  private let cases: @Sendable (ClassedFindings) -> ClassedFindings.Cases<Case>
  private let counting: Count
  private let verdict: @Sendable (Case, PeriodFindings) -> Count.Verdict?

  /// Asks of the `cases`, and does not count those without a verdict.
  init(
    _ cases: @escaping @Sendable (ClassedFindings) -> ClassedFindings.Cases<Case>, _ counting: Count,
    _ verdict: @escaping @Sendable (Case, PeriodFindings) -> Count.Verdict?
  ) {
    self.cases = cases
    self.counting = counting
    self.verdict = verdict
  }

  var width: Int { counting.width }

  func count(_ page: ClassedFindings, into tally: inout Tally) {
    let cases = cases(page)
    for (one, number) in zip(cases.all, cases.classes) {
      if let verdict = verdict(one, page.found) { counting.add(verdict, ofClass: number, to: &tally) }
    }
  }

  func figures(of measures: [Measure], _ sum: Tally.Sum) -> [Figures] {
    let figures = counting.figures(sum)
    return measures.map { _ in figures }
  }
}

/// What was found in a page, with the class of each case.
struct ClassedFindings {
  let found: PeriodFindings
  let episodes: Cases<Episode>
  let created: Cases<CreatedLead>
  let open: Cases<OpenEpisode>
  let attempts: Cases<AttemptMade>
  let alerts: Cases<AlertDue>
  let deals: Cases<Deal>

  /// Cases of one kind, and each one's class.
  struct Cases<Case> {
    let all: [Case]
    let classes: [Int32]

    fileprivate init(_ all: [Case], _ known: inout CaseClasses, _ dimensions: (Case) -> Dimensions) {
      self.all = all
      classes = all.map { known.number(of: dimensions($0)) }
    }
  }

  /// Numbers classes that are not `known` yet.
  init(_ found: PeriodFindings, _ known: inout CaseClasses) {
    self.found = found
    episodes = Cases(found.episodes, &known, \.dimensions)
    created = Cases(found.created, &known, \.dimensions)
    open = Cases(found.open, &known, \.dimensions)
    attempts = Cases(found.attempts, &known, \.dimensions)
    alerts = Cases(found.alerts, &known, \.dimensions)
    deals = Cases(found.deals, &known, \.dimensions)
  }
}
