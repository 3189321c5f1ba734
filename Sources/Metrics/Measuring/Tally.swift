/// What was counted of cases, class by class, so that it adds up through any filter once it is known which there are.
///
/// Numbers take no more room for more cases; only values whose order matters, for quantiles, are kept each.
struct Tally: Sendable {
  /// How many numbers each class has.
  private let width: Int
  /// Class by class.
  private var numbers: [Int] = []
  private var values: [Value] = []
  private var members: Set<Member> = []

  /// One case's value.
  struct Value: Sendable {
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

  /// Makes room for so many classes.
  mutating func reserve(classes: Int) {
    let missing = classes * width - numbers.count
    if missing > 0 { numbers += repeatElement(0, count: missing) }
  }

  /// Adds to one of the numbers of a class that there is room for.
  @inline(__always)
  mutating func add(_ count: Int = 1, at place: Int, ofClass number: Int32) {
    numbers[Int(number) * width + place] += count
  }

  mutating func append(_ value: Int, isOpen: Bool = false, ofClass number: Int32) {
    values.append(Value(number: value, ofClass: number, isOpen: isOpen))
  }

  mutating func insert(member: Int32, ofClass number: Int32) {
    members.insert(Member(number: member, ofClass: number))
  }

  /// Adds what was counted elsewhere, where the classes had other numbers: `classes` says which is which here, and there is
  /// room for them.
  mutating func add(_ other: Tally, classes: [Int32]) {
    for (place, number) in other.numbers.enumerated() {
      add(number, at: place % width, ofClass: classes[place / width])
    }
    values.reserveCapacity(values.count + other.values.count)
    for value in other.values {
      append(value.number, isOpen: value.isOpen, ofClass: classes[Int(value.ofClass)])
    }
    for member in other.members { insert(member: member.number, ofClass: classes[Int(member.ofClass)]) }
  }
}

extension Tally {
  /// What was counted of the cases that a filter lets through.
  struct Sum {
    fileprivate(set) var numbers: [Int]
    /// The least first.
    fileprivate(set) var values: [Value] = []
    fileprivate(set) var members: Set<Int32> = []
    private let classes: CaseClasses

    /// Of no cases.
    fileprivate init(width: Int, _ classes: CaseClasses) {
      numbers = Array(repeating: 0, count: width)
      self.classes = classes
    }

    /// The number of the source that a value's case came from.
    func source(of value: Value) -> Int32 { classes.dimensions[Int(value.ofClass)].source }
  }

  /// The same with the least values first, as sums want them.
  var ordered: Tally {
    var ordered = self
    ordered.values.sort { $0.number < $1.number }
    return ordered
  }

  /// What was counted of the classes that a filter lets through; nil lets nothing through.
  func sum(_ classes: CaseClasses, through filter: EpisodeFilter?) -> Sum {
    var sum = Sum(width: width, classes)
    guard let filter else { return sum }
    let areLetThrough = classes.dimensions.map(filter.admits)
    for number in areLetThrough.indices where areLetThrough[number] {
      let first = number * width
      guard first + width <= numbers.count else { break }
      for place in 0..<width { sum.numbers[place] += numbers[first + place] }
    }
    sum.values = values.filter { areLetThrough[Int($0.ofClass)] }
    for member in members where areLetThrough[Int(member.ofClass)] { sum.members.insert(member.number) }
    return sum
  }
}
