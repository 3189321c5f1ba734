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
  /// How many episodes each class has.
  private var episodes: [[Int]]

  /// A question, and what those look at who ask it: by each of these kinds of dimensions it is counted apart.
  ///
  /// Together they would be so many that hardly two cases were of one class.
  struct Asked: Sendable {
    let question: Question
    let kinds: [Dimensions.Kinds]
  }

  /// Nothing counted yet.
  init(_ questions: [Asked]) {
    // Names get numbers of their own by how many episodes they have.
    let kinds = Set(questions.flatMap(\.kinds) + [.source, .region, .team]).sorted {
      $0.rawValue < $1.rawValue
    }
    classes = kinds.map { CaseClasses(by: $0) }
    places = questions.map { asked in asked.kinds.compactMap { kinds.firstIndex(of: $0) } }
    self.questions = questions
    tallies = questions.map { asked in asked.kinds.map { _ in CaseTally(width: asked.question.width) } }
    episodes = classes.map { _ in [] }
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
    for place in classes.indices {
      for number in page.episodes.classes[place] { episodes[place][Int(number)] += 1 }
    }
    for index in questions.indices {
      questions[index].question.count(page, by: places[index], into: &tallies[index])
    }
  }

  private mutating func add(_ other: PeriodTallies) {
    let numbers = classes.indices.map { place in
      other.classes[place].dimensions.map { classes[place].number(of: $0) }
    }
    reserve()
    for place in classes.indices {
      for (number, count) in zip(numbers[place], other.episodes[place]) {
        episodes[place][Int(number)] += count
      }
    }
    for index in questions.indices {
      for (tally, place) in places[index].enumerated() {
        tallies[index][tally].add(other.tallies[index][tally], classes: numbers[place])
      }
    }
  }

  private mutating func reserve() {
    for place in classes.indices {
      episodes[place] += repeatElement(0, count: classes[place].count - episodes[place].count)
    }
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

  /// How many episodes there are by dimensions of a kind by which names get numbers of their own.
  func episodes(by kinds: Dimensions.Kinds) -> [(dimensions: Dimensions, count: Int)] {
    guard let place = classes.firstIndex(where: { $0.kinds == kinds }) else { return [] }
    return Array(zip(classes[place].dimensions, episodes[place]))
  }
}
