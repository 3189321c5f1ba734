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

  /// The filters that let each class through, as indices; nil lets nothing through.
  func admitting(_ filters: [EpisodeFilter?]) -> Admissions {
    var admissions = Admissions()
    for one in dimensions {
      admissions.append(filters.indices.filter { filters[$0]?.admits(one) ?? false })
    }
    return admissions
  }

  /// Which filters let each class through, one class's behind the other's, so that no references are counted for each case.
  struct Admissions {
    private(set) var filters: [Int] = []
    private var starts = [0]

    fileprivate mutating func append(_ more: [Int]) {
      filters += more
      starts.append(filters.count)
    }

    /// The places among the filters of those that let a class through.
    func places(ofClass number: Int32) -> Range<Int> { starts[Int(number)]..<starts[Int(number) + 1] }
  }
}
