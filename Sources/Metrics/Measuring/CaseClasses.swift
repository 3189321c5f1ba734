/// Cases by the dimensions that they have in common, so that filters look at each class of them once.
struct CaseClasses: Sendable {
  private var dimensions: [Dimensions] = []
  /// Each case's class.
  private(set) var numbers: [Int32] = []

  /// The classes of cases that stand in pages, one after the other.
  init<Case>(_ pages: [[Case]], _ dimensions: (Case) -> Dimensions) {
    var known: [Dimensions: Int32] = [:]
    // Those met lately, each at a place of its numbers' choice, so that most cases need no hashing.
    var recent = [Int32](repeating: -1, count: 1 << Self.placeBits)
    numbers.reserveCapacity(pages.reduce(0) { $0 + $1.count })
    for page in pages {
      for index in page.indices {
        let one = dimensions(page[index])
        let place = Self.place(of: one)
        var number = recent[place]
        if number < 0 || self.dimensions[Int(number)] != one {
          number = known[one] ?? Int32(clamping: self.dimensions.count)
          if Int(number) == self.dimensions.count {
            known[one] = number
            self.dimensions.append(one)
          }
          recent[place] = number
        }
        numbers.append(number)
      }
    }
  }

  private static let placeBits = 12

  private static func place(of one: Dimensions) -> Int {
    func word(_ number: Int32) -> UInt64 { UInt64(UInt32(bitPattern: number)) }
    let sum =
      ((word(one.source) &* 31 &+ word(one.region)) &* 31 &+ word(one.team)) &* 31
      &+ word(one.tier << 2 | one.request)
    return Int(truncatingIfNeeded: (sum &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - placeBits))
  }

  /// For each class the filters that let it through, as indices; nil lets nothing through.
  func admitting(_ filters: [EpisodeFilter?]) -> [[Int]] {
    dimensions.map { one in filters.indices.filter { filters[$0]?.admits(one) ?? false } }
  }
}
