/// What was counted so far to answer some questions about a period.
///
/// The cases themselves are let go of. Adding up what threads have counted gives the same whatever the order.
struct PeriodTallies: Sendable {
  private let questions: [Asked]
  /// Which of the classes each question is asked by.
  private let places: [[Int]]
  /// By all kinds of dimensions that questions are asked by.
  private var classes: [CaseClasses]
  /// For each question one by each of the kinds of dimensions that it is asked by.
  private var tallies: [[CaseTally]]

  /// A question, and what those look at who ask it: by each of these kinds of dimensions it is counted apart.
  ///
  /// Together they would be so many that hardly two cases were of one class.
  struct Asked: Sendable {
    let question: Question
    let kinds: [Dimensions.Kinds]
  }

  /// Nothing counted yet.
  init(_ questions: [Asked]) {
    let kinds = Set(questions.flatMap(\.kinds)).sorted { $0.rawValue < $1.rawValue }
    classes = kinds.map { CaseClasses(by: $0) }
    places = questions.map { asked in asked.kinds.compactMap { kinds.firstIndex(of: $0) } }
    self.questions = questions
    tallies = questions.map { asked in asked.kinds.map { _ in CaseTally(width: asked.question.width) } }
  }

  /// All that threads have counted to answer the same questions, which are let go of one after the other.
  init(adding parts: inout [PeriodTallies]) {
    self = parts.removeLast()
    while var part = parts.popLast() { take(&part) }
  }

  /// Counts what was found in a page.
  mutating func add(_ found: PeriodFindings) {
    let page = ClassedFindings(found, &classes)
    reserve()
    for index in questions.indices {
      questions[index].question.count(page, by: places[index], into: &tallies[index])
    }
  }

  /// Adds what was counted elsewhere, which is let go of tally by tally.
  private mutating func take(_ other: inout PeriodTallies) {
    let numbers = classes.indices.map { place in
      other.classes[place].dimensions.map { classes[place].number(of: $0) }
    }
    reserve()
    for index in questions.indices {
      for (tally, place) in places[index].enumerated() {
        tallies[index][tally].add(other.tallies[index][tally], classes: numbers[place])
        other.tallies[index][tally] = CaseTally(width: 0)
      }
    }
  }

  private mutating func reserve() {
    for index in questions.indices {
      for (tally, place) in places[index].enumerated() {
        tallies[index][tally].reserve(classes: classes[place].count)
      }
    }
  }
}

extension PeriodTallies {
  /// What was counted for the question of that number, of the cases that a filter lets through; nil where nobody was to ask
  /// it through such a filter.
  func sum(ofQuestion index: Int, through filter: EpisodeFilter, _ kinds: Dimensions.Kinds) -> CaseTally.Sum?
  {
    let needed = kinds.union(questions[index].question.partedBy)
    guard let tally = questions[index].kinds.firstIndex(where: { $0.isSuperset(of: needed) }) else {
      return nil
    }
    return tallies[index][tally].sum(classes[places[index][tally]], through: filter)
  }

  /// The first number that was counted for the question of that number, by the dimensions by which it was asked.
  func numbers(ofQuestion index: Int, by kinds: Dimensions.Kinds) -> [(dimensions: Dimensions, number: Int)] {
    guard let tally = questions[index].kinds.firstIndex(of: kinds) else { return [] }
    return classes[places[index][tally]].dimensions.enumerated().map { number, dimensions in
      (dimensions, tallies[index][tally].number(at: 0, ofClass: number))
    }
  }
}
