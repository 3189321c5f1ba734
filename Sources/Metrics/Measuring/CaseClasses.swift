/// Cases by the dimensions that they have in common, so that filters look at each class of them once.
struct CaseClasses: Sendable {
  private var dimensions: [Dimensions] = []
  /// Each case's class.
  private(set) var numbers: [Int32] = []

  /// The classes of cases with these dimensions, in their order.
  init(_ cases: some Collection<Dimensions>) {
    var known: [Dimensions: Int32] = [:]
    numbers.reserveCapacity(cases.count)
    for one in cases {
      if let number = known[one] {
        numbers.append(number)
        continue
      }
      let number = Int32(clamping: dimensions.count)
      known[one] = number
      dimensions.append(one)
      numbers.append(number)
    }
  }

  /// For each class the filters that let it through, as indices; nil lets nothing through.
  func admitting(_ filters: [EpisodeFilter?]) -> [[Int]] {
    dimensions.map { one in filters.indices.filter { filters[$0]?.admits(one) ?? false } }
  }
}
