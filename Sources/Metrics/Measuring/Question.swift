internal import Agreements
internal import Wire

/// Something to be counted of the cases of a period, whatever filters it is told through.
///
/// It is no generic type, as what it does with each case would then be looked up anew every time.
struct Question: Sendable {
  /// How many numbers it counts of each class of cases.
  let width: Int
  /// What its figures tell parts by, whatever the filter.
  let partedBy: Dimensions.Kinds
  private let counting: @Sendable (ClassedFindings, [Int], inout [CaseTally]) -> Void
  private let told: @Sendable (Measure, CaseTally.Sum) -> Figures

  /// Asks of the `cases`, and does not count those without a verdict.
  init<Case, Count: CaseCount>(
    _ cases: @escaping @Sendable (ClassedFindings) -> ClassedFindings.Cases<Case>, _ count: Count,
    partedBy: Dimensions.Kinds = [], _ verdict: @escaping @Sendable (Case, PeriodFindings) -> Count.Verdict?
  ) {
    width = count.width
    self.partedBy = partedBy
    told = count.figures
    counting = { page, places, tallies in
      let (cases, found) = (cases(page), page.found)
      let verdicts = cases.all.map { verdict($0, found) }
      for (index, place) in places.enumerated() {
        Self.add(verdicts, cases.classes[place], count, to: &tallies[index])
      }
    }
  }

  private static func add<Count: CaseCount>(
    _ verdicts: [Count.Verdict?], _ classes: [Int32], _ count: Count, to tally: inout CaseTally
  ) {
    for index in verdicts.indices {
      if let verdict = verdicts[index] { count.add(verdict, ofClass: classes[index], to: &tally) }
    }
  }

  /// Judges each case of a page once, and counts it in each of the tallies, by the classes at these places; there is room for
  /// them.
  func count(_ page: ClassedFindings, by places: [Int], into tallies: inout [CaseTally]) {
    counting(page, places, &tallies)
  }

  /// The figures of a measure that asks this, of cases that were let through.
  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures { told(measure, sum) }
}
