/// What was counted so far to answer some questions about a period.
///
/// The cases themselves are let go of. Adding up what threads have counted gives the same whatever the order.
struct PeriodTallies: Sendable {
  private let questions: [any Question]
  private(set) var classes = CaseClasses()
  /// One for each question.
  private(set) var tallies: [Tally]
  /// How many episodes each class has.
  private(set) var episodes: [Int] = []

  init(_ questions: [any Question]) {
    self.questions = questions
    tallies = questions.map { Tally(width: $0.width) }
  }

  /// All that threads have counted to answer the same questions, which are let go of one after the other.
  init(adding parts: inout [PeriodTallies]) {
    self = parts.removeLast()
    while let part = parts.popLast() { add(part) }
  }

  /// Counts what was found in a page.
  mutating func add(_ found: PeriodFindings) {
    let page = ClassedFindings(found, &classes)
    reserve()
    for number in page.episodes.classes { episodes[Int(number)] += 1 }
    for index in questions.indices {
      questions[index].count(page, into: &tallies[index])
      tallies[index].endPage()
    }
  }

  private mutating func add(_ other: PeriodTallies) {
    let numbers = other.classes.dimensions.map { classes.number(of: $0) }
    reserve()
    for (number, count) in zip(numbers, other.episodes) { episodes[Int(number)] += count }
    for index in tallies.indices { tallies[index].add(other.tallies[index], classes: numbers) }
  }

  private mutating func reserve() {
    episodes += repeatElement(0, count: classes.count - episodes.count)
    for index in tallies.indices { tallies[index].reserve(classes: classes.count) }
  }
}
