internal import Agreements
internal import Wire

/// Sums of money or points, in total and by source.
struct AmountCount: EpisodeCount {
  private let currency: String?
  /// The names that parts are told by; no parts where nil.
  private let names: NameTable?
  private var values: [Int] = []
  private var missing = 0
  private var sources: [Int32] = []

  init(currency: String?, partsBy names: NameTable? = nil) {
    self.currency = currency
    self.names = names
  }

  /// A value, nil where there is none, and the number of the source that it is from.
  mutating func add(_ item: (value: Int?, source: Int32)) {
    guard let value = item.value else {
      missing += 1
      return
    }
    values.append(value)
    sources.append(item.source)
  }

  var figures: Figures {
    var amount = Figures.Amount(currency: currency)
    amount.n = values.count
    amount.missing = missing
    amount.sum = values.reduce(0, Self.sum)
    amount.median = Quantile.nearestRank(50, in: values.sorted(), of: values.count)
    if let names { amount.parts = parts(names) }
    return .amount(amount)
  }

  private func parts(_ names: NameTable) -> [Figures.Amount.Part] {
    var counts = [Int](repeating: 0, count: names.names.count)
    for source in sources { counts[Int(source)] += 1 }
    let group = NameGroup(counts, names, limit: 200)
    var parts: [String: Figures.Amount.Part] = [:]
    for (value, source) in zip(values, sources) {
      let id =
        group.numbers.contains(source)
        ? String(decoding: names.names[Int(source)], as: UTF8.self) : LeadFilter.others
      var part = parts[id] ?? Figures.Amount.Part(id: id, n: 0, sum: 0)
      part.n += 1
      part.sum = Self.sum(part.sum, value)
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
struct DurationCount: EpisodeCount {
  private var values: [Int] = []
  private var missing = 0

  /// Milliseconds; nil where it cannot be measured.
  mutating func add(_ milliseconds: Int?) {
    if let milliseconds { values.append(milliseconds) } else { missing += 1 }
  }

  var figures: Figures {
    var durations = Figures.Durations()
    let sorted = values.sorted()
    durations.n = sorted.count
    durations.missing = missing
    durations.median = Quantile.nearestRank(50, in: sorted, of: sorted.count)
    durations.p90 = Quantile.nearestRank(90, in: sorted, of: sorted.count)
    durations.p95 = Quantile.nearestRank(95, in: sorted, of: sorted.count)
    return .durations(durations)
  }
}
