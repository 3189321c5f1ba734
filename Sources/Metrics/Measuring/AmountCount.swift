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

  let width = 1

  /// Adds a value; nil where there is none.
  func add(_ value: Int?, ofClass number: Int32, to tally: inout Tally) {
    if let value { tally.append(value, ofClass: number) } else { tally.add(at: 0, ofClass: number) }
  }

  func figures(_ sum: Tally.Sum) -> Figures {
    var amount = Figures.Amount(currency: currency)
    let values = sum.values.map(\.number)
    amount.n = values.count
    amount.missing = sum.numbers[0]
    amount.sum = values.reduce(0, Self.sum)
    amount.median = Quantile.nearestRank(50, in: values, of: values.count)
    if let names { amount.parts = parts(sum, names) }
    return .amount(amount)
  }

  private func parts(_ sum: Tally.Sum, _ names: NameTable) -> [Figures.Amount.Part] {
    var counts = [Int](repeating: 0, count: names.names.count)
    for value in sum.values { counts[Int(sum.source(of: value))] += 1 }
    let group = NameGroup(counts, names, limit: 200)
    var parts: [String: Figures.Amount.Part] = [:]
    for value in sum.values {
      let source = sum.source(of: value)
      let id =
        group.numbers.contains(source)
        ? String(decoding: names.names[Int(source)], as: UTF8.self) : LeadFilter.others
      var part = parts[id] ?? Figures.Amount.Part(id: id, n: 0, sum: 0)
      part.n += 1
      part.sum = Self.sum(part.sum, value.number)
      parts[id] = part
    }
    return parts.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// Sums beyond what a document can hold stay beyond it, and are refused where the snapshot is made.
  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? (left < 0 ? Int.min : Int.max) : sum
  }
}

/// How long something took, by nearest rank.
struct DurationCount: CaseCount {
  let width = 1

  /// Adds milliseconds; nil where they cannot be measured.
  func add(_ milliseconds: Int?, ofClass number: Int32, to tally: inout Tally) {
    if let milliseconds { tally.append(milliseconds, ofClass: number) } else { tally.add(at: 0, ofClass: number) }
  }

  func figures(_ sum: Tally.Sum) -> Figures {
    var durations = Figures.Durations()
    let sorted = sum.values.map(\.number)
    durations.n = sorted.count
    durations.missing = sum.numbers[0]
    durations.median = Quantile.nearestRank(50, in: sorted, of: sorted.count)
    durations.p90 = Quantile.nearestRank(90, in: sorted, of: sorted.count)
    durations.p95 = Quantile.nearestRank(95, in: sorted, of: sorted.count)
    return .durations(durations)
  }
}
