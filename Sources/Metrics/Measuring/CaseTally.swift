/// What was counted of cases, class by class, so that it adds up through any filter once it is known which there are.
///
/// Numbers take no more room for more cases; only values whose order matters, for quantiles, are kept each.
struct CaseTally: Sendable {
  /// How many numbers each class has.
  private let width: Int
  /// Class by class.
  private var numbers: [Int] = []
  private var values = TallyValues()
  /// Those that can still grow, as with waits that nothing has ended.
  private var open = TallyValues()
  private var members: Set<Member> = []

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
    numbers[Int(number) * width + place] += count
  }

  /// One of the numbers of a class that there is room for.
  func number(at place: Int, ofClass number: Int) -> Int { numbers[number * width + place] }

  /// Keeps a value of a case of a class.
  mutating func append(_ value: Int, ofClass number: Int32) {
    values.append(value, ofClass: number)
  }

  /// The same of one that can still grow.
  mutating func append(open value: Int, ofClass number: Int32) {
    open.append(value, ofClass: number)
  }

  /// Notes whose a case of a class is.
  mutating func insert(member: Int32, ofClass number: Int32) {
    members.insert(Member(number: member, ofClass: number))
  }

  /// Adds what was counted elsewhere, where the classes had other numbers: `classes` says which is which here, and
  /// there is room for them.
  mutating func add(_ other: CaseTally, classes: [Int32]) {
    for (place, number) in other.numbers.enumerated() {
      add(number, at: place % width, ofClass: classes[place / width])
    }
    values.add(other.values, classes: classes)
    open.add(other.open, classes: classes)
    for member in other.members { insert(member: member.number, ofClass: classes[Int(member.ofClass)]) }
  }
}

extension CaseTally {
  /// What was counted of the cases that a filter lets through.
  struct Sum {
    fileprivate(set) var numbers: [Int]
    /// The least first.
    fileprivate(set) var values: [Int] = []
    /// Those that can still grow, likewise.
    fileprivate(set) var open: [Int] = []
    fileprivate(set) var members: Set<Int32> = []
    /// The numbers by the sources that their cases came from, where the classes tell them apart.
    fileprivate(set) var bySource: [Int32: [Int]] = [:]

    /// Of no cases.
    init(width: Int) { numbers = Array(repeating: 0, count: width) }
  }

  /// What was counted of the classes that a filter lets through.
  func sum(_ classes: CaseClasses, through filter: EpisodeFilter) -> Sum {
    var sum = Sum(width: width)
    let (none, areLetThrough) = (sum.numbers, classes.dimensions.map(filter.admits))
    for number in areLetThrough.indices where areLetThrough[number] {
      add(ofClass: number, to: &sum.numbers)
      if classes.kinds.contains(.source) {
        add(ofClass: number, to: &sum.bySource[classes.dimensions[number].source, default: none])
      }
    }
    (sum.values, sum.open) = (values.ordered(areLetThrough), open.ordered(areLetThrough))
    for member in members where areLetThrough[Int(member.ofClass)] { sum.members.insert(member.number) }
    return sum
  }

  private func add(ofClass number: Int, to sum: inout [Int]) {
    for place in 0..<width { sum[place] += numbers[number * width + place] }
  }
}
