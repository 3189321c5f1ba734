/// Values of cases, each with its class, for quantiles.
struct TallyValues: Sendable {
  /// Page by page, so that none is ever copied for the sake of others.
  private var pages: [[Value]] = []
  /// Those of the page at hand.
  private var last: [Value] = []

  private struct Value {
    let number: Int
    let ofClass: Int32
  }

  /// Adds one to the page at hand.
  mutating func append(_ number: Int, ofClass class: Int32) {
    last.append(Value(number: number, ofClass: `class`))
  }

  /// Ends the page at hand.
  mutating func endPage() {
    guard !last.isEmpty else { return }
    pages.append(last.exact)
    last.removeAll(keepingCapacity: true)
  }

  /// Adds pages from where the classes had other numbers; `classes` says which is which here.
  mutating func add(_ other: TallyValues, classes: [Int32]) {
    for page in other.pages {
      pages.append(page.map { Value(number: $0.number, ofClass: classes[Int($0.ofClass)]) })
    }
  }

  /// Those of the classes that are let through, the least first.
  func ordered(_ areLetThrough: [Bool]) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(pages.reduce(0) { $0 + $1.count { areLetThrough[Int($0.ofClass)] } })
    for page in pages {
      for value in page where areLetThrough[Int(value.ofClass)] { numbers.append(value.number) }
    }
    numbers.sort()
    return numbers
  }
}
