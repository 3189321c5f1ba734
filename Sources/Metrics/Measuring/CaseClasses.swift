/// Cases by the dimensions that they have in common, so that filters look at each class of them once.
struct CaseClasses: Sendable {
  private var dimensions: [Dimensions] = []
  /// Each case's class.
  private(set) var numbers: [Int32] = []

  /// The classes of cases that stand in pages, one after the other.
  init<Case>(_ pages: [[Case]], _ dimensions: (Case) -> Dimensions) {
    var known: [Dimensions: Int32] = [:]
    numbers.reserveCapacity(pages.reduce(0) { $0 + $1.count })
    for page in pages {
      for index in page.indices {
        let one = dimensions(page[index])
        if let number = known[one] {
          numbers.append(number)
          continue
        }
        let number = Int32(clamping: self.dimensions.count)
        known[one] = number
        self.dimensions.append(one)
        numbers.append(number)
      }
    }
  }

  /// For each class the filters that let it through, as indices; nil lets nothing through.
  func admitting(_ filters: [EpisodeFilter?]) -> [[Int]] {
    dimensions.map { one in filters.indices.filter { filters[$0]?.admits(one) ?? false } }
  }
}
