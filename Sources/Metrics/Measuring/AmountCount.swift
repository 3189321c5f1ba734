internal import Agreements
internal import Wire

/// Sums of money or points, in total and by source.
struct AmountCount: CaseCount {
  private let currency: String?
  /// The names that parts are told by; no parts where nil.
  private let names: NameTable?

  init(currency: String?, partsBy names: NameTable? = nil) {
    self.currency = currency
    self.names = names
  }

  let width = 4

  /// The numbers that are counted: values, the parts of their sum, and cases without a value.
  ///
  /// A sum is told by how often it holds 2^32, and what is left, so that it never goes beyond 64 bits on the way.
  private enum Place { static let (values, high, low, missing) = (0, 1, 2, 3) }

  /// Adds a value; nil where there is none.
  func add(_ value: Int?, ofClass number: Int32, to tally: inout CaseTally) {
    guard let value else { return tally.add(at: Place.missing, ofClass: number) }
    tally.add(at: Place.values, ofClass: number)
    tally.add(value >> 32, at: Place.high, ofClass: number)
    tally.add(value & 0xFFFF_FFFF, at: Place.low, ofClass: number)
    tally.append(value, ofClass: number)
  }

  /// The sum; one beyond 64 bits is the number that is nearest, which no document can hold, and refused where the snapshot is
  /// made.
  private static func sum(_ numbers: [Int]) -> Int {
    let (high, overflows) = numbers[Place.high].multipliedReportingOverflow(by: 1 << 32)
    let (sum, isGreater) = high.addingReportingOverflow(numbers[Place.low])
    return !overflows && !isGreater ? sum : numbers[Place.high] < 0 ? Int.min : Int.max
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    var amount = Figures.Amount(currency: currency)
    amount.n = sum.numbers[Place.values]
    amount.missing = sum.numbers[Place.missing]
    amount.sum = Self.sum(sum.numbers)
    amount.median = Quantile.nearestRank(50, in: sum.values, of: amount.n)
    if let names { amount.parts = parts(sum.bySource, names) }
    return .amount(amount)
  }

  private func parts(_ bySource: [Int32: [Int]], _ names: NameTable) -> [Figures.Amount.Part] {
    var counts = [Int](repeating: 0, count: names.names.count)
    for (source, numbers) in bySource { counts[Int(source)] = numbers[Place.values] }
    let group = NameGroup(counts, names, limit: 200)
    var parts: [String: [Int]] = [:]
    for (source, numbers) in bySource where numbers[Place.values] > 0 {
      let id =
        group.numbers.contains(source)
        ? String(decoding: names.names[Int(source)], as: UTF8.self) : LeadFilter.others
      parts[id] = parts[id].map { zip($0, numbers).map(+) } ?? numbers
    }
    return parts.map { Figures.Amount.Part(id: $0, n: $1[Place.values], sum: Self.sum($1)) }
      .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }
}

/// How long something took, by nearest rank.
struct DurationCount: CaseCount {
  let width = 1

  /// Adds milliseconds; nil where they cannot be measured.
  func add(_ milliseconds: Int?, ofClass number: Int32, to tally: inout CaseTally) {
    if let milliseconds {
      tally.append(milliseconds, ofClass: number)
    } else {
      tally.add(at: 0, ofClass: number)
    }
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    var durations = Figures.Durations()
    durations.n = sum.values.count
    durations.missing = sum.numbers[0]
    durations.median = Quantile.nearestRank(50, in: sum.values, of: durations.n)
    durations.p90 = Quantile.nearestRank(90, in: sum.values, of: durations.n)
    durations.p95 = Quantile.nearestRank(95, in: sum.values, of: durations.n)
    return .durations(durations)
  }
}
