/// What was counted of cases, class by class, so that it adds up through any filter once it is known which there are.
///
/// Numbers take no more room for more cases; only values whose order matters, for quantiles, are kept each. Numbers beyond
/// 64 bits stay at the greatest.
struct Tally: Sendable {
  /// How many numbers each class has.
  private let width: Int
  /// Class by class.
  private var numbers: [Int] = []
  /// Page by page, so that none is ever copied for the sake of others; and those of the page at hand.
  private var pages: [[Value]] = []
  private var values: [Value] = []
  private var members: Set<Member> = []

  /// One case's value.
  private struct Value {
    let number: Int
    let ofClass: Int32
    /// Whether it can still grow, as with a wait that nothing has ended.
    let isOpen: Bool
  }

  /// Somebody who is counted once however many cases are theirs.
  private struct Member: Hashable {
    let number: Int32
    let ofClass: Int32
  }

  /// With so many numbers for each class.
  init(width: Int) { self.width = width }

  /// Makes room for so many classes of cases.
  mutating func reserve(classes: Int) {
    let missing = classes * width - numbers.count
    if missing > 0 { numbers += repeatElement(0, count: missing) }
  }

  /// Adds to one of the numbers of a class that there is room for.
  @inline(__always)
  mutating func add(_ count: Int = 1, at place: Int, ofClass number: Int32) {
    let index = Int(number) * width + place
    numbers[index] = Self.sum(numbers[index], count)
  }

  mutating func append(_ value: Int, isOpen: Bool = false, ofClass number: Int32) {
    values.append(Value(number: value, ofClass: number, isOpen: isOpen))
  }

  mutating func insert(member: Int32, ofClass number: Int32) {
    members.insert(Member(number: member, ofClass: number))
  }

  /// Ends a page.
  mutating func endPage() {
    guard !values.isEmpty else { return }
    pages.append(Array(values[...]))
    values.removeAll(keepingCapacity: true)
  }

  /// Adds the pages that were counted elsewhere, where the classes had other numbers: `classes` says which is which here, and
  /// there is room for them.
  mutating func add(_ other: Tally, classes: [Int32]) {
    for (place, number) in other.numbers.enumerated() {
      add(number, at: place % width, ofClass: classes[place / width])
    }
    for page in other.pages {
      pages.append(
        page.map { Value(number: $0.number, ofClass: classes[Int($0.ofClass)], isOpen: $0.isOpen) })
    }
    for member in other.members { insert(member: member.number, ofClass: classes[Int(member.ofClass)]) }
  }

  /// The sum, or the number of 64 bits that is nearest to it.
  static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? (left < 0 ? Int.min : Int.max) : sum
  }
}

extension Tally {
  /// What was counted of the cases that a filter lets through.
  struct Sum {
    fileprivate(set) var numbers: [Int]
    /// The least first.
    fileprivate(set) var values: [Int] = []
    /// Those that can still grow, likewise.
    fileprivate(set) var open: [Int] = []
    fileprivate(set) var members: Set<Int32> = []
    /// Where the numbers come from.
    fileprivate let tally: Tally
    fileprivate let classes: CaseClasses
    fileprivate let areLetThrough: [Bool]
  }

  /// What was counted of the classes that a filter lets through; nil lets nothing through.
  func sum(_ classes: CaseClasses, through filter: EpisodeFilter?) -> Sum {
    let areLetThrough = classes.dimensions.map { filter?.admits($0) ?? false }
    var sum = Sum(
      numbers: Array(repeating: 0, count: width), tally: self, classes: classes, areLetThrough: areLetThrough)
    for number in areLetThrough.indices where areLetThrough[number] { add(ofClass: number, to: &sum.numbers) }
    (sum.values, sum.open) = (values(areLetThrough, areOpen: false), values(areLetThrough, areOpen: true))
    for member in members where areLetThrough[Int(member.ofClass)] { sum.members.insert(member.number) }
    return sum
  }

  /// Adds the numbers of a class, for which there may be no room yet, as it has no case here.
  private func add(ofClass number: Int, to sum: inout [Int]) {
    let first = number * width
    guard first + width <= numbers.count else { return }
    for place in 0..<width { sum[place] = Self.sum(sum[place], numbers[first + place]) }
  }

  private func values(_ areLetThrough: [Bool], areOpen: Bool) -> [Int] {
    func isWanted(_ value: Value) -> Bool { value.isOpen == areOpen && areLetThrough[Int(value.ofClass)] }
    var wanted: [Int] = []
    wanted.reserveCapacity(pages.reduce(0) { $0 + $1.count(where: isWanted) })
    for page in pages {
      for value in page where isWanted(value) { wanted.append(value.number) }
    }
    wanted.sort()
    return wanted
  }
}

extension Tally.Sum {
  /// The numbers by the sources that their cases came from.
  var bySource: [Int32: [Int]] {
    var found: [Int32: [Int]] = [:]
    for number in areLetThrough.indices where areLetThrough[number] {
      tally.add(
        ofClass: number,
        to: &found[classes.dimensions[number].source, default: numbers.map { _ in 0 }])
    }
    return found
  }
}
