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
///
/// It is no generic type, as what it does with cases would then be looked up anew for each.
struct CaseQuestion: Question {
  let width: Int
  private let counting: @Sendable (ClassedFindings, inout Tally) -> Void
  private let told: @Sendable (Tally.Sum) -> Figures

  /// Asks of the `cases`, and does not count those without a verdict.
  init<Case, Count: CaseCount>(
    _ cases: @escaping @Sendable (ClassedFindings) -> ClassedFindings.Cases<Case>, _ count: Count,
    _ verdict: @escaping @Sendable (Case, PeriodFindings) -> Count.Verdict?
  ) {
    width = count.width
    told = count.figures
    counting = { page, tally in
      let (cases, found) = (cases(page), page.found)
      for index in cases.all.indices {
        guard let verdict = verdict(cases.all[index], found) else { continue }
        count.add(verdict, ofClass: cases.classes[index], to: &tally)
      }
    }
  }

  func count(_ page: ClassedFindings, into tally: inout Tally) { counting(page, &tally) }

  func figures(of measures: [Measure], _ sum: Tally.Sum) -> [Figures] {
    let figures = told(sum)
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
